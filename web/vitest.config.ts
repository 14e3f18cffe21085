import { defineConfig } from 'vitest/config';

/** Decisions of the page that need no browser; what people see is tested in `e2e/`. */
export default defineConfig({ test: { include: ['src/**/*.test.ts'] } });
