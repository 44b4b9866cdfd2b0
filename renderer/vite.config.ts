import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const station = `http://127.0.0.1:${process.env['YIZHAN_PORT'] || '7411'}`;
const toStation = {
  target: station,
  changeOrigin: true,
  headers: { origin: station },
  // The page's own modules live under /api too (api/client.ts); the station is only ever asked by POST.
  bypass: (request: { readonly method?: string | undefined; readonly url?: string | undefined }) =>
    request.method === 'POST' || request.url === '/static-roll' ? undefined : request.url,
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../dist/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome120',
    // The page's policy allows neither inline scripts nor data: fonts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  server: { host: '127.0.0.1', proxy: { '/api': toStation, '/static-roll': toStation } },
});
