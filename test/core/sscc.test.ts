import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/core/decode.ts';
import { isSscc, nextSscc, ssccOf } from '../../src/core/sscc.ts';

describe('a serial shipping container code', () => {
  it.each([
    ['4012345', 3000000001, '340123450000000017'], // printing design, 9.1
    ['0614141', 1234567890, '106141412345678908'], // GS1 US, as there
    ['123456789012', 30000, '312345678901200009'],
  ])('of %s and %i is %s', (prefix, reference, sscc) => {
    expect(ssccOf(prefix, reference)).toBe(sscc);
    expect(isSscc(sscc)).toBe(true);
  });

  it('is read back by the scan decoder as AI 00', () => {
    const { payload } = decode({ text: `]C100${ssccOf('4012345', 7)}` }, { aim: 'auto', today: '2026-03-04' });
    expect(payload).toMatchObject({ t: 'gs1', facts: { sscc: '040123450000000078' } });
  });

  it.each(['340123450000000018', '34012345000000001', '3401234500000000177', '34012345000000001x', ''])(
    'is not %s',
    (text) => expect(isSscc(text)).toBe(false),
  );

  it.each([
    ['123', 1],
    ['1234567890123', 1],
    ['40123X5', 1],
    ['4012345', 10_000_000_000],
    ['4012345', -1],
    ['4012345', 1.5],
  ])('is not made of %s and %d', (prefix, reference) => {
    expect(() => ssccOf(prefix, reference)).toThrow();
  });
});

describe('the next one', () => {
  const range = { companyPrefix: '4012345', from: 3000000000, to: 3000000002 };

  it('begins the range, follows the last one, and ends with the range', () => {
    const first = nextSscc(range, null);
    const second = nextSscc(range, first);
    const third = nextSscc(range, second);
    expect([first, second, third]).toEqual([3000000000, 3000000001, 3000000002].map((no) => ssccOf('4012345', no)));
    expect(nextSscc(range, third)).toBeNull();
  });

  it.each([
    ['another prefix', ssccOf('4012346', 3000000001)],
    ['an older range', ssccOf('4012345', 2999999999)],
    ['a newer range', ssccOf('4012345', 3000000003)],
    ['damage', '340123450000000018'],
    ['a parcel code', 'PH000401000007X'],
  ])('begins the range after a number of %s', (_, last) => {
    expect(nextSscc(range, last)).toBe(ssccOf('4012345', 3000000000));
  });

  it('never comes twice', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{4,12}$/),
        fc.integer({ min: 0, max: 9000 }),
        fc.integer({ min: 1, max: 60 }),
        (companyPrefix, from, count) => {
          const given = new Set<string>();
          const range = { companyPrefix, from, to: from + count - 1 };
          let next = nextSscc(range, null);
          for (; next !== null && given.size <= count; next = nextSscc(range, next)) given.add(next);
          expect(next).toBeNull();
          expect(given.size).toBe(count);
          expect([...given].every(isSscc)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});
