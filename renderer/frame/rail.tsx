import { memo, useState } from 'react';
import type { Action } from '../../src/core/phase.ts';
import type { KeyView } from '../../src/core/view.ts';
import { Icon } from '../parts/icon.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';
import { Key } from './key.tsx';

interface Props {
  readonly keys: readonly KeyView[];
  /** Keys that stand elsewhere on this screen. */
  readonly except?: Action;
}

/** Seven keys, or five and MORE where the bench is small. MORE turns the page; it never hides a key for good. */
export const Rail = memo(function Rail({ keys, except }: Props) {
  const words = useWords();
  const { compact } = useBenchSize();
  const [page, setPage] = useState(0);
  const all = keys.filter((key) => key.action !== except);
  const room = compact ? 5 : 7;
  const fits = all.length <= room;
  const perPage = fits ? room : room - 1;
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const shown = all.slice((page % pages) * perPage, (page % pages) * perPage + perPage);
  return (
    <nav className="rail">
      {shown.map((key) => (
        <Key key={key.action} view={key} />
      ))}
      {!fits && (
        <button type="button" className="key key--rail" onClick={() => setPage((page + 1) % pages)}>
          <Icon name="more" />
          <span className="key__text">
            <span className="key__word">{words.strip.more}</span>
          </span>
        </button>
      )}
    </nav>
  );
});
