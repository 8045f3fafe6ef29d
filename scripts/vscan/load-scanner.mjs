import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../runtime/paths.mjs';

const ENTRY = `
export { commandCodeOf, choiceCodeOf } from './src/core/command-code.ts';
export { openPtyScanner, SocatMissing } from './src/fakes/pty-scanner.ts';
export { deliveriesOf } from './src/fakes/scenario/deliveries.ts';
export { PROFILES } from './src/fakes/scenario/profiles.ts';
export { bytesOf, readOf } from './src/fakes/scenario/read-text.ts';
export { PACKER_BADGE } from './src/fakes/scenario/run-scenario.ts';
export { createSeededDice } from './src/fakes/scenario/seeded-dice.ts';
export { scenarioSchema, stepSchema } from './src/wire/scenario.ts';
`;

/** The virtual scanner's own code, which is TypeScript: bundled in memory, so that nothing is left behind. */
export async function loadScanner() {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: ROOT, sourcefile: join(ROOT, 'vscan.ts'), loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
