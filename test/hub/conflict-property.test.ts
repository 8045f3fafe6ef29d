import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONFLICT_ANSWERS, type ConflictAnswer } from '../../src/core/conflict.ts';
import { expectInvariants, openShop, order } from './conflict-fixture.ts';
import { type Bench, databases, openTestHub, shippedPayload, type TestHub } from './hub-fixture.ts';

const bench = fc.nat(1);
const which = fc.nat(2);
const units = fc.integer({ min: 1, max: 3 });

/** What benches, the office and the shop may do, in any order. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ t: fc.constant('claim' as const), bench, which }) },
  {
    weight: 5,
    arbitrary: fc.record({
      t: fc.constant('ship' as const),
      bench,
      which,
      units,
      tracking: fc.constantFrom(undefined, 'TRK1', 'TRK2'),
      short: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      t: fc.constant('leave' as const),
      bench,
      which,
      type: fc.constantFrom('order-put-back', 'order-released', 'order-dropped', 'order-held'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      t: fc.constant('goods' as const),
      bench,
      which,
      units,
      type: fc.constantFrom('line-short', 'item-damaged', 'short-taken-back'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ t: fc.constant('cancel' as const), which }) },
  { weight: 1, arbitrary: fc.record({ t: fc.constant('edit' as const), which, quantity: units }) },
  { weight: 1, arbitrary: fc.record({ t: fc.constant('release' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      t: fc.constant('stock' as const),
      kind: fc.constantFrom('receive', 'count', 'write-off', 'move'),
      units: fc.nat(12),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      t: fc.constant('answer' as const),
      bench: fc.option(bench),
      which: fc.nat(5),
      answer: fc.constantFrom(...CONFLICT_ANSWERS),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

describe.each(databases())('any facts and any answers on $name', ({ choose }) => {
  let it: TestHub;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());

  const openOnes = async () =>
    (await it.office('GET', '/v1/conflicts')).body.conflicts as { id: string; answers: ConflictAnswer[] }[];

  async function take(orders: readonly string[], benches: readonly Bench[], { ...act }: Step): Promise<void> {
    const id = orders[act.t === 'stock' || act.t === 'answer' ? 0 : act.which] ?? '';
    const by = benches[('bench' in act ? act.bench : 0) ?? 0];
    if (by === undefined) throw new Error('no such bench');
    const { fence } = await it.hub.context.db
      .selectFrom('orders')
      .select('fence')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const push = async (type: string, payload: Record<string, unknown>) => {
      const reply = await by.push([by.event(type, { order_id: id, fence, payload })]);
      expect(reply.status).toBe(200);
    };
    switch (act.t) {
      case 'claim':
        await by.claim([id]);
        return;
      case 'ship': {
        const { shipment } = shippedPayload(act.units, `P-${by.id.slice(-4)}-${id.slice(-4)}`, act.tracking);
        const short = act.short && act.units < 2 ? { short: [{ lineId: 'L1', units: 1 }] } : {};
        return push('order-shipped', { shipment: { ...shipment, ...short } });
      }
      case 'leave':
        return push(act.type, { reason: 'missing', number: '1', fence });
      case 'goods':
        return push(act.type, {
          lineId: 'L1',
          units: act.units,
          reason: act.type === 'line-short' ? 'too-few' : 'dirty',
        });
      case 'cancel':
        await it.office('POST', `/v1/orders/${id}/cancel`);
        return;
      case 'edit':
        await it.office('PATCH', `/v1/orders/${id}`, { lines: [{ sku: 'A-1', quantity: act.quantity, bin: 'A-01' }] });
        return;
      case 'release':
        await it.office('POST', `/v1/orders/${id}/release-hold`);
        return;
      case 'stock': {
        const move = { kind: act.kind, id: crypto.randomUUID(), sku: 'A-1', bin: 'A-01' };
        const how =
          act.kind === 'count'
            ? { on_hand: act.units }
            : { units: act.units + 1, ...(act.kind === 'write-off' ? { reason: 'broken' } : {}) };
        const { status } = await it.office('POST', '/v1/stock/moves', { moves: [{ ...move, ...how }] });
        expect([200, 409]).toContain(status);
        return;
      }
      case 'answer': {
        const conflicts = await openOnes();
        const conflict = conflicts[act.which % Math.max(1, conflicts.length)];
        if (conflict === undefined) return;
        if (act.bench !== null) return push('conflict-answered', { conflictId: conflict.id, answer: act.answer });
        const reply = await it.office('POST', `/v1/conflicts/${conflict.id}/resolve`, { answer: act.answer });
        expect([200, 400, 409, 422]).toContain(reply.status);
      }
    }
  }

  test('one shipment counts, cancelled stays cancelled, nobody gets more than ordered, and stock is the sum of its moves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), async (steps) => {
        const { one, two } = await openShop(it);
        // Little stock, so that orders wait and are let go again.
        await it.hub.putStock([{ sku: 'A-1', on_hand: 7 }]);
        const orders = [await order(it, '1'), await order(it, '2'), await order(it, '3')];
        for (const each of steps) {
          await take(orders, [one, two], each);
          await expectInvariants(it);
        }
        // Every question has an answer, and after the last one nothing waits in review.
        for (let rounds = 0; rounds < 20; rounds++) {
          const [first] = await openOnes();
          if (first === undefined) break;
          await it.office('POST', `/v1/conflicts/${first.id}/resolve`, { answer: first.answers[rounds % 2] });
          await expectInvariants(it);
        }
        const stuck = (await openOnes()).filter(({ answers }) => answers.length > 0);
        expect(stuck).toEqual([]);
      }),
      { numRuns: Number(process.env.RUNS ?? 12) },
    );
  }, 280_000);
});
