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
    // by default one less than the processors: one of two would idle while the other waits for programs
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // patience is for busy machines; no test waits this long on its own account
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 45_000 } },
  },
});
