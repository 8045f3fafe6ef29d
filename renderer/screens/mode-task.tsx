import type { LineView } from '../../src/core/screen-view.ts';
import type { Mode } from '../../src/core/work-event.ts';
import { ACTION_ICONS } from '../frame/action-icons.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Picture } from '../parts/picture.tsx';
import { useWords } from '../words/use-words.ts';

interface Props {
  readonly mode: Mode;
  readonly current: LineView | null;
}

/** The next scan counts otherwise than usual: that stands in the place of the task, too large to be overlooked. */
export function ModeTask({ mode, current }: Props) {
  const text = useWords().screens.verify;
  const says = {
    remove: { word: text.remove, what: text.removeSays },
    move: { word: text.move, what: text.moveSays },
    quantity: {
      word: text.quantity(mode.t === 'quantity' ? mode.units : 1),
      what: text.quantitySays(mode.t === 'quantity' ? mode.units : 1),
    },
  }[mode.t];
  return (
    <>
      <div className="plate bracket hero mode__hero">
        {mode.t === 'quantity' && current !== null ? (
          <Picture
            picture={current.picture}
            name={current.name}
            sku={current.sku}
            variant={current.variant}
            size="large"
          />
        ) : (
          <Icon name={MODE_ICONS[mode.t]} />
        )}
      </div>
      <div className="task mode" data-mode={mode.t}>
        <p className="mode__word" data-long={says.word.length > 6 || undefined}>
          <bdi>{says.word}</bdi>
        </p>
        <h1 className="name">{says.what}</h1>
      </div>
    </>
  );
}

const MODE_ICONS = {
  remove: ACTION_ICONS.remove,
  move: ACTION_ICONS.move,
  quantity: 'box',
} as const satisfies Record<Mode['t'], IconName>;
