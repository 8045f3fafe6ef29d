import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ensureCachedFolder, isWhole } from '../../scripts/runtime/cached-folder.mjs';
import { temporaryFolder } from './fixtures/temporary-folder.mjs';

/** @param {string} [content] */
function maker(content = 'whole') {
  const calls = { count: 0 };
  const make = async (/** @type {string} */ result) => {
    calls.count += 1;
    writeFileSync(join(result, 'electron'), content);
    writeFileSync(join(result, 'version'), '33.2.1');
  };
  return { calls, make };
}

test('what has been made once is not made again', async () => {
  const folder = join(temporaryFolder(), 'cache', 'electron');
  const { calls, make } = maker();
  await ensureCachedFolder(folder, 'recipe', make);
  await ensureCachedFolder(folder, 'recipe', make);

  expect(calls.count).toBe(1);
  expect(readFileSync(join(folder, 'electron'), 'utf8')).toBe('whole');
});

test.each([
  ['without its receipt', (/** @type {string} */ folder) => rmSync(join(folder, 'receipt.json'))],
  ['with half a receipt', (/** @type {string} */ folder) => writeFileSync(join(folder, 'receipt.json'), '{"recipe":')],
  ['with a file missing', (/** @type {string} */ folder) => rmSync(join(folder, 'version'))],
  ['with a file cut short', (/** @type {string} */ folder) => writeFileSync(join(folder, 'electron'), 'wh')],
])('a folder %s is made again', async (_, damage) => {
  const parent = temporaryFolder();
  const folder = join(parent, 'electron');
  const { calls, make } = maker();
  await ensureCachedFolder(folder, 'recipe', make);
  damage(folder);
  expect(await isWhole(folder, 'recipe')).toBe(false);
  await ensureCachedFolder(folder, 'recipe', make);

  expect(calls.count).toBe(2);
  expect(await isWhole(folder, 'recipe')).toBe(true);
  expect(readdirSync(parent)).toEqual(['electron']);
});

test('another recipe makes it anew', async () => {
  const folder = join(temporaryFolder(), 'electron');
  await ensureCachedFolder(folder, 'old', maker('old').make);
  await ensureCachedFolder(folder, 'new', maker('new').make);

  expect(readFileSync(join(folder, 'electron'), 'utf8')).toBe('new');
});

test('a failure half-way leaves nothing behind', async () => {
  const parent = temporaryFolder();
  const make = async (/** @type {string} */ result) => {
    writeFileSync(join(result, 'electron'), 'half');
    throw new Error('the disk is full');
  };

  await expect(ensureCachedFolder(join(parent, 'electron'), 'recipe', make)).rejects.toThrow('the disk is full');
  expect(readdirSync(parent)).toEqual([]);
});

test('two at once both find it whole at the end', async () => {
  const parent = temporaryFolder();
  const folder = join(parent, 'electron');
  /** @type {() => void} */
  let meet = () => {};
  /** @type {Promise<void>} */
  const bothAreMaking = new Promise((resolve) => {
    meet = resolve;
  });
  let making = 0;
  const { calls, make } = maker();
  const makeTogether = async (/** @type {string} */ result) => {
    making += 1;
    if (making === 2) meet();
    await bothAreMaking;
    await make(result);
  };
  await Promise.all([
    ensureCachedFolder(folder, 'recipe', makeTogether),
    ensureCachedFolder(folder, 'recipe', makeTogether),
  ]);

  expect(calls.count).toBe(2);
  expect(await isWhole(folder, 'recipe')).toBe(true);
  expect(readdirSync(parent)).toEqual(['electron']);
});
