import { memo } from 'react';
import type { BoxView } from '../../src/core/screen-view.ts';
import { useWords } from '../words/use-words.ts';

const MOST_BOXES = 3;
const MOST_THINGS = 2;

/** What is in which box of a split order; the box that is being filled comes first. */
export const BoxContents = memo(function BoxContents({ boxes }: { readonly boxes: readonly BoxView[] }) {
  const text = useWords().screens.boxes;
  const newest = [...boxes].reverse();
  const shown = newest.slice(0, MOST_BOXES);
  return (
    <section className="contents">
      <h2>
        <span>{text.contents}</span>
        <span>{boxes.length}</span>
      </h2>
      <ul>
        {shown.map((box, at) => (
          <li key={box.no} data-now={at === 0 || undefined}>
            <b>
              {text.box(box.no)}
              {box.carton !== null && <bdi className="contents__carton">{box.carton}</bdi>}
            </b>
            <span>{box.contents.length === 0 ? text.empty : <Things box={box} />}</span>
          </li>
        ))}
        {newest.length > shown.length && <li className="q">{text.more(newest.length - shown.length)}</li>}
      </ul>
    </section>
  );
});

function Things({ box }: { readonly box: BoxView }) {
  const text = useWords().screens.boxes;
  const rest = box.contents.length - MOST_THINGS;
  const things = box.contents
    .slice(0, MOST_THINGS)
    .map(({ name, variant, units }) => `${units} × ${name}${variant === null ? '' : `, ${variant}`}`);
  return <>{[...things, ...(rest > 0 ? [text.more(rest)] : [])].join(' · ')}</>;
}
