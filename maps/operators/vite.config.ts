/** The operators' page as the hub serves it under /desk: dist/operators. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const hub = `http://127.0.0.1:${process.env['YIZHAN_HUB_PORT'] || '7430'}`;

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/desk/',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/operators', import.meta.url)),
    emptyOutDir: true,
    // Office computers that are some years old.
    target: ['chrome100', 'safari15.4', 'firefox100'],
    // The page's policy allows neither inline scripts nor data: pictures.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    license: { fileName: 'licences.txt' },
  },
  server: { host: '127.0.0.1', proxy: { '^/(api|map|photos|s)/': { target: hub, changeOrigin: true, headers: { origin: hub } } } },
});
