import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OrderState } from '../../src/core/order.ts';
import { type Bench, databases, openTestHub, type Reply, readyOrders, START_MS, type TestHub } from './hub-fixture.ts';

type Holder = 'nobody' | 'my lease' | 'my claim' | "other's lease" | "other's claim";

/**
 * Everything that may be asked for, of every order that can be. Columns: claim hard, claim soft, harden with the right fence,
 * harden with an old one, renew with the right one, renew with an old one, take over. `same`: it is mine already and told again.
 */
const TABLE = [
  ['ready', 'nobody', 'grant', 'grant', 'stale-fence', 'stale-fence', 'stale-fence', 'stale-fence', 'grant'],
  ['ready', 'my lease', 'harden', 'renew', 'harden', 'stale-fence', 'renew', 'stale-fence', 'harden'],
  ['ready', "other's lease", 'taken', 'taken', 'taken', 'taken', 'taken', 'taken', 'take'],
  ['claimed', 'my claim', 'same', 'same', 'same', 'stale-fence', 'same', 'stale-fence', 'same'],
  ['packing', 'my claim', 'same', 'same', 'same', 'stale-fence', 'same', 'stale-fence', 'same'],
  ['packed', 'my claim', 'same', 'same', 'same', 'stale-fence', 'same', 'stale-fence', 'same'],
  ['claimed', "other's claim", 'taken', 'taken', 'taken', 'taken', 'taken', 'taken', 'take'],
  ['packing', "other's claim", 'taken', 'taken', 'taken', 'taken', 'taken', 'taken', 'take'],
  ['packed', "other's claim", 'taken', 'taken', 'taken', 'taken', 'taken', 'taken', 'take'],
  ['cancel_pending', 'my claim', 'not-ready', 'not-ready', 'same', 'stale-fence', 'same', 'stale-fence', 'not-ready'],
  ['cancel_pending', "other's claim", 'taken', 'taken', 'taken', 'taken', 'taken', 'taken', 'not-ready'],
  ['shipped', 'nobody', ...refusedAs('not-ready')],
  ['cancelled', 'nobody', ...refusedAs('not-ready')],
  ['on_hold', 'nobody', ...refusedAs('not-ready')],
  ['review', 'nobody', ...refusedAs('not-ready')],
] as const satisfies readonly (readonly [OrderState, Holder, ...string[]])[];

function refusedAs(code: string) {
  return [code, code, code, code, code, code, code] as const;
}

const FENCE = 3;
const REV = 7;

