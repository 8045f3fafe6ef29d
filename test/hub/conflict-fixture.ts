import { expect } from 'vitest';
import type { ConflictKind } from '../../src/core/conflict.ts';
import {
  type Bench,
  documentAsk,
  GOOD_ADDRESS,
  item,
  salesOrder,
  shippedPayload,
  type TestHub,
} from './hub-fixture.ts';

/** A warehouse with 100 pieces of A-1, 60 of them in bin A-01, and two benches. */
export async function openShop(it: TestHub): Promise<{ readonly one: Bench; readonly two: Bench }> {
  await it.reset();
  await it.hub.putItems([item('A-1')]);
  const moves = [
    { kind: 'receive', id: crypto.randomUUID(), sku: 'A-1', units: 60, bin: 'A-01' },
    { kind: 'receive', id: crypto.randomUUID(), sku: 'A-1', units: 40 },
  ];
  expect((await it.office('POST', '/v1/stock/moves', { moves })).body).toMatchObject({ booked: 2 });
  return { one: await it.station('Bench 1'), two: await it.station('Bench 2') };
}

export async function order(it: TestHub, number: string, fields = {}): Promise<string> {
  const line = { sku: 'A-1', quantity: 2, bin: 'A-01' };
  return (await it.office('POST', '/v1/orders', salesOrder(number, { lines: [line as never], ...fields }))).body.order
    .id;
}

export async function claim(bench: Bench, id: string): Promise<{ readonly order_id: string; readonly fence: number }> {
  const { granted } = (await bench.claim([id])).body;
  expect(granted).toHaveLength(1);
  return { order_id: id, fence: granted[0].fence };
}

/** What the hub says of one event: outcome, code, and the conflict's id. */
export async function tell(bench: Bench, type: string, fields: object) {
  const reply = await bench.push([bench.event(type, fields)]);
  expect(reply.status).toBe(200);
  const { outcome, code, conflict_id } = reply.body.results[0];
  return { outcome, code: code ?? null, conflict: conflict_id as string };
}

export function ship(bench: Bench, about: object, units = 2, tracking?: string) {
  return tell(bench, 'order-shipped', {
    ...about,
    payload: shippedPayload(units, `P-${bench.id.slice(-4)}`, tracking),
  });
}

/** The order as a bench opens it: the event carries it whole. */
export async function open(bench: Bench, about: { readonly order_id: string }) {
  const { items } = (await bench.call('GET', '/v1/feed')).body;
  const { order: seen } = items.find((each: { order?: { id: string } }) => each.order?.id === about.order_id);
  return tell(bench, 'order-opened', { ...about, payload: { order: seen } });
}

/** From above, while a bench has it. */
export async function change(it: TestHub, id: string, fields: object): Promise<void> {
  expect((await it.office('PATCH', `/v1/orders/${id}`, fields)).status).toBe(200);
}

export interface Case {
  readonly order: string;
  readonly conflict: string;
}

/** Every way in which a parcel can contradict the hub, as benches bring it about. `moved` needs a second warehouse. */
export const CASES: Record<
  string,
  { kind: ConflictKind; make: (it: TestHub, one: Bench, two: Bench) => Promise<Case> }
> = {
  'double_ship, shipped': {
    kind: 'double_ship',
    async make(it, one, two) {
      const id = await order(it, '1');
      expect(await ship(one, await claim(one, id))).toMatchObject({ outcome: 'applied' });
      return { order: id, conflict: (await ship(two, { order_id: id, fence: 0 })).conflict };
    },
  },
  'double_ship, in review': {
    kind: 'double_ship',
    async make(it, one, two) {
      const id = await order(it, '1');
      expect(await ship(one, await claim(one, id), 3)).toMatchObject({ code: 'over_ship' });
      return { order: id, conflict: (await ship(two, { order_id: id, fence: 0 })).conflict };
    },
  },
  shipped_after_cancel: {
    kind: 'shipped_after_cancel',
    async make(it, one) {
      const id = await order(it, '1');
      await it.office('POST', `/v1/orders/${id}/cancel`);
      return { order: id, conflict: (await ship(one, { order_id: id, fence: 0 })).conflict };
    },
  },
  over_ship: {
    kind: 'over_ship',
    async make(it, one) {
      const id = await order(it, '1');
      return { order: id, conflict: (await ship(one, await claim(one, id), 3)).conflict };
    },
  },
  'over_ship, shop cancelled': {
    kind: 'over_ship',
    async make(it, one) {
      const id = await order(it, '1');
      const about = await claim(one, id);
      await it.office('POST', `/v1/orders/${id}/cancel`);
      return { order: id, conflict: (await ship(one, about, 3)).conflict };
    },
  },
  edited_after_claim: {
    kind: 'edited_after_claim',
    async make(it, one) {
      const id = await order(it, '1');
      const about = await claim(one, id);
      await open(one, about);
      await change(it, id, { to: { ...GOOD_ADDRESS, street: 'Elsewhere 1' } });
      return { order: id, conflict: (await ship(one, about)).conflict };
    },
  },
  tracking_twice: {
    kind: 'tracking_twice',
    async make(it, one, two) {
      const other = await order(it, '0');
      await ship(two, await claim(two, other), 2, 'TRK1');
      const id = await order(it, '1');
      return { order: id, conflict: (await ship(one, await claim(one, id), 2, 'TRK1')).conflict };
    },
  },
  foreign_label: {
    kind: 'foreign_label',
    async make(it, one) {
      const other = await order(it, '0', { label: 'carrier' });
      await it.hub.putDocument(other, documentAsk('TRK2'));
      const id = await order(it, '1', { label: 'carrier' });
      return { order: id, conflict: (await ship(one, await claim(one, id), 2, 'TRK2')).conflict };
    },
  },
  label_voided: {
    kind: 'label_voided',
    async make(it, one) {
      const id = await order(it, '1', { label: 'carrier' });
      const { sha256 } = await it.hub.putDocument(id, documentAsk('TRK3'));
      await it.hub.voidDocument(id, sha256, 'wrong weight');
      return { order: id, conflict: (await ship(one, await claim(one, id), 2, 'TRK3')).conflict };
    },
  },
};

