// `npm run sim -- --seeds N`: many stations, one hub and a bad network in virtual time, and every invariant at the end.
import { enter } from './runtime/enter.mjs';

await enter(async () => {
  const { rmSync } = await import('node:fs');
  const { dirname } = await import('node:path');
  const { parseArgs } = await import('node:util');
  const { bundleSim } = await import('../test/sim/bundle-sim.mjs');
  const { MUTANTS } = await import('../test/sim/mutants.mjs');
  const { runChild } = await import('./runtime/run-child.mjs');
  const { Stop } = await import('./runtime/exits.mjs');
  const { HUB_WORDS } = await import('./runtime/hub-words.mjs');

  const USAGE = `npm run sim -- [--seeds N] [--seed S] [--stations K] [--hours H] [--orders N] [--mutate NAME] [--plan JSON] [--stop] [--trace] [--json]

  --seeds N      so many histories (20)
  --seed S       the first of them (1); the same seed is the same history
  --stations K   packing stations in each (3)
  --hours H      virtual hours of work before everything comes to rest (0.2)
  --orders N     orders at the beginning (20)
  --mutate NAME  with a deliberate fault in the code under test; it has to be caught
  --plan JSON    what is on in every history, whatever its seed says: {"restores":true}
  --stop         stops at the first failure
  --trace        prints whole histories
  --json         one JSON object a line: each history, then the summary

Exit code 1: an invariant does not hold; the seed that is printed shows it again.
Mutants: ${MUTANTS.map(({ name }) => name).join(', ')}`;

  return async (argv) => {
    const { mutate, help } = readArguments(argv);
    if (help) {
      process.stdout.write(`${USAGE}\n`);
      return 0;
    }
    const entry = await bundleSim(mutate ?? null);
    try {
      const args = [...HUB_WORDS, '--enable-source-maps', entry, ...withoutMutant(argv, mutate)];
      return (await runChild(process.execPath, args, { output: 'show' })).code;
    } finally {
      rmSync(dirname(entry), { recursive: true, force: true });
    }
  };

  function readArguments(argv) {
    try {
      const text = { type: 'string' };
      const flag = { type: 'boolean' };
      const options = { seeds: text, seed: text, stations: text, hours: text, orders: text, mutate: text, plan: text };
      return parseArgs({ args: argv, options: { ...options, stop: flag, trace: flag, json: flag, help: flag } }).values;
    } catch (error) {
      throw new Stop(64, `${error.message}\n${USAGE}`);
    }
  }

  /** Which fault is in it is a matter of the bundle alone. */
  function withoutMutant(argv, mutate) {
    return argv.filter(
      (word, index) => !word.startsWith('--mutate') && !(argv[index - 1] === '--mutate' && word === mutate),
    );
  }
});
