import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { type Bitmap, isBlack } from '../../../src/core/bitmap.ts';
import { drawImage } from '../../../src/devices/label/image.ts';

type Pixel = readonly [number, number, number, number];

function pngOf(width: number, height: number, pixel: (x: number, y: number) => Pixel): string {
  const png = new PNG({ width, height });
  for (let at = 0; at < width * height; at += 1) png.data.set(pixel(at % width, Math.floor(at / width)), at * 4);
  return PNG.sync.write(png).toString('base64');
}

const grey = (value: number, alpha = 255): Pixel => [value, value, value, alpha];
const drawn = (png: string, width: number, height: number, dither = false): Bitmap => {
  const result = drawImage(png, width, height, dither);
  if (!result.ok) throw new Error(result.error.detail);
  return result.value;
};
const share = ({ widthDots, heightDots, bits }: Bitmap): number =>
  bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0) / (widthDots * heightDots);

describe('an image', () => {
  it('fills its box, larger or smaller, edges where they were', () => {
    const halves = pngOf(40, 20, (x) => grey(x < 20 ? 0 : 255));
    for (const [width, height] of [
      [40, 20],
      [80, 40],
      [10, 30],
    ] as const) {
      const bitmap = drawn(halves, width, height);
      expect([bitmap.widthDots, bitmap.heightDots]).toEqual([width, height]);
      for (let x = 0; x < width; x += 1) expect(isBlack(bitmap, x, height - 1)).toBe(x < width / 2);
    }
  });

  it('is black below the threshold and white above it', () => {
    expect(
      share(
        drawn(
          pngOf(8, 8, () => grey(120)),
          16,
          16,
        ),
      ),
    ).toBe(1);
    expect(
      share(
        drawn(
          pngOf(8, 8, () => grey(140)),
          16,
          16,
        ),
      ),
    ).toBe(0);
  });

  it('keeps its greys when it is dithered', () => {
    for (const value of [32, 96, 160, 224]) {
      const bitmap = drawn(
        pngOf(8, 8, () => grey(value)),
        64,
        64,
        true,
      );
      expect(Math.abs(share(bitmap) - (1 - value / 255))).toBeLessThan(0.03);
    }
  });

  it('lies on white paper where it is transparent', () => {
    expect(
      share(
        drawn(
          pngOf(8, 8, () => grey(0, 0)),
          8,
          8,
        ),
      ),
    ).toBe(0);
    expect(
      share(
        drawn(
          pngOf(8, 8, () => grey(0, 100)),
          8,
          8,
        ),
      ),
    ).toBe(0);
    expect(
      share(
        drawn(
          pngOf(8, 8, () => grey(0, 200)),
          8,
          8,
        ),
      ),
    ).toBe(1);
  });

  it.each([
    ['no PNG', Buffer.from('GIF89a').toString('base64'), 'not a PNG'],
    ['cut off', pngOf(30, 30, () => grey(9)).slice(0, 80), 'image: '],
    ['a bomb', bomb(), 'pixels are too many'],
    ['too large a file', Buffer.alloc(1_000_001).toString('base64'), 'at most 1000000'],
  ])('that is %s is refused', (_, png, why) => {
    const result = drawImage(png, 10, 10, false);
    expect(result).toMatchObject({ ok: false, error: { code: 'broken', detail: expect.stringContaining(why) } });
  });

  it('without room is refused', () => {
    expect(
      drawImage(
        pngOf(2, 2, () => grey(0)),
        0,
        5,
        false,
      ),
    ).toMatchObject({ error: { code: 'does-not-fit' } });
  });
});

/** Says that it is 100,000 x 100,000 pixels. */
function bomb(): string {
  const file = Buffer.from(
    pngOf(1, 1, () => grey(0)),
    'base64',
  );
  file.writeUInt32BE(100_000, 16);
  file.writeUInt32BE(100_000, 20);
  return file.toString('base64');
}
