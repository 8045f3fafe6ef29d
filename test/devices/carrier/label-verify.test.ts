import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ready } from 'zpl-renderer-js';
import { bitmapOfRgba } from '../../../src/core/bitmap.ts';
import type { Dpi } from '../../../src/core/print.ts';
import { type Inspect, openInspection } from '../../../src/devices/carrier/open-inspection.ts';
import { readSymbols } from '../../../src/devices/carrier/read-symbols.ts';
import { pngOf } from '../../../src/devices/label/png.ts';
import { bitmapOf, CODES, pdfOf, sampleBoxes } from './sample-documents.ts';

let inspect: Inspect;
beforeAll(async () => {
  inspect = await openInspection();
});

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const inspected = async (...what: Parameters<Inspect>) => {
  const result = await inspect(...what);
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

describe('the inspection of a label', () => {
  it.each([203, 300] as const)('reads every code of pictures and pages at %i dpi', async (dpi) => {
    const picture = await inspected(pngOf(bitmapOf(sampleBoxes(dpi), 4 * dpi, 6 * dpi), dpi), 'png');
    expect(picture).toMatchObject({ dpi, dots: [[4 * dpi, 6 * dpi]], unread: [], filter: null });
    expect(new Set(picture.symbols)).toEqual(new Set(CODES.map((code) => ({ label: 1, ...code }))));
    const pages = await inspected(await pdfOf(sampleBoxes(dpi), dpi, { pages: 2 }), 'pdf', dpi);
    expect(pages.symbols.map(({ label }) => label).sort()).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
  });

  it.each([203, 300] as const)(
    'reads a MaxiCode between lines, on its feet or on its head, at %i dpi',
    async (dpi: Dpi) => {
      const dots = (mm: number) => Math.round((mm * dpi) / 25.4);
      const lines = `^FO0,${dots(19)}^GB${dots(100)},4,4^FS^FO${dots(30)},${dots(19)}^GB4,${dots(28)},4^FS`;
      const text = `^FO${dots(32)},${dots(22)}^A0N,${dots(6)},${dots(6)}^FDAUT 505 5-01^FS`;
      const code = `^FO${dots(2)},${dots(20)}^BD3^FH_^FD4030405000  [)>_1E01_1D961Z08720000_1DUPSN_1D680RA4_1E_04^FS`;
      for (const orientation of ['^PON', '^POI']) {
        const { symbols, unread } = await inspected(bytesOf(`^XA${orientation}${lines}${text}${code}^XZ`), 'zpl', dpi);
        expect([orientation, unread, symbols.map(({ symbology }) => symbology)]).toEqual([
          orientation,
          [],
          ['maxicode'],
        ]);
      }
    },
  );

  it('names codes that nobody can read, commands that nobody knows, and what a station would refuse', async () => {
    const struck = '^FO60,300^BY2^BCN,200,N^FD12345678^FS^FO60,300^GB500,200,200^FS';
    const wide = '^FO700,600^BY3^BCN,200,N^FD12345678^FS';
    const found = await inspected(bytesOf(`^XA${struck}${wide}^XGE:LOGO.GRF^FS~JR^XZ`), 'zpl');
    expect(found.symbols).toEqual([]);
    expect(found.unread).toEqual([
      { label: 1, symbology: 'code128', text: '12345678', cut: false },
      { label: 1, symbology: 'code128', text: '12345678', cut: true },
    ]);
    expect(found.unknownCommands.join()).toContain('^XG');
    expect(found.filter).toMatchObject([{ command: '~JR' }]);
  });

  it('refuses what is no label in words', async () => {
    for (const format of ['zpl', 'pdf', 'png'] as const) {
      expect(await inspect(bytesOf('<html></html>'), format)).toEqual({
        ok: false,
        error: expect.stringMatching(/\w/),
      });
    }
  });
});

const REAL = '../shared/data/carrier-zpl';
describe.runIf(existsSync(REAL))('the real labels', () => {
  it.each(existsSync(REAL) ? readdirSync(REAL) : [])('%s has the codes that a foreign renderer draws', async (file) => {
    const bytes = Uint8Array.from(readFileSync(join(REAL, file)));
    const { symbols, unread, filter, unknownCommands } = await inspected(bytes, 'zpl');
    const { api } = await ready;
    const [foreign = ''] = await api.zplToBase64MultipleAsync(Buffer.from(bytes).toString('utf8'), 103, 160, 8);
    const png = PNG.sync.read(Buffer.from(foreign, 'base64'));
    const oracle = await readSymbols(bitmapOfRgba(png.data, png.width, png.height), 203);
    const sorted = (list: readonly object[]) => list.map((symbol) => JSON.stringify(symbol)).sort();
    expect(sorted(symbols)).toEqual(sorted(oracle.map((symbol) => ({ label: 1, ...symbol }))));
    expect([filter, unknownCommands]).toEqual(['ok', []]);
    // Amazon's sample runs off the paper and through a frame; its content is known from the command alone.
    const offPaper = { label: 1, symbology: 'code128', text: 'AMZNCC00000010000000', cut: true };
    expect(unread).toEqual(file === 'amazon.zpl' ? [offPaper] : []);
  });
});
if (!existsSync(REAL)) console.warn(`${REAL} is not there: the real labels were not inspected`);

describe('npm run label:verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'label-verify-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: readonly unknown[]; said: string }>((done) => {
      const env = { ...process.env, INIT_CWD: folder };
      execFile(process.execPath, ['scripts/label-verify.mjs', ...args], { env }, (error, stdout, stderr) => {
        const lines = stdout.split('\n').filter((line) => line !== '');
        done({
          code: typeof error?.code === 'number' ? error.code : 0,
          out: lines.map((line) => JSON.parse(line)),
          said: stderr,
        });
      });
    });

  it('writes one line for each symbol and a summary', async () => {
    writeFileSync(join(folder, 'label.ZPL'), '^XA^PW400^LL200^FO60,20^BY2^BCN,100,N^FD12345678^FS^XZ');
    const { code, out } = await run('label.ZPL', '--dpi', '300');
    expect(out).toEqual([
      { label: 1, symbology: 'code128', aim: ']C0', text: '12345678' },
      {
        file: 'label.ZPL',
        labels: 1,
        dpi: 300,
        dots: [[400, 200]],
        symbols: 1,
        unread: 0,
        unknownCommands: [],
        filter: 'ok',
      },
    ]);
    expect(code).toBe(0);
  });

  it('ends with 1 for a label that is not good, and with 2 for a file that is none', async () => {
    writeFileSync(join(folder, 'bad.zpl'), '^XA^FDx^FS^PQ3^XZ');
    expect(await run('bad.zpl')).toMatchObject({ code: 1, out: [{ filter: [{ command: '^PQ3' }] }] });
    writeFileSync(join(folder, 'page.pdf'), 'no');
    for (const args of [['page.pdf'], ['absent.png'], ['label.gif'], [], ['label.ZPL', '--dpi', '600'], ['--what']]) {
      const { code, out, said } = await run(...args);
      expect([args, code, out]).toEqual([args, 2, []]);
      expect(said).toMatch(/^packhouse: .*\w/);
    }
  });
});
