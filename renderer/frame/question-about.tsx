import type { Approved, Change } from '../../src/core/question.ts';
import { REFUSALS, type RefusalCode } from '../../src/core/verdict.ts';
import type { QuestionView } from '../../src/core/view.ts';
import { Icon } from '../parts/icon.tsx';
import { Picture } from '../parts/picture.tsx';
import { Plate } from '../parts/plate.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';

/** The line or the bin that is asked about. */
export function QuestionLine({ question }: { readonly question: QuestionView }) {
  const { line, bin, units } = question;
  if (line === null) return bin === null ? null : <Plate text={bin} />;
  return (
    <div className="question__line">
      <span className="plate">
        <Picture picture={line.picture} name={line.name} sku={line.sku} variant={line.variant} size="small" />
      </span>
      <p>
        <b>{line.name}</b>
        {line.variant !== null && <Plate text={line.variant} small />}
      </p>
      <p className="question__n" dir="ltr">
        {units === null ? (
          <>
            {line.packed}
            <small> / {line.ordered}</small>
          </>
        ) : (
          <>
            {units}
            <small> × </small>
          </>
        )}
      </p>
    </div>
  );
}

/** A supervisor's badge is the only answer; beside it what it would let pass. */
export function BadgeWanted({ question }: { readonly question: QuestionView }) {
  const words = useWords();
  const text = words.screens.question;
  const { about, detail } = question;
  return (
    <div className="question__badge">
      <div className="bracket">
        <Icon name="badge" />
        <p className="verb">{text.badge}</p>
        <p className="say q">{text.badgeSays}</p>
      </div>
      {about !== null && (
        <div className="question__about">
          <p className="do">{text.about}</p>
          <p className="name">{isRefused(about) ? words.verdicts.refusals[about].word : words.approvals[about]}</p>
          {detail.scanned !== undefined && (
            <div className="question__thing">
              <span className="plate">
                <Picture
                  {...detail.scanned}
                  picture={detail.scanned.picture}
                  variant={detail.scanned.variant}
                  size="large"
                />
              </span>
              <p>
                {detail.scanned.name}
                {detail.scanned.variant !== undefined && <Plate text={detail.scanned.variant} small />}
              </p>
            </div>
          )}
          {detail.got !== undefined && (
            <p className="question__values">
              <Plate text={detail.got} small />
              {detail.expected !== undefined && (
                <>
                  <span className="q">{words.screens.stop.expected}</span>
                  <Plate text={detail.expected} small />
                </>
              )}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function isRefused(about: Approved): about is RefusalCode {
  return Object.hasOwn(REFUSALS, about);
}

/** The readable difference: what it was, what it is now. */
export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const words = useWords();
  const { compact } = useBenchSize();
  const text = words.screens.question;
  const room = compact ? 3 : 4;
  const shown = changes.slice(0, changes.length > room ? room - 1 : room);
  return (
    <div className="changes">
      <p className="changes__head small q" aria-hidden="true">
        <span />
        <span>{text.before}</span>
        <span />
        <span>{text.after}</span>
      </p>
      <ul>
        {shown.map((change) => (
          <li key={`${change.what} ${change.name ?? ''} ${change.variant ?? ''}`}>
            <b>
              {words.changes[change.what]}
              {change.name !== undefined && (
                <small>
                  {change.name}
                  {change.variant !== undefined && `, ${change.variant}`}
                </small>
              )}
            </b>
            <bdi className="changes__from">{change.from ?? text.gone}</bdi>
            <Icon name="arrow" />
            <bdi className="changes__to">{change.to ?? text.gone}</bdi>
          </li>
        ))}
        {changes.length > shown.length && <li className="q">{text.more(changes.length - shown.length)}</li>}
      </ul>
    </div>
  );
}
