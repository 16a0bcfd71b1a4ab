import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** During development the pages come from here and the API from a running installation. */
const installation = process.env['REELMILL_URL'] ?? 'http://localhost:8080';
const forward = { target: installation, changeOrigin: true };

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { proxy: { '/api': forward, '/config.json': forward, '/home': forward, '/media': forward, '/l': forward } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // Nothing inlined: the content security policy allows our own files and no data: or inline code.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // hls.js and dash.js stand alone in their chunks and load only when a ladder is played.
    chunkSizeWarningLimit: 900,
  },
});
