// How every script in this folder begins and ends.
import { endAllChildren } from './children.mjs';
import { explain } from './exits.mjs';
import { followParent } from './follow-parent.mjs';
import { ROOT } from './paths.mjs';
import { requireModules, requireNode } from './require-ready.mjs';
import { say } from './say.mjs';

/**
 * Runs a script's body, which is loaded only after Node and node_modules have been found good enough to
 * load it, and ends the process with its exit code. A failure becomes one sentence.
 * @param {() => Promise<(argv: string[]) => Promise<number>>} load
 */
export async function enter(load) {
  let exitCode;
  try {
    requireNode(process.versions.node);
    requireModules(ROOT);
    followParent(process.env);
    const run = await load();
    exitCode = await run(process.argv.slice(2));
  } catch (error) {
    const failure = explain(error);
    exitCode = failure.exitCode;
    say(failure.sentence);
    if (process.env.PACKHOUSE_DEBUG) console.error(error);
  }
  await endAllChildren();
  process.exit(exitCode);
}
