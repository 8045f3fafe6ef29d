import { useState } from 'react';
import type { KeyView, StatusRow, Strip } from '../../src/core/view.ts';
import { useBridge } from '../bridge.ts';
import { Sign } from '../parts/sign.tsx';
import { STATUS_SIGNS } from '../parts/status-chips.tsx';
import { clockTime } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import { CloseKey } from './help-sheet.tsx';
import { keyOf } from './key.tsx';

/** More rows than this share the height that there is: a line each. */
const MANY = 7;

interface Props {
  readonly rows: readonly StatusRow[];
  readonly keys: readonly KeyView[];
  readonly strip: Strip;
  readonly demo: boolean;
  /** Opens the sheet where a station meets its hub. */
  readonly enrol: () => void;
}

/** The self-test, part by part: what is well says nothing but its name, what is not says since when, why and what to do. */
export function StatusSheet({ rows, keys, strip, demo, enrol }: Props) {
  const words = useWords();
  const text = words.screens.status;
  const key = keyOf(keys, 'status');
  // Of two printers each is known by its own name.
  const twins = ({ part, name }: StatusRow) => name !== '' && rows.filter((row) => row.part === part).length > 1;
  const bad = rows.filter(({ level }) => level === 'degraded' || level === 'lost').length;
  return (
    <section className="help" role="dialog" aria-label={text.title} data-sheet="status">
      <header>
        <h2 className="verb">{text.title}</h2>
        <p className="say q">{bad === 0 ? text.allWell : text.needLook(bad)}</p>
        <HubKeys strip={strip} demo={demo} enrol={enrol} />
        {key !== null && <CloseKey view={key} word={text.close} />}
      </header>
      <ul className="status" data-many={rows.length > MANY || undefined}>
        {rows.map((row) => (
          <li key={`${row.part} ${row.name}`} data-level={row.level}>
            <Sign name={STATUS_SIGNS[row.level]} />
            <div className="status__part">
              <b>{twins(row) ? <bdi>{row.name}</bdi> : text.parts[row.part]}</b>
              {row.name !== '' && row.name !== text.parts[row.part] && (
                <bdi className="small q">{twins(row) ? text.parts[row.part] : row.name}</bdi>
              )}
            </div>
            <div className="status__level">
              <b>{text.levels[row.level]}</b>
              {row.level !== 'well' && row.level !== 'off' && (
                <span className="small q">{text.since(clockTime(words, row.sinceMs))}</span>
              )}
            </div>
            <p>{whyOf(row)}</p>
          </li>
        ))}
      </ul>
    </section>
  );

  function whyOf({ why, conditions, level }: StatusRow): string {
    if (level === 'well' || level === 'off') return '';
    const [condition] = conditions;
    if (condition !== undefined) return words.printing.conditions[condition].steps[0] ?? '';
    return why === null ? '' : text.why[why];
  }
}

/** For whoever sets the bench up: a hub for a bench without one, and for one that was shut out a file of what it could not send. */
function HubKeys({ strip, demo, enrol }: Pick<Props, 'strip' | 'demo' | 'enrol'>) {
  const bridge = useBridge();
  const text = useWords().screens.enrol;
  const [told, setTold] = useState<string | null>(null);
  const shutOut = strip.network.state === 'refused';
  if (!demo && !shutOut) return null;

  async function save(): Promise<void> {
    const answer = await bridge.exportUnsent();
    setTold(answer.ok ? text.savedIn(answer.value.entries, answer.value.path) : answer.error.detail);
  }

  return (
    <div className="status__keys">
      <button type="button" className="key" data-key="enrol" onClick={enrol}>
        {text.open}
      </button>
      {shutOut && !demo && strip.unsent > 0 && (
        <button type="button" className="key" data-key="export" onClick={() => void save()}>
          {text.save(strip.unsent)}
        </button>
      )}
      {told !== null && (
        <p className="small q" role="status">
          <bdi>{told}</bdi>
        </p>
      )}
    </div>
  );
}
