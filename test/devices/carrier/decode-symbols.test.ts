import { readFileSync } from 'node:fs';
import bwip from 'bwip-js/generic';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bitmap, createBitmap, isBlack, paintBitmap, paintBox, paintDot } from '../../../src/core/bitmap.ts';
import { findMaxicodes } from '../../../src/devices/carrier/find-maxicode.ts';
import { findTracking } from '../../../src/devices/carrier/find-tracking.ts';
import { readSymbols } from '../../../src/devices/carrier/read-symbols.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { compareSymbols, decodeSymbols, openDecoder } from '../../../src/devices/label/verify.ts';
import { bitmapOf, CODES, sampleBoxes } from './sample-documents.ts';

beforeAll(async () => {
  await openDecoder(Uint8Array.from(readFileSync(findLabelAssets().zxingWasm)));
});

/** The encoder's own modules, each of so many dots, on white paper of ten modules around. */
function drawn(bcid: string, text: string, options: object = {}, dots = 4): Bitmap {
  const [symbol] = bwip.raw({ bcid, text, ...options });
  if (symbol === undefined) throw new Error(`${bcid} made nothing`);
  const margin = 10 * dots;
  if ('sbs' in symbol) {
    const wide = symbol.sbs.reduce((sum, width) => sum + width, 0) * dots;
    const bitmap = createBitmap(wide + 2 * margin, 30 * dots + 2 * margin);
    let x = margin;
    for (const [at, width] of symbol.sbs.entries()) {
      if (at % 2 === 0) paintBox(bitmap, { x, y: margin, width: width * dots, height: 30 * dots });
      x += width * dots;
    }
    return bitmap;
  }
  if (!('pixs' in symbol)) throw new Error(`${bcid} has no modules`);
  const small = createBitmap(symbol.pixx, symbol.pixy);
  for (const [at, black] of symbol.pixs.entries()) {
    if (black !== 0) paintDot(small, at % symbol.pixx, Math.floor(at / symbol.pixx));
  }
  const high = bcid === 'pdf417' ? 3 * dots : dots;
  const bitmap = createBitmap(symbol.pixx * dots + 2 * margin, symbol.pixy * high + 2 * margin);
  paintBitmap(bitmap, small, margin, margin, dots, high);
  return bitmap;
}

function quarterTurn(bitmap: Bitmap): Bitmap {
  const turned = createBitmap(bitmap.heightDots, bitmap.widthDots);
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    for (let x = 0; x < bitmap.widthDots; x += 1) {
      if (isBlack(bitmap, x, y)) paintDot(turned, bitmap.heightDots - 1 - y, x);
    }
  }
  return turned;
}

