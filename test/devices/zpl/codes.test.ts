import { beforeAll, describe, expect, it } from 'vitest';
import { isBlack } from '../../../src/core/bitmap.ts';
import { readCode128 } from '../../../src/devices/zpl/code128-data.ts';
import type { DrawZpl } from '../../../src/devices/zpl/draw-zpl.ts';
import { decodeLabel, drawOne, inkOf, openDrawer } from './zpl-rig.ts';

let draw: DrawZpl;
beforeAll(async () => {
  draw = await openDrawer();
});

const GS = '\x1d';

/** What a foreign decoder reads off the drawn field, and what the drawer says that the field holds. */
async function readBack(
  zpl: string,
): Promise<{ read: readonly string[]; said: readonly string[]; unknown: readonly string[] }> {
  const label = drawOne(draw, `^XA^PW1000^LL800${zpl}^XZ`);
  const read = (await decodeLabel(label)).map(({ symbology, text }) => `${symbology} ${text}`);
  return { read, said: label.symbols.map(({ kind, data }) => `${kind} ${data}`), unknown: label.unknown };
}

describe('a code field is read back as what it says', () => {
  it.each([
    ['^B2, an odd number of digits', '^BY3^FO50,50^B2N,100,N^FD1234567^FS', 'itf 01234567'],
    ['^B3', '^BY2^FO50,50^B3N,N,100^FDABC-123^FS', 'code39 ABC-123'],
    ['^B8', '^BY3^FO50,50^B8N,100^FD9638507^FS', 'ean8 96385074'],
    ['^BA', '^BY2^FO50,50^BAN,100^FDABC123^FS', 'code93 ABC123'],
    ['^BC in subset B', '^BY2^FO50,50^BCN,100^FDab 12^FS', 'code128 ab 12'],
    ['^BC in subset C, shifted to B', '^BY2^FO50,50^BCN,100^FD>;1234>6ab^FS', 'code128 1234ab'],
    ['^BC with FNC1', '^BY2^FO50,50^BCN,100^FD>;>842090210>89205590303^FS', `gs1-128 42090210${GS}9205590303`],
    [
      '^BC, chosen by the printer',
      '^BY2^FO50,50^BCN,100,Y,N,N,A^FD1Z680RA4DL08720000^FS',
      'code128 1Z680RA4DL08720000',
    ],
    ['^BC with brackets', `^BY2^FO50,50^BCN,100,Y,N,N,D^FD(37)12>8(10)LOT9^FS`, `gs1-128 3712${GS}10LOT9`],
    ['^BC as SSCC', '^BY2^FO50,50^BCN,100,Y,N,N,U^FD0034012345000000001^FS', 'gs1-128 00340123450000000017'],
    ['^BE', '^BY3^FO50,50^BEN,100^FD590123412345^FS', 'ean13 5901234123457'],
    ['^BK', '^BY2^FO50,50^BKN,N,100^FD12345^FS', 'codabar A12345A'],
    ['^B7', '^BY3^FO50,50^B7N,9,3,4^FH^FDA_1D_E9^FS', `pdf417 A${GS}é`],
    ['^BO', '^FO50,50^BON,5^FDHELLO^FS', 'aztec HELLO'],
    ['^BQ with switches', '^FO50,50^BQN,2,5^FDHA,https://a.example/?x^FS', 'qrcode https://a.example/?x'],
    ['^BQ, characters by hand', '^FO50,50^BQN,2,5^FDQM,B0005HELLO^FS', 'qrcode HELLO'],
    ['^BX', '^FO50,50^BXN,6,200^FDHELLO^FS', 'datamatrix HELLO'],
    [
      '^BX with escapes',
      '^FO50,50^BXN,6,200,,,,_^FD_10104012345678901_121_d065^FS',
      `gs1datamatrix 0104012345678901${GS}21A`,
    ],
    ['^BX of a given size', '^FO50,50^BXN,6,200,26,26^FDHELLO^FS', 'datamatrix HELLO'],
    ['^BD in mode 4', '^FO50,50^BD4^FDHELLO MAXICODE^FS', 'maxicode HELLO MAXICODE'],
    [
      '^BD in mode 2',
      '^FO50,50^BD2^FH^FD001840902101234[)>_1E01_1D961Z^FS',
      `maxicode [)>\x1e01${GS}96902101234${GS}840${GS}001${GS}1Z`,
    ],
  ])('%s', async (_, zpl, expected) => {
    const { read, said, unknown } = await readBack(zpl);
    expect(unknown).toEqual([]);
    expect(read).toEqual([expected]);
    expect(said).toEqual([expected]);
  });

  it('^BU: the decoder knows it as the EAN-13 with a leading zero', async () => {
    const { read, said } = await readBack('^BY3^FO50,50^BUN,100^FD01234567890^FS');
    expect([read, said]).toEqual([['ean13 0012345678905'], ['upca 012345678905']]);
  });

  it.each(['N', 'R', 'I', 'B'])('in any orientation: %s', async (turn) => {
    const { read } = await readBack(`^BY2^FO50,50^BC${turn},100^FDturned^FS^FO500,50^BX${turn},6,200^FDturned^FS`);
    expect([...read].sort()).toEqual(['code128 turned', 'datamatrix turned']);
  });

  it("MaxiCode's rings stand where the hexagons leave room for them: the decoder does not look", () => {
    const { bitmap } = drawOne(draw, '^XA^FO50,50^BD4^FDHELLO^FS^XZ');
    // ISO/IEC 16023: dark from 0.51 to 1.18, 1.86 to 2.53 and 3.20 to 3.87 mm around the fifteenth hexagon of row 17.
    const middle = { x: 50 + Math.round(14.5 * 7.03), y: 50 + Math.round(16 * 6.09 + 4.06) };
    const rings = [0, 0.85, 1.5, 2.2, 2.9, 3.5].map((mm) => Math.round(mm * 7.99));
    for (const [right, down] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      expect(rings.map((dots) => isBlack(bitmap, middle.x + right * dots, middle.y + down * dots))).toEqual([
        ...[false, true, false, true, false, true],
      ]);
    }
  });

  it('for postal codes, which no decoder here reads, by the number of bars', () => {
    const { bitmap, unknown } = drawOne(draw, '^XA^BY2^FO50,50^BZN,40,N^FD01234^FS^XZ');
    expect(unknown).toEqual([]);
    // 5 digits and a check digit of 5 bars each, two frame bars: 32 bars of 2 dots, 31 spaces of 3.
    expect(inkOf(bitmap)).toEqual({ x: 50, y: 50, width: 32 * 2 + 31 * 3, height: 40 });
  });

  it.each(['B1', 'BI', 'BJ', 'BL', 'BM', 'BP', 'BS', 'B5', 'B9'])('^%s draws bars', (command) => {
    const data = command === 'B5' ? '01234567890' : command === 'B9' ? '1230000045' : '12345';
    const { symbols, unknown, bitmap } = drawOne(draw, `^XA^BY2,3,60^FO50,50^${command}N^FD${data}^FS^XZ`);
    expect(unknown).toEqual([]);
    expect(inkOf(bitmap, { x: 0, y: 0, width: 800, height: 60 })?.width).toBe(symbols[0]?.rect.width);
  });
});

