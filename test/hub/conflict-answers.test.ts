import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ANSWERS_TO, CONFLICT_ANSWERS, CONFLICT_KINDS } from '../../src/core/conflict.ts';
import {
  CASES,
  type Case,
  change,
  claim,
  expectInvariants,
  open,
  openShop,
  order,
  ship,
  standing,
  tell,
} from './conflict-fixture.ts';
import { type Bench, databases, GOOD_ADDRESS, openTestHub, shippedPayload, type TestHub } from './hub-fixture.ts';

type Row = readonly [state: string, parcel: string, other: string, onHand: number, allocated: number];

/** Of 100: what stands after each answer. `-`: there is no such parcel. `not`: it left, or was packed, and does not count. */
const TABLE: Record<string, Record<string, Row>> = {
  'double_ship, shipped': {
    before: ['shipped', 'not', 'counts todo', 98, 0],
    'keep-first': ['shipped', 'not', 'counts todo', 98, 0],
    'keep-second': ['shipped', 'counts todo', 'not review', 98, 0],
  },
  'double_ship, in review': {
    before: ['review', 'not', 'not', 100, 2],
    'keep-first': ['review', 'not', 'not', 100, 2],
    'keep-second': ['shipped', 'counts todo', 'not', 98, 0],
  },
  shipped_after_cancel: {
    before: ['cancelled', 'not', '-', 100, 0],
    'taken-back': ['cancelled', 'not', '-', 100, 0],
    'has-left': ['cancelled', 'not', '-', 98, 0],
  },
  over_ship: {
    before: ['review', 'not', '-', 100, 2],
    'taken-back': ['ready', 'not', '-', 100, 2],
    'has-left': ['shipped', 'counts todo', '-', 97, 0],
  },
  'over_ship, shop cancelled': {
    before: ['review', 'not', '-', 100, 2],
    'taken-back': ['cancelled', 'not', '-', 100, 0],
    'has-left': ['shipped', 'counts todo', '-', 97, 0],
  },
  edited_after_claim: {
    before: ['shipped', 'counts todo', '-', 98, 0],
    'still-right': ['shipped', 'counts todo', '-', 98, 0],
    'taken-back': ['ready', 'not review', '-', 100, 2],
  },
  tracking_twice: {
    before: ['review', 'not', '-', 98, 2],
    'taken-back': ['ready', 'not', '-', 98, 2],
    'has-left': ['shipped', 'counts todo', '-', 96, 0],
  },
  // The other order, whose label it is, has two reserved.
  foreign_label: {
    before: ['review', 'not', '-', 100, 4],
    'taken-back': ['ready', 'not', '-', 100, 4],
    'has-left': ['shipped', 'counts todo', '-', 98, 2],
  },
  label_voided: {
    before: ['review', 'not', '-', 100, 2],
    'taken-back': ['ready', 'not', '-', 100, 2],
    'has-left': ['shipped', 'counts todo', '-', 98, 0],
  },
};

test('the table is whole: every kind that can arise, with every answer to it', () => {
  const kinds = new Set(Object.values(CASES).map(({ kind }) => kind));
  // With one warehouse nothing can move to another.
  expect(CONFLICT_KINDS.filter((kind) => !kinds.has(kind))).toEqual(['moved']);
  for (const [name, { kind }] of Object.entries(CASES)) {
    const answers = ANSWERS_TO[kind].filter((answer) => answer !== 'ask-lead');
    expect(Object.keys(TABLE[name] ?? {}).sort(), name).toEqual(['before', ...answers].sort());
  }
});

