import type { Play } from './play.ts';

/** One invariant of sync.md 4.1: what is wrong, in words; nothing means that it holds. */
export type Invariant = (play: Play) => Promise<readonly string[]>;

async function found(play: Play, text: string): Promise<readonly string[]> {
  const rows = await play.hub.query<Record<string, unknown>>(text);
  return rows.slice(0, 5).map((row) => JSON.stringify(row));
}

/** At most one accepted shipment for an order. */
export const oneAccepted: Invariant = (play) =>
  found(play, 'select order_id, count(*) as n from shipment where accepted group by order_id having count(*) > 1');

/** At most one fulfilment at the shop for a shipment; and every one that counts was told, or a person is asked about it. */
export const toldOnce: Invariant = async (play) => {
  const twice = [...play.shop.fulfilments]
    .filter(([, times]) => times > 1)
    .map(([id, times]) => `${id} ${times} times`);
  const accepted = await play.hub.query<{ id: string; state: string | null }>(
    'select s.id, o.state from shipment s left join outbound o on o.shipment_id = s.id where s.accepted',
  );
  const untold = accepted.filter(({ id, state }) => !play.shop.fulfilments.has(id) && state !== 'review');
  return [...twice, ...untold.map(({ id, state }) => `${id} never, its row says ${state}`)];
};

/** The fence never goes down, a new owner has a new one, and there is an owner exactly when there is a class of claim. */
export const fenceGrows: Invariant = async (play) => [
  ...(await found(
    play,
    `select cause, order_id, old_fence, fence from sim.order_change
     where fence < old_fence or (station is not null and station is distinct from old_station and old_state is not null and fence <= old_fence)`,
  )),
  ...(await found(play, 'select id from orders where (claim_station is null) <> (claim_class is null)')),
];

/** Who may end a hard claim: its owner by a fact, a supervisor, and whoever puts right what a backup forgot. Time never does. */
const MAY_END_HARD = ' (events|raw|take-over|assert)|override|/resolve|/replay|/import-events';

/** A hard claim ends by its owner's own fact or by a supervisor, and by nothing else: neither time nor a cancellation nor another claim. */
export const hardIsSticky: Invariant = (play) =>
  found(
    play,
    `select cause, order_id, old_station, station, old_class, class, old_state, state from sim.order_change
     where old_class = 'hard' and (station is distinct from old_station or class is distinct from 'hard') and cause !~ '${MAY_END_HARD}'`,
  );

/** A hub that came back from a backup lends nothing until it has heard what others hold (sync.md 3.7). */
export const lendsNothingYet: Invariant = (play) =>
  found(
    play,
    `select cause, order_id, old_station, station, class from sim.order_change
     where recovering and station is not null and station is distinct from old_station and cause !~ ' assert$'`,
  );

/** From one transaction to the next, every change that a reader must hear of brings a higher rev. */
export const revGrows: Invariant = (play) =>
  found(
    play,
    `with told as (select distinct on (order_id, tx) * from sim.order_change order by order_id, tx, n desc),
       next as (select cause, order_id, state, rev, station, class, lag(rev) over own as rev_before, lag(state) over own as state_before,
         lag(station) over own as station_before, lag(class) over own as class_before
         from told window own as (partition by order_id order by n))
     select cause, order_id, state_before, state, rev_before, rev from next
     where rev < rev_before or (rev = rev_before and (state <> state_before or station is distinct from station_before or class is distinct from class_before))`,
  );

/** A cancelled order has no accepted shipment, unless somebody decided so about a conflict. */
export const cancelledStays: Invariant = (play) =>
  found(
    play,
    `select o.id, o.number from orders o join shipment s on s.order_id = o.id and s.accepted
     where o.state = 'cancelled' and not exists (select 1 from conflict c where c.order_id = o.id and c.resolved_at is not null)`,
  );

