import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Bitmap, type DotBox, isBlack } from '../../../src/core/bitmap.ts';
import type { DecodedSymbol, Dpi } from '../../../src/core/print.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { openRaster } from '../../../src/devices/label/raster.ts';
import { decodeSymbols, openDecoder } from '../../../src/devices/label/verify.ts';
import { type DrawnLabel, type DrawZpl, openZplDrawer } from '../../../src/devices/zpl/draw-zpl.ts';

export const REAL_LABELS = '../shared/data/carrier-zpl';
export const realLabels: readonly string[] = existsSync(REAL_LABELS) ? readdirSync(REAL_LABELS) : [];
if (realLabels.length === 0) console.warn(`${REAL_LABELS} is not there: the real labels were not drawn`);

export function realLabel(file: string): Uint8Array {
  return Uint8Array.from(readFileSync(join(REAL_LABELS, file)));
}

export async function openDrawer(): Promise<DrawZpl> {
  const assets = findLabelAssets();
  const bytes = (path: string): Uint8Array<ArrayBuffer> => Uint8Array.from(readFileSync(path));
  await openDecoder(bytes(assets.zxingWasm));
  const fonts = [...assets.fonts, assets.monoFont].map(bytes);
  return openZplDrawer({ raster: await openRaster(bytes(assets.resvgWasm), fonts), fonts });
}

/** The only label of a stream; anything else fails the test. */
export function drawOne(draw: DrawZpl, zpl: Uint8Array | string, dpi: Dpi = 203): DrawnLabel {
  const drawn = draw(typeof zpl === 'string' ? Buffer.from(zpl) : zpl, dpi);
  if (!drawn.ok) throw new Error(drawn.error);
  const [label, ...others] = drawn.value.labels;
  if (label === undefined || others.length > 0) throw new Error(`${drawn.value.labels.length} labels came out`);
  return label;
}

export function decodeLabel({ bitmap, symbols }: DrawnLabel): Promise<readonly DecodedSymbol[]> {
  const maxicodes = symbols.filter(({ kind }) => kind === 'maxicode').map(({ rect }) => rect);
  return decodeSymbols(bitmap, 'any', maxicodes);
}

/** The smallest box around everything black within `part`, or undefined. */
export function inkOf(bitmap: Bitmap, part?: DotBox): DotBox | undefined {
  const { x: left, y: top, width, height } = part ?? { x: 0, y: 0, width: bitmap.widthDots, height: bitmap.heightDots };
  let [x0, y0, x1, y1] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) {
      if (!isBlack(bitmap, x, y)) continue;
      [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
    }
  }
  return x1 < 0 ? undefined : { x: x0, y: y0, width: x1 - x0 + 1, height: y1 - y0 + 1 };
}

/** How many dots differ; dots outside of either picture are white. */
export function differingDots(one: Bitmap, other: Bitmap): number {
  let count = 0;
  for (let y = 0; y < Math.max(one.heightDots, other.heightDots); y += 1) {
    for (let x = 0; x < Math.max(one.widthDots, other.widthDots); x += 1) {
      if (isBlack(one, x, y) !== isBlack(other, x, y)) count += 1;
    }
  }
  return count;
}

export function blackDots(bitmap: Bitmap): number {
  let count = 0;
  for (const byte of bitmap.bits) for (let left = byte; left > 0; left &= left - 1) count += 1;
  return count;
}

/** Labels of 600 by 500 dots, told by what stands on them. */
export function smallLabels(draw: () => DrawZpl) {
  const label = (body: string) => drawOne(draw(), `^XA^PW600^LL500${body}^XZ`);
  return {
    label,
    ink: (body: string) => inkOf(label(body).bitmap),
    /** Both must be the same picture, and not an empty one. */
    expectSame: (one: string, other: string): void => {
      const [first, second] = [label(one).bitmap, label(other).bitmap];
      expect(blackDots(first)).toBeGreaterThan(20);
      expect(differingDots(first, second)).toBe(0);
    },
  };
}
