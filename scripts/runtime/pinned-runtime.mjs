import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assemblePinned, DEFAULT_APP } from './assemble-pinned.mjs';
import { ensureCachedFolder } from './cached-folder.mjs';
import { downloadPinned } from './download-pinned.mjs';
import { EXIT, Stop } from './exits.mjs';
import { PINNED } from './pinned-release.mjs';

/** @typedef {{ distPath: string, exe: string, version: string, kind: 'override' | 'declared' | 'pinned' }} Runtime */

/**
 * @param {NodeJS.Platform} platform
 * @param {string} arch
 */
export function canUsePinned(platform, arch) {
  return platform === PINNED.platform && arch === PINNED.arch;
}

/**
 * The pinned runtime, made when the cache does not have it.
 * @param {string} cache our folder in the person's cache
 * @param {{ download?: typeof downloadPinned, assemble?: typeof assemblePinned }} [steps]
 * @returns {Promise<Runtime>}
 */
export async function pinnedRuntime(cache, { download = downloadPinned, assemble = assemblePinned } = {}) {
  const { electronVersion } = PINNED;
  const distPath = join(cache, `electron-${electronVersion}`);
  try {
    await ensureCachedFolder(distPath, await recipeOf(), async (result, work) => {
      await assemble(await download(PINNED, work), result, electronVersion);
    });
  } catch (error) {
    throw explainDisk(error, cache);
  }
  return { distPath, exe: join(distPath, 'electron'), version: electronVersion, kind: 'pinned' };
}

/** Anything that goes into the folder is part of its recipe, so that a change here reaches old caches. */
async function recipeOf() {
  const hash = createHash('sha256').update(JSON.stringify(PINNED));
  for (const file of ['default-app/main.js', 'default-app/package.json', 'assemble-pinned.mjs']) {
    hash.update(await readFile(join(DEFAULT_APP, '..', file)));
  }
  return hash.digest('hex');
}

/**
 * @param {unknown} error
 * @param {string} cache
 */
function explainDisk(error, cache) {
  const code = /** @type {NodeJS.ErrnoException} */ (error)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Stop(EXIT.cacheUnusable, `The disk is full: free 1 GB for ${cache} and run again.`);
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR') {
    return new Stop(
      EXIT.cacheUnusable,
      `${cache} cannot be written: make it writable or set XDG_CACHE_HOME to a folder that is.`,
    );
  }
  return error;
}
