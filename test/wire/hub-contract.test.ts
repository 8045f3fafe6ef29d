import { describe, expect, test } from 'vitest';
import type { Event, JournalEntry } from '../../src/core/event.ts';
import { notGrantedOf } from '../../src/wire/hub-claims.ts';
import { WireEventSchema, wireEventOf } from '../../src/wire/hub-events.ts';
import { ItemSchema } from '../../src/wire/hub-item.ts';
import { PROBLEMS, problemOf } from '../../src/wire/hub-problem.ts';

describe('the hub contract', () => {
  test('a journal entry becomes an event whose payload lacks only what the envelope says', () => {
    const event: Event = { type: 'order-packed', orderId: 'o' as never, parcelCode: 'PH1' as never };
    const entry: JournalEntry = {
      seq: 7,
      id: '01a2085f-eae9-7793-991b-91b48db391d8',
      version: 1,
      atMs: 0,
      bootId: 'b',
      monoMs: 12.5,
      personId: null,
      orderId: '01a2085f-eae9-7793-991b-91b48db391d9' as never,
      fence: 3,
      event,
    };
    const wire = wireEventOf(entry, 4);
    expect(WireEventSchema.parse(JSON.parse(JSON.stringify(wire)))).toEqual(wire);
    expect(wire).toMatchObject({
      seq: 7,
      type: 'order-packed',
      schema_v: 1,
      fence: 3,
      rev_seen: 4,
      occurred_at: '1970-01-01T00:00:00.000Z',
      payload: { parcelCode: 'PH1' },
    });
    expect(Object.keys(wire.payload)).toEqual(['parcelCode']);
  });

  test('a full buffer is "not ready" to a bench', () => {
    expect(notGrantedOf('buffer-full')).toBe('not-ready');
    expect(notGrantedOf('taken')).toBe('taken');
  });

  test('every problem has its status inside', () => {
    for (const [code, { status }] of Object.entries(PROBLEMS))
      expect(problemOf(code as keyof typeof PROBLEMS, 'x')).toMatchObject({ status, code });
  });

  test.each(['a\nb', 'a\u0000b', 'a\u009bb', '\ud800'])('text that could steer a printer is refused: %j', (name) => {
    expect(ItemSchema.safeParse({ sku: 'A', name, barcodes: [] }).success).toBe(false);
  });
});
