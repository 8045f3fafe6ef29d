import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, databases, openTestHub, readyOrders, type TestHub } from './hub-fixture.ts';

describe.each(databases())('cancelling what a station has, on $name', ({ choose }) => {
  let it: TestHub;
  let one: Bench;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    one = await it.station('Bench 1');
    await it.hub.putStock([{ sku: 'A-1', on_hand: 10 }]);
  });

  const rowOf = (id: string) =>
    it.hub.context.db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const allocated = async () =>
    (await it.hub.context.db.selectFrom('stock').select('allocated').executeTakeFirstOrThrow()).allocated;
  const cancel = (id: string) => it.office('POST', `/v1/orders/${id}/cancel`);

  test('a lease ends at once, and its fence with it', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await one.claim([id], 'soft');
    expect((await cancel(id)).body.state).toBe('cancelled');
    expect(await rowOf(id)).toMatchObject({
      fence: 2,
      claim_station: null,
      claim_class: null,
      claim_expires: null,
      claimed_at: null,
      feed_pos: null,
    });
    expect(await allocated()).toBe(0);
    const items = [{ order_id: id, fence: 1 }];
    const hardened = await one.call('POST', '/v1/claims/harden', { request_id: uuidv7(), items });
    expect(hardened.body).toEqual({ granted: [], refused: [{ order_id: id, code: 'not-ready', state: 'cancelled' }] });
  });

  test('what nobody holds keeps its fence', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await cancel(id);
    expect((await rowOf(id)).fence).toBe(0);
  });

  test('a hard claim waits for its holder, however often and however late it is cancelled', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await one.claim([id]);
    await cancel(id);
    it.time.nowMs += 100 * 86_400_000;
    expect((await cancel(id)).body.state).toBe('cancel_pending');
    expect(await rowOf(id)).toMatchObject({ fence: 1, claim_station: one.id, claim_class: 'hard' });
    expect(await allocated()).toBe(2);
  });
});