describe('the decoder', () => {
  it.each([
    ['code128', { symbology: 'code128', aim: ']C0', text: 'PH-1' }, 'code128', 'PH-1'],
    [
      'gs1-128',
      { symbology: 'gs1-128', aim: ']C1', text: '010950110153000310LOT9A\u001d21123' },
      'gs1-128',
      '(01)09501101530003(10)LOT9A(21)123',
    ],
    ['qrcode', { symbology: 'qrcode', aim: ']Q1', text: 'žluťoučký' }, 'qrcode', 'žluťoučký'],
    ['datamatrix', { symbology: 'datamatrix', aim: ']d1', text: 'PH-1' }, 'datamatrix', 'PH-1'],
    [
      'gs1datamatrix',
      { symbology: 'gs1datamatrix', aim: ']d2', text: '010950110153000310LOT9A\u001d21123' },
      'gs1datamatrix',
      '(01)09501101530003(10)LOT9A(21)123',
    ],
    ['pdf417', { symbology: 'pdf417', aim: ']L2', text: 'PH-1 PH-2' }, 'pdf417', 'PH-1 PH-2'],
  ] as const)('reads our own %s without help', async (_, symbol, bcid, text) => {
    expect(await decodeSymbols(drawn(bcid, text), 'own')).toEqual([symbol]);
    expect(await decodeSymbols(drawn(bcid, text), 'any')).toEqual([symbol]);
  });

  it.each([
    ['gs1qrcode', ']Q3', 'gs1qrcode', '(01)09501101530003(10)LOT9A(21)123', '010950110153000310LOT9A\u001d21123'],
    ['aztec', ']z0', 'azteccode', 'PH-1', 'PH-1'],
    ['code39', ']A0', 'code39', 'PH-1', 'PH-1'],
    ['code93', ']G0', 'code93', 'PH-1', 'PH-1', { includecheck: true }],
    ['codabar', ']F0', 'rationalizedCodabar', 'A12345B', 'A12345B'],
    ['itf', ']I0', 'interleaved2of5', '903844384574', '903844384574'],
    ['ean13', ']E0', 'ean13', '4006381333931', '4006381333931'],
    ['ean8', ']E4', 'ean8', '96385074', '96385074'],
    ['databar', ']e0', 'databaromni', '(01)09501101530003', '0109501101530003'],
  ] as const)('reads a foreign %s', async (symbology, aim, bcid, text, read, options: object = {}) => {
    expect(await decodeSymbols(drawn(bcid, text, options), 'any')).toEqual([{ symbology, aim, text: read }]);
  });

  it('reads what lies on its side only for others', async () => {
    const turned = quarterTurn(drawn('code128', 'PH-1'));
    expect(await decodeSymbols(turned, 'own')).toEqual([]);
    expect(await decodeSymbols(turned, 'any')).toEqual([{ symbology: 'code128', aim: ']C0', text: 'PH-1' }]);
  });

  it('reads nothing on white paper', async () => {
    expect(await decodeSymbols(createBitmap(812, 1218), 'any')).toEqual([]);
    expect(await decodeSymbols(createBitmap(0, 0), 'own')).toEqual([]);
  });
});

describe('a comparison', () => {
  const wanted = { symbology: 'code128', text: 'PH-1' } as const;
  const read = { symbology: 'code128', aim: ']C0', text: 'PH-1' } as const;

  it('counts, and knows a symbology from another', () => {
    expect(compareSymbols([wanted], [read])).toEqual({ missing: [], unexpected: [] });
    expect(compareSymbols([wanted, wanted], [read])).toEqual({ missing: ['code128:PH-1'], unexpected: [] });
    expect(compareSymbols([wanted], [read, read])).toEqual({ missing: [], unexpected: ['code128:PH-1'] });
    expect(compareSymbols([wanted], [{ ...read, symbology: 'gs1-128', aim: ']C1' }])).toEqual({
      missing: ['code128:PH-1'],
      unexpected: ['gs1-128:PH-1'],
    });
  });
});

describe('a MaxiCode', () => {
  it('is not seen where there is none', () => {
    expect(findMaxicodes(bitmapOf(sampleBoxes(203), 812, 1218), 203)).toEqual([]);
    expect(findMaxicodes(bitmapOf(sampleBoxes(300), 1200, 1800), 300)).toEqual([]);
    expect(findMaxicodes(createBitmap(812, 1218), 203)).toEqual([]);
  });

  it('does not hide the others', async () => {
    expect(new Set(await readSymbols(bitmapOf(sampleBoxes(203), 812, 1218), 203))).toEqual(new Set(CODES));
  });
});

describe('a tracking number', () => {
  const symbol = (text: string) => ({ symbology: 'code128', aim: ']C0', text }) as const;

  it('is found in whatever the carrier wraps around it', () => {
    expect(findTracking([symbol('9632080400200044387500271053820000')], '2710 5382 0000')).toBeDefined();
    expect(findTracking([symbol('42098028\u001d9205590303190000000000')], '9205 5903 0319 0000 0000 00')).toBeDefined();
    expect(findTracking([symbol('x'), symbol('1z680ra4dl08720000')], '1Z 680 RA4 DL 0872 0000')).toBeDefined();
  });

  it('is not put together from two elements, nor found in nothing', () => {
    expect(findTracking([symbol('1234\u001d5678')], '12345678')).toBeUndefined();
    expect(findTracking([symbol('12345678')], '')).toBeUndefined();
    expect(findTracking([symbol('12345678')], ' - ')).toBeUndefined();
    expect(findTracking([], '12345678')).toBeUndefined();
    expect(findTracking([symbol('12345678')], '12345679')).toBeUndefined();
  });
});
