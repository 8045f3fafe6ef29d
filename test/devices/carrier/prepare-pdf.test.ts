import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bitmapOfRgba } from '../../../src/core/bitmap.ts';
import { openCarrierPipeline, type PrepareCarrier } from '../../../src/devices/carrier/prepare-carrier.ts';
import { encodeBitmap } from '../../../src/devices/label/encode-bitmap.ts';
import {
  A4,
  bitmapOf,
  CODES,
  ESCPOS_203,
  LETTER,
  openTools,
  pdfOf,
  sampleBoxes,
  source,
  ZPL_203,
  ZPL_300,
} from './sample-documents.ts';

let prepare: PrepareCarrier;
beforeAll(async () => {
  prepare = openCarrierPipeline(await openTools(() => ({ ok: false, error: 'no ZPL here' })));
});

const label = async (dpi: 203 | 300 = 203) => source({ format: 'pdf', bytes: await pdfOf(sampleBoxes(dpi), dpi) });

describe('a PDF label', () => {
  it.each([
    ['ZPL at 203 dpi', ZPL_203, 203, 812, 1218],
    ['ZPL at 300 dpi', ZPL_300, 300, 1200, 1800],
    ['ESC/POS at 203 dpi', ESCPOS_203, 203, 812, 1218],
  ] as const)('for %s is drawn dot by dot, and every code reads', async (_, form, dpi, width, height) => {
    const made = await prepare(await label(dpi), form);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    expect(new Set(made.value.decoded)).toEqual(new Set(CODES));
    expect(made.value.decoded).toHaveLength(CODES.length);
    const wanted = bitmapOf(sampleBoxes(dpi), width, height);
    const png = PNG.sync.read(Buffer.from(made.value.png));
    expect([png.width, png.height]).toEqual([width, height]);
    expect(Buffer.from(bitmapOfRgba(png.data, width, height).bits).equals(Buffer.from(wanted.bits))).toBe(true);
    expect(Buffer.from(made.value.bytes).equals(Buffer.from(encodeBitmap(wanted, form)))).toBe(true);
    expect(made.value.sha256).toBe(createHash('sha256').update(made.value.bytes).digest('hex'));
  });

  it('gives the same bytes whenever it is asked', async () => {
    const document = await label();
    const [first, second] = [await prepare(document, ZPL_203), await prepare(document, ZPL_203)];
    if (!first.ok || !second.ok) throw new Error('refused');
    expect(second.value.bytes).toEqual(first.value.bytes);
    expect(second.value.sha256).toBe(first.value.sha256);
  });

  it('that is turned by its page looks upright', async () => {
    const turned = await pdfOf(sampleBoxes(203), 203, { rotate: 90 });
    const upright = await prepare(await label(), ZPL_203);
    const made = await prepare(source({ format: 'pdf', bytes: turned }), ZPL_203);
    if (!made.ok || !upright.ok) throw new Error(JSON.stringify([made, upright]));
    expect(made.value.sha256).toBe(upright.value.sha256);
  });

  it('a little wider than the head loses only white', async () => {
    const bytes = await pdfOf(sampleBoxes(203), 203, { widthPoints: (102 * 72) / 25.4 });
    const made = await prepare(source({ format: 'pdf', bytes }), ZPL_203);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    expect(PNG.sync.read(Buffer.from(made.value.png)).width).toBe(812);
    const inked = await pdfOf([...sampleBoxes(203), { x: 0, y: 0, w: 815, h: 4 }], 203, {
      widthPoints: (102 * 72) / 25.4,
    });
    expect(await prepare(source({ format: 'pdf', bytes: inked }), ZPL_203)).toMatchObject({
      ok: false,
      error: { code: 'wrong-size', detail: '815 dots wide, the print head has 812' },
    });
  });

  it.each([
    ['Letter', 612, 792, 'the page is Letter, the print head is 101.6 mm wide: a label on a sheet'],
    ['A4', 595.28, 841.89, 'the page is A4'],
    ['A6', 297.64, 419.53, 'the page is 105.0 x 148.0 mm, the print head is 101.6 mm wide'],
    ['on its side', 432, 288, 'the page is 152.4 x 101.6 mm'],
    ['a banner', 288, 2200, 'the page is 101.6 x 776.1 mm'],
  ])('as large as %s is refused before it is drawn', async (_, widthPoints, heightPoints, detail) => {
    const bytes = await pdfOf(sampleBoxes(203), 203, { widthPoints, heightPoints });
    expect(await prepare(source({ format: 'pdf', bytes }), ZPL_203)).toEqual({
      ok: false,
      error: { code: 'wrong-size', detail: expect.stringContaining(detail) },
    });
  });

  it('of A6 fits a head of 832 dots', async () => {
    const bytes = await pdfOf(sampleBoxes(203), 203, { widthPoints: 297.64, heightPoints: 419.53 });
    expect((await prepare(source({ format: 'pdf', bytes }), ESCPOS_203)).ok).toBe(true);
  });

  it('whose tracking number is another is refused with what was read', async () => {
    const made = await prepare({ ...(await label()), tracking: '1Z999AA10123456785' }, ZPL_203);
    if (made.ok) throw new Error('passed');
    expect(made.error.code).toBe('unreadable');
    expect(made.error.detail).toContain('no bar code says 1Z999AA10123456785; read: ');
    expect(made.error.detail).toContain('code128 "1Z999AA10123456784"');
  });

  it('made for another resolution loses its finest code, and is refused', async () => {
    const bytes = await pdfOf(sampleBoxes(300), 300);
    const made = await prepare(source({ format: 'pdf', bytes }), ZPL_203);
    expect(made).toMatchObject({ ok: false, error: { code: 'unreadable' } });
    // The larger codes survive, and are named.
    expect(made.ok ? '' : made.error.detail).toContain('gs1-128 "00340123450000000017"');
  });

  it('without a tracking number is not a label', async () => {
    expect(await prepare({ ...(await label()), tracking: ' - ' }, ZPL_203)).toMatchObject({
      ok: false,
      error: { code: 'unreadable' },
    });
  });
});