describe.each(databases())('who may have an order, on $name', ({ choose }) => {
  let it: TestHub;
  let me: Bench;
  let other: Bench;
  let supervisor: string;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    await it.reset();
    me = await it.station('Mine');
    other = await it.station('Other');
    [{ id: supervisor = '' } = {}] = (
      await it.hub.putPeople([{ name: 'Ada', role: 'supervisor', badge: 'ADA-1' }])
    ).people;
  });

  async function put(id: string, state: OrderState, holder: Holder): Promise<void> {
    const station = holder === 'nobody' ? null : holder.startsWith('my') ? me.id : other.id;
    const kind = holder === 'nobody' ? null : holder.endsWith('lease') ? 'soft' : 'hard';
    const expires = kind === 'soft' ? new Date(START_MS + 60_000).toISOString() : null;
    await sql`update orders set state = ${state}, claim_station = ${station}::uuid, claim_class = ${kind}, claim_expires = ${expires}::timestamptz,
      claimed_at = ${kind === null ? null : new Date(START_MS - 60_000).toISOString()}::timestamptz, worker = ${kind === null ? null : supervisor},
      fence = ${FENCE}, rev = ${REV}, edited_rev = ${REV}, agreed_rev = ${REV - 1} where id = ${id}::uuid`.execute(
      it.hub.context.db,
    );
  }

  async function rowOf(id: string) {
    const row = await it.hub.context.db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const {
      state,
      fence,
      rev,
      claim_station,
      claim_class,
      claim_expires,
      override_count,
      worker,
      edited_rev,
      agreed_rev,
    } = row;
    const since = row.claimed_at?.toISOString() ?? null;
    const expires = claim_expires?.toISOString() ?? null;
    return {
      state,
      fence,
      rev,
      claim_station,
      claim_class,
      expires,
      override_count,
      since,
      worker,
      edited_rev,
      agreed_rev,
    };
  }

  const asks: readonly ((id: string) => Promise<Reply>)[] = [
    (id) => me.claim([id]),
    (id) => me.claim([id], 'soft'),
    (id) => me.call('POST', '/v1/claims/harden', { request_id: uuidv7(), items: [{ order_id: id, fence: FENCE }] }),
    (id) => me.call('POST', '/v1/claims/harden', { request_id: uuidv7(), items: [{ order_id: id, fence: FENCE - 1 }] }),
    (id) => me.call('POST', '/v1/claims/renew', { items: [{ order_id: id, fence: FENCE }] }),
    (id) => me.call('POST', '/v1/claims/renew', { items: [{ order_id: id, fence: FENCE - 1 }] }),
    (id) =>
      me.call('POST', '/v1/claims/take-over', {
        request_id: uuidv7(),
        order_id: id,
        by: supervisor,
        reason: 'It lies here',
      }),
  ];

  /** What the row must be after the answer, from what it was. */
  function expected(before: Awaited<ReturnType<typeof rowOf>>, outcome: string, kind: 'hard' | 'soft') {
    const now = new Date(START_MS).toISOString();
    const end = new Date(START_MS + 600_000).toISOString();
    const mine = { ...before, claim_station: me.id };
    const given = {
      ...mine,
      claim_class: kind,
      expires: kind === 'soft' ? end : null,
      state: kind === 'hard' ? 'claimed' : before.state,
      fence: FENCE + 1,
      rev: REV + 1,
      since: now,
      worker: null,
      edited_rev: null,
      agreed_rev: null,
    };
    if (outcome === 'grant') return given;
    if (outcome === 'take') return { ...given, override_count: 1 };
    if (outcome === 'harden') return { ...mine, claim_class: 'hard', expires: null, state: 'claimed', rev: REV + 1 };
    if (outcome === 'renew') return { ...mine, expires: end };
    return before;
  }

  test.each(TABLE)('an order that is %s and has %s', async (state, holder, ...outcomes) => {
    const ids = await readyOrders(it.hub, ...asks.map((_, index) => `N${index}`));
    for (const [index, outcome] of outcomes.entries()) {
      const id = ids[index] ?? '';
      await put(id, state, holder);
      const before = await rowOf(id);
      const head = (await it.hub.context.db.selectFrom('feed_head').select('pos').executeTakeFirstOrThrow()).pos;
      const reply = await asks[index]?.(id);
      const after = await rowOf(id);
      const kind = index === 1 || index === 4 || index === 5 ? 'soft' : 'hard';
      const what = `column ${index + 1}`;
      expect(after, what).toEqual(expected(before, outcome, kind));
      if (['grant', 'take', 'harden', 'renew', 'same'].includes(outcome)) {
        const { fence, rev, claim_class, expires } = after;
        const grant = { order_id: id, fence, class: claim_class, rev, expires_at: expires };
        expect(reply?.body, what).toEqual({ granted: [grant], refused: [] });
      } else {
        const who = { station: 'Other', person: 'Ada', since: new Date(START_MS - 60_000).toISOString() };
        const holder = outcome === 'taken' ? { holder: who } : {};
        expect(reply?.body, what).toEqual({
          granted: [],
          refused: [{ order_id: id, code: outcome, state, ...holder }],
        });
      }
      const news = (await it.hub.context.db.selectFrom('feed_head').select('pos').executeTakeFirstOrThrow()).pos - head;
      expect(news, what).toBe(after.rev - before.rev);
    }
    expect(outcomes).toHaveLength(asks.length);
  });

  test('an order that does not exist, or is of another warehouse, is unknown in every way of asking', async () => {
    const [id = ''] = await readyOrders(it.hub, '1');
    await sql`insert into warehouse (id, code, name) values (${uuidv7()}::uuid, 'FAR', 'Far away') on conflict do nothing`.execute(
      it.hub.context.db,
    );
    await sql`update orders set warehouse_id = (select id from warehouse where code = 'FAR') where id = ${id}::uuid`.execute(
      it.hub.context.db,
    );
    for (const ask of asks) {
      for (const asked of [id, uuidv7()]) {
        expect((await ask(asked)).body).toEqual({
          granted: [],
          refused: [{ order_id: asked, code: 'unknown-order', state: null }],
        });
      }
    }
    expect((await it.office('POST', `/v1/orders/${id}/override`, { reason: 'x' })).body.code).toBe('not_found');
  });
});
