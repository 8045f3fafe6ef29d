import type { LineView } from '../../src/core/view.ts';
import type { RowState } from './line-row.tsx';

/** Heights of the rows in pixels: fixed, so that four hundred lines need no measuring. */
export interface RowHeights {
  readonly head: number;
  readonly todo: number;
  readonly done: number;
}

export type ListItem =
  | {
      readonly kind: 'head';
      readonly of: 'todo' | 'done';
      readonly count: number;
      readonly top: number;
      readonly height: number;
    }
  | {
      readonly kind: 'line';
      readonly line: LineView;
      readonly state: RowState;
      readonly top: number;
      readonly height: number;
    };

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
  const head = (of: 'todo' | 'done', count: number) => {
    items.push({ kind: 'head', of, count, top, height: heights.head });
    top += heights.head;
  };
  const line = (view: LineView, state: RowState) => {
    const height = state === 'done' ? heights.done : heights.todo;
    items.push({ kind: 'line', line: view, state, top, height });
    top += height;
  };
  if (todo.length > 0) {
    head('todo', todo.length);
    for (const view of todo) line(view, view.id === current?.id ? 'now' : 'todo');
  }
  if (done.length > 0) {
    head('done', done.length);
    // What was done last is what a packer looks back at.
    for (const view of done) line(view, 'done');
  }
  return { items, height: top };
}

/** Drawn beyond the window, so that a quick finger does not outrun the drawing. */
const MARGIN = 300;

/** The items in sight. A list that has not been scrolled ends with a whole row, not with half of one. */
export function itemsWithin({ items }: PlacedList, from: number, height: number): readonly ListItem[] {
  if (from === 0) return items.filter((item) => item.top + item.height <= height);
  return items.filter((item) => item.top + item.height > from - MARGIN && item.top < from + height + MARGIN);
}
