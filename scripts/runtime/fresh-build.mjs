import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, Stop } from './exits.mjs';
import { runChild } from './run-child.mjs';
import { say } from './say.mjs';

const BUILD_LIMIT_MS = 5 * 60_000;
const BUILD_SCRIPT = 'scripts/build.mjs';
/** What goes into out/. Names that do not exist are passed over. */
const SOURCES = [
  'src',
  'electron',
  'renderer',
  'assets',
  BUILD_SCRIPT,
  'scripts/build-renderer.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * Builds the app when out/ is missing or older than its sources.
 * @param {string} root
 * @param {import('./run-child.mjs').RunChild} [run]
 * @throws {Stop}
 */
export async function ensureBuild(root, run = runChild) {
  if (!isStale(root)) return;
  say('Building the app ...');
  // A build that stops half-way may have written this one file already and would look fresh.
  rmSync(entryOf(root), { force: true });
  const outcome = await run(process.execPath, [join(root, BUILD_SCRIPT)], {
    cwd: root,
    limitMs: BUILD_LIMIT_MS,
    output: 'show-on-stderr',
  });
  if (outcome.tookTooLong)
    throw new Stop(
      EXIT.buildFailed,
      'The build did not end within 5 minutes: run "npm run build" and look at what it says.',
    );
  if (outcome.code !== 0)
    throw new Stop(EXIT.buildFailed, 'The build failed: correct what it says above and run again.');
  if (!existsSync(entryOf(root)))
    throw new Stop(EXIT.buildFailed, 'The build made no app: run "npm run build" and look at what it says.');
}

/** @param {string} root */
export function isStale(root) {
  const entry = entryOf(root);
  if (!existsSync(entry)) return true;
  const builtMs = statSync(entry).mtimeMs;
  return SOURCES.some((name) => newestMs(join(root, name)) > builtMs);
}

/** @param {string} root */
function entryOf(root) {
  return join(root, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).main);
}

/**
 * @param {string} path
 * @returns {number} ms since the epoch; a folder counts itself too, which changes when a file in it goes away
 */
function newestMs(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestMs(join(path, name))), stats.mtimeMs);
}
