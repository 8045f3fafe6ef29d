import { readFileSync } from 'node:fs';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bitmap, bitmapOfRgba, isBlack } from '../../../src/core/bitmap.ts';
import type { SlipBlock } from '../../../src/core/label-document.ts';
import { packingSlipOf } from '../../../src/core/packing-slip.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { decodeSymbols } from '../../../src/devices/label/verify.ts';
import { labelContent, lineOf, OWN, SSCC } from '../../core/labels/sample-content.ts';
import { A4, inkOf, openSlipBench, type SlipBench } from './slip-fixture.ts';

const LETTER = { language: 'pdf', paper: 'letter' } as const;

let bench: SlipBench;
let pdfium: PDFiumLibrary;
beforeAll(async () => {
  bench = await openSlipBench();
  const wasm = Uint8Array.from(readFileSync(findLabelAssets().pdfiumWasm));
  pdfium = await PDFiumLibrary.init({ wasmBinary: wasm.buffer });
});
afterAll(async () => {
  pdfium.destroy();
  await bench.close();
});

interface Read {
  readonly text: string;
  /** Points. */
  readonly size: readonly [number, number];
  readonly bitmap: Bitmap;
}

/** What a program that is not ours makes of the file, page by page, at 203 dpi. */
async function readPdf(bytes: Uint8Array): Promise<readonly Read[]> {
  const file = await pdfium.loadDocument(bytes);
  const pages: Read[] = [];
  for (const page of file.pages()) {
    // Drawing closes the page, so it comes last.
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const text = page.getText();
    const { data, width, height } = await page.render({ scale: 203 / 72, colorSpace: 'BGRA' });
    const size = [Math.round(originalWidth), Math.round(originalHeight)] as const;
    pages.push({ text, size, bitmap: bitmapOfRgba(data, width, height) });
  }
  file.destroy();
  return pages;
}

const slip = (count: number, parcelCode = OWN) =>
  packingSlipOf({
    order: labelContent().order,
    parcelCode,
    packedAt: '2026-03-04 11:02',
    copy: 1,
    packed: Array.from({ length: count }, (_, at) => ({ item: lineOf({ name: `T-Shirt ${at + 1}` }), units: 3 })),
    missing: [],
  });

describe('a packing slip on a page', () => {
  it.each([
    [A4, [595, 842]],
    [LETTER, [612, 792]],
  ])('of %o is read by another program: its size, its text, its bars', async (form, size) => {
    const made = await bench.make(slip(2), form);
    const [page, ...others] = await readPdf(made.bytes);
    expect(others).toEqual([]);
    expect(page?.size).toEqual(size);
    for (const words of [
      'PACKING SLIP',
      'SO-10482',
      'Zażółć Gęślą-Jaźń',
      '61-749 Poznań PL',
      'T-Shirt 2, red, M',
      'page 1 of 1',
    ]) {
      expect(page?.text).toContain(words);
    }
    expect(await decodeSymbols(page?.bitmap ?? fail(), 'own')).toMatchObject([{ symbology: 'code128', text: OWN }]);
  });

  it('breaks into pages that count themselves, nothing lost or cut', async () => {
    const made = await bench.make(slip(70, SSCC), A4);
    const pages = await readPdf(made.bytes);
    expect(pages.length).toBeGreaterThan(2);
    for (const [at, { text }] of pages.entries()) expect(text).toContain(`page ${at + 1} of ${pages.length}`);
    const text = pages.map((page) => page.text).join('\n');
    for (let no = 1; no <= 70; no += 1) expect(text).toContain(`T-Shirt ${no}, red, M`);
    // The bars are on the last page, and are proved all the same.
    expect(made.decoded).toMatchObject([{ text: SSCC }]);
    expect(await decodeSymbols(pages.at(-1)?.bitmap ?? fail(), 'own')).toMatchObject([{ text: SSCC }]);
    const png = PNG.sync.read(Buffer.from(made.png));
    expect(await decodeSymbols(bitmapOfRgba(png.data, png.width, png.height), 'own')).toEqual([]);
  });

  it('is the same to the byte when it is made again', async () => {
    const [one, other] = [await bench.make(slip(3), A4), await bench.make(slip(3), A4)];
    expect(one.sha256).toBe(other.sha256);
    expect((await bench.make(slip(4), A4)).sha256).not.toBe(one.sha256);
  });
});

describe('text on a page', () => {
  const pageOf = async (blocks: readonly SlipBlock[]): Promise<Read> => {
    const [page] = await readPdf((await bench.make({ blocks }, A4)).bytes);
    return page ?? fail();
  };

  it.each([
    'Γιώργος Παπαδόπουλος',
    'ул. Пушкина, дом Колотушкина',
    'Łódź Ćma Đorđe',
    'Größe 10 € – “ok”',
    'Nguyễn Thị Ánh',
    'office waffle', // ligatures of the font are still these letters
    '(parens) \\ <</JS (app.alert(1))>> endobj',
    '^XA~JA',
  ])('%s is text that can be searched', async (value) => {
    expect((await pageOf([{ t: 'text', value }])).text).toContain(value);
  });

  it.each(['שלום עולם 12', 'شارع الملك فهد', 'Z\u0335amek'])('%s is a picture, drawn as on a label', async (value) => {
    const [page, without] = [await pageOf([{ t: 'text', value }]), await pageOf([{ t: 'text', value: '' }])];
    expect(page.text.trim()).toBe(without.text.trim());
    const preview = await bench.make({ blocks: [{ t: 'text', value }] }, A4);
    const drawn = inkOf(page.bitmap) - inkOf(without.bitmap);
    const png = PNG.sync.read(Buffer.from(preview.png));
    const shown = inkOf(bitmapOfRgba(png.data, png.width, png.height)) - inkOf(without.bitmap);
    expect(drawn).toBeGreaterThan(100);
    expect(Math.abs(drawn - shown) / shown).toBeLessThan(0.35);
  });

  it('stays inside its margins', async () => {
    const long = 'Maximilian-Alexander '.repeat(8);
    const { bitmap, text } = await pageOf([
      { t: 'title', value: long },
      { t: 'text', value: 'W'.repeat(200), bold: true },
      { t: 'pair', left: long, right: long },
      { t: 'pair', left: 'תל אביב '.repeat(30), right: 'x 3' },
      { t: 'code128', value: 'A'.repeat(90) },
    ]);
    expect(text.replace(/\s/g, '')).toContain('A'.repeat(90));
    const margin = Math.floor((50 * 203) / 72);
    for (let y = 0; y < bitmap.heightDots; y += 1) {
      for (let x = 0; x < margin; x += 1) {
        const mirrored = bitmap.widthDots - 1 - x;
        if (isBlack(bitmap, x, y) || isBlack(bitmap, mirrored, y)) throw new Error(`Ink in the margin at ${x}, ${y}`);
      }
    }
  });
});

function fail(): never {
  throw new Error('The file has no such page');
}
