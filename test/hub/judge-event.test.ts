import { describe, expect, test } from 'vitest';
import type { LineId, ParcelCode } from '../../src/core/ids.ts';
import type { OrderDoc, OrderState } from '../../src/core/order.ts';
import { judgeClaim } from '../../src/hub/claims/judge-claim.ts';
import { judgeEvent, type OrderFacts } from '../../src/hub/events/judge-event.ts';
import { measureShipment, owedOf } from '../../src/hub/events/measure-shipment.ts';
import type { Fact } from '../../src/hub/events/read-event.ts';
import { ORDER_STATES } from '../../src/wire/hub-order.ts';

const doc = {
  lines: [
    { id: 'L1', quantity: 2 },
    { id: 'L2', quantity: 1 },
  ],
} as unknown as OrderDoc;
const mine = (state: OrderState, fields: Partial<OrderFacts> = {}): OrderFacts => ({
  id: 'o',
  state,
  fence: 3,
  claimStation: 's',
  doc,
  editedRev: null,
  agreedRev: null,
  ...fields,
});
const shipment = (...units: [string, number][]) => ({
  carrier: 'c',
  service: 's',
  parcels: [
    {
      parcelCode: 'P' as ParcelCode,
      lines: units.map(([lineId, count]) => ({ lineId: lineId as LineId, units: count })),
    },
  ],
});
const whole = shipment(['L1', 2], ['L2', 1]);

