import type { RefusalDetail } from '../../src/core/event.ts';
import type { LineView, Screen } from '../../src/core/screen-view.ts';
import { Picture } from '../parts/picture.tsx';
import { Plate } from '../parts/plate.tsx';

type Shown = Pick<LineView, 'name' | 'sku' | 'variant' | 'picture' | 'place'> & {
  readonly packed?: number;
  readonly ordered?: number;
};

/** The line of the scanned item; when the screen has none, the item itself, else what is being worked on. */
export function lineOf(screen: Screen, detail: RefusalDetail): Shown | null {
  const lines = linesOf(screen);
  const line = lines.find(({ sku }) => sku === detail.scanned?.sku);
  if (line !== undefined) {
    return { ...line, packed: detail.packed ?? line.packed, ordered: detail.ordered ?? line.ordered };
  }
  if (detail.scanned === undefined) return inHandOf(screen);
  const { name, sku, variant, picture } = detail.scanned;
  return { name, sku, variant: variant ?? null, picture: picture ?? null, place: null };
}

function linesOf(screen: Screen): readonly LineView[] {
  if (screen.name === 'verify') return [...screen.todo, ...screen.done];
  return screen.name === 'pick' ? screen.todo.map(({ line }) => line) : [];
}

/** What the packer has in hand, or is about to take. */
function inHandOf(screen: Screen): LineView | null {
  if (screen.name === 'verify') return screen.capture?.line ?? screen.current;
  return screen.name === 'pick' ? (screen.current?.line ?? null) : null;
}

export function LineContext({ line }: { readonly line: Shown }) {
  return (
    <>
      <div className="plate">
        <Picture picture={line.picture} name={line.name} sku={line.sku} variant={line.variant} size="large" />
      </div>
      <div className="ctx__text">
        <p className="name" data-long={line.name.length > 28 || undefined}>
          {line.name}
          {line.variant !== null && <Plate text={line.variant} small />}
        </p>
        <p className="where q">
          <bdi className="code">{line.sku}</bdi>
          {line.place !== null && <bdi>{line.place}</bdi>}
        </p>
      </div>
      {line.ordered !== undefined && (
        <p className="ctx__n" dir="ltr">
          {line.packed}
          <small> / {line.ordered}</small>
        </p>
      )}
    </>
  );
}
