// `npm test`: sets up whatever is missing, runs the suites one after the other, and closes with one line.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDisplay, VIRTUAL_SCREEN_SWITCHES } from './display.mjs';
import { EXIT, explain, Stop } from './exits.mjs';
import { findRuntime } from './find-runtime.mjs';
import { ensureBuild } from './fresh-build.mjs';
import { ROOT } from './paths.mjs';
import { temporaryFolder } from './remove-at-exit.mjs';
import { runChild } from './run-child.mjs';
import { sandboxFacts, whySandboxIsOff } from './sandbox.mjs';
import { say } from './say.mjs';
import { ensureSystem } from './system-needs.mjs';
import { chooseSuites } from './test-suites.mjs';
import { closingLine, sum } from './test-tally.mjs';

/** Playwright ends its Electrons by itself, one after the other. */
const RUNNER_GRACE_MS = 10_000;

/**
 * @param {string[]} argv
 * @returns {Promise<number>}
 */
export async function runTests(argv) {
  const suites = readSuites(argv);
  try {
    const tally = sum(await runSuites(suites));
    process.stdout.write(`\n${closingLine(tally)}\n`);
    return tally.failed === 0 ? EXIT.ok : EXIT.testsFailed;
  } catch (error) {
    // A set-up that fails is a failure of the tests too, and is closed with the same line.
    const { exitCode, sentence } = explain(error);
    say(sentence);
    if (process.env.PACKHOUSE_DEBUG) console.error(error);
    process.stdout.write(`\n${closingLine({ passed: 0, failed: 1, skipped: 0 })}\n`);
    return exitCode;
  }
}

/** @param {string[]} argv */
function readSuites(argv) {
  let only;
  try {
    only = parseArgs({ args: argv, strict: true, options: { only: { type: 'string' } } }).values.only;
  } catch {
    only = '';
  }
  const suites = chooseSuites(only);
  if (!suites) throw new Stop(EXIT.usage, 'Use: npm test, or npm test -- --only unit, --only sim or --only e2e.');
  return suites;
}

/** @param {readonly import('./test-suites.mjs').Suite[]} suites */
async function runSuites(suites) {
  const runtime = await findRuntime();
  // Always a screen of our own: its size is known, and no window pops up while somebody works.
  const ownScreen = process.platform === 'linux' && suites.some((suite) => suite.needsScreen);
  const isLinux = process.platform === 'linux';
  // test/global-postgres.ts starts a server of its own from what is installed.
  const postgres = isLinux && !process.env.TEST_DATABASE_URL && suites.some((suite) => suite.name === 'unit');
  await ensureSystem(runtime.exe, { xvfb: ownScreen, socat: isLinux, postgres });
  await ensureBuild(ROOT);
  const sandboxOff = whySandboxIsOff(sandboxFacts(runtime.exe));
  if (sandboxOff) say(sandboxOff);
  const env = {
    ...process.env,
    ELECTRON_OVERRIDE_DIST_PATH: runtime.distPath,
    PACKHOUSE_ELECTRON_ARGS: [
      ...(sandboxOff ? ['--no-sandbox'] : []),
      ...(ownScreen ? VIRTUAL_SCREEN_SWITCHES : []),
    ].join(' '),
  };
  const folder = temporaryFolder('test');
  const tallies = [];
  for (const suite of suites) {
    const screen = ownScreen && suite.needsScreen ? await startDisplay() : undefined;
    tallies.push(
      await runSuite(suite, join(folder, `${suite.name}.json`), screen ? onScreen(env, screen.display) : env),
    );
    await screen?.stop();
  }
  return tallies;
}

/**
 * @param {import('./test-suites.mjs').Suite} suite
 * @param {string} report
 * @param {NodeJS.ProcessEnv} env
 */
async function runSuite(suite, report, env) {
  say(`Running the ${suite.title} ...`);
  const outcome = await runChild(process.execPath, suite.command(report), {
    cwd: ROOT,
    env: { ...env, ...suite.env(report) },
    output: 'show',
    limitMs: suite.limitMs,
    graceMs: RUNNER_GRACE_MS,
  });
  const { tally, trouble } = suite.read(report, outcome);
  if (trouble) say(`The ${suite.title} ${trouble}.`);
  return tally;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} display
 * @returns {NodeJS.ProcessEnv}
 */
function onScreen(env, display) {
  // Left in place, it would draw the windows to the person's own desktop.
  const { WAYLAND_DISPLAY: _, ...rest } = env;
  return { ...rest, DISPLAY: display };
}
