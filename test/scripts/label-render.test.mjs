import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './fixtures/temporary-folder.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SHIPPING = join(ROOT, 'assets/labels/shipping.json');

/** @param {string} cwd @param {string[]} args */
function render(cwd, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/label-render.mjs'), ...args], {
    cwd: ROOT,
    env: { ...process.env, INIT_CWD: cwd, PACKHOUSE_QUIET: '' },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

/** A file that the script is given, written where the person stands. */
function refused(content, ...args) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'label.json'), typeof content === 'string' ? content : JSON.stringify(content));
  const { status, stdout, stderr } = render(folder, 'label.json', '--dpi', '203', '--out', 'x.png', ...args);
  expect({ status, stdout, made: existsSync(join(folder, 'x.png')) }).toEqual({ status: 2, stdout: '', made: false });
  return stderr;
}

const label = (element, expected = []) => ({ widthMm: 50, heightMm: 30, elements: [element], expect: expected });
const line = { t: 'text', xMm: 2, yMm: 2, wMm: 40, sizeMm: 5, value: 'A' };

test.each(readdirSync(join(ROOT, 'assets/labels')))('the sample %s is drawn and read in every format', (name) => {
  const folder = temporaryFolder();
  const file = join(ROOT, 'assets/labels', name);
  const expected = JSON.parse(readFileSync(file, 'utf8')).expect;
  for (const [format, dpi] of [
    ['png', '203'],
    ['zpl', '300'],
    ['escpos', '203'],
  ]) {
    const { status, stdout, stderr } = render(
      folder,
      file,
      '--dpi',
      dpi,
      '--format',
      format,
      '--out',
      `out/l.${format}`,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const report = JSON.parse(stdout);
    const written = readFileSync(join(folder, 'out', `l.${format}`));
    expect(report).toMatchObject({ file: join(folder, 'out', `l.${format}`), dpi: Number(dpi), bytes: written.length });
    expect(report.sha256).toBe(createHash('sha256').update(written).digest('hex'));
    expect(report.decoded.map(({ symbology, text }) => ({ symbology, text }))).toEqual(expected);
    expect(report.ms).toBeGreaterThan(0);
    if (format === 'png') {
      const { width, height } = PNG.sync.read(written);
      expect([width, height]).toEqual([report.widthDots, report.heightDots]);
    } else expect(written.toString('latin1').startsWith(format === 'zpl' ? '^XA\n^PON' : '\u001b@')).toBe(true);
  }
});

test.each([
  [['--bin', 'A-12-3'], 'L-A-12-3'],
  [['--tote', 'T-0042', '--size', '3x1'], 'T-0042'],
])('%j is a label that a scanner reads back', (args, text) => {
  const folder = temporaryFolder();
  const { status, stdout, stderr } = render(folder, ...args, '--format', 'zpl', '--out', 'l.zpl');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout).decoded.map((symbol) => symbol.text)).toEqual([text]);
});

test('a badge comes from a file, and what is no badge is refused', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'mira.json'), JSON.stringify({ name: 'Mira', code: 'XB1001MIRA7' }));
  const made = render(folder, '--badge', 'mira.json', '--out', 'badge.png');
  expect(JSON.parse(made.stdout).decoded.map((symbol) => symbol.text)).toEqual(['XB1001MIRA7']);
  writeFileSync(join(folder, 'mira.json'), JSON.stringify({ name: 'Mira' }));
  expect(render(folder, '--badge', 'mira.json', '--out', 'b.png')).toMatchObject({ status: 2 });
  expect(render(folder, '--bin', 'A\n3', '--out', 'b.png').stderr).toMatch(/no label for this bin/);
  expect(render(folder, '--bin', 'A-1', '--tote', 'T-1', '--out', 'b.png').stderr).toMatch(/Name one file/);
});

describe('a file that is not a label', () => {
  test('is named with the place and what is wrong there', () => {
    expect(refused(label({ ...line, xMm: 'left' }))).toMatch(
      /label\.json is not a label: elements\[0\]\.xMm: .*number/,
    );
    expect(refused(label({ ...line, colour: 'red' }))).toMatch(/elements\[0\]: .*colour/);
    expect(refused(label({ ...line, t: 'circle' }))).toMatch(/elements\[0\]\.t: an element has t: "text", "symbol"/);
    expect(refused({})).toMatch(/widthMm: .*heightMm: .*; and 1 more/);
    expect(refused('{"widthMm": 12,')).toMatch(/label\.json is not a label document \(it is not JSON/);
  });

  test('is refused for what the station would refuse it for, with what to do', () => {
    expect(refused(label({ ...line, xMm: 20 }))).toMatch(/does-not-fit.*text "A".*Move it/s);
    expect(refused(label({ ...line, value: '日本' }))).toMatch(/missing-glyphs.*U\+65E5.*--font/s);
    expect(refused(label(line, [{ symbology: 'qrcode', text: 'X' }]))).toMatch(/unreadable.*qrcode:X.*"expect"/s);
  });
});

describe('a wish that cannot be met', () => {
  test.each([
    [['--dpi', '600'], '--dpi is 203 or 300'],
    [['--format', 'gif'], '--format is png, zpl or escpos'],
    [['--graphics', 'lzw'], '--graphics is'],
    [['--colour'], 'Use: npm run -s label:render'],
    [['other.json'], 'Name one file'],
    [['--font', 'nowhere.ttf'], 'nowhere.ttf cannot be read'],
    [['--font', 'label.json'], 'label.json is no TrueType'],
  ])('%j', (args, words) => {
    expect(refused(label(line), ...args)).toContain(words);
  });

  test('no file, nowhere to write', () => {
    const folder = temporaryFolder();
    expect(render(folder, 'nothing.json', '--out', 'x.png')).toMatchObject({ status: 2 });
    expect(render(folder, SHIPPING)).toMatchObject({ status: 2, stderr: expect.stringContaining('--out') });
    writeFileSync(join(folder, 'file'), '');
    expect(render(folder, SHIPPING, '--out', 'file/x.png')).toMatchObject({ status: 2, stdout: '' });
  });
});