describe.each(databases())('answers to conflicts on $name', ({ choose }) => {
  let it: TestHub;
  let one: Bench;
  let two: Bench;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  afterAll(() => it.close());
  beforeEach(async () => {
    ({ one, two } = await openShop(it));
  });

  const rows = Object.entries(TABLE).flatMap(([name, answers]) => Object.keys(answers).map((answer) => [name, answer]));
  const answers = rows.filter(([, answer]) => answer !== 'before');
  const made = async (name: string): Promise<Case> => {
    const found = CASES[name];
    if (found === undefined) throw new Error(name);
    const conflict = await found.make(it, one, two);
    expect(await standing(it, conflict)).toEqual([...(TABLE[name]?.before ?? []), 'open']);
    return conflict;
  };

  test.each(answers)('%s, %s: by the office and by a bench the same', async (name = '', answer = '') => {
    const wanted = [...(TABLE[name]?.[answer] ?? []), 'closed'];
    const byOffice = await made(name);
    const reply = await it.office('POST', `/v1/conflicts/${byOffice.conflict}/resolve`, { answer, note: 'seen' });
    expect(reply.body).toMatchObject({ open: false, resolution: { answer, by: 'test', note: 'seen' } });
    expect(await standing(it, byOffice)).toEqual(wanted);
    await expectInvariants(it);

    ({ one, two } = await openShop(it));
    const byBench = await made(name);
    const payload = { conflictId: byBench.conflict, answer };
    expect(await tell(two, 'conflict-answered', { order_id: byBench.order, payload })).toMatchObject({
      outcome: 'applied',
      code: null,
    });
    expect(await standing(it, byBench)).toEqual(wanted);
    await expectInvariants(it);
    // Told twice, or by two: the first answer stands.
    expect(await tell(one, 'conflict-answered', { order_id: byBench.order, payload })).toMatchObject({
      outcome: 'applied',
      code: 'conflict_closed',
    });
    const again = await it.office('POST', `/v1/conflicts/${byBench.conflict}/resolve`, { answer });
    expect([again.status, again.body.code]).toEqual([409, 'conflict_closed']);
    expect(await standing(it, byBench)).toEqual(wanted);
  });

  test.each(Object.keys(CASES))(
    '%s: what is no answer to it changes nothing, and asking for a lead leaves it open',
    async (name) => {
      const conflict = await made(name);
      const before = await standing(it, conflict);
      const kind = CASES[name]?.kind ?? 'moved';
      const answersTo: readonly string[] = ANSWERS_TO[kind];
      for (const answer of CONFLICT_ANSWERS.filter((each) => !answersTo.includes(each))) {
        const payload = { conflictId: conflict.conflict, answer };
        expect(await tell(one, 'conflict-answered', { payload })).toMatchObject({ code: 'wrong_answer' });
        const reply = await it.office('POST', `/v1/conflicts/${conflict.conflict}/resolve`, { answer });
        expect([reply.status, reply.body.code]).toEqual([422, 'wrong_answer']);
      }
      const payload = { conflictId: conflict.conflict, answer: 'ask-lead' };
      expect(await tell(one, 'conflict-answered', { payload })).toMatchObject({ code: null });
      expect(await standing(it, conflict)).toEqual(before);
      const { conflicts } = (await it.office('GET', '/v1/conflicts')).body;
      expect(conflicts.find((each: { id: string }) => each.id === conflict.conflict)).toMatchObject({
        asked_lead: true,
        open: true,
        answers: ANSWERS_TO[kind],
      });
      await expectInvariants(it);
    },
  );

  test('a parcel taken back that had left short: the rest is called off, or, when that has left, a person says what is wanted', async () => {
    for (const [number, restLeft, states] of [
      ['1', false, ['ready', 'cancelled']],
      ['2', true, ['on_hold', 'shipped']],
    ] as const) {
      const id = await order(it, number);
      const about = await claim(one, id);
      await open(one, about);
      await change(it, id, { to: { ...GOOD_ADDRESS, street: 'Elsewhere 1' } });
      const { shipment } = shippedPayload(1, `P-${number}`);
      const payload = { shipment: { ...shipment, short: [{ lineId: 'L1', units: 1 }] } };
      const told = await tell(one, 'order-shipped', { ...about, payload });
      const { db } = it.hub.context;
      const rest = await db
        .selectFrom('orders')
        .select('id')
        .where('number', '=', `${number}-B1`)
        .executeTakeFirstOrThrow();
      if (restLeft) await ship(two, await claim(two, rest.id), 1);
      await it.office('POST', `/v1/conflicts/${told.conflict}/resolve`, { answer: 'taken-back' });
      const after = await db
        .selectFrom('orders')
        .select('state')
        .where('id', 'in', [id, rest.id])
        .orderBy('split_no')
        .execute();
      expect(after.map(({ state }) => state)).toEqual(states);
    }
    await expectInvariants(it);
  });

  test('an answer to a conflict that nobody knows is kept, and the office is told so', async () => {
    const id = crypto.randomUUID();
    const payload = { conflictId: id, answer: 'keep-first' };
    expect(await tell(one, 'conflict-answered', { payload })).toMatchObject({ code: 'unknown_conflict' });
    const reply = await it.office('POST', `/v1/conflicts/${id}/resolve`, { answer: 'keep-first' });
    expect([reply.status, reply.body.code]).toEqual([404, 'not_found']);
  });
});
