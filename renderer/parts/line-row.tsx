import { memo } from 'react';
import type { LineView } from '../../src/core/view.ts';
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
    >
      <div className="row__pic">
        <Picture picture={line.picture} name={line.name} sku={line.sku} variant={line.variant} size="small" />
      </div>
      <div className="row__text">
        <div className="row__name" data-long={line.name.length > 20 || undefined}>
          {line.name}
        </div>
        {line.variant !== null && state !== 'done' && (
          <span className="row__sub">
            <bdi>{line.variant}</bdi>
          </span>
        )}
      </div>
      <span className="row__n" dir="ltr">
        {state === 'done' ? (
          <>
            <Icon name="check" />
            {line.ordered}
          </>
        ) : (
          <>
            {line.packed}
            <small> / {line.ordered}</small>
          </>
        )}
      </span>
    </li>
  );
});
