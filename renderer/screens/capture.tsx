import { useState } from 'react';
import type { CaptureView, VerifyScreen } from '../../src/core/screen-view.ts';
import type { Ask, UnitFacts } from '../../src/core/unit-facts.ts';
import { useBridge } from '../bridge.ts';
import { Icon } from '../parts/icon.tsx';
import { KeySheet } from '../parts/key-sheet.tsx';
import { LineList } from '../parts/line-list.tsx';
import { Picture } from '../parts/picture.tsx';
import { Plate } from '../parts/plate.tsx';
import { gramsText } from '../parts/weight-text.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { useWords } from '../words/use-words.ts';

interface Props {
  readonly screen: VerifyScreen;
  readonly capture: CaptureView;
}

const FACT_OF = {
  lot: 'lot',
  expiry: 'expiry',
  serial: 'serial',
  weight: 'grams',
  place: 'place',
} as const satisfies Record<Ask, keyof UnitFacts>;

/** Longest that is printed on a thing (GS1 General Specifications: AI 10 and 21 hold 20); dates are six digits, grams five. */
const LONGEST = { lot: 20, expiry: 6, serial: 20, weight: 5, place: 20 } as const satisfies Record<Ask, number>;

/** One unit in hand still lacks something: that is the verb. The scanner first, own keys second. */
export function Capture({ screen, capture }: Props) {
  const words = useWords();
  const text = words.screens.capture;
  const bridge = useBridge();
  const [typing, setTyping] = useState(false);
  const { ask, line } = capture;

  if (typing) {
    return (
      <KeySheet
        verb={text.keyVerbs[ask]}
        hint={text.keyHint[ask]}
        keys={ask === 'weight' || ask === 'expiry' ? 'digits' : 'signs'}
        longest={LONGEST[ask]}
        // What comes by the keyboard goes its own way: only it knows a scanner from a person.
        takes={() => false}
        isWhole={(typed) => (ask === 'expiry' ? typed.length === LONGEST.expiry : typed !== '')}
        enter={(typed) => void bridge.frame({ kind: 'manual', text: typed, maxGapMs: 0 })}
        back={() => setTyping(false)}
      >
        <p className="say">
          {line.name}
          {line.variant !== null && <Plate text={line.variant} small />}
        </p>
      </KeySheet>
    );
  }
  return (
    <>
      <main className="stage capture" data-ask={ask}>
        <section className="capture__thing">
          <p className="small q">{text.inHand}</p>
          <div className="plate">
            <Picture picture={line.picture} name={line.name} sku={line.sku} variant={line.variant} size="large" />
          </div>
          <p className="capture__name">{line.name}</p>
          <p className="vari">
            {line.variant !== null && <Plate text={line.variant} small />}
            {capture.units > 1 && <b>{text.units(capture.units)}</b>}
          </p>
        </section>
        <section className="capture__ask">
          <div className="bracket capture__verb">
            <h1 className="verb">{text.verbs[ask]}</h1>
          </div>
          <Facts capture={capture} />
          <Expected capture={capture} />
        </section>
        <button type="button" className="key capture__type" onClick={() => setTyping(true)}>
          <Icon name="pencil" />
          <span className="key__word">{text.keyIn}</span>
        </button>
      </main>
      <LineList todo={screen.todo} done={screen.done} current={screen.current} />
    </>
  );
}

/** What is known as plates; what is missing as an empty place in the same row. */
function Facts({ capture }: { readonly capture: CaptureView }) {
  const words = useWords();
  const text = words.screens.capture;
  const asks = capture.line.asks.includes(capture.ask) ? capture.line.asks : [...capture.line.asks, capture.ask];
  return (
    <dl className="capture__facts">
      {asks.map((ask) => {
        const value = factText(words, ask, capture.facts);
        return (
          <div key={ask} data-now={ask === capture.ask || undefined} data-open={value === null || undefined}>
            <dt>{text.facts[ask]}</dt>
            <dd>{value === null ? <span className="q">{text.missing}</span> : <Plate text={value} small />}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function Expected({ capture }: { readonly capture: CaptureView }) {
  const words = useWords();
  const text = words.screens.capture;
  if (capture.expected.length === 0) return null;
  return (
    <div className="capture__expected">
      <p className="small q">{text.expected}</p>
      <ul>
        {capture.expected.slice(0, 6).map((value) => (
          <li key={value}>
            <bdi className="code">{capture.ask === 'expiry' ? text.date(value) : value}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

function factText(words: Catalogue, ask: Ask, facts: UnitFacts): string | null {
  const value = facts[FACT_OF[ask]];
  if (value === undefined) return null;
  if (typeof value === 'number') return `${gramsText(words.locale, value)} ${words.screens.weigh.grams}`;
  return ask === 'expiry' ? words.screens.capture.date(value) : value;
}
