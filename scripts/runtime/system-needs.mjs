// What the system must have for Electron to start, and how it gets it.
import { readFileSync } from 'node:fs';
import { aptInstall, aptLine } from './apt.mjs';
import { EXIT, Stop } from './exits.mjs';
import { findMissingLibraries } from './libraries.mjs';
import { DISPLAY_PACKAGES, libraryPackages, PTY_PACKAGES } from './linux-packages.mjs';
import { isOnPath } from './on-path.mjs';
import { say } from './say.mjs';

/**
 * @typedef {object} System
 * @property {NodeJS.Platform} platform
 * @property {boolean} isRoot
 * @property {string} osRelease
 * @property {(command: string) => boolean} has
 * @property {(exe: string) => Promise<string[]>} missing
 * @property {(packages: readonly string[]) => Promise<void>} install
 */

/** @returns {System} */
export function thisSystem() {
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    osRelease: readOsRelease(),
    has: (command) => isOnPath(command),
    missing: (exe) => findMissingLibraries(exe),
    install: (packages) => aptInstall(packages),
  };
}

/**
 * Makes sure of the shared libraries, of Xvfb when `xvfb` is wanted and of socat when `socat` is. As root on
 * Debian and Ubuntu it installs them; elsewhere it says what to do. socat is never insisted on: the tests
 * that use it say so themselves.
 * @param {string} exe
 * @param {{ xvfb?: boolean, socat?: boolean }} wanted
 * @param {System} [system]
 * @throws {Stop}
 */
export async function ensureSystem(exe, { xvfb = false, socat = false }, system = thisSystem()) {
  if (system.platform !== 'linux') return;
  const lacking = await lackingNow(exe, { xvfb, socat }, system);
  if (lacking.libraries.length === 0 && !lacking.xvfb && !lacking.socat) return;

  const libraries = libraryPackages(system.osRelease);
  const packages = [
    ...(lacking.libraries.length > 0 ? (libraries ?? []) : []),
    ...(lacking.xvfb ? DISPLAY_PACKAGES : []),
    ...(lacking.socat ? PTY_PACKAGES : []),
  ];
  const isApt = libraries !== undefined && system.has('apt-get');
  if (isApt && system.isRoot) await system.install(packages);
  const still = isApt && system.isRoot ? await lackingNow(exe, { xvfb, socat }, system) : lacking;

  const advice = isApt
    ? `as root, run: ${aptLine(packages)}`
    : "install GTK 3, NSS, GBM, ALSA and Xvfb with your system's package manager";
  if (still.libraries.length > 0) {
    throw new Stop(
      EXIT.librariesMissing,
      `Electron needs libraries that are not installed (${still.libraries.join(', ')}); ${advice}`,
    );
  }
  if (still.xvfb) throw new Stop(EXIT.noDisplay, `There is no display and Xvfb is not installed; ${advice}`);
  if (still.socat) say(`socat is not installed, and tests with virtual serial ports will say so; ${advice}`);
}

/**
 * @param {string} exe
 * @param {{ xvfb: boolean, socat: boolean }} wanted
 * @param {System} system
 */
async function lackingNow(exe, wanted, system) {
  return {
    libraries: await system.missing(exe),
    xvfb: wanted.xvfb && !system.has('Xvfb'),
    socat: wanted.socat && !system.has('socat'),
  };
}

function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
