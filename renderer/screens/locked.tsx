import type { LockedScreen } from '../../src/core/screen-view.ts';
import { Door } from '../parts/door.tsx';
import { Sign } from '../parts/sign.tsx';
import { clockTime } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';

/** Paused: everything stays as it is until a badge comes. */
export function Locked({ screen }: { readonly screen: LockedScreen }) {
  const words = useWords();
  const text = words.screens.locked;
  const { work, person, sinceMs, people } = screen;
  return (
    <Door
      verb={text.verb}
      people={people}
      above={
        <div className="paused">
          <Sign name="pause" />
          <div>
            <p className="paused__what">
              {text.paused}: {work === null ? text.nothing : text.work(work.number, work.boxNo)}
            </p>
            <p className="say q">
              {text.by(person)}, {text.since(clockTime(words, sinceMs))}
            </p>
          </div>
        </div>
      }
    />
  );
}
