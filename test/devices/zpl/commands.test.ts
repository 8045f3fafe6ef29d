import { beforeAll, describe, expect, it } from 'vitest';
import { isBlack } from '../../../src/core/bitmap.ts';
import { crc16 } from '../../../src/devices/label/zpl.ts';
import type { DrawZpl } from '../../../src/devices/zpl/draw-zpl.ts';
import { mirror, turnUpsideDown } from '../../../src/devices/zpl/paint.ts';
import { blackDots, differingDots, drawOne, inkOf, openDrawer, smallLabels } from './zpl-rig.ts';

let draw: DrawZpl;
beforeAll(async () => {
  draw = await openDrawer();
});

const { label, ink, expectSame } = smallLabels(() => draw);

describe('shapes and pictures', () => {
  it('^GE lies inside its size', () =>
    expect(ink('^FO50,60^GE120,80,5^FS')).toEqual({ x: 50, y: 60, width: 120, height: 80 }));

  it('^FT puts the foot on the point', () =>
    expect(ink('^FT50,260^GB120,80,5^FS')).toEqual({ x: 50, y: 180, width: 120, height: 80 }));

  it('^GFB takes raw bytes, carets and all', () => {
    const zpl = Buffer.concat([
      Buffer.from('^XA^FO16,0^GFB,4,4,2,'),
      Buffer.from([0x5e, 0x5e, 0x7e, 0x00]),
      Buffer.from('^FS^FO100,0^GB5,5,5^FS^XZ'),
    ]);
    const { bitmap, unknown } = drawOne(draw, zpl);
    expect(unknown).toEqual([]);
    expect([...bitmap.bits.subarray(0, 4), ...bitmap.bits.subarray(bitmap.stride, bitmap.stride + 4)]).toEqual([
      ...[0, 0, 0x5e, 0x5e],
      ...[0, 0, 0x7e, 0],
    ]);
    expect(isBlack(bitmap, 102, 2)).toBe(true);
  });

  it.each([
    ['a wrong check sum', '^GFA,2,2,1,:Z64:eJxjYKAzkBvFo3gU0xTbjOJRPIppiqkEAGTpTEs=:83C8', 'its check sum is wrong'],
    [
      'damaged data',
      `^GFA,2,2,1,:Z64:AAAA:${crc16(Buffer.from('AAAA')).toString(16).padStart(4, '0')}`,
      'its zlib data is damaged',
    ],
    ['a cut end', '^GFA,2,2,1,:Z64:AAAA', 'its base64 is cut short'],
    ['no size', '^GFA,0,0,0,FF', 'it has no size'],
    ['the unpublished coding', '^GFC,2,2,1,ab', 'its compression is not known'],
  ])('a picture with %s is named', (_, zpl, reason) => {
    expect(label(`^FO10,10${zpl}^FS`).unknown).toEqual([`^GF: ${reason}`]);
  });

  it('a recalled picture is the one that was stored, by any command and name', () => {
    const stored = '~DGR:A.GRF,6,2,FFFFC003FFFF\n';
    expectSame(`${stored}^FO10,20^XGR:A.GRF,1,1^FS`, '^FO10,20^GFA,6,6,2,FFFFC003FFFF^FS');
    expectSame(`${stored}^FO10,20^IMA^FS`, '^FO10,20^GFA,6,6,2,FFFFC003FFFF^FS');
    expect(ink(`${stored}^FO10,20^XGA,2,3^FS`)).toEqual({ x: 10, y: 20, width: 32, height: 9 });
    const file = '~DYR:B.GRF,A,G,6,2,FFFFC003FFFF\n';
    expectSame(`${file}^FO10,20^XGR:B.GRF,1,1^FS`, '^FO10,20^GFA,6,6,2,FFFFC003FFFF^FS');
    expect(label('^FO10,20^XGR:NONE.GRF^FS').unknown).toEqual(['^XG R:NONE.GRF']);
  });
});

it('what is not understood is named with its own label', () => {
  const drawn = draw(Buffer.from('~DYR:F,B,T,1,,x^XA^FO1,1^GB9,9,9^FS^FC%^XZ^XA^FO1,1^GB9,9,9^FS^XZ'), 203);
  expect(drawn.ok && drawn.value.labels.map(({ unknown }) => unknown)).toEqual([['~DY R:F', '^FC'], []]);
});

it('a file that is no picture is named, and its bytes are not taken for commands', () => {
  const { bitmap, unknown } = drawOne(draw, '~DYR:F,B,T,14,,^XA^FDx^FS^XZ.^XA^FO10,20^GB50,60,9^FS^XZ');
  expect(unknown).toEqual(['~DY R:F']);
  expect(inkOf(bitmap)).toEqual({ x: 10, y: 20, width: 50, height: 60 });
});

