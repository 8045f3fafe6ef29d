import type { RefusalDetail } from '../../src/core/event.ts';
import type { KeyView, LineView, Screen, StopView } from '../../src/core/view.ts';
import { Icon } from '../parts/icon.tsx';
import { Picture } from '../parts/picture.tsx';
import { Plate } from '../parts/plate.tsx';
import { Sign } from '../parts/sign.tsx';
import { useWords } from '../words/use-words.ts';
import { lengthStep } from './band.tsx';
import { Strike } from './hard-stop.tsx';
import { StopCard } from './stop-card.tsx';

interface Props {
  readonly stop: StopView;
  readonly screen: Screen;
  readonly keys: readonly KeyView[];
}

/** This scan stops; the line that it is about stays visible above. */
export function SoftStop({ stop, screen, keys }: Props) {
  const words = useWords();
  const says = words.verdicts.refusals[stop.code];
  const steps = 'steps' in says ? says.steps(stop.detail) : [];
  const line = lineOf(screen, stop.detail);
  return (
    <>
      <main className="stage stage--all ctx">{line !== null && <LineContext line={line} />}</main>
      <section
        className={`band band--${stop.tone} band--tall`}
        data-band={stop.code}
        data-stop={stop.code}
        role="alert"
        aria-live="assertive"
      >
        <div className="two">
          <div className="two__say">
            <div className="band__top">
              <Sign name={stop.tone === 'error' ? 'error' : 'warn'} className="band__sign" />
              <div>
                <p className="band__word" data-long={lengthStep(says.word)}>
                  {says.word}
                </p>
                <p className="lead">{says.what(stop.detail)}</p>
              </div>
            </div>
            <Overflow detail={stop.detail} />
          </div>
          <StopCard steps={steps} keys={keys} />
        </div>
      </section>
    </>
  );
}

type Shown = Pick<LineView, 'name' | 'sku' | 'variant' | 'picture' | 'place'> & {
  readonly packed?: number;
  readonly ordered?: number;
};

/** The line of the scanned item; when the screen has none, the item itself. */
function lineOf(screen: Screen, detail: RefusalDetail): Shown | null {
  const lines = screen.name === 'verify' ? [...screen.todo, ...screen.done] : [];
  const line = lines.find(({ sku }) => sku === detail.scanned?.sku);
  if (line !== undefined) {
    return { ...line, packed: detail.packed ?? line.packed, ordered: detail.ordered ?? line.ordered };
  }
  if (detail.scanned === undefined) return null;
  const { name, sku, variant, picture } = detail.scanned;
  return { name, sku, variant: variant ?? null, picture: picture ?? null, place: null };
}

function LineContext({ line }: { readonly line: Shown }) {
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

const MOST_SLOTS = 6;

/** The full tray with the one too many beside it, crossed out. */
function Overflow({ detail }: { readonly detail: RefusalDetail }) {
  const { ordered, packed, factor = 1, scanned } = detail;
  if (ordered === undefined || packed === undefined || scanned === undefined || ordered > MOST_SLOTS) return null;
  return (
    <div className="overtray" aria-hidden="true">
      <div className="tray">
        {Array.from({ length: ordered }, (_, at) => (
          <i key={String(at)} className={at < packed ? 'on' : ''}>
            {at < packed && <Icon name="check" />}
          </i>
        ))}
      </div>
      <span className="overtray__x">
        <Picture
          picture={scanned.picture}
          name={scanned.name}
          sku={scanned.sku}
          variant={scanned.variant}
          size="small"
        />
        <Strike />
        {factor > 1 && <b>× {factor}</b>}
      </span>
    </div>
  );
}
