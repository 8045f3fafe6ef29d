import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffMs } from '../../src/runtime/back-off.ts';
import { fixedChance } from './fixed-chance.ts';

const ALMOST_ONE = 1 - Number.EPSILON;

describe('back-off', () => {
  it('doubles its longest wait with every try, up to the cap', () => {
    const longest = (tries: number) => Math.round(backOffMs(tries, fixedChance(ALMOST_ONE), 60_000));
    expect([0, 1, 2, 3, 6, 7, 8].map(longest)).toEqual([500, 1000, 2000, 4000, 32_000, 60_000, 60_000]);
  });

  it('stays between nothing and the cap, whatever the try and the dice', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 100_000 }),
        fc.double({ min: 0, max: ALMOST_ONE, noNaN: true }),
        fc.integer({ min: 1, max: 600_000 }),
        (tries, dice, cap) => {
          const wait = backOffMs(tries, fixedChance(dice), cap);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(cap);
        },
      ),
    );
  });

  it('uses the whole range, so that a hall of stations does not come back in step', () => {
    expect(backOffMs(3, fixedChance(0))).toBe(0);
    expect(backOffMs(3, fixedChance(0.5))).toBe(2000);
  });
});