describe('reversed fields', () => {
  it('^FR turns what lies below', () => {
    const { bitmap } = label('^FO100,100^GB100,50,50^FS^FO150,110^FR^GB100,30,30^FS');
    expect([isBlack(bitmap, 120, 120), isBlack(bitmap, 170, 120), isBlack(bitmap, 220, 120)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('^FR on text leaves white letters', () => {
    const black = blackDots(label('^FO50,50^GB400,100,100^FS').bitmap);
    const letters = blackDots(label('^FO80,70^A0N,60,60^FDabc^FS').bitmap);
    const white = blackDots(label('^FO50,50^GB400,100,100^FS^FO80,70^FR^A0N,60,60^FDabc^FS').bitmap);
    expect(letters).toBeGreaterThan(500);
    expect(white).toBe(black - letters);
  });

  it('^LR does so for every field until it is taken back', () => {
    const { bitmap } = label('^LRY^FO0,0^GB100,50,50^FS^FO50,0^GB100,50,50^FS^LRN^FO75,0^GB10,50,50^FS');
    expect([25, 60, 80, 120].map((x) => isBlack(bitmap, x, 25))).toEqual([true, false, true, true]);
  });
});

describe('the label as a whole', () => {
  const mark = '^FO20,30^GB200,10,10^FS^FO20,30^GB10,100,10^FS';

  it.each([
    ['^POI', turnUpsideDown],
    ['^PMY', mirror],
  ] as const)('%s', (command, change) => {
    const plain = label(mark).bitmap;
    const changed = label(command + mark).bitmap;
    expect(differingDots(plain, changed)).toBeGreaterThan(1000);
    expect(differingDots(change(plain), changed)).toBe(0);
    expect(differingDots(change(changed), plain)).toBe(0);
  });

  it.each([
    ['^PON^PMN', { x: 40, y: 50 }],
    ['^POI^PMN', { x: 600 - 40 - 92, y: 500 - 50 - 30 }],
    ['^PON^PMY', { x: 600 - 40 - 92, y: 50 }],
    ['^POI^PMY', { x: 40, y: 500 - 50 - 30 }],
  ])('%s: where a code stands is where its bars are', (commands, { x, y }) => {
    const { symbols, bitmap, inverted } = label(`${commands}^BY2^FO40,50^BCN,30,N^FDa^FS`);
    expect(inverted).toBe(commands.startsWith('^POI'));
    expect(symbols[0]?.rect).toEqual({ x, y, width: 92, height: 30 });
    expect(inkOf(bitmap)).toEqual(symbols[0]?.rect);
  });

  it.each([
    [203, 812, 1218],
    [300, 1200, 1800],
  ] as const)('is 4 by 6 inches at %i dpi when it does not say', (dpi, width, height) => {
    const { bitmap } = drawOne(draw, '^XA^FO1,1^GB9,9,9^FS^XZ', dpi);
    expect([bitmap.widthDots, bitmap.heightDots]).toEqual([width, height]);
  });

  it('^LH, ^LS and ^LT move what follows', () => {
    expectSame('^LH30,40^LS5^LT7^FO10,10^GB50,60,9^FS', '^FO35,57^GB50,60,9^FS');
    expectSame('^LH30,40^FT10,100^GB50,60,9^FS', '^FT40,140^GB50,60,9^FS');
  });

  it('is printed as often as ^PQ says, and once when it does not', () => {
    const drawn = draw(Buffer.from('^XA^PQ3^FO1,1^GB9,9,9^FS^XZ^XA^FO1,1^GB9,9,9^FS^XZ'), 203);
    expect(drawn.ok && drawn.value.labels.map(({ copies }) => copies)).toEqual([3, 1]);
  });

  it('is none when nothing is in it: setting up prints no label', () => {
    const drawn = draw(Buffer.from('^XA^MMT^PW600^XZ^XA^FO1,1^GB9,9,9^FS^XZ~JSN'), 203);
    expect(drawn.ok && drawn.value.labels.map(({ bitmap }) => bitmap.widthDots)).toEqual([600]);
    expect(draw(Buffer.from('^XA^MMT^XZ'), 203)).toEqual({ ok: false, error: 'it holds no label' });
  });

  it('is refused when its end is missing: a printer would wait for it', () =>
    expect(draw(Buffer.from('^XA^FO1,1^GB9,9,9^FS'), 203)).toEqual({
      ok: false,
      error: 'its last label is not ended by ^XZ',
    }));

  it('may use other marks', () => expectSame('^CC!!CD;!FO10;20!GB50;60;9!FS!CC^', '^FO10,20^GB50,60,9^FS'));

  it('needs no ^FS between fields, and skips remarks and stray marks', () =>
    expectSame(
      '^FO10,20^GB50,60,9^FO100,20^GB50,60,9',
      '^FX^^FO10,20^GB50,60,9^FS^FXremark, here^FS^FO100,20^GB50,60,9^FS',
    ));

  it('names the commands that would have drawn something', () => {
    const { unknown } = label('^MMT^PR4^MD5^FPV^MUM^FO1,1^XFE:FORM.ZPL^FS^FO1,1^GB9,9,9^FS^FC%^FO1,1^BBN^FDx^FS^ZZ1');
    expect(unknown).toEqual(['^FPV', '^MUM', '^XF', '^FC', '^BB']);
  });
});

describe('the text under a code', () => {
  const code = (flags: string): string => `^BY3^FO50,150^BCN,100,${flags}^FDABCDEF^FS`;
  it('stands below, above or nowhere', () => {
    expect(ink(code('N,N'))).toMatchObject({ y: 150, height: 100 });
    const [below, above] = [ink(code('Y,N')), ink(code('Y,Y'))];
    expect(below?.y).toBe(150);
    expect(below?.height).toBeGreaterThan(115);
    expect(above?.y).toBeLessThan(140);
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBe(250);
  });
});
