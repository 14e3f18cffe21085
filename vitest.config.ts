import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Every suite of the repository; the database suites share one PostgreSQL started by the global set-up. */
export default defineConfig({
  test: {
    include: [
      'server/**/*.test.ts',
      'deploy/**/*.test.ts',
      'stand-ins/**/*.test.ts',
      'scripts/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    globalSetup: ['server/test/global-setup.ts'],
    pool: 'forks',
    // nearly half of the time of a file it waits, for programs, leases and simulated transfers: on a small machine more files than processors
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // patience is for busy machines; no test waits this long on its own account
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 45_000 } },
  },
});
