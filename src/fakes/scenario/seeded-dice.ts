/** Chance that falls the same way each time, for one scenario. */
export interface SeededDice {
  /** Evenly spread in [0, 1). */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
}

/** Mulberry32 (public domain, T. Ettinger 2017): small, fast, and good enough to cut bytes into pieces. */
export function createSeededDice(seed: number): SeededDice {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }
  return { next, between: (least, most) => least + Math.floor(next() * (most - least + 1)) };
}
