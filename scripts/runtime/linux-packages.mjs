// Which Debian and Ubuntu packages bring what Electron needs.

/** The rest of the 27 library files that a bare system lacks comes as their dependencies. */
const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2'];
/** These two were renamed with the 64-bit time transition, in Debian 13 and Ubuntu 24.04. */
const RENAMED = new Set(['libgtk-3-0', 'libasound2']);

export const DISPLAY_PACKAGES = ['xvfb', 'xauth'];
export const PTY_PACKAGES = ['socat'];
export const DATABASE_PACKAGES = ['postgresql'];

/**
 * @param {string} osRelease the text of /etc/os-release
 * @returns {string[] | undefined} undefined when it is neither Debian nor Ubuntu
 */
export function libraryPackages(osRelease) {
  const field = (/** @type {string} */ name) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? '';
  const id = field('ID');
  if (id !== 'debian' && id !== 'ubuntu') return undefined;
  // Debian testing and unstable have no number; they are newer than any that has one.
  const version = field('VERSION_ID') === '' ? Number.POSITIVE_INFINITY : Number.parseFloat(field('VERSION_ID'));
  const renamed = version >= (id === 'debian' ? 13 : 24.04);
  return LIBRARIES.map((name) => (renamed && RENAMED.has(name) ? `${name}t64` : name));
}
