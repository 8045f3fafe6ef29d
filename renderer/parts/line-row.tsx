import { memo } from 'react';
import type { LineView } from '../../src/core/screen-view.ts';
import { useWords } from '../words/use-words.ts';
import { Icon } from './icon.tsx';
import { Picture } from './picture.tsx';

export type RowState = 'now' | 'todo' | 'done';

interface Props {
  readonly line: LineView;
  readonly state: RowState;
  /** Where the row stands in its list, in pixels. */
  readonly top: number;
}

export const LineRow = memo(function LineRow({ line, state, top }: Props) {
  return (
    <li
      className={`row row--${state}`}
      style={{ transform: `translateY(${top}px)` }}
      aria-current={state === 'now' || undefined}
      data-kit={line.kit === null ? undefined : line.kit.no}
    >
      <div className="row__pic">
        <Picture picture={line.picture} name={line.name} sku={line.sku} variant={line.variant} size="small" />
      </div>
      <div className="row__text">
        <div className="row__name" data-long={line.name.length > 20 || undefined}>
          {line.name}
        </div>
        <Sub line={line} state={state} />
      </div>
      <Count line={line} state={state} />
    </li>
  );
});

/** What tells this line from others, and what it will ask for; a line that is done says only what is missing from it. */
function Sub({ line, state }: Pick<Props, 'line' | 'state'>) {
  const text = useWords().screens.verify;
  const asks = line.asks.length > 0 ? text.asks(line.asks) : null;
  const hand = line.byHand ? text.byHand : null;
  const open = [line.variant, hand ?? asks].filter((part) => part !== null);
  const parts = state === 'done' ? [] : open;
  if (parts.length === 0 && line.short === 0) return null;
  return (
    <span className="row__sub">
      {line.short > 0 && (
        <span className="row__short">
          <Icon name="cross" />
          {text.short(line.short)}
        </span>
      )}
      {parts.length > 0 && <bdi>{parts.join(' · ')}</bdi>}
    </span>
  );
}

function Count({ line, state }: Pick<Props, 'line' | 'state'>) {
  if (state === 'done') {
    return (
      <span className="row__n" dir="ltr">
        {line.packed > 0 && <Icon name="check" />}
        {line.packed}
        {line.short > 0 && <small> / {line.ordered}</small>}
      </span>
    );
  }
  return (
    <span className="row__n" dir="ltr">
      {line.packed}
      <small> / {line.ordered}</small>
    </span>
  );
}
