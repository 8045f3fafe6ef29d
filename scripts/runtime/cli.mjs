// node scripts/runtime/cli.mjs: prints the path of the Electron to run, and nothing else, on stdout.
import { enter } from './enter.mjs';

await enter(async () => {
  const { findRuntime } = await import('./find-runtime.mjs');
  return async () => {
    const { exe } = await findRuntime();
    process.stdout.write(`${exe}\n`);
    return 0;
  };
});
