import { memo } from 'react';
import type { LineView, VerifyScreen } from '../../src/core/screen-view.ts';
import type { KeyView } from '../../src/core/view.ts';
import { keyOf } from '../frame/key.tsx';
import { CodeCard } from '../parts/barcode.tsx';
import { Icon } from '../parts/icon.tsx';
import { Picture } from '../parts/picture.tsx';
import { Plate } from '../parts/plate.tsx';
import { UnitTicks } from '../parts/unit-ticks.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { spoken } from '../words/limits.ts';
import { useWords } from '../words/use-words.ts';

interface TaskProps {
  readonly line: LineView;
  readonly lookAlike: VerifyScreen['lookAlike'];
  readonly note: string | null;
  readonly keys: readonly KeyView[];
}

/** What to scan next: a picture in brackets, a number, a name. What has no barcode is counted and stands in none. */
export const Task = memo(function Task({ line, lookAlike, note, keys }: TaskProps) {
  const text = useWords().screens.verify;
  const byHand = line.byHand ? keyOf(keys, 'by-hand') : null;
  return (
    <>
      <div className={`plate hero${line.byHand ? '' : ' bracket'}`}>
        <Picture picture={line.picture} name={line.name} sku={line.sku} variant={line.variant} size="large" />
        {lookAlike !== null && <LookAlike line={line} {...lookAlike} />}
      </div>
      <div className="task">
        <p className="do">{line.byHand ? text.count : text.scan}</p>
        <p className="next">
          <bdi>{text.more(line.ordered - line.packed - line.short)}</bdi>
        </p>
        <h1 className="name" data-long={lengthOf(line.name)}>
          {line.name}
        </h1>
        <p className="vari">
          {line.variant !== null && <Plate text={line.variant} />}
          <bdi className="code">{line.sku}</bdi>
          {/* A note is read to its end: the place moves up to make room. */}
          {(note !== null || byHand !== null) && line.place !== null && <bdi className="q">{line.place}</bdi>}
        </p>
        {line.place !== null && note === null && byHand === null && (
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
        {byHand !== null ? (
          <ByHand view={byHand} />
        ) : (
          // Three lines of name and a note leave no room for the tray; the list has the number.
          (note === null || lengthOf(line.name) === undefined) && (
            <UnitTicks packed={line.packed} ordered={line.ordered} short={line.short} />
          )
        )}
      </div>
    </>
  );
});

function ByHand({ view }: { readonly view: KeyView }) {
  const words = useWords();
  const { compact } = useBenchSize();
  return (
    <div className="by-hand">
      <p className="small q">{words.screens.verify.byHandHint}</p>
      <CodeCard code={view.code} word={words.keys['by-hand']} height={compact ? 44 : 64} />
    </div>
  );
}

/** Two sizes down for long names; longer ones wrap at the smaller. */
export function lengthOf(name: string): 'long' | 'longer' | undefined {
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
