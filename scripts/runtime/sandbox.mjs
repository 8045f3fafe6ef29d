// When Chromium's sandbox cannot work, Electron dies before any of our code runs; only the launcher can help.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * @param {{ platform: NodeJS.Platform, uid: number, namespaces: boolean, helper: boolean }} facts namespaces:
 *   ordinary users may make them; helper: chrome-sandbox is set up (root's, 4755)
 * @returns {string | undefined} why it has to be off; undefined when it can be on
 */
export function whySandboxIsOff({ platform, uid, namespaces, helper }) {
  if (platform !== 'linux') return undefined;
  if (uid === 0) return "Running as root, so Chromium's sandbox is off: fine for tests, not for a packing station.";
  if (!namespaces && !helper)
    return "This system gives programs no user namespaces, so Chromium's sandbox is off: fine for development only.";
  return undefined;
}

/** @param {string} exe */
export function sandboxFacts(exe) {
  return {
    platform: process.platform,
    uid: process.getuid?.() ?? -1,
    namespaces:
      kernelSays('kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
      kernelSays('kernel/unprivileged_userns_clone') !== '0' &&
      kernelSays('user/max_user_namespaces') !== '0',
    helper: isSetUp(join(dirname(exe), 'chrome-sandbox')),
  };
}

/** @param {string} name */
function kernelSays(name) {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** @param {string} path */
function isSetUp(path) {
  try {
    const { uid, mode } = statSync(path);
    return uid === 0 && (mode & 0o7777) === 0o4755;
  } catch {
    return false;
  }
}
