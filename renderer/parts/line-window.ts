import type { LineView } from '../../src/core/screen-view.ts';
import type { RowState } from './line-row.tsx';

/** Heights of the rows in pixels: fixed, so that four hundred lines need no measuring. */
export interface RowHeights {
  readonly head: number;
  readonly todo: number;
  readonly done: number;
}

interface Placed {
  readonly top: number;
  readonly height: number;
}

export type ListItem = Placed &
  (
    | { readonly kind: 'head'; readonly of: 'todo' | 'done'; readonly count: number }
    | { readonly kind: 'kit'; readonly kit: NonNullable<LineView['kit']>; readonly of: 'todo' | 'done' }
    | { readonly kind: 'line'; readonly line: LineView; readonly state: RowState }
  );

export interface PlacedList {
  readonly items: readonly ListItem[];
  readonly height: number;
}

export function placeLines(
  todo: readonly LineView[],
  done: readonly LineView[],
  current: LineView | null,
  heights: RowHeights,
): PlacedList {
  const items: ListItem[] = [];
  let top = 0;
  const section = (of: 'todo' | 'done', lines: readonly LineView[]) => {
    if (lines.length === 0) return;
    items.push({ kind: 'head', of, count: lines.length, top, height: heights.head });
    top += heights.head;
    let kitNo: number | null = null;
    for (const line of lines) {
      // Parts of one kit that follow each other stand under its name.
      if (line.kit !== null && line.kit.no !== kitNo) {
        items.push({ kind: 'kit', kit: line.kit, of, top, height: heights.head });
        top += heights.head;
      }
      kitNo = line.kit?.no ?? null;
      const state = of === 'done' ? 'done' : line.id === current?.id ? 'now' : 'todo';
      items.push({ kind: 'line', line, state, top, height: heights[of] });
      top += heights[of];
    }
  };
  section('todo', todo);
  // What was done last is what a packer looks back at.
  section('done', done);
  return { items, height: top };
}

/** Drawn beyond the window, so that a quick finger does not outrun the drawing. */
const MARGIN = 300;

/** The items in sight. A list that has not been scrolled ends with a whole row, not with half of one or a lonely heading. */
export function itemsWithin({ items }: PlacedList, from: number, height: number): readonly ListItem[] {
  if (from !== 0)
    return items.filter((item) => item.top + item.height > from - MARGIN && item.top < from + height + MARGIN);
  const shown = items.filter((item) => item.top + item.height <= height);
  while (shown.length > 0 && shown.at(-1)?.kind !== 'line') shown.pop();
  return shown;
}