describe('a code that cannot be drawn is named', () => {
  it.each([
    ['^BR', '^FO10,10^BRN,1,2^FD0104012345678901^FS', '^BR'],
    ['letters for digits', '^FO10,10^B3N^FDab^FS', '^B3: '],
    ['another quality', '^FO10,10^BXN,4,100^FDx^FS', '^BX: its quality 100 is not ECC 200'],
    ['a MaxiCode without an address', '^FO10,10^BD3^FDhello^FS', '^BD: it lacks class, country or postal code'],
    ['a part of a QR Code', '^FO10,10^BQN,2,4^FDD03048F,LM,N0123^FS', '^BQ: it is one part of several'],
  ])('%s', (_, zpl, reason) => {
    const { symbols, unknown } = drawOne(draw, `^XA${zpl}^XZ`);
    expect(symbols).toEqual([]);
    expect(unknown).toEqual([expect.stringContaining(reason)]);
  });
});

describe('the field of ^BC', () => {
  it.each([
    ['ab', '^104^065^066', 'ab'],
    ['>:a>0>=', '^104^065^030^094', 'a>~'],
    // Half a pair of digits is left out, and so are letters in subset C.
    ['>;123', '^105^012', '12'],
    ['>;1>6A', '^105^100^033', 'A'],
    ['>;12>712>5>6', '^105^012^101^012^099^100', '12,'],
    ['>9334075', '^103^033^040^075', 'AH\x0b'],
  ])('%s', (field, input, data) => {
    expect(readCode128(field, 'N')).toMatchObject({ input, data, raw: true, gs1: false });
  });

  it('prints the brackets of mode D, but not the FNC1', () => {
    expect(readCode128('(37)12>8(10)A', 'D').caption).toBe('(37)12(10)A');
  });
});
