// The runtime that package.json declares: what we ship, and what development should use where it can.
import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './run-child.mjs';
import { say } from './say.mjs';

/** @typedef {import('./pinned-runtime.mjs').Runtime} Runtime */

/** 110 MB at 0.5 MB/s. An unreachable host does not take that long: the client gives up connecting after 10 s. */
const DOWNLOAD_LIMIT_MS = 240_000;
const REMEMBER_FAILURE_MS = 24 * 60 * 60_000;

/**
 * @param {string} root the folder with node_modules
 * @returns {Runtime | undefined} undefined while its binary has not been downloaded
 */
export function declaredRuntime(root) {
  const folder = join(root, 'node_modules', 'electron');
  const distPath = join(folder, 'dist');
  try {
    // path.txt is what Electron's own installer writes last.
    const exe = join(distPath, readFileSync(join(folder, 'path.txt'), 'utf8'));
    accessSync(exe, constants.X_OK);
    const version = readFileSync(join(distPath, 'version'), 'utf8').trim().replace(/^v/, '');
    return version === declaredVersion(root) ? { distPath, exe, version, kind: 'declared' } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} root */
function declaredVersion(root) {
  return JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')).version;
}

/**
 * Lets the electron package download its binary, once. A failure is remembered for a day where there is
 * something else to use, so that starts stay fast.
 * @param {{ root: string, cache: string, env: NodeJS.ProcessEnv, now: number, mayRemember: boolean,
 *   run?: import('./run-child.mjs').RunChild }} options now: ms since the epoch
 * @returns {Promise<Runtime | undefined>}
 */
export async function downloadDeclared({ root, cache, env, now, mayRemember, run = runChild }) {
  const version = declaredVersion(root);
  const marker = join(cache, `electron-${version}-download-failed.json`);
  if (mayRemember && failedRecently(marker, now)) return undefined;
  say(`Fetching Electron ${version} (about 110 MB, once) ...`);
  // With this variable set, Electron's installer would look there instead of into its own folder.
  const { ELECTRON_OVERRIDE_DIST_PATH: _, ...rest } = env;
  const outcome = await run(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    env: rest,
    cwd: root,
    limitMs: DOWNLOAD_LIMIT_MS,
  });
  const runtime = declaredRuntime(root);
  if (runtime) rmSync(marker, { force: true });
  else {
    say(
      `Electron ${version} could not be fetched (${outcome.tookTooLong ? 'it took too long' : 'its host did not answer as expected'}).`,
    );
    remember(marker, now);
  }
  return runtime;
}

/**
 * @param {string} marker
 * @param {number} now
 */
function failedRecently(marker, now) {
  try {
    const age = now - JSON.parse(readFileSync(marker, 'utf8')).failedAtMs;
    // A negative age means that the clock was set back: the marker then says nothing.
    return age >= 0 && age < REMEMBER_FAILURE_MS;
  } catch {
    return false;
  }
}

/**
 * @param {string} marker
 * @param {number} now
 */
function remember(marker, now) {
  try {
    mkdirSync(join(marker, '..'), { recursive: true });
    writeFileSync(marker, JSON.stringify({ failedAtMs: now }));
  } catch {
    // Only speed is lost: the next start tries the download again.
  }
}
