import type { Choice } from '../../src/core/phase.ts';
import { SURE_MS } from '../../src/core/question.ts';
import type { KeyView, PrinterView, QuestionView } from '../../src/core/view.ts';
import { useBridge } from '../bridge.ts';
import { Barcode } from '../parts/barcode.tsx';
import { Icon } from '../parts/icon.tsx';
import { Sign } from '../parts/sign.tsx';
import { STATUS_SIGNS } from '../parts/status-chips.tsx';
import { DrillScore } from '../screens/drill-score.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useNow } from '../state/station-clock.ts';
import { clip } from '../words/limits.ts';
import { useWords } from '../words/use-words.ts';
import { CHOICE_ICONS } from './action-icons.ts';
import { Key, keyOf } from './key.tsx';
import { BadgeWanted, Changes, QuestionLine } from './question-about.tsx';

interface Props {
  readonly question: QuestionView;
  readonly keys: readonly KeyView[];
  readonly printers: readonly PrinterView[];
}

/** Waits for one of its answers, or for a badge. The band with what led to it stays below. */
export function QuestionSheet({ question, keys, printers }: Props) {
  const words = useWords();
  const { title, what } = words.questions[question.kind];
  const cancel = keyOf(keys, 'cancel');
  const head = title(question);
  const sentence = what(question);
  return (
    <main
      className="stage stage--all question"
      role="dialog"
      aria-label={head}
      data-question={question.kind}
      data-choices={question.choices.length}
    >
      <header className="question__head">
        <div className="question__say">
          <h1 className="verb" data-long={head.length > 22 || undefined}>
            {head}
          </h1>
          {sentence !== '' && <p className="say">{sentence}</p>}
        </div>
        <QuestionLine question={question} />
        {question.kind === 'sure' && <TimeLeft sinceMs={question.sinceMs} />}
        {cancel !== null && <Key view={cancel} look="plain" />}
      </header>
      {question.badge && <BadgeWanted question={question} />}
      {question.drill !== null && <DrillScore score={question.drill} />}
      {question.changes.length > 0 && <Changes changes={question.changes} />}
      {question.choices.length > 0 && (
        <ul className="question__choices">
          {question.choices.map(({ choice, code }, at) => (
            <li key={choice}>
              <ChoiceKey choice={choice} code={code} first={at === 0} thing={thingOf(question.names[at], printers)} />
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}

function ChoiceKey({
  choice,
  code,
  first,
  thing,
}: {
  readonly choice: Choice;
  readonly code: string;
  readonly first: boolean;
  readonly thing: Thing | null;
}) {
  const words = useWords();
  const bridge = useBridge();
  const { compact } = useBenchSize();
  const says = words.choiceSays[choice];
  return (
    <button
      type="button"
      className="key choice"
      data-first={first || undefined}
      data-choice={choice}
      aria-label={words.choices[choice]}
      aria-description={says === '' ? undefined : says}
      onClick={() => void bridge.dispatch({ kind: 'choose', choice })}
    >
      <span className="choice__word">
        <Icon name={CHOICE_ICONS[choice]} />
        <span>{words.choices[choice]}</span>
      </span>
      {thing !== null && <ChoiceThing thing={thing} />}
      {says !== '' && !compact && <small>{says}</small>}
      <Barcode code={code} height={compact ? 40 : 60} />
    </button>
  );
}

interface Thing {
  readonly name: string;
  readonly printer: PrinterView | undefined;
}

function thingOf(name: string | undefined, printers: readonly PrinterView[]): Thing | null {
  return name === undefined ? null : { name, printer: printers.find((each) => each.name === name) };
}

/** What the answer is called: a printer by its name, and whether it can print now. */
function ChoiceThing({ thing: { name, printer } }: { readonly thing: Thing }) {
  const words = useWords();
  const [condition] = printer?.conditions ?? [];
  const { levels } = words.screens.status;
  return (
    <span className="choice__thing" data-level={printer?.state}>
      {printer !== undefined && <Sign name={STATUS_SIGNS[printer.state]} />}
      <b>
        <bdi>{clip(name, 24)}</bdi>
      </b>
      {printer !== undefined && printer.state !== 'well' && (
        <span>{condition === undefined ? levels[printer.state] : words.printing.conditions[condition].chip}</span>
      )}
    </span>
  );
}

/** A command that cannot be taken back waits ten seconds for its answer. */
function TimeLeft({ sinceMs }: { readonly sinceMs: number }) {
  const text = useWords().screens.question;
  const nowMs = useNow(1000);
  const seconds = Math.max(0, Math.ceil((sinceMs + SURE_MS - nowMs) / 1000));
  return <p className="question__time">{text.seconds(Math.min(seconds, SURE_MS / 1000))}</p>;
}
