import { enter } from './runtime/enter.mjs';

await enter(async () => (await import('./runtime/start-app.mjs')).startApp);
