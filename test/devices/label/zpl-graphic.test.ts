import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bitmap, createBitmap, paintDot } from '../../../src/core/bitmap.ts';
import { decodeGraphicRows, encodeGraphicField, encodeGraphicRows } from '../../../src/core/zpl-graphic.ts';

/** Rows drawn from few patterns, so that runs, blank tails and repeated rows really come up. */
const bitmap: fc.Arbitrary<Bitmap> = fc.integer({ min: 1, max: 120 }).chain((stride) => {
  const row = fc.oneof(
    fc.constantFrom(0x00, 0xff, 0x0f, 0xf0).map((byte) => new Uint8Array(stride).fill(byte)),
    fc.uint8Array({ minLength: stride, maxLength: stride }),
    fc
      .tuple(fc.constantFrom(0, 0xff, 0xa5), fc.integer({ min: 0, max: stride }), fc.constantFrom(0, 0xff))
      .map(([head, at, tail]) => new Uint8Array(stride).fill(head).fill(tail, at)),
  );
  return fc.array(row, { minLength: 1, maxLength: 12 }).chain((rows) =>
    fc.array(fc.nat(rows.length - 1), { minLength: 1, maxLength: 30 }).map((order) => ({
      widthDots: stride * 8,
      heightDots: order.length,
      stride,
      bits: Uint8Array.from(order.flatMap((at) => [...(rows[at] ?? [])])),
    })),
  );
});

describe('ZPL graphics', () => {
  it('come back as they went, whatever the picture', () => {
    fc.assert(
      fc.property(bitmap, (picture) => {
        const decoded = decodeGraphicRows(encodeGraphicRows(picture), picture.stride, picture.bits.length);
        expect(Buffer.from(decoded).equals(Buffer.from(picture.bits))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('never hold anything but digits and run letters', () => {
    fc.assert(
      fc.property(bitmap, (picture) => {
        expect(encodeGraphicRows(picture)).toMatch(/^[0-9A-Fg-zG-Y,:]*$/);
      }),
      { numRuns: 50 },
    );
  });

  it('are written as the programming guide says', () => {
    const picture = createBitmap(16, 4);
    for (let x = 0; x < 16; x += 1) paintDot(picture, x, 1);
    for (let x = 0; x < 16; x += 1) paintDot(picture, x, 2);
    paintDot(picture, 3, 3);
    expect(encodeGraphicField(picture)).toBe('^GFA,8,8,2,,JF:1,');
  });

  it.each([
    // Zebra's own examples: M6 is seven sixes, hB is forty Bs, hMB is forty-seven.
    ['M6,', '6666666000'],
    ['hB', 'B'.repeat(40)],
    ['hMB', 'B'.repeat(47)],
    ['zgH0', '0'.repeat(422)],
    ['A5!', `A5${'F'.repeat(6)}`],
    ['fF,', `FF${'0'.repeat(8)}`],
    ['1\r\n2,', '1200'],
  ])('reads %j', (data, nibbles) => {
    const even = nibbles.length + (nibbles.length % 2);
    const bytes = decodeGraphicRows(data, even / 2, even / 2);
    expect(Buffer.from(bytes).toString('hex').toUpperCase()).toBe(nibbles.padEnd(even, '0'));
  });

  it('leave the rest white when the data ends early, and ignore what is too much', () => {
    expect(decodeGraphicRows('FF', 1, 3)).toEqual(Uint8Array.of(255, 0, 0));
    expect(decodeGraphicRows('FF:::::FF', 1, 2)).toEqual(Uint8Array.of(255, 255));
  });
});
