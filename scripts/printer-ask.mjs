import { enter } from './runtime/enter.mjs';

await enter(async () => (await import('./printer-ask/run.mjs')).runPrinterAsk);
