import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** For `vite renderer` while working on the screens; the product is built by scripts/build-renderer.mjs. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react()],
  // data: fonts are refused by the Content-Security-Policy, so nothing is inlined.
  build: { target: 'chrome130', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
