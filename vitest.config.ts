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
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
