import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredRuntime, downloadDeclared } from './declared-runtime.mjs';
import { EXIT, Stop } from './exits.mjs';
import { cacheFolder, ROOT } from './paths.mjs';
import { canUsePinned, pinnedRuntime } from './pinned-runtime.mjs';
import { say } from './say.mjs';

/** @typedef {import('./pinned-runtime.mjs').Runtime} Runtime */

/**
 * @typedef {object} Search what to look at and how; everything has a sensible default
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 * @property {string} root
 * @property {number} now ms since the epoch
 * @property {(options: Parameters<typeof downloadDeclared>[0]) => Promise<Runtime | undefined>} download
 * @property {(cache: string) => Promise<Runtime>} pinned
 */

/**
 * The Electron to run: the one that ELECTRON_OVERRIDE_DIST_PATH names, else the declared one (downloading
 * it if need be), else, on Linux x64, the pinned one for development and tests.
 * PACKHOUSE_RUNTIME=33 or =declared leaves no choice.
 * @param {Partial<Search>} [search]
 * @returns {Promise<Runtime>}
 * @throws {Stop}
 */
export async function findRuntime(search = {}) {
  const {
    env = process.env,
    platform = process.platform,
    arch = process.arch,
    root = ROOT,
    now = Date.now(),
    download = downloadDeclared,
    pinned = pinnedRuntime,
  } = search;
  const forced = env.PACKHOUSE_RUNTIME || undefined;
  if (forced !== undefined && forced !== '33' && forced !== 'declared') {
    throw new Stop(EXIT.usage, `PACKHOUSE_RUNTIME is "${forced}": set it to 33 or declared, or leave it unset.`);
  }
  const cache = cacheFolder(env);
  const pinnedPossible = canUsePinned(platform, arch);

  if (forced === undefined) {
    const chosen = overrideRuntime(env, platform);
    if (chosen) return chosen;
  }
  if (forced !== '33') {
    const mayRemember = forced === undefined && pinnedPossible;
    const declared = declaredRuntime(root) ?? (await download({ root, cache, env, now, mayRemember }));
    if (declared) return declared;
    if (forced === 'declared' || !pinnedPossible) throw unavailable();
  }
  if (!pinnedPossible) {
    throw new Stop(
      EXIT.runtimeUnavailable,
      `The test runtime exists for Linux x64 only, and this is ${platform} ${arch}: unset PACKHOUSE_RUNTIME.`,
    );
  }
  const runtime = await pinned(cache);
  say(`Using Electron ${runtime.version}, for development and tests only.`);
  return runtime;
}

function unavailable() {
  return new Stop(
    EXIT.runtimeUnavailable,
    'Electron could not be downloaded: check the network (a mirror can be named in ELECTRON_MIRROR), or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
  );
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {Runtime | undefined}
 */
function overrideRuntime(env, platform) {
  const distPath = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!distPath) return undefined;
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const exe = join(distPath, names[/** @type {keyof typeof names} */ (platform)] ?? 'electron');
  try {
    accessSync(exe, constants.X_OK);
    const version = readFileSync(join(distPath, 'version'), 'utf8').trim().replace(/^v/, '');
    return { distPath, exe, version, kind: 'override' };
  } catch {
    say('ELECTRON_OVERRIDE_DIST_PATH does not name a folder with an Electron in it and is ignored.');
    return undefined;
  }
}
