import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sweepLeases } from '../../src/hub/claims/sweep-leases.ts';
import { type Bench, databases, openTestHub, readyOrders, type TestHub } from './hub-fixture.ts';

const STATIONS = 3;
const ORDERS = 3;

const station = fc.nat(STATIONS - 1);
const order = fc.nat(ORDERS - 1);
/** Fences that a station may say: what it was given last, or something older. */
const stale = fc.integer({ min: 0, max: 1 });
const step = fc.oneof(
  fc.record({ t: fc.constant('claim' as const), station, order, hard: fc.boolean() }),
  fc.record({ t: fc.constant('harden' as const), station, order, stale }),
  fc.record({ t: fc.constant('renew' as const), station, order, stale }),
  fc.record({ t: fc.constant('put-back' as const), station, order, stale }),
  fc.record({ t: fc.constant('take-over' as const), station, order }),
  fc.record({ t: fc.constant('override' as const), order }),
  fc.record({ t: fc.constant('wait' as const), minutes: fc.constantFrom(1, 9, 11, 100 * 24 * 60) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

interface Row {
  readonly id: string;
  readonly state: string;
  readonly fence: number;
  readonly rev: number;
  readonly claim_station: string | null;
  readonly claim_class: 'soft' | 'hard' | null;
}

/** What a station believes to have: what it was given, until it gave it back or was refused. */
interface Belief {
  readonly fence: number;
  readonly hard: boolean;
}

describe.each(databases())('rights, whatever happens, on $name', ({ choose }) => {
  let it: TestHub;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());

  const rowsNow = async (ids: readonly string[]): Promise<Row[]> =>
    it.hub.context.db
      .selectFrom('orders')
      .select(['id', 'state', 'fence', 'rev', 'claim_station', 'claim_class'])
      .where('id', 'in', ids)
      .orderBy('id')
      .execute();

  test('one holder, fences that grow, hard claims that last (I9, I10)', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
        await it.reset();
        const benches: Bench[] = [];
        for (let no = 1; no <= STATIONS; no++) benches.push(await it.station(`Bench ${no}`));
        const ids = await readyOrders(it.hub, ...Array.from({ length: ORDERS }, (_, no) => `N${no}`));
        const { people } = await it.hub.putPeople([{ name: 'Ada', role: 'supervisor', badge: 'ADA-1' }]);
        const world: World = { it, benches, ids, by: people[0]?.id ?? '', beliefs: benches.map(() => new Map()) };
        let before = await rowsNow(ids);
        for (const each of steps) {
          await play(world, each);
          const after = await rowsNow(ids);
          check(before, after, each);
          checkBeliefs(world, after);
          before = after;
        }
      }),
      { numRuns: 30 },
    );
  });

  function check(before: readonly Row[], after: readonly Row[], step: Step): void {
    for (const [index, now] of after.entries()) {
      const was = before[index];
      if (was === undefined) throw new Error('An order is gone');
      expect(now.claim_station === null, 'station and class go together').toBe(now.claim_class === null);
      expect(now.fence, 'a fence never decreases').toBeGreaterThanOrEqual(was.fence);
      expect(now.rev).toBeGreaterThanOrEqual(was.rev);
      if (now.claim_station !== null && now.claim_station !== was.claim_station) {
        expect(now.fence, 'a new owner is a new fence').toBeGreaterThan(was.fence);
      }
      const overruled = step.t === 'take-over' || step.t === 'override' || step.t === 'put-back';
      if (was.claim_class === 'hard' && !overruled) expect(now, 'a hard claim lasts').toEqual(was);
    }
  }

  /** Of all who believe to have an order hard, at most one has the fence that is in force: the others' claims are told as late. */
  function checkBeliefs({ benches, beliefs }: World, rows: readonly Row[]): void {
    for (const row of rows) {
      const current = benches.filter((_, index) => {
        const belief = beliefs[index]?.get(row.id);
        return belief?.hard === true && belief.fence === row.fence;
      });
      expect(current.length, 'never two with a claim in force').toBeLessThanOrEqual(1);
      const holder = benches.find((bench) => bench.id === row.claim_station);
      if (row.claim_class === 'hard') expect(current).toEqual([holder]);
    }
  }
});

interface World {
  readonly it: TestHub;
  readonly benches: readonly Bench[];
  readonly ids: readonly string[];
  readonly by: string;
  readonly beliefs: readonly Map<string, Belief>[];
}

async function play(world: World, step: Step): Promise<void> {
  const { it, by } = world;
  if (step.t === 'wait') {
    it.time.nowMs += step.minutes * 60_000;
    await sweepLeases(it.hub.context);
    return;
  }
  const order_id = world.ids[step.order] ?? '';
  if (step.t === 'override') {
    await it.office('POST', `/v1/orders/${order_id}/override`, { reason: 'It lies here' });
    return;
  }
  const bench = world.benches[step.station] as Bench;
  const beliefs = world.beliefs[step.station] as Map<string, Belief>;
  const fence = Math.max(1, (beliefs.get(order_id)?.fence ?? 1) - ('stale' in step ? step.stale : 0));
  if (step.t === 'put-back') {
    const reply = await bench.push([bench.event('order-put-back', { order_id, fence })]);
    if (reply.body.results[0].code !== 'late_fence') beliefs.delete(order_id);
    return;
  }
  const request_id = uuidv7();
  const items = [{ order_id, fence }];
  const { body } =
    step.t === 'claim'
      ? await bench.claim([order_id], step.hard ? 'hard' : 'soft')
      : step.t === 'harden'
        ? await bench.call('POST', '/v1/claims/harden', { request_id, items })
        : step.t === 'renew'
          ? await bench.call('POST', '/v1/claims/renew', { items })
          : await bench.call('POST', '/v1/claims/take-over', { request_id, order_id, by, reason: 'It lies here' });
  for (const grant of body.granted) beliefs.set(order_id, { fence: grant.fence, hard: grant.class === 'hard' });
}
