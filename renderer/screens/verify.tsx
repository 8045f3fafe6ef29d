import { memo } from 'react';
import type { LineView, VerifyScreen } from '../../src/core/view.ts';
import { Icon } from '../parts/icon.tsx';
import { LineList } from '../parts/line-list.tsx';
import { CartonDrawing } from '../parts/parcel-drawing.tsx';
import { Picture } from '../parts/picture.tsx';
import { Plate } from '../parts/plate.tsx';
import { UnitTicks } from '../parts/unit-ticks.tsx';
import { spoken } from '../words/limits.ts';
import { useWords } from '../words/use-words.ts';

/** The one next thing, huge; beside it what is still to do. */
export function Verify({ screen }: { readonly screen: VerifyScreen }) {
  return (
    <>
      <main className="stage stage--task">
        {screen.current === null ? (
          <AllIn />
        ) : (
          <Task line={screen.current} lookAlike={screen.lookAlike} note={screen.head.note} />
        )}
      </main>
      <LineList todo={screen.todo} done={screen.done} current={screen.current} />
    </>
  );
}

interface TaskProps {
  readonly line: LineView;
  readonly lookAlike: VerifyScreen['lookAlike'];
  readonly note: string | null;
}

const Task = memo(function Task({ line, lookAlike, note }: TaskProps) {
  const text = useWords().screens.verify;
  return (
    <>
      <div className="plate bracket hero">
        <Picture picture={line.picture} name={line.name} sku={line.sku} variant={line.variant} size="large" />
        {lookAlike !== null && <LookAlike line={line} {...lookAlike} />}
      </div>
      <div className="task">
        <p className="do">{text.scan}</p>
        <p className="next">
          <bdi>{text.more(line.ordered - line.packed)}</bdi>
        </p>
        <h1 className="name" data-long={lengthOf(line.name)}>
          {line.name}
        </h1>
        <p className="vari">
          {line.variant !== null && <Plate text={line.variant} />}
          <bdi className="code">{line.sku}</bdi>
          {/* A note is read to its end: the place moves up to make room. */}
          {note !== null && line.place !== null && <bdi className="q">{line.place}</bdi>}
        </p>
        {line.place !== null && note === null && (
          <p className="where q">
            <bdi>{line.place}</bdi>
          </p>
        )}
        {note !== null && (
          <p className="note">
            <Icon name="note" />
            <bdi>{note}</bdi>
          </p>
        )}
        {/* Three lines of name and a note leave no room for the tray; the list has the number. */}
        {(note === null || lengthOf(line.name) === undefined) && (
          <UnitTicks packed={line.packed} ordered={line.ordered} />
        )}
      </div>
    </>
  );
});

/** Two sizes down for long names; longer ones wrap at the smaller. */
function lengthOf(name: string): 'long' | 'longer' | undefined {
  if (name.length > 44) return 'longer';
  return name.length > 24 ? 'long' : undefined;
}

function LookAlike({ line, variant, picture }: { line: LineView; variant: string; picture: string | null }) {
  const text = useWords().screens.verify;
  return (
    <figure className="not" data-bare={picture === null || undefined}>
      {picture !== null && <Picture picture={picture} name={line.name} sku={line.sku} variant={variant} size="small" />}
      <figcaption>{text.not(spoken(variant))}</figcaption>
    </figure>
  );
}

function AllIn() {
  const text = useWords().screens.verify;
  return (
    <>
      <div className="plate hero">
        <CartonDrawing />
      </div>
      <div className="task">
        <h1 className="verb">{text.allIn}</h1>
      </div>
    </>
  );
}
