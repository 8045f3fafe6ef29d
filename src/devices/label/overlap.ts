import type { DotBox } from '../../core/bitmap.ts';
import type { DotMark, PlacedSymbol } from './dot-label.ts';

/**
 * The first symbol that something else lies on, quiet zone included; two quiet zones may share their white. By the boxes
 * that the design reserves, not by today's words: a name that is longer tomorrow must not make a label unreadable.
 */
export function coveredSymbol(
  marks: readonly DotMark[],
): { readonly symbol: PlacedSymbol; readonly by: DotMark } | null {
  for (const [at, symbol] of marks.entries()) {
    if (symbol.t !== 'symbol') continue;
    const by = marks.find(
      (other, index) => index !== at && inkOf(other).some((box) => isOverlapping(symbol.quiet, box)),
    );
    if (by !== undefined) return { symbol, by };
  }
  return null;
}

/** Where an element may be black; a frame is empty inside. */
function inkOf(mark: DotMark): readonly DotBox[] {
  if (mark.t === 'box') return mark.sides;
  return mark.t === 'text' && !mark.inverse && mark.value.trim() === '' ? [] : [mark.box];
}

function isOverlapping(one: DotBox, other: DotBox): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
