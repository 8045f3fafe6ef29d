import { memo } from 'react';
import type { Action } from '../../src/core/phase.ts';
import type { KeyView } from '../../src/core/view.ts';
import { useBridge } from '../bridge.ts';
import { Barcode, MiniCode } from '../parts/barcode.tsx';
import { Icon } from '../parts/icon.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';
import { ACTION_ICONS } from './action-icons.ts';

interface Props {
  readonly view: KeyView;
  /** `rail` beside the work, `go` the one primary key, `plain` next to it. */
  readonly look?: 'rail' | 'go' | 'plain';
  readonly word?: string;
}

/** A key that cannot be pressed stays where it is and says why. */
export const Key = memo(function Key({ view, look = 'rail', word }: Props) {
  const words = useWords();
  const bridge = useBridge();
  const name = word ?? words.keys[view.action];
  const reason = view.reason === null ? undefined : words.reasons[view.reason];
  return (
    <button
      type="button"
      className={`key key--${look}`}
      disabled={!view.enabled}
      aria-label={name}
      aria-description={reason}
      onClick={() => void bridge.dispatch({ kind: 'action', action: view.action })}
    >
      <Icon name={ACTION_ICONS[view.action]} />
      <span className="key__text">
        <span className="key__word">{name}</span>
        {!view.enabled && reason !== undefined && <small>{reason}</small>}
      </span>
      {view.enabled && <MiniCode />}
    </button>
  );
});

/** The big way on: its word, and what it will open. */
export const NextKey = memo(function NextKey({ view, says }: { readonly view: KeyView; readonly says: string }) {
  const words = useWords();
  const bridge = useBridge();
  return (
    <button
      type="button"
      className="key key--next"
      disabled={!view.enabled}
      aria-label={words.keys[view.action]}
      aria-description={says}
      onClick={() => void bridge.dispatch({ kind: 'action', action: view.action })}
    >
      <span className="key__word">{words.keys[view.action]}</span>
      <small>{says}</small>
      <Icon name="arrow" />
      <MiniCode />
    </button>
  );
});

/** A way on that says how much waits there. */
export function CountKey({ view, says }: { readonly view: KeyView; readonly says: string }) {
  const words = useWords();
  const bridge = useBridge();
  return (
    <button
      type="button"
      className="key key--count"
      disabled={!view.enabled}
      aria-label={words.keys[view.action]}
      aria-description={says}
      onClick={() => void bridge.dispatch({ kind: 'action', action: view.action })}
    >
      <Icon name={ACTION_ICONS[view.action]} />
      <span className="key__text">
        <span className="key__word">{words.keys[view.action]}</span>
        <small>{says}</small>
      </span>
      <MiniCode />
    </button>
  );
}

/** The way out of a trouble: one key and its code in one, in scan brackets. */
export const WayKey = memo(function WayKey({ view }: { readonly view: KeyView }) {
  const words = useWords();
  const bridge = useBridge();
  const { compact } = useBenchSize();
  return (
    <button
      type="button"
      className="key way-key bracket"
      aria-label={words.keys[view.action]}
      onClick={() => void bridge.dispatch({ kind: 'action', action: view.action })}
    >
      <span className="help__word">
        <Icon name={ACTION_ICONS[view.action]} />
        <span>{words.keys[view.action]}</span>
      </span>
      <Barcode code={view.code} height={compact ? 48 : 64} />
    </button>
  );
});

export function keyOf(keys: readonly KeyView[], action: Action): KeyView | null {
  return keys.find((key) => key.action === action) ?? null;
}
