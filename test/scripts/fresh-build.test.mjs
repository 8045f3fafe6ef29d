import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXIT } from '../../scripts/runtime/exits.mjs';
import { ensureBuild, isStale } from '../../scripts/runtime/fresh-build.mjs';
import './fixtures/quiet.mjs';
import { outcomeWith } from './fixtures/outcome.mjs';
import { temporaryFolder } from './fixtures/temporary-folder.mjs';

/** Seconds since the epoch, as utimes takes them. */
const SOURCES_AT = 1000;
const BUILT_AT = 2000;
const LATER = 3000;

/** A small project, built after its sources were written. */
function project() {
  const root = temporaryFolder();
  const at = (/** @type {string} */ name) => join(root, name);
  for (const folder of ['src/core', 'out/main']) mkdirSync(at(folder), { recursive: true });
  for (const file of ['src/core/old.ts', 'src/core/decide.ts', 'out/main/main.js']) writeFileSync(at(file), '');
  writeFileSync(at('package.json'), '{"main":"out/main/main.js"}');
  for (const name of ['src/core/old.ts', 'src/core/decide.ts', 'src/core', 'src', 'package.json']) {
    utimesSync(at(name), SOURCES_AT, SOURCES_AT);
  }
  utimesSync(at('out/main/main.js'), BUILT_AT, BUILT_AT);
  return { root, at };
}

test('what is newer than its sources is not built again', async () => {
  const { root } = project();
  const run = async () => {
    throw new Error('must not build');
  };
  await expect(ensureBuild(root, run)).resolves.toBeUndefined();
});

test('a missing build, a changed file and a deleted file each ask for a build', () => {
  const missing = project();
  rmSync(missing.at('out'), { recursive: true });
  expect(isStale(missing.root)).toBe(true);

  const changed = project();
  utimesSync(changed.at('src/core/decide.ts'), LATER, LATER);
  expect(isStale(changed.root)).toBe(true);

  const deleted = project();
  rmSync(deleted.at('src/core/old.ts'));
  expect(isStale(deleted.root)).toBe(true);
});

test.each([
  ['fails', { code: 1 }, /failed/],
  ['takes too long', { code: 143, tookTooLong: true }, /5 minutes/],
  ['makes no app', {}, /no app/],
])('a build that %s is said so', async (_, parts, message) => {
  const { root, at } = project();
  rmSync(at('out'), { recursive: true });

  await expect(ensureBuild(root, async () => outcomeWith(parts))).rejects.toMatchObject({
    exitCode: EXIT.buildFailed,
    message: expect.stringMatching(message),
  });
});

test('a build that stops half-way is not taken for a fresh one', async () => {
  const { root, at } = project();
  utimesSync(at('src/core/decide.ts'), LATER, LATER);

  await expect(ensureBuild(root, async () => outcomeWith({ code: 1 }))).rejects.toThrow();
  expect(isStale(root)).toBe(true);
  utimesSync(at('src/core/decide.ts'), SOURCES_AT, SOURCES_AT);
  expect(isStale(root)).toBe(true);
});
