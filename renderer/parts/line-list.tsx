import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { LineView } from '../../src/core/screen-view.ts';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';
import { Icon } from './icon.tsx';
import { LineRow } from './line-row.tsx';
import { itemsWithin, type ListItem, placeLines } from './line-window.ts';

const ROOMY = { head: 42, todo: 104, done: 72 };
const COMPACT = { head: 38, todo: 84, done: 62 };
/** What the list leaves of the bench's height: a quarter is the band; head, ruler, strip and padding are fixed. */
const ROOMY_FRAME = 180;
const COMPACT_FRAME = 146;
/** Scrolling is noticed in steps, so that a finger's slide is not a hundred renders. */
const STEP = 40;

interface Props {
  readonly todo: readonly LineView[];
  readonly done: readonly LineView[];
  readonly current: LineView | null;
  /** Pixels at the foot of the column that belong to somebody else. */
  readonly reserved?: number;
}

/** What is to be done, the current line first, then what is done. Only the rows in sight exist. */
export const LineList = memo(function LineList({ todo, done, current, reserved = 0 }: Props) {
  const { compact, height } = useBenchSize();
  const heights = compact ? COMPACT : ROOMY;
  const [scrolled, setScrolled] = useState(0);
  const box = useRef<HTMLElement>(null);
  const placed = useMemo(() => placeLines(todo, done, current, heights), [todo, done, current, heights]);

  // The current line is the first: whatever happens to it brings the list back to it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the current line is what this waits for.
  useEffect(() => {
    if (box.current !== null) box.current.scrollTop = 0;
  }, [current]);

  return (
    <aside
      className="side"
      ref={box}
      onScroll={(event) => setScrolled(Math.floor(event.currentTarget.scrollTop / STEP) * STEP)}
    >
      <ul className="lines" style={{ blockSize: `${placed.height}px` }}>
        {itemsWithin(placed, scrolled, height * 0.75 - (compact ? COMPACT_FRAME : ROOMY_FRAME) - reserved).map(
          (item) =>
            item.kind === 'line' ? (
              <LineRow key={item.line.id} line={item.line} state={item.state} top={item.top} />
            ) : (
              <Heading key={item.top} item={item} />
            ),
        )}
      </ul>
    </aside>
  );
});

function Heading({ item }: { readonly item: Exclude<ListItem, { kind: 'line' }> }) {
  const text = useWords().screens.verify;
  return (
    <li
      className={item.kind === 'kit' ? 'lines__head lines__kit' : 'lines__head'}
      style={{ transform: `translateY(${item.top}px)` }}
    >
      {item.kind === 'kit' ? (
        <h2 data-complete={item.kit.complete || undefined}>
          <Icon name={item.kit.complete ? 'check' : 'kit'} />
          <span>{text.kit(item.kit.name)}</span>
        </h2>
      ) : (
        <h2>
          <span>{item.of === 'todo' ? text.todo : text.done}</span>
          <span>{item.count}</span>
        </h2>
      )}
    </li>
  );
}