/** No more units left by accepted shipments than were ordered, unless there is a conflict about it. */
export const notMoreThanOrdered: Invariant = (play) =>
  found(
    play,
    `select o.number, u.line_id, sum(u.units) as left_units, max((l.value ->> 'quantity')::int) as ordered
     from shipment s join orders o on o.id = s.order_id join shipment_unit u on u.shipment_id = s.id
     left join lateral jsonb_array_elements(o.doc -> 'lines') l on l.value ->> 'id' = u.line_id
     where s.accepted and not exists (select 1 from conflict c where c.order_id = o.id)
     group by o.number, u.line_id having sum(u.units) > coalesce(max((l.value ->> 'quantity')::int), 0)`,
  );

/** What lies on the shelves is the sum of all moves, by place and by item; what is reserved is the sum of the reservations. */
export const stockAddsUp: Invariant = async (play) => [
  ...(await found(
    play,
    `select s.sku, s.on_hand, coalesce(m.n, 0) as moved from stock s
     left join (select sku, sum(qty) as n from stock_move group by sku) m on m.sku = s.sku where s.on_hand <> coalesce(m.n, 0)`,
  )),
  ...(await found(
    play,
    `select s.sku, s.on_hand, coalesce(p.n, 0) as in_places from stock s
     left join (select sku, sum(on_hand) as n from stock_place group by sku) p on p.sku = s.sku where s.on_hand <> coalesce(p.n, 0)`,
  )),
  ...(await found(
    play,
    `select s.sku, s.allocated, coalesce(r.n, 0) as reserved from stock s
     left join (select sku, sum(qty) as n from reservation group by sku) r on r.sku = s.sku where s.allocated <> coalesce(r.n, 0)`,
  )),
];

/** Units of a shipment leave the stock once. */
export const shippedOnce: Invariant = (play) =>
  found(
    play,
    `select u.sku, u.n as shipped, coalesce(m.n, 0) as moved from
       (select u.sku, sum(u.units) as n from shipment_unit u where u.sku is not null group by u.sku) u
       left join (select sku, -sum(qty) as n from stock_move where reason = 'shipped' group by sku) m on m.sku = u.sku
     where coalesce(m.n, 0) > u.n`,
  );

/** What the watchers inside the database noted: an event that was changed, a number that went back, an order that was deleted. */
export const nothingRewritten: Invariant = (play) => found(play, 'select cause, what from sim.wrong');

/** Positions on the feed are unique and none is ahead of the head. */
export const positionsUnique: Invariant = (play) =>
  found(
    play,
    `with p as (select feed_pos from orders union all select feed_pos from order_gone union all select feed_pos from item
       union all select feed_pos from person union all select feed_pos from conflict)
     select feed_pos, count(*) as n from p where feed_pos is not null group by feed_pos
     having count(*) > 1 or feed_pos > (select max(pos) from feed_head)`,
  );

/** Work that a station has, or could have, is on the feed. */
export const workIsShown: Invariant = (play) =>
  found(
    play,
    `select number, state from orders where feed_pos is null and state in ('ready', 'claimed', 'packing', 'packed', 'cancel_pending')`,
  );

/** An acknowledged number is still there after any restart; a hub that was restored learns it again. */
export const acknowledgedStays: Invariant = async (play) => {
  const rows = await play.hub.query<{ name: string; last_seq: number }>('select name, last_seq from station');
  const stored = new Map(rows.map(({ name, last_seq }) => [name, Number(last_seq)]));
  return [...play.ledger.acknowledged]
    .filter(([name]) => !isLost(play, name) || play.ledger.restores === 0)
    .filter(([name, acked]) => (stored.get(name) ?? 0) < acked)
    .map(([name, acked]) => `${name} was told ${acked}, the hub has ${stored.get(name)}`);
};

/** Its journal cannot reach the hub any more. */
export function isLost(play: Play, name: string): boolean {
  return play.ledger.revoked.has(name) || play.ledger.cloned.has(name);
}
