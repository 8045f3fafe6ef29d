import { memo, type ReactNode } from 'react';
import type { PickScreen, PickView } from '../../src/core/screen-view.ts';
import { Icon } from '../parts/icon.tsx';
import { Picture } from '../parts/picture.tsx';
import { Plate } from '../parts/plate.tsx';
import { useBenchSize } from '../state/bench-size.ts';
import { useWords } from '../words/use-words.ts';

/** Where to, what, into which tote: three blocks, and the one to be scanned now stands in brackets. */
export function Pick({ screen }: { readonly screen: PickScreen }) {
  return (
    <>
      <main className="stage pick" data-step={screen.step}>
        {screen.current === null ? <AllPicked /> : <Stop stop={screen.current} step={screen.step} />}
      </main>
      <Cart screen={screen} />
    </>
  );
}

function Stop({ stop, step }: { readonly stop: PickView; readonly step: PickScreen['step'] }) {
  const words = useWords();
  const text = words.screens.pick;
  const { line, bin, slot, tote, number } = stop;
  const place = bin ?? text.noBin;
  return (
    <>
      <Block name="place" says={text.goTo} step={text.steps.shelf} now={step === 'shelf'}>
        <p className="pick__bin" data-long={lengthOf(place)} data-none={bin === null || undefined}>
          <bdi>{place}</bdi>
        </p>
      </Block>
      <Block
        name="item"
        says={text.take(line.ordered - line.packed - line.short)}
        step={text.steps.item}
        now={step === 'item'}
      >
        <div className="plate">
          <Picture picture={line.picture} name={line.name} sku={line.sku} variant={line.variant} size="large" />
        </div>
        <div className="pick__text">
          <p className="pick__take">
            <bdi>{text.take(line.ordered - line.packed - line.short)}</bdi>
          </p>
          <p className="name" data-long={line.name.length > 22 || undefined}>
            {line.name}
          </p>
          <p className="vari">
            {line.variant !== null && <Plate text={line.variant} small />}
            <bdi className="code">{line.sku}</bdi>
          </p>
        </div>
      </Block>
      <Block
        name="tote"
        says={text.toteFor(number)}
        step={step === 'tote' ? text.steps.tote : text.steps['into-tote']}
        now={step === 'tote' || step === 'into-tote'}
      >
        <Icon name="tote" className="pick__tote" />
        <p className="pick__slot">{slot}</p>
        <p className="pick__order">
          <bdi>{step === 'tote' ? text.toteFor(number) : (tote ?? text.noTote)}</bdi>
        </p>
      </Block>
    </>
  );
}

interface BlockProps {
  readonly name: 'place' | 'item' | 'tote';
  readonly says: string;
  readonly step: string;
  readonly now: boolean;
  readonly children: ReactNode;
}

/** The verb stands over the block that is to be scanned; over the others stands what they are. */
function Block({ name, says, step, now, children }: BlockProps) {
  return (
    <section className={`pick__block pick__block--${name}${now ? ' bracket' : ''}`} aria-current={now || undefined}>
      {now ? <h1 className="pick__verb">{step}</h1> : name !== 'item' && <p className="pick__says">{says}</p>}
      <div className="pick__in">{children}</div>
    </section>
  );
}

function lengthOf(place: string): 'long' | 'longer' | undefined {
  if (place.length > 12) return 'longer';
  return place.length > 6 ? 'long' : undefined;
}

function AllPicked() {
  const text = useWords().screens.pick;
  return (
    <section className="pick__all">
      <Icon name="tote" />
      <h1 className="verb">{text.allPicked}</h1>
      <p className="say">{text.thenPack}</p>
    </section>
  );
}

const Cart = memo(function Cart({ screen }: { readonly screen: PickScreen }) {
  const text = useWords().screens.pick;
  const { compact } = useBenchSize();
  const { next, totes, todo } = screen;
  const room = (compact ? 4 : 6) - (next === null ? 0 : compact ? 1 : 2);
  const at = Math.max(
    0,
    totes.findIndex(({ current }) => current),
  );
  const from = Math.max(0, Math.min(at, totes.length - room));
  return (
    <aside className="side cart">
      {next !== null && (
        <section className="cart__next">
          <h2>
            <span>{text.next}</span>
            <span>{text.stops(Math.max(0, todo.length - 1))}</span>
          </h2>
          <p>
            <b>
              <bdi>{next.bin ?? text.noBin}</bdi>
            </b>
            <span className="small">
              {next.line.name}
              {next.line.variant !== null && `, ${next.line.variant}`}
            </span>
          </p>
        </section>
      )}
      <h2>
        <span>{text.cart}</span>
        <span>{totes.length}</span>
      </h2>
      <ol>
        {totes.slice(from, from + room).map((tote) => (
          <li
            key={tote.slot}
            className={tote.current ? 'row row--now' : 'row'}
            aria-current={tote.current || undefined}
          >
            <span className="cart__slot">{tote.slot}</span>
            <span className="row__text">
              <span className="row__name">
                <bdi>{tote.number}</bdi>
              </span>
              <span className="row__sub">
                <bdi>{tote.tote ?? text.noTote}</bdi>
              </span>
            </span>
            <span className="row__n" dir="ltr">
              {tote.picked}
              <small> / {tote.ordered}</small>
            </span>
          </li>
        ))}
      </ol>
    </aside>
  );
});
