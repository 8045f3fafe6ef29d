// `npm run kill -- --engine pglite|postgres|postmaster|station --rounds N`: kill -9 in real processes, again and again.
import { enter } from './runtime/enter.mjs';

await enter(async () => {
  const { mkdirSync, mkdtempSync, rmSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { parseArgs } = await import('node:util');
  const { build } = await import('esbuild');
  const { NODE_BUNDLE } = await import('./node-bundle.mjs');
  const { EXIT, Stop } = await import('./runtime/exits.mjs');
  const { ROOT } = await import('./runtime/paths.mjs');
  const { runChild } = await import('./runtime/run-child.mjs');

  const USAGE =
    'Use: npm run kill -- --engine ENGINE --rounds N. ENGINE is pglite or postgres (the hub is killed), postmaster (its PostgreSQL as well) or station.';
  /** A round starts a hub anew; on a busy machine that takes its time. */
  const ROUND_LIMIT_MS = 120_000;
  const MOST_ROUNDS = 10_000;

  return async (/** @type {string[]} */ argv) => {
    const { engine, rounds } = readArguments(argv);
    const limitMs = rounds * ROUND_LIMIT_MS;
    if (engine === 'station') {
      const words = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', 'test/stories/kill-nine.test.ts'];
      const env = { ...process.env, PACKHOUSE_KILL_ROUNDS: String(rounds) };
      return exitOf(await runChild(process.execPath, words, { cwd: ROOT, env, output: 'show', limitMs }));
    }
    mkdirSync(join(ROOT, 'out'), { recursive: true });
    const folder = mkdtempSync(join(ROOT, 'out', 'kill-'));
    try {
      await bundle(folder);
      const words = [join(folder, 'run-kill.mjs'), join(folder, 'hub.mjs'), engine, String(rounds)];
      return exitOf(await runChild(process.execPath, words, { cwd: ROOT, output: 'show', limitMs }));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  function readArguments(/** @type {string[]} */ argv) {
    let values;
    try {
      const options = { engine: { type: 'string' }, rounds: { type: 'string', default: '100' } };
      values = parseArgs({ args: argv, options: /** @type {const} */ (options) }).values;
    } catch (error) {
      throw new Stop(EXIT.usage, `${error instanceof Error ? error.message : error} ${USAGE}`);
    }
    const rounds = Number(values.rounds);
    const engine = String(values.engine);
    if (!['pglite', 'postgres', 'postmaster', 'station'].includes(engine)) throw new Stop(EXIT.usage, USAGE);
    if (!Number.isInteger(rounds) || rounds < 1 || rounds > MOST_ROUNDS) throw new Stop(EXIT.usage, USAGE);
    return { engine, rounds };
  }

  /** Inside the repository, so that native packages are still found. */
  function bundle(/** @type {string} */ folder) {
    return build({
      ...NODE_BUNDLE,
      entryPoints: { 'run-kill': join(ROOT, 'test/kill/run-kill.ts'), hub: join(ROOT, 'src/hub/main.ts') },
      outdir: folder,
      outExtension: { '.js': '.mjs' },
    });
  }

  function exitOf(/** @type {import('./runtime/run-child.mjs').Outcome} */ { code, tookTooLong }) {
    if (tookTooLong) throw new Stop(EXIT.tookTooLong, 'The rounds did not end in time.');
    return code === 0 ? EXIT.ok : EXIT.testsFailed;
  }
});
