// A folder in the cache is either whole or absent. It is made beside its place and renamed into it, and a
// receipt, written last, lists what it consists of.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { removeAtExit } from './remove-at-exit.mjs';

const RECEIPT = 'receipt.json';
/** A working folder older than this was left by a process that was killed without a chance to clean up. */
const ABANDONED_AFTER_MS = 2 * 60 * 60_000;

/**
 * @param {string} folder where it belongs
 * @param {string} recipe changes when the way of making it changes; another recipe's folder is remade
 * @param {(result: string, work: string) => Promise<void>} make fills `result`; `work` is scratch space
 */
export async function ensureCachedFolder(folder, recipe, make) {
  if (await isWhole(folder, recipe)) return;
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  await sweepAbandoned(parent, basename(folder));
  // A name of its own, so that two processes making it at once do not meet.
  const temporary = `${folder}.tmp-${randomBytes(6).toString('hex')}`;
  removeAtExit(temporary);
  try {
    const result = join(temporary, 'result');
    const work = join(temporary, 'work');
    await mkdir(result, { recursive: true });
    await mkdir(work);
    await make(result, work);
    await writeFile(join(result, RECEIPT), JSON.stringify({ recipe, files: await sizesIn(result) }));
    await putInPlace(result, folder, recipe, temporary);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {string} recipe
 */
export async function isWhole(folder, recipe) {
  try {
    const receipt = JSON.parse(await readFile(join(folder, RECEIPT), 'utf8'));
    if (receipt.recipe !== recipe) return false;
    const checks = Object.entries(receipt.files).map(
      async ([name, size]) => (await stat(join(folder, name))).size === size,
    );
    return (await Promise.all(checks)).every(Boolean);
  } catch {
    // No folder, no receipt, a damaged receipt or a missing file: each means "make it again".
    return false;
  }
}

/**
 * @param {string} result
 * @param {string} folder
 * @param {string} recipe
 * @param {string} temporary on the same disk; what is moved there is deleted afterwards
 */
async function putInPlace(result, folder, recipe, temporary) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(result, folder);
      return;
    } catch (error) {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      if ((code !== 'ENOTEMPTY' && code !== 'EEXIST') || attempt === 5) throw error;
    }
    // Another process was quicker, and its work is as good as ours.
    if (await isWhole(folder, recipe)) return;
    // Half-made: out of the way. Should somebody else have moved it already, that is just as well.
    await rename(folder, join(temporary, `old-${attempt}`)).catch(() => {});
  }
}

/** @param {string} folder */
async function sizesIn(folder) {
  /** @type {Record<string, number>} */
  const sizes = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    sizes[relative(folder, path)] = (await stat(path)).size;
  }
  return sizes;
}

/**
 * @param {string} parent
 * @param {string} name
 */
async function sweepAbandoned(parent, name) {
  for (const entry of await readdir(parent)) {
    if (!entry.startsWith(`${name}.tmp-`)) continue;
    const path = join(parent, entry);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}
