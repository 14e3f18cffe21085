import { defineConfig } from 'vitest/config';

/** Decisions of the page that need no browser; what people see is tested in `e2e/`. Patience is for busy machines. */
export default defineConfig({ test: { include: ['src/**/*.test.ts'], testTimeout: 60_000 } });
