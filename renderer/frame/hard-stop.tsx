import type { RefusalDetail } from '../../src/core/event.ts';
import type { KeyView, Screen, StopView } from '../../src/core/view.ts';
import { BlankLabel, CartonDrawing } from '../parts/parcel-drawing.tsx';
import { Picture } from '../parts/picture.tsx';
import { Plate } from '../parts/plate.tsx';
import { Sign } from '../parts/sign.tsx';
import { clip } from '../words/limits.ts';
import { useWords } from '../words/use-words.ts';
import { lengthStep } from './band.tsx';
import { StopCard } from './stop-card.tsx';

interface Props {
  readonly stop: StopView;
  readonly screen: Screen;
  readonly keys: readonly KeyView[];
}

/** The order stops until somebody has seen it: what was scanned beside what is wanted. */
export function HardStop({ stop, screen, keys }: Props) {
  const words = useWords();
  const says = words.verdicts.refusals[stop.code];
  const steps = 'steps' in says ? says.steps(stop.detail) : [];
  return (
    <section
      className={`band band--${stop.tone} band--tall`}
      data-band={stop.code}
      data-stop={stop.code}
      role="alert"
      aria-live="assertive"
    >
      <div className="band__top">
        <Sign name={stop.tone === 'error' ? 'error' : 'warn'} className="band__sign" />
        <div>
          <p className="band__word" data-long={lengthStep(says.word)}>
            {says.word}
          </p>
          <p className="lead">{says.what(stop.detail)}</p>
        </div>
      </div>
      <div className="cmp">
        <Comparison stop={stop} screen={screen} />
        <StopCard steps={steps} keys={keys} />
      </div>
    </section>
  );
}

type Thing = NonNullable<RefusalDetail['scanned']>;

function Comparison({ stop, screen }: Omit<Props, 'keys'>) {
  const text = useWords().screens.stop;
  const { code, detail } = stop;
  if (code === 'wrong-label') {
    return (
      <>
        <LabelFigure
          caption={text.scanned}
          code={detail.text}
          says={detail.number && text.labelOf(detail.number)}
          struck
        />
        <LabelFigure
          caption={text.labelWanted}
          code={detail.code}
          says={'head' in screen ? text.labelOf(screen.head.number) : undefined}
        />
      </>
    );
  }
  const wanted = detail.wanted ?? currentOf(screen);
  if (code === 'wrong-item' || code === 'unknown-code') {
    const named = detail.scanned === undefined || detail.scanned.name !== wanted?.name;
    return (
      <>
        <ThingFigure caption={text.scanned} thing={detail.scanned} raw={detail.text} named={named} struck />
        {wanted !== undefined && <ThingFigure caption={text.wanted} thing={wanted} named={named} />}
      </>
    );
  }
  return (
    <figure className="cmp__f">
      <div className="plate">
        <CartonDrawing />
        <Strike />
      </div>
      {detail.number !== undefined && (
        <p>
          <Plate text={detail.number} />
        </p>
      )}
    </figure>
  );
}

function currentOf(screen: Screen): Thing | undefined {
  if (screen.name !== 'verify' || screen.current === null) return undefined;
  const { name, sku, variant, picture } = screen.current;
  return { name, sku, variant: variant ?? undefined, picture: picture ?? undefined };
}

interface FigureProps {
  readonly caption: string;
  readonly struck?: boolean;
}

function ThingFigure({
  caption,
  thing,
  raw,
  named,
  struck = false,
}: FigureProps & { readonly thing: Thing | undefined; readonly raw?: string | undefined; readonly named: boolean }) {
  const text = useWords().screens.stop;
  return (
    <figure className="cmp__f" data-named={named || undefined}>
      <figcaption>{caption}</figcaption>
      <div className="plate">
        {thing === undefined ? (
          <bdi className="code cmp__raw" data-long={(raw ?? '').length > 12 || undefined}>
            {clip(raw ?? '?', 40)}
          </bdi>
        ) : (
          <Picture picture={thing.picture} name={thing.name} sku={thing.sku} variant={thing.variant} size="large" />
        )}
        {struck && <Strike />}
      </div>
      {named && <p className="cmp__name">{thing?.name ?? text.notKnown}</p>}
      {thing !== undefined && (
        <p>
          {thing.variant !== undefined && <Plate text={thing.variant} />}
          <bdi className="code">{thing.sku}</bdi>
        </p>
      )}
    </figure>
  );
}

function LabelFigure({
  caption,
  code,
  says,
  struck = false,
}: FigureProps & { readonly code: string | undefined; readonly says?: string | undefined }) {
  return (
    <figure className="cmp__f">
      <figcaption>{caption}</figcaption>
      <div className="plate">
        <svg className="art" viewBox="-3 -3 406 566" aria-hidden="true">
          <rect width="400" height="560" rx="6" fill="#fff" stroke="#12181D" strokeWidth="4" />
          <BlankLabel />
        </svg>
        {struck && <Strike />}
      </div>
      {says !== undefined && <p className="cmp__name">{says}</p>}
      {code !== undefined && (
        <p>
          <Plate text={`…${code.slice(-4)}`} />
          <bdi className="code">{code.slice(0, 24)}</bdi>
        </p>
      )}
    </figure>
  );
}

export function Strike() {
  return (
    <svg className="strike" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 0L100 100M100 0L0 100" />
    </svg>
  );
}
