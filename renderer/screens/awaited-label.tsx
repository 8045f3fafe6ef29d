import type { Action } from '../../src/core/phase.ts';
import type { LabelScreen } from '../../src/core/screen-view.ts';
import type { KeyView } from '../../src/core/view.ts';
import { keyOf, WayKey } from '../frame/key.tsx';
import { PaperLines } from '../parts/job-life.tsx';
import { LabelPreview } from '../parts/label-preview.tsx';
import { useNow } from '../state/station-clock.ts';
import { tookText } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';

/** A carrier answers in a second or two; after this there is something wrong, and the packer may go on. */
const PATIENCE_MS = 5000;

const WAYS = [
  ['park', 'park'],
  ['retry', 'retry'],
] as const satisfies readonly (readonly [Action, 'park' | 'retry'])[];

/** The carrier's label is not here yet. Nothing is wrong on this bench, so nothing is loud. */
export function AwaitedLabel({ screen, keys }: { readonly screen: LabelScreen; readonly keys: readonly KeyView[] }) {
  const words = useWords();
  const text = words.screens.awaited;
  const waitedMs = Math.max(0, useNow(1000) - screen.label.changedAtMs);
  const ways = WAYS.flatMap(([action, says]) => {
    const key = keyOf(keys, action);
    return key?.enabled === true ? [{ key, says: text[says] }] : [];
  });
  return (
    <main className="stage stage--span paper awaited" data-late={waitedMs >= PATIENCE_MS || undefined}>
      <LabelPreview job={screen.label} />
      <div className="task">
        <p className="do">{text.says}</p>
        <h1 className="verb" role="timer">
          {text.waiting(tookText(words, waitedMs))}
        </h1>
        <p className="where q">
          <bdi>{screen.head.carrier}</bdi>
          <bdi className="code">{screen.parcelCode}</bdi>
        </p>
        {waitedMs >= PATIENCE_MS && (
          <ul className="awaited__ways">
            {ways.map(({ key, says }) => (
              <li key={key.action}>
                <p className="say">{says}</p>
                <WayKey view={key} />
              </li>
            ))}
          </ul>
        )}
        <PaperLines slip={screen.slip} papers={screen.papers} />
      </div>
    </main>
  );
}
