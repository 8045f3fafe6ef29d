import type { PapersScreen } from '../../src/core/screen-view.ts';
import type { KeyView } from '../../src/core/view.ts';
import { Key, keyOf } from '../frame/key.tsx';
import { CodeCard } from '../parts/barcode.tsx';
import { ExtraDrawing } from '../parts/extra-drawing.tsx';
import { Icon } from '../parts/icon.tsx';
import { PaperLines } from '../parts/job-life.tsx';
import { Sign } from '../parts/sign.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';

interface Props {
  readonly screen: PapersScreen;
  readonly keys: readonly KeyView[];
}

/** What else goes into the box, one after the other; CONFIRM says that it is in. */
export function Papers({ screen, keys }: Props) {
  const words = useWords();
  const { compact } = useBenchSize();
  const text = words.screens.papers;
  const [now] = screen.todo;
  const confirm = keyOf(keys, 'confirm');
  return (
    <main className="stage stage--span papers">
      {now === undefined ? (
        <h1 className="verb papers__all">{text.allIn}</h1>
      ) : (
        <>
          <div className="plate papers__plate">
            <ExtraDrawing extra={now} />
          </div>
          <div className="task">
            <p className="do">{now === 'photo' ? text.takePhoto : text.verb}</p>
            <h1 className="verb">{words.extras[now].word}</h1>
            <p className="say">{words.extras[now].what}</p>
            <PaperLines slip={null} papers={screen.papers.filter(({ paper }) => paper === now)} />
            {now === 'photo' && !screen.hasCamera && (
              <p className="papers__mind">
                <Sign name="warn" />
                {text.noCamera}
              </p>
            )}
            {confirm !== null && (
              <div className="papers__confirm">
                <CodeCard code={confirm.code} word={words.keys.confirm} height={compact ? 44 : 64} />
                <Key view={confirm} look="go" />
              </div>
            )}
          </div>
        </>
      )}
      <ul className="papers__list">
        {screen.todo.map((extra) => (
          <li key={extra} data-now={extra === now || undefined}>
            <span className="papers__pic">
              <ExtraDrawing extra={extra} />
            </span>
            <b>{words.extras[extra].word}</b>
          </li>
        ))}
        {screen.done.map((extra) => (
          <li key={extra} data-done>
            <Icon name="check" />
            <span>{words.extras[extra].word}</span>
          </li>
        ))}
      </ul>
    </main>
  );
}
