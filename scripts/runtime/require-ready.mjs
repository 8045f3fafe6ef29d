// The two checks that come before everything else. This file imports nothing that an old Node or a
// checkout without node_modules would choke on.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, Stop } from './exits.mjs';

const MINIMUM = [20, 19];

/** @param {string} version as in process.versions.node */
export function requireNode(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  throw new Stop(EXIT.nodeTooOld, `Node ${version} is too old: install Node ${MINIMUM.join('.')} or newer.`);
}

/** @param {string} root the folder with package.json */
export function requireModules(root) {
  const needed = ['electron', '@electron/fuses', '@electron/asar', 'yauzl', 'tar'];
  const missing = needed.some((name) => !existsSync(join(root, 'node_modules', name, 'package.json')));
  if (missing) throw new Stop(EXIT.modulesMissing, 'The dependencies are not installed: run "npm ci" first.');
}
