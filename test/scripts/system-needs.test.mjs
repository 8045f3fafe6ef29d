import { expect, test } from 'vitest';
import { aptInstall } from '../../scripts/runtime/apt.mjs';
import { EXIT, Stop } from '../../scripts/runtime/exits.mjs';
import { missingLibraries } from '../../scripts/runtime/libraries.mjs';
import { libraryPackages } from '../../scripts/runtime/linux-packages.mjs';
import { ensureSystem } from '../../scripts/runtime/system-needs.mjs';
import './fixtures/quiet.mjs';
import { outcomeWith } from './fixtures/outcome.mjs';

const DEBIAN_12 = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n';
const LDD = `	linux-vdso.so.1 (0x00007ffd)
	libffmpeg.so => /somewhere/libffmpeg.so (0x00007f1c)
	libnss3.so => not found
	libgtk-3.so.0 => not found
	libnss3.so => not found
	/lib64/ld-linux-x86-64.so.2 (0x00007f1c)
`;

test('the libraries that ldd did not find, each once', () => {
  expect(missingLibraries(LDD)).toEqual(['libgtk-3.so.0', 'libnss3.so']);
  expect(missingLibraries('	not a dynamic executable\n')).toEqual([]);
});

test.each([
  ['Debian 12', DEBIAN_12, 'libgtk-3-0 libnss3 libgbm1 libasound2'],
  ['Debian 13', 'ID=debian\nVERSION_ID="13"\n', 'libgtk-3-0t64 libnss3 libgbm1 libasound2t64'],
  ['Debian unstable', 'ID=debian\nVERSION_CODENAME=sid\n', 'libgtk-3-0t64 libnss3 libgbm1 libasound2t64'],
  ['Ubuntu 22.04', 'ID=ubuntu\nVERSION_ID="22.04"\n', 'libgtk-3-0 libnss3 libgbm1 libasound2'],
  ['Ubuntu 24.04', 'VERSION_ID="24.04"\nID=ubuntu\n', 'libgtk-3-0t64 libnss3 libgbm1 libasound2t64'],
  ['Fedora', 'ID=fedora\nVERSION_ID=43\n', undefined],
])('the packages of %s', (_, osRelease, packages) => {
  expect(libraryPackages(osRelease)?.join(' ')).toBe(packages);
});

/**
 * A system that lacks everything, and its apt.
 * @param {Partial<import('../../scripts/runtime/system-needs.mjs').System>} [parts]
 */
function bareSystem(parts = {}) {
  /** @type {string[]} */
  const installed = [];
  return {
    installed,
    /** @type {import('../../scripts/runtime/system-needs.mjs').System} */
    system: {
      platform: 'linux',
      isRoot: true,
      osRelease: DEBIAN_12,
      has: (command) => command === 'apt-get' || installed.includes(command.toLowerCase()),
      hasPostgres: () => installed.includes('postgresql'),
      missing: async () => (installed.includes('libgtk-3-0') ? [] : ['libgtk-3.so.0']),
      install: async (packages) => void installed.push(...packages),
      ...parts,
    },
  };
}

test('root gets everything in one installation', async () => {
  const { system, installed } = bareSystem();
  await ensureSystem('electron', { xvfb: true, socat: true, postgres: true }, system);
  const rest = ['xvfb', 'xauth', 'socat', 'postgresql'];
  expect(installed).toEqual(['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2', ...rest]);
});

test('nothing is installed where nothing is missing', async () => {
  const { system, installed } = bareSystem({ missing: async () => [], has: () => true, hasPostgres: () => true });
  await ensureSystem('electron', { xvfb: true, socat: true, postgres: true }, system);
  expect(installed).toEqual([]);
});

test.each([
  [
    'libraries',
    { isRoot: false },
    EXIT.librariesMissing,
    /libgtk-3\.so\.0.*apt-get install -y --no-install-recommends libgtk/,
  ],
  ['Xvfb', { isRoot: false, missing: async () => [] }, EXIT.noDisplay, /apt-get install .* xvfb xauth/],
  ['libraries on another system', { osRelease: 'ID=fedora\n' }, EXIT.librariesMissing, /package manager/],
])('who may not install is told what to run: %s', async (_, parts, exitCode, message) => {
  const { system, installed } = bareSystem(parts);
  const attempt = ensureSystem('electron', { xvfb: true }, system);

  await expect(attempt).rejects.toMatchObject({ exitCode, message: expect.stringMatching(message) });
  expect(installed).toEqual([]);
});

test('a missing socat stops nobody', async () => {
  const { system } = bareSystem({ isRoot: false, missing: async () => [] });
  await expect(ensureSystem('electron', { socat: true }, system)).resolves.toBeUndefined();
});

test('a missing PostgreSQL stops nobody, not even where apt has no network', async () => {
  const offline = async () => {
    throw new Stop(EXIT.aptFailed, 'apt-get failed');
  };
  const { system } = bareSystem({ missing: async () => [], install: offline });
  await expect(ensureSystem('electron', { postgres: true }, system)).resolves.toBeUndefined();
  await expect(ensureSystem('electron', { xvfb: true, postgres: true }, system)).rejects.toThrow('apt-get failed');
});

test('apt asks nothing, is bounded, and gets a second chance', async () => {
  /** @type {string[]} */
  const calls = [];
  await aptInstall(['xvfb'], async (command, args, options) => {
    expect(command).toBe('apt-get');
    expect(options?.env).toMatchObject({ DEBIAN_FRONTEND: 'noninteractive' });
    expect(options?.limitMs).toBeGreaterThan(0);
    const step = args.includes('update') ? 'update' : args.slice(args.indexOf('install')).join(' ');
    calls.push(step);
    return outcomeWith({ code: calls.length === 1 ? 100 : 0 });
  });
  expect(calls).toEqual(['update', 'update', 'install -y --no-install-recommends xvfb']);
});

test.each([
  [
    'with its own words',
    { code: 100, stderr: 'W: noise\nE: Unable to locate package xvfb\n' },
    /Unable to locate package xvfb/,
  ],
  ['that took too long', { code: 143, tookTooLong: true }, /did not end in time/],
])('an apt failure %s ends in one sentence', async (_, parts, message) => {
  await expect(aptInstall(['xvfb'], async () => outcomeWith(parts))).rejects.toMatchObject({
    exitCode: EXIT.aptFailed,
    message: expect.stringMatching(message),
  });
});
