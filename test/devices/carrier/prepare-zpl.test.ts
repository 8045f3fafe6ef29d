import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bitmapOfRgba } from '../../../src/core/bitmap.ts';
import type { PrintForm } from '../../../src/core/print.ts';
import { openCarrierPipeline, type PrepareCarrier } from '../../../src/devices/carrier/prepare-carrier.ts';
import { readSymbols } from '../../../src/devices/carrier/read-symbols.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { encodeBitmap } from '../../../src/devices/label/encode-bitmap.ts';
import { openRaster } from '../../../src/devices/label/raster.ts';
import { openZplDrawer } from '../../../src/devices/zpl/draw-zpl.ts';
import type { CarrierSource } from '../../../src/runtime/ports.ts';
import { A4, ESCPOS_203, openTools, source, ZPL_203, ZPL_300 } from './sample-documents.ts';

let prepare: PrepareCarrier;
beforeAll(async () => {
  const assets = findLabelAssets();
  const read = (path: string) => Uint8Array.from(readFileSync(path));
  const fonts = [...assets.fonts, assets.monoFont].map(read);
  const raster = await openRaster(read(assets.resvgWasm), fonts);
  prepare = openCarrierPipeline(await openTools(openZplDrawer({ raster, fonts })));
});

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const TRACKING = '1Z999AA10123456784';
const zpl = (fields: string, over: Partial<CarrierSource> = {}) =>
  source({ format: 'zpl', bytes: bytesOf(`^XA^PW812${fields}^XZ`), tracking: TRACKING, ...over });
const bar = `^FO60,300^BY2^BCN,200,N,N,N,A^FD${TRACKING}^FS`;
const refusal = async (document: CarrierSource, form: PrintForm = ZPL_203) => {
  const made = await prepare(document, form);
  return made.ok ? 'passed' : made.error;
};

describe('a ZPL label', () => {
  it('goes byte for byte to a ZPL printer, with what was read from its picture', async () => {
    const document = zpl(`^CI28^FO40,40^A0N,40,40^FH_^FDZ_C3_BCrich^FS${bar}`, { dpi: 203 });
    const made = await prepare(document, ZPL_203);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    expect(made.value.bytes).toEqual(document.bytes);
    expect(made.value.decoded).toEqual([{ symbology: 'code128', aim: ']C0', text: TRACKING }]);
    expect(PNG.sync.read(Buffer.from(made.value.png)).width).toBe(812);
  });

  it('is drawn for a printer that speaks ESC/POS, when all of it can be drawn', async () => {
    const made = await prepare(zpl(bar), ESCPOS_203);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const { data, width, height } = PNG.sync.read(Buffer.from(made.value.png));
    const picture = bitmapOfRgba(data, width, height);
    expect(Buffer.from(made.value.bytes).equals(Buffer.from(encodeBitmap(picture, ESCPOS_203)))).toBe(true);
    expect(await readSymbols(picture, 203)).toEqual(made.value.decoded);
    expect(await refusal(zpl(`${bar}^FO9,9^XGE:LOGO.GRF,1,1^FS`), ESCPOS_203)).toMatchObject({
      code: 'wrong-language',
    });
    expect(await refusal(zpl(bar), A4)).toMatchObject({ code: 'wrong-language' });
  });

  it('with a picture that only the printer has still goes out, when its number can be read', async () => {
    expect(await refusal(zpl(`${bar}^FO9,9^XGE:LOGO.GRF,1,1^FS`))).toBe('passed');
    expect(await refusal(zpl('^FO9,9^XGE:LOGO.GRF,1,1^FS'))).toEqual({
      code: 'unreadable',
      detail: expect.stringMatching(/^no bar code says 1Z999AA10123456784; read: nothing; not drawn: \^XG/),
    });
  });

  it('turned upside down shows the right way up, and is sent as it is', async () => {
    const document = zpl(`^POI${bar}`);
    const [turned, upright] = [await prepare(document, ZPL_203), await prepare(zpl(bar), ZPL_203)];
    if (!turned.ok || !upright.ok) throw new Error('refused');
    expect(turned.value.bytes).toEqual(document.bytes);
    expect(Buffer.from(turned.value.png).equals(Buffer.from(upright.value.png))).toBe(true);
  });

  it('for another resolution or width is refused', async () => {
    expect(await refusal(zpl(bar, { dpi: 300 }))).toEqual({
      code: 'wrong-dpi',
      detail: 'made for 300 dpi, the printer has 203',
    });
    expect(await refusal(zpl(`^PW832${bar}`))).toEqual({
      code: 'wrong-size',
      detail: '^PW832: 832 dots wide, the print head has 812',
    });
    expect(
      await refusal(source({ format: 'zpl', bytes: bytesOf(`^XA${bar}^FO500,9^GB200,9,9^FS^XZ`) }), {
        ...ZPL_203,
        widthDots: 640,
      }),
    ).toEqual({
      code: 'wrong-size',
      detail: 'it prints 700 dots wide, the print head has 640',
    });
    expect(await refusal(zpl(bar.replace('^FO60', '^FO500')))).toEqual({
      code: 'wrong-size',
      detail: 'a code128 runs off the label: dots 500 to 877 of 812',
    });
  });

  it('that prints twice, or is two labels, is refused', async () => {
    expect(await refusal(zpl(`${bar}^PQ2`))).toEqual({
      code: 'refused-command',
      detail: expect.stringMatching(/^\^PQ2 at byte \d+: more than one copy of a label, or a pause$/),
    });
    const two = bytesOf(`^XA${bar}^XZ^XA${bar}^XZ`);
    expect(await refusal(source({ format: 'zpl', bytes: two }))).toEqual({
      code: 'broken',
      detail: '2 labels in one document',
    });
    expect(await refusal(source({ format: 'zpl', bytes: two, kind: 'customs' }))).toBe('passed');
  });

  it('that would change the printer is refused by name', async () => {
    expect(await refusal(zpl(`${bar}~JR^JUF^NS^KP1234`))).toEqual({
      code: 'refused-command',
      detail: expect.stringMatching(
        /^~JR at byte \d+: .*; \^JUF at byte \d+: .*; \^NS at byte \d+: .* \(and 1 more\)$/,
      ),
    });
  });

  it.each([
    ['of another parcel', bar.replace(TRACKING, '1Z999AA10123456793')],
    ['struck through by a box', `${bar}^FO60,300^GB500,200,200^FS`],
    ['only in letters', `^FO60,300^A0N,40,40^FD${TRACKING}^FS`],
  ])('whose number is %s is refused', async (_, fields) => {
    expect(await refusal(zpl(fields))).toMatchObject({ code: 'unreadable' });
  });

  it('that is none is refused', async () => {
    for (const text of ['', '%PDF-1.7', '^XA^FDx', '<html></html>']) {
      expect([text, await refusal(source({ format: 'zpl', bytes: bytesOf(text) }))]).not.toContain('passed');
    }
  });
});

