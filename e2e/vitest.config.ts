import { defineConfig } from 'vitest/config';

/** A house that is there already is looked at by one file after the other. */
const ours = (process.env['E2E_BASE_URL'] ?? '') === '';
/** What measures how quick the page is has the machine for itself. */
const measures = 'e2e/fixture.e2e.ts';

/**
 * The whole house in a real browser: against `E2E_BASE_URL`, or against houses and fixture servers of the files' own when that is not set; then two
 * files at a time, because each waits a good deal.
 */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    testTimeout: 180_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'measured', include: [measures], maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['e2e/**/*.e2e.ts'],
          exclude: [measures],
          maxWorkers: ours ? 2 : 1,
          sequence: { groupOrder: 0 },
        },
      },
    ],
  },
});
