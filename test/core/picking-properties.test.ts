import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evolvePick } from '../../src/core/evolve-pick.ts';
import type { LineId, OrderId, ParcelCode } from '../../src/core/ids.ts';
import type { Order } from '../../src/core/order.ts';
import { type Action, SATISFIES, satisfies } from '../../src/core/phase.ts';
import type { PickEvent } from '../../src/core/pick-event.ts';
import { choicesOf } from '../../src/core/question.ts';
import { currentTask, openTote, pickedOf, roundOrderOf, roundShortOf, stepOf, tasksOf } from '../../src/core/round.ts';
import { INITIAL_STATE, phaseOf, type State } from '../../src/core/state.ts';
import { pickScreenOf } from '../../src/core/view-pick.ts';
import { CODES, line, order, type PickBench, picking, place } from './pick-bench.ts';

const SKUS = ['B-17-BK', 'B-17-BL', 'M-02', 'L-9'];
const BINS = ['A-2', 'A-10', 'B-1', undefined];
const ROUND_ACTIONS = SATISFIES.picking.filter(
  (action) => action !== 'help' && action !== 'lock' && action !== 'repeat',
);

const someOrders: fc.Arbitrary<readonly Order[]> = fc
  .array(
    fc.record({
      places: fc.boolean(),
      lines: fc.array(
        fc.record({
          sku: fc.constantFrom(...SKUS),
          quantity: fc.integer({ min: 1, max: 8 }),
          bin: fc.constantFrom(...BINS),
          empties: fc.boolean(),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((orders) =>
    orders.map(({ places, lines }, index) =>
      order(
        `${index + 1}`,
        lines.map(({ sku, quantity, bin, empties }, no) => line(no + 1, sku, quantity, bin, { empties })),
        { places },
      ),
    ),
  );

type Step = (bench: PickBench) => void;

function act(bench: PickBench, action: Action): void {
  if (satisfies(phaseOf(bench.state), action)) bench.act(action);
}

function scan(bench: PickBench, code: Parameters<PickBench['scan']>[0]): void {
  if (phaseOf(bench.state) === 'picking') bench.scan(code);
}

/** What a packer does who makes no mistake. */
function rightStep(bench: PickBench): void {
  const { question, round } = bench.state;
  if (question !== null) {
    bench.choose(choicesOf(question).at(-1) ?? 'no');
    return;
  }
  if (round === null) return;
  const task = currentTask(round);
  const held = round.inHand && roundOrderOf(round, round.inHand.orderId);
  switch (stepOf(round)) {
    case 'tote':
      bench.scan(`FREE-${bench.events.length}`);
      return;
    case 'shelf':
      bench.scan(place(task?.bin ?? ''));
      return;
    case 'item':
      bench.scan(Object.entries(CODES).find(([, { sku }]) => sku === task?.line.sku)?.[0] ?? '');
      return;
    case 'into-tote':
      bench.scan((held && openTote(held)) ?? '');
      return;
    case 'done':
      bench.act('finish');
  }
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Step>(rightStep) },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...Object.keys(CODES), 'T1', 'T2', 'T3', 'nonsense', '1', '2', ...['A-2', 'A-10', 'B-1'].map(place))
      .map(
        (code): Step =>
          (bench) =>
            scan(bench, code),
      ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...ROUND_ACTIONS).map(
      (action): Step =>
        (bench) =>
          act(bench, action),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('yes', 'no', 'none-on-shelf', 'too-few', 'misplaced').map(
      (choice): Step =>
        (bench) => {
          if (bench.state.question !== null && bench.state.round !== null) bench.choose(choice as 'yes');
        },
    ),
  },
);

it('never has more picked and short than ordered, and always a next step on the screen', () => {
  fc.assert(
    fc.property(someOrders, fc.array(step, { maxLength: 60 }), (orders, steps) => {
      const bench = picking(orders, { roundOrders: 9 });
      for (const take of steps) {
        take(bench);
        const { round } = bench.state;
        if (round === null) break;
        for (const { order: each } of round.orders) {
          for (const { id, quantity } of each.doc.lines) {
            const [picked, short] = [pickedOf(round, each.id, id), roundShortOf(round, each.id, id)];
            expect(picked).toBeGreaterThanOrEqual(0);
            expect(short).toBeGreaterThanOrEqual(0);
            expect(picked + short).toBeLessThanOrEqual(quantity);
          }
        }
        const screen = pickScreenOf(round);
        if (stepOf(round) !== 'done') expect(screen.current).not.toBeNull();
        const keys = screen.todo.map(({ number, line: { id } }) => `${number} ${id}`);
        expect(new Set(keys).size).toBe(keys.length);
      }
    }),
    { numRuns: 200 },
  );
});

/** What the journal says of a line, without any fold. */
function unitsIn(bench: PickBench, orderId: OrderId, lineId: LineId): { picked: number; short: number } {
  const sum = { picked: 0, short: 0 };
  for (const event of bench.events) {
    if (!('lineId' in event) || event.orderId !== orderId || event.lineId !== lineId) continue;
    if (event.type === 'item-picked') sum.picked += event.units;
    if (event.type === 'item-unpicked') sum.picked -= event.units;
    if (event.type === 'pick-short') sum.short += event.units;
  }
  return sum;
}

it('can be brought to its end from wherever a round stands', () => {
  fc.assert(
    fc.property(someOrders, fc.array(step, { maxLength: 40 }), (orders, steps) => {
      const bench = picking(orders, { roundOrders: 9 });
      for (const take of steps) if (bench.state.round !== null) take(bench);
      for (let left = 400; left > 0 && bench.state.round !== null; left -= 1) rightStep(bench);
      expect(bench.state.round).toBeNull();
      // An order is brought whole, up to what is known to be missing, or not at all.
      for (const { id, doc } of orders) {
        const brought = bench.state.picked[id] !== undefined;
        for (const each of doc.lines) {
          const { picked, short } = unitsIn(bench, id, each.id);
          expect(brought ? picked + short : picked).toBe(brought ? each.quantity : 0);
          expect(bench.state.picked[id]?.short[each.id] ?? 0).toBe(brought ? short : 0);
        }
      }
    }),
    { numRuns: 200 },
  );
});

it('gives the start when everything is undone', () => {
  fc.assert(
    fc.property(someOrders, fc.nat({ max: 30 }), fc.nat({ max: 3 }), (orders, right, skips) => {
      const bench = picking(orders, { roundOrders: 9, zeroCheck: false });
      for (let no = 0; no < skips; no += 1) act(bench, 'skip');
      for (let no = 0; no < right; no += 1) {
        const before = bench.state;
        rightStep(bench);
        if (bench.state.round === null) bench.state = before;
      }
      const done = bench.round().history.length;
      for (let no = 0; no < done; no += 1) expect(bench.act('undo').ok).toBe(true);
      expect(bench.round()).toMatchObject({ picked: {}, short: {}, history: [], inHand: null });
      expect(bench.act('undo')).toMatchObject({ ok: false, code: 'nothing-to-undo' });
      expect(tasksOf(bench.round()).reduce((sum, { open }) => sum + open, 0)).toBe(
        orders.flatMap(({ doc }) => doc.lines).reduce((sum, { quantity }) => sum + quantity, 0),
      );
    }),
    { numRuns: 200 },
  );
});

it('ends in the same picked map whatever the order of the picks', () => {
  const lines = SKUS.map((sku, index) => line(index + 1, sku, 3, BINS[index]));
  const codes = ['EAN-BLACK', 'EAN-BLUE', 'EAN-MUG', 'EAN-LAMP'];
  // At most ten of the twelve units, so that the round goes on.
  const some = fc
    .array(fc.constantFrom(...codes), { maxLength: 10 })
    .chain((scans) =>
      fc.tuple(fc.constant(scans), fc.shuffledSubarray(scans, { minLength: scans.length, maxLength: scans.length })),
    );
  const after = (scans: readonly string[]) => {
    const bench = picking([order('1', lines)]);
    for (const code of scans) bench.scan(code);
    return bench.round().picked;
  };
  fc.assert(
    fc.property(some, ([scans, shuffled]) => {
      expect(after(shuffled)).toEqual(after(scans));
    }),
    { numRuns: 200 },
  );
});

it('folds any event in any state', () => {
  const orders = [order('1', [line(1, 'M-02', 2, 'A-1')]), order('2', [line(1, 'L-9', 1), line(2, 'M-02', 1)])];
  const orderId = fc.constantFrom('order-1', 'order-2', 'order-x').map((id) => id as OrderId);
  const lineId = fc.constantFrom('L1', 'L2', 'Lx', '__proto__').map((id) => id as LineId);
  const parcelCode = fc.constantFrom('P1', 'P2', 'P3').map((code) => code as ParcelCode);
  const units = fc.integer({ min: -3, max: 9 });
  const scanned = fc.constant({ scanId: 'a', source: 'gun', text: 'x' });
  const name = fc.constantFrom('T1', 'T2', 'A-1');
  const ofLine = { orderId, lineId };
  const event: fc.Arbitrary<PickEvent> = fc.oneof(
    fc.record({ type: fc.constant('round-begun' as const), orders: fc.subarray(orders) }),
    fc.record({ type: fc.constant('tote-given' as const), orderId, tote: name, scan: scanned }),
    fc.record({ type: fc.constant('tote-full' as const), orderId, tote: name }),
    fc.record({ type: fc.constant('place-proved' as const), bin: name, scan: scanned }),
    fc.record({ type: fc.constant('item-picked' as const), ...ofLine, units, bin: fc.option(name), scan: scanned }),
    fc.record({ type: fc.constant('tote-proved' as const), orderId, scan: scanned }),
    fc.record({ type: fc.constant('item-unpicked' as const), ...ofLine, units }),
    fc.record({ type: fc.constantFrom('pick-skipped' as const, 'pick-chosen' as const), ...ofLine }),
    fc.record({
      type: fc.constant('pick-short' as const),
      ...ofLine,
      units,
      reason: fc.constant('misplaced' as const),
      bin: fc.option(name),
    }),
    fc.record({ type: fc.constant('bin-looked-at' as const), bin: name, empty: fc.boolean() }),
    fc.record({ type: fc.constantFrom('round-ended' as const, 'loading-begun' as const) }),
    fc.record({ type: fc.constant('parcel-loaded' as const), parcelCode, scan: scanned }),
    fc.record({ type: fc.constant('parcel-unloaded' as const), parcelCode }),
    fc.record({
      type: fc.constant('loading-ended' as const),
      loaded: fc.array(parcelCode),
      left: fc.array(parcelCode),
    }),
  );
  const place = { number: '1', carrier: 'Heron', lane: 'B', shippedAtMs: 0 };
  const waiting = [{ parcelCode: 'P1' as ParcelCode, orderId: 'o-1' as OrderId, codes: ['P1'], copies: 1, ...place }];
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let state: State = { ...INITIAL_STATE, waiting };
      for (const [index, each] of events.entries()) {
        const before = state;
        state = evolvePick(state, each, { atMs: index, seq: index });
        const loads = /^(loading|parcel)-/.test(each.type);
        if (before.round === null && !loads && each.type !== 'round-begun') expect(state).toBe(before);
        if (state.round !== null) pickScreenOf(state.round);
      }
    }),
    { numRuns: 1000 },
  );
});
