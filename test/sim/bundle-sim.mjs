import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { MUTANTS, mutated } from './mutants.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Bundles the simulation for Node, with one deliberate fault in the code under test when `mutant` names one.
 * @type {typeof import('./bundle-sim.d.mts').bundleSim}
 */
export async function bundleSim(mutant) {
  const edits = mutant === null ? [] : editsOf(mutant);
  const left = new Set(edits.map(({ file }) => file));
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  // Inside the repository, so that packages are found.
  const outfile = join(mkdtempSync(join(ROOT, 'out', 'sim-')), 'entry.mjs');
  await build({
    entryPoints: [join(ROOT, 'test/sim/main.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    sourcemap: 'inline',
    logLevel: 'error',
    plugins: [
      {
        name: 'deliberate-fault',
        setup(plugin) {
          if (edits.length === 0) return;
          plugin.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
            const file = relative(ROOT, path).split(sep).join('/');
            const mine = edits.filter((edit) => edit.file === file);
            if (mine.length === 0) return undefined;
            left.delete(file);
            return { contents: mutated(mine, readFileSync(path, 'utf8')), loader: 'ts' };
          });
        },
      },
    ],
  });
  if (left.size > 0)
    throw new Error(`The simulation does not use ${[...left].join(', ')}, so no fault was made there.`);
  return outfile;
}

function editsOf(name) {
  const mutant = MUTANTS.find((each) => each.name === name);
  if (mutant !== undefined) return mutant.edits;
  throw new Error(`There is no mutant "${name}". There are: ${MUTANTS.map((each) => each.name).join(', ')}.`);
}
