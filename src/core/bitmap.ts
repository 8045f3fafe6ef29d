/** One bit per dot, 1 = black, most significant bit leftmost; every row starts on a byte. */
export interface Bitmap {
  readonly widthDots: number;
  readonly heightDots: number;
  /** Bytes per row. Bits beyond the width are 0. */
  readonly stride: number;
  readonly bits: Uint8Array;
}

export interface DotBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function createBitmap(widthDots: number, heightDots: number): Bitmap {
  const stride = Math.ceil(widthDots / 8);
  return { widthDots, heightDots, stride, bits: new Uint8Array(stride * heightDots) };
}

export function isBlack(bitmap: Bitmap, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= bitmap.widthDots || y >= bitmap.heightDots) return false;
  return ((bitmap.bits[y * bitmap.stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

/** Sets one dot of a bitmap that is still being drawn; dots outside are cut off, as a print head does. */
export function paintDot(bitmap: Bitmap, x: number, y: number, black = true): void {
  if (x < 0 || y < 0 || x >= bitmap.widthDots || y >= bitmap.heightDots) return;
  const at = y * bitmap.stride + (x >> 3);
  const bit = 0x80 >> (x & 7);
  bitmap.bits[at] = black ? (bitmap.bits[at] ?? 0) | bit : (bitmap.bits[at] ?? 0) & ~bit;
}

export function paintBox(bitmap: Bitmap, box: DotBox, black = true): void {
  for (let y = box.y; y < box.y + box.height; y += 1) {
    for (let x = box.x; x < box.x + box.width; x += 1) paintDot(bitmap, x, y, black);
  }
}

/** Adds the black dots of `source`, each enlarged to `scaleX` by `scaleY` dots. */
export function paintBitmap(target: Bitmap, source: Bitmap, left: number, top: number, scaleX = 1, scaleY = 1): void {
  for (let y = 0; y < source.heightDots; y += 1) {
    for (let x = 0; x < source.widthDots; x += 1) {
      if (!isBlack(source, x, y)) continue;
      paintBox(target, { x: left + x * scaleX, y: top + y * scaleY, width: scaleX, height: scaleY });
    }
  }
}

/** Pixels darker than `threshold` become black dots; transparent ones are paper. */
export function bitmapOfRgba(rgba: Uint8Array, widthDots: number, heightDots: number, threshold = 128): Bitmap {
  const bitmap = createBitmap(widthDots, heightDots);
  const { bits, stride } = bitmap;
  let at = 0;
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1, at += 4) {
      const alpha = rgba[at + 3] ?? 0;
      if (alpha === 0) continue;
      // Integer luma (ITU-R BT.601), composed onto white.
      const luma = (299 * (rgba[at] ?? 0) + 587 * (rgba[at + 1] ?? 0) + 114 * (rgba[at + 2] ?? 0)) / 1000;
      if (255 - alpha + (luma * alpha) / 255 >= threshold) continue;
      const place = y * stride + (x >> 3);
      bits[place] = (bits[place] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return bitmap;
}

/** Grey pixels as RGBA, black on white: what picture libraries and decoders want. */
export function rgbaOfBitmap(bitmap: Bitmap): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(bitmap.widthDots * bitmap.heightDots * 4).fill(255);
  let at = 0;
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    for (let x = 0; x < bitmap.widthDots; x += 1, at += 4) {
      if (((bitmap.bits[y * bitmap.stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0) continue;
      rgba[at] = 0;
      rgba[at + 1] = 0;
      rgba[at + 2] = 0;
    }
  }
  return rgba;
}
