import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Builds the page into `web/dist`, which the server hands out at `/`. Nothing is inlined as `data:` and no inline script is
 * written, so that the page runs under `default-src 'self'`. `HARMONY_API` names the server behind `vite dev`.
 */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Read by scripts/bundle-size.ts: what the first page loads besides the entry.
    manifest: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What a first visit loads in one piece: eighty small ones compress worse and are eighty requests.
          groups: [{ name: 'first', test: /src\/app\/(?:providers|router|routes\/dashboard-route)\.tsx$/ }],
        },
      },
    },
  },
  server: { proxy: { '/api': process.env['HARMONY_API'] ?? 'http://127.0.0.1:8080' } },
});
