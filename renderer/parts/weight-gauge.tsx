import { useWords } from '../words/use-words.ts';
import { gramsText } from './weight-text.ts';

interface Props {
  readonly grams: number | null;
  readonly expectedGrams: number;
  readonly toleranceGrams: number;
}

/** Round ends of the scale that hold the band and the needle, so that the band is never a hair or the whole. */
export function gaugeRange({ grams, expectedGrams, toleranceGrams }: Props): readonly [number, number] {
  const low = expectedGrams - toleranceGrams;
  const high = expectedGrams + toleranceGrams;
  // A needle far off stands at the end: the number tells how far.
  const reach = Math.max(toleranceGrams * 3, expectedGrams * 0.4, 20);
  const margin = Math.max(toleranceGrams, reach * 0.1);
  const from = Math.min(low, Math.max(grams ?? low, expectedGrams - reach)) - margin;
  const to = Math.max(high, Math.min(grams ?? high, expectedGrams + reach)) + margin;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, to - from))) - 1) * 5;
  return [Math.max(0, Math.floor(from / step) * step), Math.ceil(to / step) * step];
}

/** Number first, bar second: the band of what is expected with its two marks, and the needle of what is there. */
export function WeightGauge(props: Props) {
  const words = useWords();
  const text = words.screens.weigh;
  const say = (value: number) => gramsText(words.locale, value);
  const { grams, expectedGrams, toleranceGrams } = props;
  const [from, to] = gaugeRange(props);
  const low = Math.max(0, expectedGrams - toleranceGrams);
  const high = expectedGrams + toleranceGrams;
  const place = (value: number) => `${Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100)).toFixed(2)}%`;
  const inside = grams !== null && grams >= low && grams <= high;
  return (
    <div className="gauge">
      <p className="gauge__says">
        <bdi>{text.expected(say(low), say(high))}</bdi>
      </p>
      {/* Weights grow from left to right in every language, as on the scale itself. */}
      <div className="gauge__bar" dir="ltr" aria-hidden="true">
        <i className="gauge__band" style={{ left: place(low), right: `calc(100% - ${place(high)})` }} />
        {grams !== null && (
          <i className="gauge__needle" data-inside={inside || undefined} style={{ left: place(grams) }} />
        )}
      </div>
      <p className="gauge__ends small q" dir="ltr" aria-hidden="true">
        <span>{say(from)}</span>
        <span>
          {say(to)} {text.grams}
        </span>
      </p>
    </div>
  );
}
