// What the system must have for Electron to start, and how it gets it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, aptLine } from './apt.mjs';
import { EXIT, Stop } from './exits.mjs';
import { findMissingLibraries } from './libraries.mjs';
import { DATABASE_PACKAGES, DISPLAY_PACKAGES, libraryPackages, PTY_PACKAGES } from './linux-packages.mjs';
import { isOnPath } from './on-path.mjs';
import { say } from './say.mjs';

/**
 * @typedef {object} System
 * @property {NodeJS.Platform} platform
 * @property {boolean} isRoot
 * @property {string} osRelease
 * @property {(command: string) => boolean} has
 * @property {() => boolean} hasPostgres
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
    hasPostgres: () => isOnPath('initdb') || hasDebianPostgres(),
    missing: (exe) => findMissingLibraries(exe),
    install: (packages) => aptInstall(packages),
  };
}

/**
 * Makes sure of the shared libraries, of Xvfb when `xvfb` is wanted, of socat when `socat` is, and of PostgreSQL's
 * programs when `postgres` is. As root on Debian and Ubuntu it installs them; elsewhere it says what to do. The last
 * two are never insisted on: the tests that use them say so themselves.
 * @param {string} exe
 * @param {{ xvfb?: boolean, socat?: boolean, postgres?: boolean }} wanted
 * @param {System} [system]
 * @throws {Stop}
 */
export async function ensureSystem(exe, { xvfb = false, socat = false, postgres = false }, system = thisSystem()) {
  if (system.platform !== 'linux') return;
  const wanted = { xvfb, socat, postgres };
  const lacking = await lackingNow(exe, wanted, system);
  const insists = lacking.libraries.length > 0 || lacking.xvfb;
  if (!insists && !lacking.socat && !lacking.postgres) return;

  const libraries = libraryPackages(system.osRelease);
  const packages = [
    ...(lacking.libraries.length > 0 ? (libraries ?? []) : []),
    ...(lacking.xvfb ? DISPLAY_PACKAGES : []),
    ...(lacking.socat ? PTY_PACKAGES : []),
    ...(lacking.postgres ? DATABASE_PACKAGES : []),
  ];
  const isApt = libraries !== undefined && system.has('apt-get');
  if (isApt && system.isRoot) await installOrSay(packages, insists, system);
  const still = isApt && system.isRoot ? await lackingNow(exe, wanted, system) : lacking;

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
  if (still.postgres)
    say(`PostgreSQL is not installed, and the hub is tested on its embedded database only; ${advice}`);
}

/**
 * Without a network there is no apt; what is not insisted on then stops nobody.
 * @param {readonly string[]} packages
 * @param {boolean} insists
 * @param {System} system
 */
async function installOrSay(packages, insists, system) {
  try {
    await system.install(packages);
  } catch (error) {
    if (insists || !(error instanceof Stop)) throw error;
    say(error.message);
  }
}

/**
 * @param {string} exe
 * @param {{ xvfb: boolean, socat: boolean, postgres: boolean }} wanted
 * @param {System} system
 */
async function lackingNow(exe, wanted, system) {
  return {
    libraries: await system.missing(exe),
    xvfb: wanted.xvfb && !system.has('Xvfb'),
    socat: wanted.socat && !system.has('socat'),
    postgres: wanted.postgres && !system.hasPostgres(),
  };
}

/** Debian keeps a server's programs off the PATH, by version. */
function hasDebianPostgres() {
  try {
    const folder = '/usr/lib/postgresql';
    return readdirSync(folder).some((version) => existsSync(join(folder, version, 'bin', 'initdb')));
  } catch {
    return false; // no such folder: none is installed
  }
}

function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
