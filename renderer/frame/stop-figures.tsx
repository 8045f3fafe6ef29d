import type { RefusalDetail } from '../../src/core/event.ts';
import { BlankLabel } from '../parts/parcel-drawing.tsx';
import { Picture } from '../parts/picture.tsx';
import { Plate } from '../parts/plate.tsx';
import { clip } from '../words/limits.ts';
import { useWords } from '../words/use-words.ts';

export type Thing = NonNullable<RefusalDetail['scanned']>;

interface FigureProps {
  readonly caption: string;
  readonly struck?: boolean;
}

export function ThingFigure({
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

export function LabelFigure({
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

interface ValueProps {
  readonly caption: string;
  /** Lot, serial, date: what both values are. */
  readonly kind: string;
  readonly value: string;
  readonly struck?: boolean;
}

/** One side of a difference that is a word or a number and no thing: a lot, a serial, a date, a tote, a weight. */
export function ValueFigure({ caption, kind, value, struck = false }: ValueProps) {
  return (
    <figure className="value" data-struck={struck || undefined}>
      <figcaption>
        {caption}
        {kind !== '' && <small>{kind}</small>}
      </figcaption>
      <p data-long={value.length > 9 || undefined}>
        <bdi className="code">{clip(value, 24)}</bdi>
        {struck && <Strike />}
      </p>
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
