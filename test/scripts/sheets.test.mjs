import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './fixtures/temporary-folder.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string} cwd @param {string[]} args */
function sheets(cwd, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/sheets.mjs'), ...args], {
    cwd: ROOT,
    env: { ...process.env, INIT_CWD: cwd, PACKHOUSE_QUIET: '' },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

test('writes all sheets where the person stands, in the language and on the paper that was asked for', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'people.csv'), 'name,code\nMira <K.>,XB10012\n');
  writeFileSync(join(folder, 'bins.txt'), 'A-01\nA-02\n');
  const args = [
    '--out',
    'paper/new',
    '--language',
    'de',
    '--paper',
    'letter',
    '--people',
    'people.csv',
    '--bins',
    'bins.txt',
  ];
  const { status, stdout, stderr } = sheets(folder, ...args, '--station', 'Platz 3=3@Zebra', '--station', 'Platz 4=4');
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('100 %') });
  const names = [
    'badges.html',
    'bins.html',
    'commands.html',
    'scanner-card.html',
    'scanner-setup.html',
    'stations.html',
  ];
  expect(readdirSync(join(folder, 'paper/new')).sort()).toEqual(names);
  expect(stdout.trim().split('\n').sort()).toEqual(names.map((name) => join(folder, 'paper/new', name)));
  const read = (name) => readFileSync(join(folder, 'paper/new', name), 'utf8');
  expect(read('badges.html')).toMatch(/<html lang="de">[\s\S]*size: letter[\s\S]*Mira &lt;K\.&gt;/);
  expect(read('stations.html').match(/data-code="/g)).toHaveLength(2);
});

describe('what cannot be made is said in a sentence, with 2, and nothing is written', () => {
  const BAD = [
    ['no folder', [], /where the sheets are to be written/],
    ['an unknown option', ['--out', 'o', '--colour', 'red'], /colour/],
    ['an unknown language', ['--out', 'o', '--language', 'fr'], /en or de/],
    ['an unknown paper', ['--out', 'o', '--paper', 'a5'], /a4 or letter/],
    ['a list that is not there', ['--out', 'o', '--bins', 'none.txt'], /--bins none\.txt cannot be read/],
    ['a list that is not text', ['--out', 'o', '--people', 'latin1.csv'], /not UTF-8/],
    ['a wrong badge', ['--out', 'o', '--people', 'people.csv'], /Line 2: XB10013 has a wrong check character/],
    ['a wrong bin', ['--out', 'o', '--bins', 'bins.txt'], /Line 1/],
    ['a wrong station', ['--out', 'o', '--station', 'Pack'], /--station Pack is not/],
    ['a folder that is a file', ['--out', 'bins.txt'], /cannot be written/],
  ];
  test.each(BAD)('%s', (_, args, sentence) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'people.csv'), 'name,code\nMira,XB10013\n');
    writeFileSync(join(folder, 'latin1.csv'), Buffer.from('name,code\nZo\u00eb,XB10012\n', 'latin1'));
    writeFileSync(join(folder, 'bins.txt'), 'not a bin\n');
    const { status, stdout, stderr } = sheets(folder, ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(folder, 'o'))).toBe(false);
  });
});

test('sheets that are there already stay when the new ones cannot be made', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'o'));
  writeFileSync(join(folder, 'o/commands.html'), 'old');
  expect(sheets(folder, '--out', 'o', '--station', 'Pack').status).toBe(2);
  expect(readdirSync(join(folder, 'o'))).toEqual(['commands.html']);
  mkdirSync(join(folder, 'o/scanner-card.html'));
  expect(sheets(folder, '--out', 'o')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('is a folder there'),
  });
  expect(readdirSync(join(folder, 'o')).sort()).toEqual(['commands.html', 'scanner-card.html']);
  expect(readFileSync(join(folder, 'o/commands.html'), 'utf8')).toBe('old');
});
