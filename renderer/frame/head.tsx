import { memo } from 'react';
import type { Mark as OrderMark } from '../../src/core/order.ts';
import type { Head as HeadView } from '../../src/core/screen-view.ts';
import type { Strip } from '../../src/core/view.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Sign } from '../parts/sign.tsx';
import { UnitBar } from '../parts/unit-bar.tsx';
import { useNow } from '../state/station-clock.ts';
import { leftText, roughText, shipByText } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import { Fact, HeadBar } from './head-bar.tsx';

const MARK_ICONS = { gift: 'gift', 'no-invoice': 'note', fragile: 'fragile' } as const satisfies Record<
  OrderMark,
  IconName
>;

interface Props {
  readonly head: HeadView;
  readonly network: Strip['network']['state'];
  readonly autonomyOrders: number;
  readonly autonomyMs: number | null;
  /** A hard stop covers the ruler as well. */
  readonly ruler?: boolean;
}

export const Head = memo(function Head({ head, network, autonomyOrders, autonomyMs, ruler = true }: Props) {
  const words = useWords();
  const text = words.screens.head;
  const [first] = head.marks;
  return (
    <>
      <HeadBar>
        <Fact label={text.order} value={head.number} />
        {head.shipByMs !== null && <ShipBy atMs={head.shipByMs} />}
        <Fact label={text.carrier} value={head.carrier} extra="opt" />
        {first !== undefined && (
          <span className="chip" data-many={head.marks.length > 1 || head.changedAbove || undefined}>
            <Icon name={MARK_ICONS[first]} />
            {head.marks.map((mark) => words.marks[mark]).join(' · ')}
          </span>
        )}
        {head.changedAbove && (
          <span className="chip chip--mind" data-many>
            <Sign name="warn" />
            {text.changedAbove}
          </span>
        )}
        <div className="head__end">
          {network !== 'online' && (
            <dl className="fact alone">
              <dt>{text.alone}</dt>
              <dd>
                <bdi>{text.orders(autonomyOrders)}</bdi>
                {autonomyMs !== null && <small>{text.about(roughText(words, autonomyMs))}</small>}
              </dd>
            </dl>
          )}
          <Fact label={text.box} value={text.of(head.box.no, head.box.of)} extra="box" />
          <Fact label={text.units} value={text.of(head.units.packed, head.units.ordered)} />
        </div>
      </HeadBar>
      {ruler && <UnitBar packed={head.units.packed} ordered={head.units.ordered} />}
    </>
  );
});

function ShipBy({ atMs }: { readonly atMs: number }) {
  const words = useWords();
  const nowMs = useNow(60_000);
  return (
    <dl className="fact">
      <dt>{words.screens.head.shipBy}</dt>
      <dd>
        <bdi>{shipByText(words, atMs, nowMs)}</bdi>
        <small className={atMs < nowMs ? 'late' : ''}>
          <bdi>{leftText(words, atMs, nowMs)}</bdi>
        </small>
      </dd>
    </dl>
  );
}
