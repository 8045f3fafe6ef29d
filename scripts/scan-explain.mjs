import { enter } from './runtime/enter.mjs';

await enter(async () => (await import('./scan-explain/run.mjs')).runScanExplain);
