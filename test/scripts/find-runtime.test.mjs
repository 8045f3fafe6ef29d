import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { downloadDeclared } from '../../scripts/runtime/declared-runtime.mjs';
import { EXIT } from '../../scripts/runtime/exits.mjs';
import { findRuntime } from '../../scripts/runtime/find-runtime.mjs';
import './fixtures/quiet.mjs';
import { outcomeWith } from './fixtures/outcome.mjs';
import { temporaryFolder } from './fixtures/temporary-folder.mjs';

const HOUR = 60 * 60_000;
const PINNED = /** @type {const} */ ({ distPath: '/p', exe: '/p/electron', version: '33.2.1', kind: 'pinned' });

/** @param {string} root */
function declareElectron(root) {
  const folder = join(root, 'node_modules', 'electron');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"version":"45.4.1"}');
  return folder;
}

/** @param {string} folder of the electron package */
function putBinary(folder, version = '45.4.1') {
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'electron'), '', { mode: 0o755 });
  writeFileSync(join(folder, 'dist', 'version'), version);
  writeFileSync(join(folder, 'path.txt'), 'electron');
}

/** A Linux x64 machine on which every way that is not named would be a mistake. */
function search(/** @type {NodeJS.ProcessEnv} */ env = {}) {
  const root = temporaryFolder();
  const electron = declareElectron(root);
  const never = async () => {
    throw new Error('must not be asked');
  };
  return {
    electron,
    options: /** @type {import('../../scripts/runtime/find-runtime.mjs').Search} */ ({
      env: { XDG_CACHE_HOME: join(root, 'cache'), ...env },
      platform: 'linux',
      arch: 'x64',
      root,
      now: 1_000_000,
      download: never,
      pinned: never,
    }),
  };
}

test('a folder named in ELECTRON_OVERRIDE_DIST_PATH comes first', async () => {
  const other = temporaryFolder();
  putBinary(other, 'v44.0.0');
  const dist = join(other, 'dist');
  const { electron, options } = search({ ELECTRON_OVERRIDE_DIST_PATH: dist });
  putBinary(electron);

  expect(await findRuntime(options)).toEqual({
    distPath: dist,
    exe: join(dist, 'electron'),
    version: '44.0.0',
    kind: 'override',
  });
});

test('a folder without an Electron in it is passed over', async () => {
  const { electron, options } = search({ ELECTRON_OVERRIDE_DIST_PATH: temporaryFolder() });
  putBinary(electron);

  expect(await findRuntime(options)).toMatchObject({ kind: 'declared', version: '45.4.1' });
});

test('a declared binary of another version, or half of one, does not count', async () => {
  const { electron, options } = search();
  putBinary(electron, '45.0.0');

  expect(await findRuntime({ ...options, download: async () => undefined, pinned: async () => PINNED })).toBe(PINNED);
});

test('PACKHOUSE_RUNTIME=33 takes the pinned one even when the declared one is there', async () => {
  const { electron, options } = search({ PACKHOUSE_RUNTIME: '33' });
  putBinary(electron);

  expect(await findRuntime({ ...options, pinned: async () => PINNED })).toBe(PINNED);
});

test.each([
  ['another word in PACKHOUSE_RUNTIME', { PACKHOUSE_RUNTIME: '34' }, {}, EXIT.usage],
  ['declared forced, not to be had', { PACKHOUSE_RUNTIME: 'declared' }, {}, EXIT.runtimeUnavailable],
  ['not to be had on a Mac', {}, { platform: 'darwin', arch: 'arm64' }, EXIT.runtimeUnavailable],
  ['33 forced on a Mac', { PACKHOUSE_RUNTIME: '33' }, { platform: 'darwin', arch: 'arm64' }, EXIT.runtimeUnavailable],
])('%s is refused', async (_, env, machine, exitCode) => {
  const { options } = search(env);
  const download = async () => undefined;

  await expect(
    findRuntime({ ...options, download, .../** @type {Partial<typeof options>} */ (machine) }),
  ).rejects.toMatchObject({ exitCode });
});

test('a failed download is remembered for a day and then tried again', async () => {
  const { options } = search();
  let tries = 0;
  const run = async () => {
    tries += 1;
    return outcomeWith({ code: 1 });
  };
  /** @type {typeof options.download} */
  const download = (details) => downloadDeclared({ ...details, run });
  const findAt = (/** @type {number} */ now) => findRuntime({ ...options, now, download, pinned: async () => PINNED });

  expect(await findAt(HOUR)).toBe(PINNED);
  await findAt(24 * HOUR);
  expect(tries).toBe(1);
  await findAt(26 * HOUR);
  expect(tries).toBe(2);
  // The clock was set back: what the marker says about the future is not believed.
  await findAt(0);
  expect(tries).toBe(3);
});

test('a download that works is used, without the override in its surroundings', async () => {
  const { electron, options } = search({ ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' });
  /** @type {import('../../scripts/runtime/run-child.mjs').RunChild} */
  const run = async (_, args, options) => {
    expect(args).toEqual([join(electron, 'install.js')]);
    expect(options?.env).not.toHaveProperty('ELECTRON_OVERRIDE_DIST_PATH');
    expect(options?.limitMs).toBeGreaterThan(0);
    putBinary(electron);
    return outcomeWith();
  };

  const runtime = await findRuntime({ ...options, download: (details) => downloadDeclared({ ...details, run }) });
  expect(runtime).toMatchObject({ kind: 'declared', exe: join(electron, 'dist', 'electron') });
});
