import { enter } from './runtime/enter.mjs';

await enter(async () => (await import('./runtime/play-demo.mjs')).playDemo);
