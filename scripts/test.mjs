import { enter } from './runtime/enter.mjs';

await enter(async () => (await import('./runtime/run-tests.mjs')).runTests);