describe('a PDF of several pages', () => {
  it('is no label, but may be customs papers', async () => {
    const bytes = await pdfOf(sampleBoxes(203), 203, { pages: 3 });
    expect(await prepare(source({ format: 'pdf', bytes }), ZPL_203)).toEqual({
      ok: false,
      error: { code: 'broken', detail: 'a PDF of 3 pages; a label has one' },
    });
    const made = await prepare(source({ format: 'pdf', bytes, kind: 'customs' }), ZPL_203);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    expect(Buffer.from(made.value.bytes).toString('latin1').match(/\^XA/g)).toHaveLength(3);
    expect(PNG.sync.read(Buffer.from(made.value.png)).height).toBe(3 * 1218);
  });

  it('goes to a page printer as it is', async () => {
    const bytes = await pdfOf(sampleBoxes(203), 203, { widthPoints: 612, heightPoints: 792, pages: 2 });
    const customs = source({ format: 'pdf', bytes, kind: 'customs' });
    const made = await prepare(customs, LETTER);
    expect(made.ok && Buffer.from(made.value.bytes).equals(Buffer.from(bytes))).toBe(true);
    expect(await prepare(customs, A4)).toMatchObject({
      ok: false,
      error: { code: 'wrong-size', detail: 'the page is 215.9 x 279.4 mm, the paper is A4' },
    });
    const poster = await pdfOf([], 203, { widthPoints: 842, heightPoints: 1191 });
    expect(await prepare(source({ format: 'pdf', bytes: poster, kind: 'customs' }), A4)).toMatchObject({
      ok: false,
      error: { code: 'wrong-size', detail: 'the page is 297.0 x 420.2 mm, the paper is A4' },
    });
  });
});

describe('a return label', () => {
  it('needs a code, but not the number of the parcel', async () => {
    expect(await prepare({ ...(await label()), kind: 'return', tracking: 'OTHER' }, ZPL_203)).toMatchObject({
      ok: true,
    });
    const blank = source({ format: 'pdf', bytes: await pdfOf([], 203), kind: 'return' });
    expect(await prepare(blank, ZPL_203)).toMatchObject({ ok: false, error: { code: 'unreadable' } });
  });
});

describe('a file that is no PDF', () => {
  const broken = async (bytes: Uint8Array) => {
    const made = await prepare(source({ format: 'pdf', bytes }), ZPL_203);
    return made.ok ? 'passed' : made.error;
  };

  it('is refused, whatever is wrong with it', async () => {
    const { bytes: good } = await label();
    expect(await broken(new Uint8Array())).toMatchObject({ code: 'broken' });
    expect(await broken(new TextEncoder().encode('<html>Session expired</html>'))).toMatchObject({ code: 'broken' });
    expect(await broken(good.subarray(0, 300))).toMatchObject({ code: 'broken' });
    expect(await broken(new Uint8Array(5_000_001).fill(0x25))).toMatchObject({ code: 'broken' });
    expect(await broken(await pdfOf(sampleBoxes(203), 203, { password: 'secret' }))).toEqual({
      code: 'broken',
      detail: 'a PDF that needs a password',
    });
    expect(await broken(await pdfOf([], 203, { pages: 21 }))).toEqual({ code: 'broken', detail: 'a PDF of 21 pages' });
  });

  it('never throws and never stops the next one', async () => {
    const { bytes: good } = await label();
    for (let at = 0; at < 60; at += 1) {
      const bytes = good.slice();
      // The same damage every time: a spot that moves through the file.
      for (let spot = 0; spot < 40; spot += 1)
        bytes[(at * 97 + spot * 31) % bytes.length] = (at * 7 + spot * 13) & 0xff;
      await prepare(source({ format: 'pdf', bytes }), ZPL_203);
    }
    expect((await prepare(await label(), ZPL_203)).ok).toBe(true);
  });
});
