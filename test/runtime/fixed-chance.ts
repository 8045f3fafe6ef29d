import type { Chance } from '../../src/runtime/clock.ts';

/** Always the same throw of the dice; ids count up. */
export function fixedChance(next: number): Chance {
  let ids = 0;
  return {
    next: () => next,
    id() {
      ids += 1;
      return `id-${ids}`;
    },
  };
}
