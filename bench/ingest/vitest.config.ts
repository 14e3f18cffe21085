import { defineConfig } from 'vitest/config';

/** `npx vitest run --config bench/ingest/vitest.config.ts`: the measurements of issue 5, over a real database and the stand-in. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['bench/ingest/*.measure.ts'],
    globalSetup: ['server/test/global-setup.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 15 * 60_000,
    hookTimeout: 60_000,
  },
});
