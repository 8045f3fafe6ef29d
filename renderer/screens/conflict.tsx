import type { Conflict, ConflictSide } from '../../src/core/conflict.ts';
import { isRefusal } from '../../src/core/note.ts';
import type { Choice } from '../../src/core/phase.ts';
import type { Band as BandView, KeyView, QuestionView } from '../../src/core/view.ts';
import { useBridge } from '../bridge.ts';
import { CHOICE_ICONS } from '../frame/action-icons.ts';
import { Key, keyOf } from '../frame/key.tsx';
import { Barcode } from '../parts/barcode.tsx';
import { Icon } from '../parts/icon.tsx';
import { CartonDrawing } from '../parts/parcel-drawing.tsx';
import { Sign } from '../parts/sign.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useNow } from '../state/station-clock.ts';
import { clip } from '../words/limits.ts';
import { shipByText } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';

interface Props {
  readonly question: QuestionView;
  readonly conflict: Conflict;
  readonly keys: readonly KeyView[];
  readonly band: BandView;
}

/** Two parcels, or a parcel and the shop, contradict each other: who, where, when, and one question. */
export function ConflictCard({ question, conflict, keys, band }: Props) {
  const words = useWords();
  const text = words.screens.conflict;
  const { compact } = useBenchSize();
  const says = text.kinds[conflict.kind];
  const close = keyOf(keys, 'cancel');
  // Why the last answer or scan did not do; before that the band only says that a question waits.
  const refused = isRefusal(band.code) ? words.verdicts.refusals[band.code].what(band.detail) : null;
  const other = conflict.sides.find(({ mine }) => !mine);
  return (
    <section
      className="band band--error band--tall"
      role="alertdialog"
      aria-label={says.word}
      data-question="conflict"
      data-band={band.code}
    >
      <div className="band__top">
        <Sign name="error" className="band__sign" />
        <div>
          <p className="band__word">{says.word}</p>
          <p className="lead">{refused ?? says.what(conflict.number, clip(other?.station ?? '', 20))}</p>
        </div>
      </div>
      <div className="conflict" data-sides={conflict.sides.length}>
        {conflict.sides.map((side) => (
          <Side key={`${side.station} ${side.atMs}`} side={side} />
        ))}
        <div className="card conflict__ask">
          <h2>{text.asks[conflict.kind]}</h2>
          <ul>
            {question.choices.map(({ choice, code }, at) => (
              <li key={choice}>
                <Answer choice={choice} code={code} first={at === 0} conflict={conflict} />
              </li>
            ))}
          </ul>
          <p className="small q">{conflict.askedLead ? text.leadDecides : text.nothingLost}</p>
          {close !== null && !compact && <Key view={close} look="plain" />}
        </div>
      </div>
    </section>
  );
}

function Side({ side }: { readonly side: ConflictSide }) {
  const words = useWords();
  const { compact } = useBenchSize();
  const text = words.screens.conflict;
  const when = shipByText(words, side.atMs, useNow(60_000));
  const [label] = side.labels;
  return (
    <div className="card conflict__side" data-counts={side.accepted || undefined}>
      <header>
        <h2>
          <bdi>{clip(side.station, 20)}</bdi>
        </h2>
        {!compact && <CartonDrawing />}
      </header>
      <dl>
        <dt>{text.who}</dt>
        <dd>
          <bdi>{side.person === null ? text.nobody : clip(side.person, 20)}</bdi>
          {side.mine && ` ${text.you}`}
        </dd>
        <dt>{text.when}</dt>
        <dd>{when}</dd>
        <dt>{text.label}</dt>
        <dd className="code">{label === undefined ? text.none : `…${label.slice(-6)}`}</dd>
        <dt>{text.counts}</dt>
        <dd>{side.accepted ? text.yes : text.no}</dd>
      </dl>
    </div>
  );
}

function Answer({
  choice,
  code,
  first,
  conflict,
}: {
  readonly choice: Choice;
  readonly code: string;
  readonly first: boolean;
  readonly conflict: Conflict;
}) {
  const words = useWords();
  const bridge = useBridge();
  const { compact } = useBenchSize();
  const says = saysOf();
  return (
    <button
      type="button"
      className={`key conflict__answer ${first ? 'key--go' : ''}`}
      data-choice={choice}
      aria-label={words.choices[choice]}
      aria-description={says}
      onClick={() => void bridge.dispatch({ kind: 'choose', choice })}
    >
      <Icon name={CHOICE_ICONS[choice]} />
      <span className="key__text">
        <span className="key__word">{words.choices[choice]}</span>
        <small>{says}</small>
      </span>
      <Barcode code={code} height={compact ? 36 : 48} />
    </button>
  );

  /** Of two boxes the one that ships is called by its station. */
  function saysOf(): string {
    const ships = conflict.sides.find(({ accepted }) => accepted === (choice === 'keep-first'));
    const names = choice === 'keep-first' || choice === 'keep-second';
    return names && ships !== undefined
      ? words.screens.conflict.ships(clip(ships.station, 20))
      : words.choiceSays[choice];
  }
}
