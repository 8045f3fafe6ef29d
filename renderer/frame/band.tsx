import { memo, type ReactNode } from 'react';
import { isRefusal, type NoteCode } from '../../src/core/note.ts';
import type { RefusalCode } from '../../src/core/verdict.ts';
import type { Band as BandView } from '../../src/core/view.ts';
import { Sign, type SignName } from '../parts/sign.tsx';
import type { Verdict } from '../words/catalogue.ts';
import { clockSeconds } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';

const TONE_SIGNS = { idle: 'idle', ok: 'ok', warn: 'warn', error: 'error' } as const satisfies Record<
  BandView['tone'],
  SignName
>;
const CODE_SIGNS: Readonly<Partial<Record<NoteCode | RefusalCode, SignName>>> = {
  'asking-hub': 'busy',
  'making-label': 'busy',
  printing: 'busy',
  'label-awaited': 'pause',
  parked: 'pause',
  'copy-printing': 'busy',
  'waiting-for-label-scan': 'ask',
  'scan-lot': 'ask',
  'scan-expiry': 'ask',
  'scan-serial': 'ask',
  'scan-place': 'ask',
  'scan-tote': 'ask',
  'scan-shelf': 'ask',
  'into-tote': 'ask',
  'choose-box': 'ask',
  loading: 'ask',
  card: 'ask',
  question: 'ask',
  removing: 'ask',
  moving: 'ask',
  paused: 'pause',
  saved: 'stored',
  sending: 'busy',
  held: 'pause',
};

interface Props {
  readonly band: BandView;
  /** Set when it stands for a stop that is not settled yet. */
  readonly stop?: RefusalCode | undefined;
  /** Says more than the catalogue's sentence where the screen knows more. */
  readonly what?: string | undefined;
  readonly meta?: readonly string[] | undefined;
  readonly count?: ReactNode;
}

/** The last verdict. It enters at once, never fades, and gives way to nothing but the next one. */
export const Band = memo(function Band({ band, stop, what, meta = [], count }: Props) {
  const words = useWords();
  const { code, detail, tone } = band;
  const says: Verdict = isRefusal(code) ? words.verdicts.refusals[code] : words.verdicts.notes[code];
  const sentence = what ?? says.what(detail);
  const number = count ?? countOf(band, words.screens.head.of);
  return (
    <section
      className={`band band--${tone}`}
      data-band={code}
      data-wait={code === 'saved' || undefined}
      data-stop={stop}
      role={stop === undefined ? 'status' : 'alert'}
      aria-live={stop === undefined ? 'polite' : 'assertive'}
    >
      <Sign name={CODE_SIGNS[code] ?? TONE_SIGNS[tone]} className="band__sign" />
      <div className="band__text">
        <p className="band__word" data-long={lengthStep(says.word)}>
          {says.word}
        </p>
        {sentence !== '' && <p className="band__what">{sentence}</p>}
        <p className="band__meta">
          {detail.raw !== undefined && <bdi className="code">{detail.raw.slice(0, 44)}</bdi>}
          {meta.map((part) => (
            <span key={part}>{part}</span>
          ))}
          {detail.atMs !== undefined && <span>{clockSeconds(words, detail.atMs)}</span>}
        </p>
      </div>
      {number !== null && <p className="band__n">{number}</p>}
    </section>
  );
});

/** Longer words shrink one step, then two. */
export function lengthStep(text: string): 'long' | 'longer' | undefined {
  if (text.length > 16) return 'longer';
  return text.length > 11 ? 'long' : undefined;
}

/** "2 of 3", with the word between the numbers small. */
function countOf({ code, detail: { n, of } }: BandView, say: (n: number, of: number) => string): ReactNode {
  if (n === undefined || of === undefined || code === 'order-complete') return null;
  return <BigCount n={n} of={of} say={say} />;
}

export function BigCount({
  n,
  of,
  say,
}: {
  readonly n: number;
  readonly of: number;
  readonly say: (n: number, of: number) => string;
}) {
  const between = say(1, 2).replace(/[12\s]/g, '');
  return (
    <span className="band__count" data-long={String(n).length + String(of).length > 4 || undefined}>
      {n}
      <small>{between}</small>
      {of}
    </span>
  );
}
