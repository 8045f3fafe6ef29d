import type { KeyView } from '../../src/core/view.ts';
import { useBridge } from '../bridge.ts';
import { Barcode } from '../parts/barcode.tsx';
import { Icon } from '../parts/icon.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';
import { ACTION_ICONS } from './action-icons.ts';

/** Every key that works now, with the code to scan instead. */
export function HelpSheet({ keys }: { readonly keys: readonly KeyView[] }) {
  const words = useWords();
  const text = words.screens.help;
  const usable = keys.filter((key) => key.enabled && key.action !== 'help');
  const help = keys.find((key) => key.action === 'help');
  return (
    <section className="help" role="dialog" aria-label={text.verb}>
      <header>
        <h2 className="verb">{text.verb}</h2>
        <p className="say q">{usable.length === 0 ? text.none : text.lead}</p>
      </header>
      <ul>
        {usable.map((key) => (
          <li key={key.action}>
            <HelpKey view={key} word={words.keys[key.action]} />
          </li>
        ))}
        {help !== undefined && (
          <li>
            <HelpKey view={help} word={text.close} />
          </li>
        )}
      </ul>
    </section>
  );
}

function HelpKey({ view, word }: { readonly view: KeyView; readonly word: string }) {
  const bridge = useBridge();
  const { compact } = useBenchSize();
  return (
    <button
      type="button"
      className="key help__key"
      aria-label={word}
      onClick={() => void bridge.dispatch({ kind: 'action', action: view.action })}
    >
      <span className="help__word">
        <Icon name={view.action === 'help' ? 'cross' : ACTION_ICONS[view.action]} />
        {word}
      </span>
      <Barcode code={view.code} height={compact ? 60 : 96} />
    </button>
  );
}
