import { memo } from 'react';
import type { Action } from '../../src/core/phase.ts';
import type { KeyView } from '../../src/core/view.ts';
import { useBridge } from '../bridge.ts';
import { Icon } from '../parts/icon.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';
import { Key, keyOf } from './key.tsx';

interface Props {
  readonly keys: readonly KeyView[];
  /** Keys that stand elsewhere on this screen. */
  readonly except?: readonly Action[] | undefined;
}

const ROOM = 7;
const COMPACT_ROOM = 6;

/** The first seven keys. A small bench has five and MORE, which opens the sheet that HELP opens: the others stand there. */
export const Rail = memo(function Rail({ keys, except = [] }: Props) {
  const { compact } = useBenchSize();
  const all = keys.filter((key) => !except.includes(key.action));
  const help = keyOf(all, 'help');
  const room = compact ? COMPACT_ROOM : ROOM;
  const fits = !compact || all.length <= room || help === null;
  const shown = fits ? all.slice(0, room) : all.filter((key) => key !== help).slice(0, room - 1);
  return (
    <nav className="rail">
      {shown.map((key) => (
        <Key key={key.action} view={key} />
      ))}
      {!fits && help !== null && <More view={help} />}
    </nav>
  );
});

function More({ view }: { readonly view: KeyView }) {
  const bridge = useBridge();
  const { word } = useWords().screens.more;
  return (
    <button
      type="button"
      className="key key--rail"
      disabled={!view.enabled}
      onClick={() => void bridge.dispatch({ kind: 'action', action: view.action })}
    >
      <Icon name="more" />
      <span className="key__text">
        <span className="key__word">{word}</span>
      </span>
    </button>
  );
}
