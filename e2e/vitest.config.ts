import { defineConfig } from 'vitest/config';

/** The whole house in a real browser: against `E2E_BASE_URL`, or against the page's fixture server when that is not set. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    root: new URL('..', import.meta.url).pathname,
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