/** What became of order 1, in one line each. */
export async function standing(it: TestHub, { order: id, conflict }: Case) {
  const { db } = it.hub.context;
  const state = (await db.selectFrom('orders').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
  const shipments = await db
    .selectFrom('shipment')
    .leftJoin('outbound', 'outbound.shipment_id', 'shipment.id')
    .select(['shipment.id', 'accepted', 'outbound.state as told'])
    .where('shipment.order_id', '=', id)
    .orderBy('shipment.id')
    .execute();
  const kept = shipments.find((row) => row.id === conflict);
  const other = shipments.find((row) => row.id !== conflict);
  const say = (row: typeof kept) =>
    row === undefined ? '-' : `${row.accepted ? 'counts' : 'not'}${row.told === null ? '' : ` ${row.told}`}`;
  const stock = await db.selectFrom('stock').selectAll().where('sku', '=', 'A-1').executeTakeFirstOrThrow();
  const open = await db
    .selectFrom('conflict')
    .select('resolved_at')
    .where('id', '=', conflict)
    .executeTakeFirstOrThrow();
  return [state, say(kept), say(other), stock.on_hand, stock.allocated, open.resolved_at === null ? 'open' : 'closed'];
}

const LIVE = ['ready', 'claimed', 'packing', 'packed', 'on_hold', 'cancel_pending', 'review'];

/** sync.md 4.1: I1, I11, I12, I13, whatever happened. */
export async function expectInvariants(it: TestHub): Promise<void> {
  const { db } = it.hub.context;
  const orders = await db.selectFrom('orders').select(['id', 'state', 'doc', 'number']).execute();
  const shipments = await db.selectFrom('shipment').selectAll().execute();
  const conflicts = await db.selectFrom('conflict').select(['order_id', 'resolved_at']).execute();
  const resolved = (id: string) => conflicts.some((each) => each.order_id === id && each.resolved_at !== null);
  const open = (id: string) => conflicts.some((each) => each.order_id === id && each.resolved_at === null);
  for (const each of orders) {
    const counting = shipments.filter((shipment) => shipment.order_id === each.id && shipment.accepted);
    expect(counting.length, `I1: ${each.number} ships once`).toBeLessThanOrEqual(1);
    expect(counting.length === 1, `${each.number} is ${each.state}`).toBe(each.state === 'shipped');
    if (each.state === 'cancelled' && counting.length > 0) expect(resolved(each.id), 'I11').toBe(true);
    if (each.state === 'review') expect(open(each.id), `${each.number} can be brought out of review`).toBe(true);
    for (const shipment of counting) {
      const units = await db
        .selectFrom('shipment_unit')
        .select(['line_id', 'units'])
        .where('shipment_id', '=', shipment.id)
        .execute();
      for (const line of each.doc?.lines ?? []) {
        const left = units.filter((unit) => unit.line_id === line.id).reduce((sum, unit) => sum + unit.units, 0);
        if (left > line.quantity) expect(resolved(each.id), 'I12').toBe(true);
      }
    }
  }
  const live = new Set(orders.filter(({ state }) => LIVE.includes(state)).map(({ id }) => id));
  const reserved = await db.selectFrom('reservation').selectAll().execute();
  const moves = await db.selectFrom('stock_move').selectAll().execute();
  const places = await db.selectFrom('stock_place').selectAll().execute();
  for (const { sku, on_hand, allocated } of await db.selectFrom('stock').selectAll().execute()) {
    const sum = (rows: readonly { sku: string; n: number }[]) =>
      rows.filter((row) => row.sku === sku).reduce((total, row) => total + row.n, 0);
    expect(sum(moves.map((row) => ({ ...row, n: row.qty }))), 'I13: moves').toBe(on_hand);
    expect(sum(places.map((row) => ({ ...row, n: row.on_hand }))), 'I13: places').toBe(on_hand);
    expect(sum(reserved.map((row) => ({ ...row, n: row.qty }))), 'reserved').toBe(allocated);
    expect(allocated).toBeGreaterThanOrEqual(0);
  }
  for (const { order_id } of reserved) expect(live.has(order_id), 'only live orders reserve').toBe(true);
}
