import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bitmap, createBitmap, isBlack, paintBitmap } from '../../../src/core/bitmap.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { decodeSymbols, openDecoder } from '../../../src/devices/label/verify.ts';
import type { Sheet } from '../../../src/fakes/virtual-printer/sheet.ts';
import { ASK_ALL, ask, type Bench, closeBenches, openBench } from './bench.ts';

beforeAll(() => openDecoder(Uint8Array.from(readFileSync(findLabelAssets().zxingWasm))));
afterEach(closeBenches);

const CUT = '\x1dV\x00';
let bench: Bench;

async function print(job: string | Uint8Array): Promise<Sheet> {
  bench = await openBench('epson-tm');
  bench.socket.write(typeof job === 'string' ? Buffer.from(job, 'latin1') : job);
  const [sheet] = await bench.paper.waitForSheets(1);
  if (sheet === undefined) throw new Error('Nothing came out');
  return sheet;
}

/** Paper is wider than the head, so a scanner has its quiet zone. */
async function read({ bitmap }: Sheet): Promise<string[]> {
  const paper = createBitmap(bitmap.widthDots + 64, bitmap.heightDots + 64);
  paintBitmap(paper, bitmap, 32, 32);
  const symbols = await decodeSymbols(paper, 'any');
  return symbols.map(({ aim, text }) => `${aim} ${text}`);
}

/** The smallest box around everything black. */
function inkOf(bitmap: Bitmap): { left: number; top: number; right: number; bottom: number } {
  const box = { left: bitmap.widthDots, top: bitmap.heightDots, right: -1, bottom: -1 };
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    for (let x = 0; x < bitmap.widthDots; x += 1) {
      if (!isBlack(bitmap, x, y)) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
  }
  return box;
}

describe('text', () => {
  it('stands where it is told to: margin, width, position, tabs', async () => {
    const sheet = await print(
      [
        '\x1dL\x40\x00',
        'a\n',
        '\x1dL\x00\x00\x1b$\x78\x00b\n',
        '\tc\n',
        '\x1bD\x02\x05\x00\t\td\n',
        'e\x1b\\\x18\x00f\n',
        CUT,
      ].join(''),
    );
    expect(sheet.text).toEqual(['a', '          b', '        c', '     d', 'e  f']);
    const left = (line: number): number => {
      const strip = {
        ...sheet.bitmap,
        heightDots: 30,
        bits: sheet.bitmap.bits.slice(line * 30 * 72, (line + 1) * 30 * 72),
      };
      return Math.floor(inkOf(strip).left / 12);
    };
    expect([0, 1, 2, 3].map(left)).toEqual([5, 10, 8, 5]);
    expect(bench.complaints()).toEqual([]);
  });

  it('wraps within the width that it was given', async () => {
    const sheet = await print(`\x1dW\x60\x00ABCDEFGHIJ\n${CUT}`);
    expect(sheet.text).toEqual(['ABCDEFGH', 'IJ']);
  });

  it('is small in font B, underlined, spaced and upside down', async () => {
    const small = inkOf((await print(`\x1bM\x01HH\n${CUT}`)).bitmap);
    const large = inkOf((await print(`HH\n${CUT}`)).bitmap);
    expect(small.right).toBeLessThan(large.right);
    expect(inkOf((await print(`\x1b-\x01HH\n${CUT}`)).bitmap).bottom).toBe(23);
    expect(inkOf((await print(`\x1b \x0cHH\n${CUT}`)).bitmap).right).toBe(large.right + 12);
    const turned = await print(`\x1b{\x01HH\n${CUT}`);
    expect(inkOf(turned.bitmap).right).toBeGreaterThan(560);
    expect(turned.text).toEqual(['HH']);
  });

  it('is that of the country', async () => {
    expect((await print(`\x1bR\x02[\\]{|}~\x1bR\x00[\n${CUT}`)).text).toEqual(['ÄÖÜäöüß[']);
  });

  it('feeds lines and dots', async () => {
    expect((await print(`a\n\x1bd\x02\x1bJ\x07${CUT}`)).heightDots).toBe(30 + 60 + 7);
    expect((await print(`\x1b3\x40a\n\x1b2b\n${CUT}`)).heightDots).toBe(64 + 30);
  });
});

describe('bars', () => {
  const b = (m: number, data: string): string => `\x1dk${String.fromCharCode(m, data.length)}${data}`;
  it.each([
    ['UPC-A', b(65, '01234567890'), ']E0 0012345678905'],
    ['EAN-13, form A', '\x1dk\x024006381333931\x00', ']E0 4006381333931'],
    ['EAN-13, form B', b(67, '400638133393'), ']E0 4006381333931'],
    ['EAN-8', b(68, '96385074'), ']E4 96385074'],
    ['Code 39', b(69, 'PH-42'), ']A0 PH-42'],
    ['ITF', b(70, '1234567890'), ']I0 1234567890'],
    ['Codabar', b(71, 'A12345B'), ']F0 A12345B'],
    ['Code 93', b(72, 'PH42'), ']G0 PH42'],
    ['Code 128 in set B', b(73, '{BSO-10{{482'), ']C0 SO-10{482'],
    ['Code 128 in sets B and C', b(73, '{BSO-{C\x0a\x30\x52'), ']C0 SO-104882'],
    [
      'GS1-128 by FNC1',
      b(73, `{C{1${String.fromCharCode(1, 9, 52, 12, 34, 54, 32, 13)}{B10AB{117280101`),
      ']C1 010952123454321310AB\x1d17280101',
    ],
    ['GS1-128', b(74, '(01)09521234543213(10)AB(17)280101'), ']C1 010952123454321310AB\x1d17280101'],
  ] as const)('%s', async (_, bars, expected) => {
    const sheet = await print(`\x1ba\x01\x1dw\x02\x1dh\x50${bars}\n${CUT}`);
    const [first] = await read(sheet);
    expect(first ?? '').toContain(expected);
    expect(bench.complaints()).toEqual([]);
  });

  it('carries what people read above, below or on both sides', async () => {
    for (const [where, lines] of [
      [0, []],
      [1, ['AB']],
      [3, ['AB', 'AB']],
    ] as const) {
      const sheet = await print(`\x1dH${String.fromCharCode(where)}\x1dkI\x04{BAB${CUT}`);
      expect(sheet.text).toEqual(lines);
    }
  });

  it('refuses data that cannot stand in it', async () => {
    await print(`x\n\x1dk\x024006381333932\x00\x1dkI\x02AB${CUT}`);
    expect(bench.complaints()).toEqual(['ean13 4006381333932', 'GS k data']);
  });
});

