import { useState } from 'react';
import type { WeighScreen } from '../../src/core/screen-view.ts';
import { useBridge } from '../bridge.ts';
import { Icon } from '../parts/icon.tsx';
import { KeySheet } from '../parts/key-sheet.tsx';
import { Sign } from '../parts/sign.tsx';
import { WeightGauge } from '../parts/weight-gauge.tsx';
import { gramsText } from '../parts/weight-text.ts';
import { useWords } from '../words/use-words.ts';

/** Heavier than any parcel; one digit more is a slip of the finger. */
const LONGEST = 5;

const isWeight = (typed: string) => /^[1-9]\d{0,4}$/.test(typed);

/** What the box should weigh, what it weighs, and what the difference most likely is. */
export function Weigh({ screen }: { readonly screen: WeighScreen }) {
  const text = useWords().screens.weigh;
  const bridge = useBridge();
  const [typing, setTyping] = useState(false);
  if (typing) {
    const done = (typed: string) => {
      void bridge.dispatch({ kind: 'weight', grams: Number(typed) });
      setTyping(false);
    };
    return (
      <KeySheet
        verb={text.typeIt}
        hint={text.typeHint}
        unit={text.grams}
        keys="digits"
        longest={LONGEST}
        takes={isWeight}
        isWhole={isWeight}
        enter={done}
        back={() => setTyping(false)}
      />
    );
  }
  return (
    <main className="stage stage--span weigh" data-verdict={screen.verdict ?? 'none'}>
      <Scale screen={screen} />
      <div className="weigh__foot">
        <Difference screen={screen} />
        <button
          type="button"
          className={`key weigh__type${screen.live === null ? ' key--on' : ''}`}
          onClick={() => setTyping(true)}
        >
          <Icon name="pencil" />
          <span className="key__word">{text.typeIt}</span>
        </button>
      </div>
    </main>
  );
}

/** The live weight and its gauge; also stands over the stop that a wrong weight makes. */
export function Scale({ screen }: { readonly screen: WeighScreen }) {
  const words = useWords();
  const text = words.screens.weigh;
  const { live, expected } = screen;
  const empty = live === null || live.grams <= 0;
  return (
    <div className="scale">
      <div className="scale__live">
        <p className="do">{live === null ? text.noScale : empty ? text.put : live.stable ? text.now : text.unsteady}</p>
        <p className="scale__n" data-unsteady={(live !== null && !live.stable) || undefined} dir="ltr">
          <bdi>{live === null ? '–' : gramsText(words.locale, live.grams)}</bdi>
          <small>{text.grams}</small>
        </p>
      </div>
      <WeightGauge
        grams={empty ? null : live.grams}
        expectedGrams={expected.grams}
        toleranceGrams={expected.toleranceGrams}
      />
    </div>
  );
}

function Difference({ screen }: { readonly screen: WeighScreen }) {
  const words = useWords();
  const text = words.screens.weigh;
  const { live, expected, verdict } = screen;
  const off = live === null ? 0 : live.grams - expected.grams;
  if (verdict === null) {
    return expected.decisive ? (
      <p className="say q">{text.box(screen.boxNo)}</p>
    ) : (
      <p className="say">{text.notDecisive}</p>
    );
  }
  const says = {
    ok: text.inBand,
    'not-decisive': text.notDecisive,
    low: text.light(gramsText(words.locale, -off)),
    high: text.heavy(gramsText(words.locale, off)),
  }[verdict];
  return (
    <div className="weigh__says">
      <p className="weigh__verdict">
        <Sign name={verdict === 'ok' ? 'ok' : verdict === 'not-decisive' ? 'idle' : 'warn'} />
        <b>{says}</b>
      </p>
      <Likely screen={screen} />
    </div>
  );
}

/** The item whose weight is closest to the difference: where to look first. */
export function Likely({ screen }: { readonly screen: WeighScreen }) {
  const text = useWords().screens.weigh;
  const { likely, verdict } = screen;
  if (likely === null) return null;
  return (
    <p className="weigh__likely">
      <span>{verdict === 'high' ? text.likelyExtra : text.likelyMissing}</span>
      <b>
        {likely.name}
        {likely.variant !== null && `, ${likely.variant}`}
      </b>
      {likely.units > 1 && <span>{text.units(likely.units)}</span>}
    </p>
  );
}
