import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeEvents } from '../../src/hub/events/take-events.ts';
import { openTestHub, readyOrders, shippedPayload, type TestHub } from './hub-fixture.ts';

let it: TestHub;
beforeAll(async () => {
  it = await openTestHub();
});
afterAll(() => it.close());

/** Statements are what a busy hub waits for: 40 events of five orders must not cost more of them than one order does. */
test('a batch of 40 events with 5 shipments takes few statements', async () => {
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements++;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await it.hub.putStock([{ sku: 'A-1', on_hand: 100 }]);
  const bench = await it.station('Bench 1');
  const orders = await readyOrders(it.hub, '1', '2', '3', '4', '5');
  await bench.claim(orders);
  const events = orders.flatMap((id, no) => {
    const about = { order_id: id, fence: 1 };
    return [
      bench.event('order-opened', about),
      ...Array.from({ length: 5 }, () => bench.event('scan-taken', about)),
      bench.event('order-packed', about),
      bench.event('order-shipped', { ...about, payload: shippedPayload(2, `P${no}`, `TRK${no}`) }),
    ];
  });
  const hub = { ...it.hub.context, db: it.hub.context.db.withPlugin(counting) };
  const { results } = await takeEvents(hub, { stationId: bench.id, epoch: 1, events });
  expect(results.map(({ outcome }) => outcome)).toEqual(events.map(() => 'applied'));
  expect(statements).toBeLessThanOrEqual(12);
});
