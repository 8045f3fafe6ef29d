import { useState } from 'react';
import type { CardReport } from '../../src/core/scanner-card.ts';
import type { CardScreen } from '../../src/core/screen-view.ts';
import { Icon } from '../parts/icon.tsx';
import { Sign, type SignName } from '../parts/sign.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';
import { Calibrate } from './calibrate.tsx';

const SIGNS = { open: 'ask', good: 'ok', usable: 'warn', bad: 'error' } as const satisfies Record<
  CardReport['verdict'],
  SignName
>;
const ROW_ICONS = { open: 'more', ok: 'check', wrong: 'cross' } as const;

/** The bench test card: what was read, what it says of the scanner, and what to change. */
export function ScannerCard({ screen }: { readonly screen: CardScreen }) {
  const words = useWords();
  const text = words.screens.card;
  const { compact } = useBenchSize();
  const { rows, findings, verdict } = screen.report;
  const open = rows.filter(({ state }) => state === 'open').length;
  const told = findings.filter(({ grade }) => grade !== 'note');
  const room = compact ? 2 : 3;
  const [calibrating, setCalibrating] = useState(false);
  return (
    <main className="stage stage--span card-test" data-verdict={verdict}>
      <header className="card-test__head" data-verdict={verdict}>
        <Sign name={SIGNS[verdict]} />
        <div>
          <h1 className="verb">{verdict === 'open' ? text.verb : text.verdicts[verdict].word}</h1>
          <p className="say q">{verdict === 'open' ? text.left(open) : text.verdicts[verdict].what}</p>
        </div>
        {!calibrating && (
          <button type="button" className="key card-test__keyboard" onClick={() => setCalibrating(true)}>
            {words.screens.calibrate.open}
          </button>
        )}
      </header>
      <ul className="card-test__rows">
        {rows.map((row) => (
          <li key={row.id} data-state={row.state}>
            <Icon name={ROW_ICONS[row.state]} />
            <bdi>{row.symbology}</bdi>
            <span>{text.states[row.state]}</span>
          </li>
        ))}
      </ul>
      {calibrating ? (
        <Calibrate onClose={() => setCalibrating(false)} />
      ) : (
        <section className="card-test__found">
          <h2>{text.found}</h2>
          {told.length === 0 ? (
            <p className="q">{text.nothing}</p>
          ) : (
            <ol>
              {told.slice(0, room).map((finding) => (
                <li key={`${finding.code} ${finding.what}`} data-grade={finding.grade}>
                  <Sign name={finding.grade === 'bad' ? 'error' : 'warn'} />
                  <div>
                    <b>{words.cardFindings[finding.code](finding.what)}</b>
                    {finding.code === 'unread-symbology' && (
                      <p className="q">
                        <bdi>{namesOf(rows, finding.on)}</bdi>
                      </p>
                    )}
                    <p>{words.cardFixes[finding.fix]}</p>
                  </div>
                </li>
              ))}
              {told.length > room && <li className="q">{text.more(told.length - room)}</li>}
            </ol>
          )}
        </section>
      )}
    </main>
  );
}

/** Which of the codes on the card; the sentence speaks of all of them. */
function namesOf(rows: CardReport['rows'], ids: readonly string[]): string {
  return rows
    .filter(({ id }) => ids.includes(id))
    .map(({ symbology }) => symbology)
    .join(', ');
}
