import { useContext } from 'react';
import type { DoneScreen } from '../../src/core/screen-view.ts';
import type { KeyView } from '../../src/core/view.ts';
import { keyOf, NextKey } from '../frame/key.tsx';
import { Icon } from '../parts/icon.tsx';
import { PaperLines } from '../parts/job-life.tsx';
import { CartonDrawing } from '../parts/parcel-drawing.tsx';
import { useNow } from '../state/station-clock.ts';
import { TrainingContext } from '../state/training.ts';
import { useWords } from '../words/use-words.ts';
import { nextSays } from './ready.tsx';

/** Where to put it, and whether the office knows. Shipped, sending and saved are three truths and look like three. */
export function Done({ screen, keys }: { readonly screen: DoneScreen; readonly keys: readonly KeyView[] }) {
  const words = useWords();
  const text = words.screens.done;
  const training = useContext(TrainingContext);
  const nowMs = useNow(60_000);
  const next = keyOf(keys, 'next');
  const size = screen.lane.length > 7 ? 'longer' : screen.lane.length > 2 ? 'long' : undefined;
  return (
    <main className="stage stage--span done" data-done={screen.state}>
      <div className="lane">
        <p className="do">{text.lane}</p>
        <p className="lane__n" data-long={size}>
          <bdi>{screen.lane}</bdi>
        </p>
      </div>
      <div className="done__next">
        <div className="pair" aria-hidden="true">
          <CartonDrawing />
          <Icon name="arrow" className="pair__arrow" />
          <span className="lanebox" data-long={size}>
            <b>{screen.lane}</b>
          </span>
        </div>
        <div>
          <p className="say">{training ? words.screens.training.done : text[screen.state]}</p>
          <PaperLines slip={screen.slip} papers={screen.papers} />
        </div>
        {next !== null && (
          <NextKey view={next} says={screen.next === null ? text.noNext : nextSays(words, screen.next, nowMs)} />
        )}
      </div>
    </main>
  );
}
