import type { Screen } from '../../src/core/screen-view.ts';
import type { KeyView, StopView } from '../../src/core/view.ts';
import { Sign } from '../parts/sign.tsx';
import { Scale } from '../screens/weigh.tsx';
import { useWords } from '../words/use-words.ts';
import { lengthStep } from './band.tsx';
import { StopCard } from './stop-card.tsx';
import { Evidence } from './stop-evidence.tsx';
import { LineContext, lineOf } from './stop-line.tsx';

interface Props {
  readonly stop: StopView;
  readonly screen: Screen;
  readonly keys: readonly KeyView[];
}

/**
 * What must be seen before anything else counts. Hard takes the whole window; soft leaves what it is about in sight above
 * itself. Both say what happened, show the difference, and hold the way out.
 */
export function StopScreen({ stop, screen, keys }: Props) {
  const hard = stop.stop === 'hard';
  return (
    <>
      {!hard && <Context stop={stop} screen={screen} />}
      <section
        className={`band band--${stop.tone} band--tall`}
        data-band={stop.code}
        data-stop={stop.code}
        role="alert"
        aria-live="assertive"
      >
        {hard && <Says stop={stop} />}
        <div className={hard ? 'cmp' : 'two'}>
          {hard ? (
            <Evidence stop={stop} screen={screen} />
          ) : (
            <div className="two__say">
              <Says stop={stop} />
              <Evidence stop={stop} screen={screen} />
            </div>
          )}
          <StopCard stop={stop} keys={keys} />
        </div>
      </section>
    </>
  );
}

function Says({ stop }: Pick<Props, 'stop'>) {
  const words = useWords();
  const says = words.verdicts.refusals[stop.code];
  return (
    <div className="band__top">
      <Sign name={stop.tone === 'error' ? 'error' : 'warn'} className="band__sign" />
      <div>
        <p className="band__word" data-long={lengthStep(says.word)}>
          {says.word}
        </p>
        <p className="lead">{says.what(stop.detail)}</p>
      </div>
    </div>
  );
}

function Context({ stop, screen }: Pick<Props, 'stop' | 'screen'>) {
  const line = lineOf(screen, stop.detail);
  if (screen.name === 'weigh') {
    return (
      <main className="stage stage--all ctx ctx--scale">
        <Scale screen={screen} />
      </main>
    );
  }
  return <main className="stage stage--all ctx">{line !== null && <LineContext line={line} />}</main>;
}
