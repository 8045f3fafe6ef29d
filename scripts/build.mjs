// Builds everything that runs into out/: main, preload and workers with esbuild, the window's page with vite.
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildRenderer } from './build-renderer.mjs';
import { NODE_BUNDLE } from './node-bundle.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'out');

const esm = { ...NODE_BUNDLE, absWorkingDir: root, sourcemap: true, logLevel: 'warning' };

// Parts of an earlier build have other names and would stay for ever.
for (const part of ['main', 'hub', 'preload', 'renderer', 'assets'])
  rmSync(join(out, part), { recursive: true, force: true });

function entries(wanted) {
  return Object.fromEntries(Object.entries(wanted).filter(([, file]) => existsSync(join(root, file))));
}

await Promise.all([
  build({
    ...esm,
    entryPoints: entries({
      main: 'electron/main.ts',
      'label-worker': 'src/devices/label/label-worker.ts',
      'device-process': 'src/devices/print/device-process.ts',
      'paper-process': 'electron/demo/paper-process.ts',
    }),
    outdir: join(out, 'main'),
    splitting: true,
    chunkNames: 'part-[hash]',
  }),
  build({
    ...esm,
    entryPoints: entries({ main: 'src/hub/main.ts', 'demo-hub': 'src/hub/demo-hub.ts' }),
    outdir: join(out, 'hub'),
    splitting: true,
    chunkNames: 'part-[hash]',
  }),
  build({
    ...esm,
    format: 'cjs',
    banner: {},
    external: ['electron'],
    entryPoints: { preload: 'electron/preload.ts' },
    outdir: join(out, 'preload'),
    outExtension: { '.js': '.cjs' },
  }),
  buildRenderer({ outDir: join(out, 'renderer'), minify: true }),
]);

copyFolder('assets', join(out, 'assets'));
// Beside the workers that read them: nothing is ever fetched at run time.
const { resolve } = createRequire(import.meta.url);
for (const [from, name] of Object.entries({
  '@resvg/resvg-wasm/index_bg.wasm': 'resvg.wasm',
  'zxing-wasm/reader/zxing_reader.wasm': 'zxing-reader.wasm',
  'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf': 'DejaVuSansCondensed.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf': 'DejaVuSansCondensed-Bold.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf': 'DejaVuSansMono.ttf',
  '@hyzyla/pdfium/pdfium.wasm': 'pdfium.wasm',
})) {
  copyFileSync(resolve(from), join(out, 'assets', name));
}

function copyFolder(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(join(root, from), { withFileTypes: true })) {
    const source = join(from, entry.name);
    if (entry.isDirectory()) copyFolder(source, join(to, entry.name));
    else copyFileSync(join(root, source), join(to, entry.name));
  }
}
