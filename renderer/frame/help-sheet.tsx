import type { KeyView } from '../../src/core/view.ts';
import { useBridge } from '../bridge.ts';
import { Barcode } from '../parts/barcode.tsx';
import { Icon } from '../parts/icon.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';
import { ACTION_ICONS } from './action-icons.ts';

/** Above this there is room for the word and the code alone. */
const MANY = 9;
/** So many stand on the rail already; the sheet begins with the others. */
const ON_RAIL = { roomy: 7, compact: 5 };

/** Every key that works now, with what it does and the code to scan instead; those that are on no rail come first. */
export function HelpSheet({ keys }: { readonly keys: readonly KeyView[] }) {
  const words = useWords();
  const { compact } = useBenchSize();
  const text = words.screens.help;
  const rest = keys.filter((key) => key.action !== 'help');
  const onRail = compact ? ON_RAIL.compact : ON_RAIL.roomy - 1;
  const usable = [...rest.slice(onRail), ...rest.slice(0, onRail)].filter((key) => key.enabled);
  const help = keys.find((key) => key.action === 'help');
  const many = usable.length + 1 > MANY;
  return (
    <section className="help" role="dialog" aria-label={text.verb}>
      <header>
        <h2 className="verb">{text.verb}</h2>
        <p className="say q">{usable.length === 0 ? text.none : text.lead}</p>
        {help !== undefined && <CloseKey view={help} word={text.close} />}
      </header>
      <ul data-many={many || undefined}>
        {usable.map((key) => (
          <li key={key.action}>
            <HelpKey view={key} word={words.keys[key.action]} says={many ? '' : words.actionSays[key.action]} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function HelpKey({ view, word, says }: { readonly view: KeyView; readonly word: string; readonly says: string }) {
  const bridge = useBridge();
  const { compact } = useBenchSize();
  return (
    <button
      type="button"
      className="key help__key"
      aria-label={word}
      aria-description={says === '' ? undefined : says}
      onClick={() => void bridge.dispatch({ kind: 'action', action: view.action })}
    >
      <span className="help__word">
        <Icon name={ACTION_ICONS[view.action]} />
        <span>{word}</span>
      </span>
      {says !== '' && <small>{says}</small>}
      <Barcode code={view.code} height={compact ? 44 : 56} />
    </button>
  );
}

/** Closes a sheet the way it was opened: by its own key or by its own code. */
export function CloseKey({ view, word }: { readonly view: KeyView; readonly word: string }) {
  const bridge = useBridge();
  const { compact } = useBenchSize();
  return (
    <button
      type="button"
      className="key help__close"
      aria-label={word}
      onClick={() => void bridge.dispatch({ kind: 'action', action: view.action })}
    >
      <span className="help__word">
        <Icon name="cross" />
        <span>{word}</span>
      </span>
      <Barcode code={view.code} height={compact ? 40 : 52} />
    </button>
  );
}
