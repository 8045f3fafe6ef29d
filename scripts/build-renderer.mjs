import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const renderer = fileURLToPath(new URL('../renderer/', import.meta.url));

/**
 * Builds the window's page into `outDir`. Another page, such as the gallery of sample screens in test/renderer, is built
 * only when its folder and name are given, so that the product never carries it.
 *
 * @param {{ outDir: string, minify: boolean, root?: string, page?: string }} options
 */
export async function buildRenderer({ outDir, minify, root = renderer, page = 'index.html' }) {
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      minify,
      // Electron 33, the oldest runtime this is tested on, carries Chromium 130.
      target: 'chrome130',
      // data: fonts and inline scripts are refused by the Content-Security-Policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: join(root, page) },
    },
  });
}
