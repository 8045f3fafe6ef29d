import { type Bitmap, type DotBox, isBlack } from '../../core/bitmap.ts';
import type { Dpi } from '../../core/print.ts';

/**
 * ISO/IEC 16023: the symbol has one size (here without its quiet zone, in which labels like to draw lines). Its middle is a
 * white disc in three black rings; along a line through it lie eleven runs, black outermost, all of one ring's width
 * but for the disc.
 */
const SYMBOL_MM = { width: 26.8, height: 25.4 } as const;
const RING_MM = 0.67;
const DISC_MM = 1.02;
/** From the middle to the outer edge of the outermost ring. */
const RADIUS_MM = 3.87;

/**
 * Where MaxiCodes stand. A decoder finds one only when it is alone (`decodeSymbols`), and on a UPS label it never is. Upright or
 * upside down: carriers do not lay it on its side.
 */
export function findMaxicodes(bitmap: Bitmap, dpi: Dpi): readonly DotBox[] {
  const dots = (mm: number) => (mm * dpi) / 25.4;
  const expected = Array.from({ length: 11 }, (_, at) => dots(at === 5 ? DISC_MM : RING_MM));
  const found: { x: number; y: number }[] = [];
  for (let y = 0; y < bitmap.heightDots; y += 2) {
    for (const x of centresInRow(bitmap, y, expected)) {
      if (found.some((other) => Math.hypot(other.x - x, other.y - y) < 2 * dots(RADIUS_MM))) continue;
      const middle = middleOfColumn(bitmap, x, y, expected);
      if (middle !== null) found.push({ x, y: middle });
    }
  }
  return found.map(({ x, y }) =>
    boxAround(x, y, Math.round(dots(SYMBOL_MM.width)), Math.round(dots(SYMBOL_MM.height))),
  );
}

function boxAround(x: number, y: number, width: number, height: number): DotBox {
  return { x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height };
}

function* centresInRow(bitmap: Bitmap, y: number, expected: readonly number[]): Generator<number> {
  const row = bitmap.bits.subarray(y * bitmap.stride, (y + 1) * bitmap.stride);
  if (row.every((byte) => byte === 0)) return;
  const { edges, firstIsBlack } = runsOf(bitmap.widthDots, (x) => isBlack(bitmap, x, y));
  for (let run = firstIsBlack ? 0 : 1; run + 11 < edges.length; run += 2) {
    const from = edges[run + 5];
    const to = edges[run + 6];
    if (from !== undefined && to !== undefined && looksLike(edges, run, expected)) yield (from + to) / 2;
  }
}

/** The same eleven runs must lie across, with the row inside the disc. */
function middleOfColumn(bitmap: Bitmap, x: number, y: number, expected: readonly number[]): number | null {
  const reach = Math.ceil(expected.reduce((sum, width) => sum + width, 0));
  const top = y - reach;
  const { edges, firstIsBlack } = runsOf(2 * reach + 1, (at) => isBlack(bitmap, Math.round(x), top + at));
  for (let run = firstIsBlack ? 0 : 1; run + 11 < edges.length; run += 2) {
    const [from = 0, to = 0] = [edges[run + 5], edges[run + 6]];
    if (from <= reach && reach < to && looksLike(edges, run, expected)) return top + (from + to) / 2;
  }
  return null;
}

/** Where the colour changes, with both ends. */
function runsOf(length: number, black: (at: number) => boolean): { edges: readonly number[]; firstIsBlack: boolean } {
  const edges = [0];
  for (let at = 1; at < length; at += 1) if (black(at) !== black(at - 1)) edges.push(at);
  edges.push(length);
  return { edges, firstIsBlack: black(0) };
}

function looksLike(edges: readonly number[], run: number, expected: readonly number[]): boolean {
  return expected.every((width, at) => {
    const from = edges[run + at];
    const to = edges[run + at + 1];
    return from !== undefined && to !== undefined && Math.abs(to - from - width) <= Math.max(2, width * 0.5);
  });
}