const REAL = '../shared/data/carrier-zpl';
/** The number that must be read, or why the label must not be printed. */
const LABELS = [
  ['dhlparceluk.zpl', 'AGL55655500001868043001'],
  ['fedex.zpl', '2710 5382 0000'],
  ['glscz.zpl', '903844384574'],
  ['ups.zpl', '1Z 680 RA4 DL 0872 0000'],
  ['usps.zpl', '9205 5903 0319 0000 0000 00'],
] as const;

describe.runIf(existsSync(REAL))('the real labels', () => {
  it.each(LABELS)('%s is proved and sent unchanged', async (file, tracking) => {
    const bytes = Uint8Array.from(readFileSync(join(REAL, file)));
    const made = await prepare(source({ format: 'zpl', bytes, tracking }), ZPL_203);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    expect(Buffer.from(made.value.bytes).equals(readFileSync(join(REAL, file)))).toBe(true);
  });

  it('of DPD has no code at all, that of Amazon one that runs off the paper', async () => {
    const read = (file: string) => Uint8Array.from(readFileSync(join(REAL, file)));
    expect(await refusal(source({ format: 'zpl', bytes: read('dpdpl.zpl'), tracking: '1348' }))).toMatchObject({
      code: 'unreadable',
      detail: 'no bar code says 1348; read: nothing',
    });
    expect(await refusal(source({ format: 'zpl', bytes: read('amazon.zpl'), tracking: '1AAAAAAA' }))).toEqual({
      code: 'wrong-size',
      detail: 'a code128 runs off the label: dots 145 to 909 of 812',
    });
  });

  it('for 203 dpi are not for 300', async () => {
    const bytes = Uint8Array.from(readFileSync(join(REAL, 'ups.zpl')));
    expect(await refusal(source({ format: 'zpl', bytes, dpi: 203, tracking: TRACKING }), ZPL_300)).toMatchObject({
      code: 'wrong-dpi',
    });
  });
});
if (!existsSync(REAL)) console.warn(`${REAL} is not there: the real labels were not prepared`);