describe('judging facts', () => {
  test.each(ORDER_STATES.map((state) => [state]))(
    'a parcel of an order that is %s: never refused, accepted at most once',
    (state) => {
      const judgement = judgeEvent('s', 3, { t: 'shipped', shipment: whole }, mine(state));
      if (judgement.outcome === 'quarantined' || judgement.effect.t !== 'ship') throw new Error('must be a shipment');
      const accepted = !['shipped', 'cancelled', 'review'].includes(state);
      expect(judgement.effect.accepted).toBe(accepted);
      expect(judgement.outcome).toBe(accepted ? 'applied' : 'conflict');
    },
  );

  test.each(ORDER_STATES.map((state) => [state]))(
    'a tracking number in doubt on a parcel of an order that is %s: never accepted, and a person looks',
    (state) => {
      for (const doubt of ['tracking_twice', 'foreign_label', 'label_voided'] as const) {
        const judgement = judgeEvent('s', 3, { t: 'shipped', shipment: whole }, mine(state), doubt);
        if (judgement.outcome === 'quarantined' || judgement.effect.t !== 'ship') throw new Error('must be a shipment');
        const over = { shipped: 'double_ship', review: 'double_ship', cancelled: 'shipped_after_cancel' };
        const known = state in over ? over[state as keyof typeof over] : null; // looked up just before
        expect(judgement).toMatchObject({ outcome: 'conflict', code: known ?? doubt });
        expect(judgement.effect).toMatchObject({ accepted: false, leads: known === null ? 'review' : 'same' });
      }
    },
  );

  const small: readonly (readonly [string, Fact])[] = [
    ['opened', { t: 'opened', rev: 2 }],
    ['revised', { t: 'revised', rev: 2 }],
    ['packed', { t: 'packed' }],
    ['put-back', { t: 'put-back' }],
    ['dropped', { t: 'dropped' }],
    ['held', { t: 'held', reason: 'goods' }],
    ['short', { t: 'goods', note: { t: 'short-back', lineId: 'L1', units: 1 } }],
  ];
  test.each(small)('%s without the current fence or from another station changes nothing', (_, fact) => {
    for (const [station, fence] of [
      ['s', 2],
      ['s', null],
      ['other', 3],
    ] as const) {
      expect(judgeEvent(station, fence, fact, mine('claimed'))).toEqual({
        outcome: 'applied',
        code: 'late_fence',
        effect: { t: 'none' },
      });
    }
  });

  test('packing does not go backwards', () => {
    expect(judgeEvent('s', 3, { t: 'opened', rev: null }, mine('packed'))).toMatchObject({
      effect: { t: 'none' },
      code: 'no_effect',
    });
    expect(judgeEvent('s', 3, { t: 'packed' }, mine('claimed'))).toMatchObject({ effect: { t: 'move', to: 'packed' } });
  });

  test('what is dropped or held is cancelled when the shop wanted that, and otherwise free or on hold', () => {
    const pending = mine('cancel_pending');
    for (const fact of [{ t: 'dropped' }, { t: 'held', reason: 'goods' }, { t: 'put-back' }] as const) {
      expect(judgeEvent('s', 3, fact, pending)).toMatchObject({
        code: 'cancel_confirmed',
        effect: { t: 'leave', to: 'cancelled' },
      });
    }
    expect(judgeEvent('s', 3, { t: 'dropped' }, mine('packing'))).toMatchObject({
      effect: { t: 'leave', to: 'ready' },
    });
    expect(judgeEvent('s', 3, { t: 'held', reason: 'address' }, mine('packing'))).toMatchObject({
      effect: { t: 'leave', to: 'on_hold', hold: 'address' },
    });
  });

  test('a parcel packed from an older rev counts and is looked at; from the agreed rev it is not', () => {
    const judge = (agreedRev: number | null) =>
      judgeEvent('s', 3, { t: 'shipped', shipment: whole }, mine('packing', { editedRev: 4, agreedRev }));
    for (const agreed of [null, 3])
      expect(judge(agreed)).toMatchObject({
        outcome: 'applied',
        code: 'edited_after_claim',
        effect: { accepted: true },
      });
    for (const agreed of [4, 5]) expect(judge(agreed)).toMatchObject({ outcome: 'applied', code: null });
    expect(judgeEvent('s', 3, { t: 'revised', rev: 4 }, mine('packing'))).toMatchObject({
      effect: { t: 'agree', rev: 4, to: 'same' },
    });
    expect(judgeEvent('s', 3, { t: 'opened', rev: 2 }, mine('claimed'))).toMatchObject({
      effect: { t: 'agree', rev: 2, to: 'packing' },
    });
  });

  test('only a shipment that says what is short owes the rest, and a cancelled order owes nothing', () => {
    const short = [{ lineId: 'L2' as LineId, units: 1 }];
    const part = { ...shipment(['L1', 2]), short };
    expect(owedOf(shipment(['L1', 2]), doc)).toEqual([]);
    expect(owedOf(part, doc)).toMatchObject([{ line: { id: 'L2' }, units: 1 }]);
    expect(judgeEvent('s', 3, { t: 'shipped', shipment: part }, mine('packing'))).toMatchObject({
      code: 'part_shipped',
      effect: { owed: [{ units: 1 }] },
    });
    expect(judgeEvent('s', 3, { t: 'shipped', shipment: part }, mine('cancel_pending'))).toMatchObject({
      code: 'shipped_before_cancel',
      effect: { owed: [] },
    });
  });

  test('a kit is measured as it was packed: whole, or by its parts when it was broken', () => {
    const parts = [
      { id: 'L1.1', quantity: 2 },
      { id: 'L1.2', quantity: 4 },
    ];
    const kit = { lines: [{ id: 'L1', quantity: 2, parts }] } as unknown as OrderDoc;
    expect(measureShipment(shipment(['L1', 2]), kit)).toBe('whole');
    expect(measureShipment(shipment(['L1.1', 2], ['L1.2', 4]), kit)).toBe('whole');
    expect(measureShipment(shipment(['L1.1', 2], ['L1.2', 3]), kit)).toBe('part');
    expect(measureShipment(shipment(['L1.1', 3]), kit)).toBe('over');
    expect(owedOf({ ...shipment(['L1.1', 2]), short: [] }, kit)).toMatchObject([{ line: { id: 'L1.2' }, units: 4 }]);
  });

  test('what left is measured line by line', () => {
    expect(measureShipment(whole, doc)).toBe('whole');
    expect(measureShipment(shipment(['L1', 2]), doc)).toBe('part');
    expect(measureShipment(shipment(['L1', 1], ['L1', 2]), doc)).toBe('over');
    expect(measureShipment(shipment(['L9', 1]), doc)).toBe('over');
    expect(measureShipment(whole, null)).toBe('over');
  });
});

describe('judging claims', () => {
  test.each(ORDER_STATES.map((state) => [state]))(
    'an order that is %s goes to a stranger only when it is ready and free',
    (state) => {
      const ask = { stationId: 'a', class: 'hard', room: 1 } as const;
      const free = judgeClaim({ id: 'o', state, claim_station: null, claim_class: null }, ask);
      expect(free).toEqual(state === 'ready' ? { t: 'grant' } : { t: 'refuse', code: 'not-ready' });
      const others = judgeClaim({ id: 'o', state, claim_station: 'b', claim_class: 'hard' }, ask);
      expect(others).toEqual({ t: 'refuse', code: 'taken' });
    },
  );
});
