import type { NoteCode } from '../../core/note.ts';
import type { Phase } from '../../core/phase.ts';
import type { RefusalCode } from '../../core/verdict.ts';
import type { View } from '../../core/view.ts';

/** What the bench answered, as it stood on the screen at that moment. */
export interface Verdict {
  readonly code: NoteCode | RefusalCode;
  readonly state: Phase;
  /** Packed, of ordered, in the whole order; null while none is open. */
  readonly units: readonly [packed: number, ordered: number] | null;
  /** The same for each line, by SKU, while goods are packed. */
  readonly lines: Readonly<Record<string, readonly [packed: number, ordered: number]>>;
}

export function verdictOf({ band, phase, screen }: Pick<View, 'band' | 'phase' | 'screen'>): Verdict {
  const units = 'head' in screen ? ([screen.head.units.packed, screen.head.units.ordered] as const) : null;
  const rows = screen.name === 'verify' ? [...screen.todo, ...screen.done] : [];
  const lines = new Map<string, readonly [number, number]>();
  for (const { sku, packed, ordered } of rows) {
    const [packedBefore, orderedBefore] = lines.get(sku) ?? [0, 0];
    lines.set(sku, [packedBefore + packed, orderedBefore + ordered]);
  }
  const inOrder = [...lines].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { code: band.code, state: phase, units, lines: Object.fromEntries(inOrder) };
}
