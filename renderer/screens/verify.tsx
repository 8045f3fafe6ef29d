import type { VerifyScreen } from '../../src/core/screen-view.ts';
import type { KeyView } from '../../src/core/view.ts';
import { BoxContents } from '../parts/box-contents.tsx';
import { LineList } from '../parts/line-list.tsx';
import { CartonDrawing } from '../parts/parcel-drawing.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';
import { Capture } from './capture.tsx';
import { ModeTask } from './mode-task.tsx';
import { Task } from './task.tsx';

/** Height of the boxes at the foot of the list, in pixels; the stylesheet has the same numbers. */
const BOXES = { roomy: 236, compact: 158 };

interface Props {
  readonly screen: VerifyScreen;
  readonly keys: readonly KeyView[];
}

/** The one next thing, huge; beside it what is still to do, and what is in which box. */
export function Verify({ screen, keys }: Props) {
  const { compact } = useBenchSize();
  const { current, todo, done, boxes, mode, capture } = screen;
  const split = boxes.length > 1;
  if (capture !== null) {
    return <Capture key={`${capture.line.id} ${capture.ask}`} screen={screen} capture={capture} />;
  }
  return (
    <>
      <main className="stage stage--task">
        {mode !== null ? (
          <ModeTask mode={mode} current={current} />
        ) : current === null ? (
          <AllIn />
        ) : (
          <Task line={current} lookAlike={screen.lookAlike} note={screen.head.note} keys={keys} />
        )}
      </main>
      {split ? (
        <div className="side-split">
          <LineList todo={todo} done={done} current={current} reserved={compact ? BOXES.compact : BOXES.roomy} />
          <BoxContents boxes={boxes} />
        </div>
      ) : (
        <LineList todo={todo} done={done} current={current} />
      )}
    </>
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