describe('matrix symbols', () => {
  const k = (...bytes: number[]): string =>
    `\x1d(k${String.fromCharCode(bytes.length & 255, bytes.length >> 8, ...bytes)}`;
  const bytesOf = (text: string): number[] => [...Buffer.from(text)];

  it('draws QR and PDF417', async () => {
    const qr = [k(49, 65, 50, 0), k(49, 67, 5), k(49, 69, 50), k(49, 80, 48, ...bytesOf('Größe €')), k(49, 81, 48)];
    const pdf = [
      k(48, 65, 3),
      k(48, 67, 3),
      k(48, 68, 3),
      k(48, 69, 48, 50),
      k(48, 80, 48, ...bytesOf('PDF-42')),
      k(48, 81, 48),
    ];
    const sheet = await print(`\x1ba\x01${qr.join('')}\n\n${pdf.join('')}\n${CUT}`);
    expect((await read(sheet)).map((text) => text.slice(text.indexOf(' ') + 1)).sort()).toEqual(['Größe €', 'PDF-42']);
    expect(bench.complaints()).toEqual([]);
  });
});

describe('pictures', () => {
  it('come as raster, plain and doubled', async () => {
    const rows = '\xf0\x0f';
    const plain = await print(`\x1dv0\x00\x01\x00\x02\x00${rows}${CUT}`);
    expect([...plain.bitmap.bits].filter((byte) => byte !== 0)).toEqual([0xf0, 0x0f]);
    const doubled = await print(`\x1dv0\x03\x01\x00\x02\x00${rows}${CUT}`);
    expect(doubled.heightDots).toBe(4);
    expect([...doubled.bitmap.bits].filter((byte) => byte !== 0)).toEqual([0xff, 0xff, 0xff, 0xff]);
  });

  it('come as graphics, in both lengths of GS ( L', async () => {
    const store = '0p0\x01\x011\x0c\x00\x02\x00\xff\xf0\xaa\xa0';
    for (const head of ['\x1d(L\x0e\x00', '\x1d8L\x0e\x00\x00\x00']) {
      const sheet = await print(`${head}${store}\x1d(L\x02\x0002${CUT}`);
      expect([...sheet.bitmap.bits].filter((byte) => byte !== 0)).toEqual([0xff, 0xf0, 0xaa, 0xa0]);
    }
  });

  it.each([
    ['GS v 0', '\x1dv0\x00\x06\x00\x01\x00', CUT],
    ['GS ( L', '\x1d(L\x10\x000p0\x01\x011\x30\x00\x01\x00', `\x1d(L\x02\x0002${CUT}`],
  ])('keep the bytes of real-time commands inside %s, however the line cuts them', async (_, head, tail) => {
    bench = await openBench('epson-tm');
    const { paper, socket } = bench;
    const dots = [0x10, 0x04, 0x01, 0x10, 0x05, 0x01];
    socket.write(Buffer.from(head, 'latin1'));
    // One by one, and each as a chunk of its own: an answer between them shows that it has arrived.
    await ask(socket, Uint8Array.from(dots.slice(0, 3)), 1);
    socket.write(Uint8Array.from(dots.slice(3)));
    socket.write(Buffer.from(tail, 'latin1'));
    const [sheet] = await paper.waitForSheets(1);
    expect([...(sheet?.bitmap.bits ?? [])].filter((byte) => byte !== 0)).toEqual(dots);
  });
});

it('opens no drawer once GS ( D has forbidden it', async () => {
  const pulse = Buffer.from([0x10, 0x14, 1, 0, 1]);
  const sheet = await print(Buffer.concat([pulse, Buffer.from(`x\n${CUT}`, 'latin1')]));
  expect(sheet.text).toEqual(['x']);
  expect(bench.complaints()).toHaveLength(1);
  const off = Buffer.from([0x1d, 0x28, 0x44, 5, 0, 20, 1, 0, 2, 0]);
  bench.socket.write(Buffer.concat([off, Buffer.from(`y\n${CUT}`, 'latin1')]));
  await bench.paper.waitForSheets(2);
  await ask(bench.socket, Buffer.concat([pulse, ASK_ALL]), 4);
  expect(bench.complaints()).toHaveLength(1);
});

it('keeps the bytes of each slip', async () => {
  const job = Buffer.from(`\x1b@hello\n${CUT}`, 'latin1');
  expect(Buffer.from((await print(job)).bytes)).toEqual(job);
});
