import { describe, expect, test } from 'vitest';
import type { LineId, ParcelCode } from '../../src/core/ids.ts';
import type { OrderDoc, OrderState } from '../../src/core/order.ts';
import { judgeClaim } from '../../src/hub/claims/judge-claim.ts';
import { judgeEvent, measureShipment, type OrderFacts } from '../../src/hub/events/judge-event.ts';
import { ORDER_STATES } from '../../src/wire/hub-order.ts';

const doc = {
  lines: [
    { id: 'L1', quantity: 2 },
    { id: 'L2', quantity: 1 },
  ],
} as unknown as OrderDoc;
const mine = (state: OrderState): OrderFacts => ({ id: 'o', state, fence: 3, claimStation: 's', doc });
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

  test.each(['opened', 'packed', 'put-back', 'held'] as const)(
    '%s without the current fence or from another station changes nothing',
    (t) => {
      for (const [station, fence] of [
        ['s', 2],
        ['s', null],
        ['other', 3],
      ] as const) {
        expect(judgeEvent(station, fence, { t }, mine('claimed'))).toEqual({
          outcome: 'applied',
          code: 'late_fence',
          effect: { t: 'none' },
        });
      }
    },
  );

  test('packing does not go backwards', () => {
    expect(judgeEvent('s', 3, { t: 'opened' }, mine('packed'))).toMatchObject({
      effect: { t: 'none' },
      code: 'no_effect',
    });
    expect(judgeEvent('s', 3, { t: 'packed' }, mine('claimed'))).toMatchObject({ effect: { t: 'move', to: 'packed' } });
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
