import { join } from 'node:path';

/** Where the built parts lie, seen from `out/main/main.js`. */
const out = join(import.meta.dirname, '..');

export const locations = {
  renderer: join(out, 'renderer'),
  preload: join(out, 'preload', 'preload.cjs'),
  labelWorker: join(out, 'main', 'label-worker.js'),
  deviceProcess: join(out, 'main', 'device-process.js'),
  paperProcess: join(out, 'main', 'paper-process.js'),
  demoHub: join(out, 'hub', 'demo-hub.js'),
  assets: join(out, 'assets'),
} as const;
