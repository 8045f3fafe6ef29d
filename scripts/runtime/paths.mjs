import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with package.json. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Outside node_modules, so that `npm ci` does not throw a 260 MB runtime away.
 * @param {NodeJS.ProcessEnv} env
 */
export function cacheFolder(env) {
  // The XDG rule: a relative path there is to be ignored.
  const xdg = env.XDG_CACHE_HOME;
  const base = xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.cache');
  return join(base, 'packhouse');
}
