// What somebody would take instead for offline sync: installed once, outside the product, and run on the same documents.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureCachedFolder } from '../runtime/cached-folder.mjs';
import { cacheFolder, ROOT } from '../runtime/paths.mjs';
import { say } from '../runtime/say.mjs';

const run = promisify(execFile);
const HERE = join(ROOT, 'scripts/bench/rival');
const INSTALL_LIMIT_MS = 300_000;
const RUN_LIMIT_MS = 240_000;

/**
 * @param {string} file JSON with `orders` and `entries`
 * @returns {Promise<{name: string, orders: number, pullMs: number, entries: number, pushMs: number} | null>} null: it could not be installed, which is said
 */
export async function measureRival(file) {
  const recipe = createHash('sha256')
    .update(readFileSync(join(HERE, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
  const folder = join(cacheFolder(process.env), `rival-${recipe}`);
  try {
    await ensureCachedFolder(folder, recipe, install);
  } catch (error) {
    const [why] = String(error instanceof Error ? error.message : error).split('\n', 1);
    say(`PouchDB could not be installed, so THERE IS NOTHING TO COMPARE WITH: ${why}`);
    return null;
  }
  const { stdout } = await run(process.execPath, [join(HERE, 'rival-bench.cjs'), file], {
    cwd: folder,
    timeout: RUN_LIMIT_MS,
    maxBuffer: 1 << 24,
  });
  return JSON.parse(stdout);
}

/** @param {string} folder */
async function install(folder) {
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(HERE, name), join(folder, name));
  // Its database brings its programs along; nothing of it needs to run to be installed.
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', words, {
    cwd: folder,
    timeout: INSTALL_LIMIT_MS,
    maxBuffer: 1 << 24,
    shell: process.platform === 'win32',
  });
}
