import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, databases, openTestHub, readyOrders, shippedPayload, type TestHub } from './hub-fixture.ts';

const STATIONS = 12;

/** Requests that come while others are under way share a transaction; nobody may notice, whatever the others ask. */
describe.each(databases())('many at once, on $name', ({ choose }) => {
  let it: TestHub;
  let benches: Bench[];
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  beforeEach(async () => {
    await it.reset();
    benches = [];
    for (let no = 1; no <= STATIONS; no++) benches.push(await it.station(`Bench ${no}`));
  });
  afterAll(() => it.close());

  const urgent = (bench: Bench, fields: Record<string, unknown> = {}) =>
    bench.call('POST', '/v1/claims', { request_id: uuidv7(), class: 'hard', want: 2, ...fields });
  const statuses = (replies: readonly { readonly status: number; readonly body: { readonly code?: string } }[]) =>
    replies.map(({ status, body }) => (status === 200 ? '200' : `${status} ${body.code}`));

  test('every order is lent to one of them, each its own request answered', async () => {
    const ids = await readyOrders(it.hub, ...Array.from({ length: 20 }, (_, no) => `O-${no}`));
    const replies = await Promise.all(benches.map((bench) => urgent(bench)));
    const granted = replies.flatMap(({ body }) => body.granted.map((each: { order_id: string }) => each.order_id));
    expect(granted.toSorted()).toEqual(ids.toSorted());
    for (const { body } of replies) {
      for (const grant of body.granted) expect(grant).toMatchObject({ fence: 1, rev: 2, class: 'hard' });
    }
    const rows = await it.hub.context.db
      .selectFrom('orders')
      .select(['id', 'fence', 'rev', 'state', 'claim_station'])
      .execute();
    for (const [index, { body }] of replies.entries()) {
      for (const { order_id } of body.granted) {
        expect(rows.find(({ id }) => id === order_id)).toMatchObject({
          ...{ fence: 1, rev: 2, state: 'claimed' },
          claim_station: benches[index]?.id,
        });
      }
    }
  });

  test('a repeated request, a reused id and a station that was shut out are answered as if they were alone', async () => {
    await readyOrders(it.hub, ...Array.from({ length: 40 }, (_, no) => `O-${no}`));
    const [one, two, three, ...rest] = benches as [Bench, Bench, Bench, ...Bench[]];
    const again = { request_id: uuidv7() };
    const reused = { request_id: uuidv7() };
    const first = await urgent(one, again);
    await urgent(two, reused);
    // Its key still fits when the request comes in; the group finds out.
    const out = it.office('POST', `/v1/stations/${three.id}/revoke`, { reason: 'stolen' });
    const replies = await Promise.all([
      ...rest.map((bench) => urgent(bench)),
      urgent(one, again),
      urgent(two, { ...reused, want: 3 }),
      urgent(three),
    ]);
    await out;
    expect(statuses(replies.slice(0, rest.length + 2))).toEqual([
      ...rest.map(() => '200'),
      '200',
      '409 request_id_reused',
    ]);
    expect(replies[rest.length]?.body).toEqual(first.body);
    expect(['200', '403 station_revoked', '401 station_revoked']).toContain(statuses(replies.slice(-1))[0]);
  });

  test('events of all are kept; a gap, a fork, a wrong epoch and a poisonous one harm nobody else', async () => {
    const ids = await readyOrders(it.hub, ...benches.map((_, no) => `O-${no}`));
    for (const [index, bench] of benches.entries()) await bench.claim([ids[index] ?? '']);
    const told = benches.map((bench, index) => {
      const about = { order_id: ids[index] ?? '', fence: 1 };
      return [
        bench.event('order-opened', about),
        bench.event('order-packed', about),
        bench.event('order-shipped', { ...about, payload: shippedPayload(2, `P-${index}`, `TRACK-${index}`) }),
      ];
    });
    const [gap = [], fork = [], epoch = [], poison = []] = told;
    const forked = benches[1];
    await forked?.push(fork);
    const pushes = benches.map((bench, index) => {
      if (index === 0) return bench.push(gap.slice(1));
      if (index === 1) return bench.push(fork.map((event) => ({ ...event, id: uuidv7() })));
      if (index === 2) return bench.push(epoch, 2);
      if (index === 3)
        return bench.push(poison.map((event, no) => (no === 1 ? { ...event, type: 'who-knows' } : event)));
      return bench.push(told[index] ?? []);
    });
    const replies = await Promise.all(pushes);
    expect(statuses(replies)).toEqual([
      ...['409 seq_gap', '409 seq_fork', '409 wrong_epoch', '200'],
      ...benches.slice(4).map(() => '200'),
    ]);
    expect(replies[3]?.body.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      ...['applied', 'quarantined', 'applied'],
    ]);
    const { shipped, events } = await it.hub.summary();
    expect({ shipped, events }).toEqual({ shipped: 10, events: 3 * 10 - 1 });
    const { body } = await it.office('GET', '/v1/stations');
    const forkedOnes = body.stations.filter(({ status }: { status: string }) => status === 'forked');
    expect(forkedOnes.map(({ id }: { id: string }) => id)).toEqual([forked?.id]);
  });

  test('two that tell of one order: the second one sees what the first one did', async () => {
    const [id = ''] = await readyOrders(it.hub, 'O-1');
    for (const bench of benches.slice(0, 2)) {
      await bench.claim([id]);
      await it.office('POST', `/v1/orders/${id}/override`, { reason: 'for the test' });
    }
    const replies = await Promise.all(
      benches.map((bench, index) =>
        index < 2
          ? bench.push([
              bench.event('order-shipped', {
                order_id: id,
                fence: 2 * index + 1,
                payload: shippedPayload(2, `P-${index}`),
              }),
            ])
          : bench.push([bench.event('scan-taken')]),
      ),
    );
    expect(statuses(replies)).toEqual(benches.map(() => '200'));
    const codes = replies.slice(0, 2).map(({ body }) => body.results[0].code ?? 'accepted');
    expect(codes.filter((code) => code === 'double_ship')).toHaveLength(1);
    const { rows } = await it.office('GET', '/v1/conflicts').then(({ body }) => ({ rows: body.conflicts }));
    expect(rows).toHaveLength(1);
    expect(rows[0].sides).toHaveLength(2);
  });

  test('the same event from two stations is stored once', async () => {
    const [one, two] = benches as [Bench, Bench];
    const event = one.event('scan-taken');
    two.event('scan-taken');
    const replies = await Promise.all([
      ...benches.slice(2).map((bench) => bench.push([bench.event('scan-taken')])),
      one.push([event]),
      two.push([event]),
    ]);
    expect(statuses(replies)).toEqual(benches.map(() => '200'));
    const outcomes = replies.slice(-2).map(({ body }) => body.results[0].outcome);
    expect(outcomes.toSorted()).toEqual(['applied', 'duplicate']);
    expect((await it.hub.summary()).events).toBe(STATIONS - 1);
  });
});
