import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bitmap } from '../../../src/core/bitmap.ts';
import { encodeGraphicRows } from '../../../src/core/zpl-graphic.ts';
import { crc16 } from '../../../src/devices/label/zpl.ts';
import type { DrawZpl } from '../../../src/devices/zpl/draw-zpl.ts';
import { renderZpl } from '../label/render-zpl.ts';
import { blackDots, differingDots, drawOne, inkOf, openDrawer } from './zpl-rig.ts';

let draw: DrawZpl;
beforeAll(async () => {
  draw = await openDrawer();
});

/** 40 by 30 dots in which no two rows and no two columns are alike. */
function sampleBits(): Uint8Array {
  return Uint8Array.from({ length: 150 }, (_, at) => (at * 37 + (at >> 3) * 11) & 0xff);
}

const hex = Buffer.from(sampleBits()).toString('hex').toUpperCase();
const runs = encodeGraphicRows({ widthDots: 40, heightDots: 30, stride: 5, bits: sampleBits() });
const coded = (kind: 'Z64' | 'B64'): string => {
  const bytes = kind === 'Z64' ? deflateSync(sampleBits()) : Buffer.from(sampleBits());
  const text = bytes.toString('base64');
  return `:${kind}:${text}:${crc16(Buffer.from(text)).toString(16).toUpperCase().padStart(4, '0')}`;
};

const size = '^PW400^LL400';

async function both(body: string, other = body): Promise<{ ours: Bitmap; theirs: Bitmap; differing: number }> {
  const { bitmap: ours } = drawOne(draw, `^XA${size}${body}^XZ`);
  const theirs = await renderZpl(Buffer.from(`^XA${size}${other}^XZ`), 203, 400, 400);
  return { ours, theirs, differing: differingDots(ours, theirs) };
}

describe('dot for dot as an independent renderer draws it', () => {
  it.each([
    ['^GFA in hexadecimal', `^FO13,7^GFA,150,150,5,${hex}^FS`],
    ['^GFA in run lengths', `^FO13,7^GFA,150,150,5,${runs}^FS`],
    ['^GFA in Z64', `^FO13,7^GFA,150,150,5,${coded('Z64')}^FS`],
    ['^GFA half out of the label', `^FO385,390^GFA,150,150,5,${hex}^FS`],
    ['^GB frame', '^FO20,30^GB200,100,4^FS'],
    ['^GB line', '^FO20,30^GB200,0,3^FS^FO50,60^GB0,200,7^FS'],
    ['^GB block', '^FO20,30^GB100,60,60^FS'],
    ['^GB white in black', '^FO20,30^GB100,60,60^FS^FO30,40^GB50,20,20,W^FS'],
    ['^GB reversed', '^FO20,30^GB100,60,60^FS^FO70,10^FR^GB100,60,60^FS'],
    ['^LH', '^LH11,13^FO20,30^GB100,60,2^FS'],
    ['~DG and ^XG', `~DGR:SAMPLE.GRF,150,5,${hex}\n^FO20,30^XGR:SAMPLE.GRF,1,1^FS^FO120,130^XGR:SAMPLE.GRF,2,3^FS`],
    ['^BC', '^BY3^FO20,30^BCN,100,N,N,N^FD>:ABCD-9^FS'],
    ['^BC turned', '^BY1^FO20,30^BCR,60,N,N,N^FD>;1234^FS^FO120,30^BCB,60,N,N,N^FDab^FS^FO220,30^BCI,60,N,N,N^FDab^FS'],
    [
      '^BC set by its foot',
      '^BY1^FT220,130^BCN,60,N,N,N^FDab^FS^FT100,330^BCB,60,N,N,N^FDab^FS^FT120,200^BCR,60,N,N,N^FDab^FS',
    ],
    ['^B2', '^BY3,3,50^FO20,30^B2N,100,N^FD123456^FS'],
    ['^B3', '^BY1,3,50^FO20,30^B3N,N,100,N^FDAB-9^FS'],
    ['^BX', '^FO20,30^BXN,6,200^FDHELLO^FS'],
  ])('%s', async (_, body) => {
    const { ours, differing } = await both(body);
    expect(blackDots(ours)).toBeGreaterThan(50);
    expect(differing).toBe(0);
  });

  it('^GC: but for where the border lies, and single dots of its edge', async () => {
    // There the border is drawn half outside of the diameter, so that 90 by 10 there is 100 by 10 here.
    const { ours, differing } = await both('^FO100,100^GC100,10,B^FS', '^FO105,105^GC90,10,B^FS');
    expect(blackDots(ours)).toBeGreaterThan(2000);
    expect(differing / blackDots(ours)).toBeLessThan(0.02);
  });

  it('^GB with round corners: but for single dots of the corners', async () => {
    const { ours, differing } = await both('^FO20,30^GB200,100,8,B,6^FS');
    expect(differing / blackDots(ours)).toBeLessThan(0.02);
  });

  it('^GD: but for single dots of the slope', async () => {
    const { ours, differing } = await both('^FO20,30^GD200,100,20,B,L^FS^FO20,230^GD200,100,20,B,R^FS');
    expect(differing / blackDots(ours)).toBeLessThan(0.03);
  });

  it.each([
    ['^FO', '^BY2,3,40^FO20,30^BQN,2,5^FDMA,HELLO^FS'],
    ['^FT', '^BY2,3,40^FT20,330^BQN,2,5^FDMA,HELLO^FS'],
  ])('^BQ: not the modules, which may be masked in another way, but where %s puts them', async (_, body) => {
    const { ours, theirs } = await both(body);
    expect(inkOf(ours)?.width).toBe(21 * 5);
    expect(inkOf(ours)).toEqual(inkOf(theirs));
  });
});
