/** Chance that can be thrown again: the same name and seed give the same throws. */
export interface Dice {
  /** Evenly spread in [0, 1). */
  next(): number;
  /** A whole number below `n`. */
  below(n: number): number;
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<Value>(list: readonly Value[]): Value;
  /** A UUID whose first part is the time, as version 7 has it (RFC 9562). */
  id(nowMs: number): string;
  /** Throws of their own for one actor, so that what one does shifts nobody else's luck. */
  of(name: string): Dice;
}

export function createDice(seed: number, name = ''): Dice {
  let state = mixed(`${seed}:${name}`);

  /** mulberry32: small, and the same on every machine. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  }

  const below = (n: number) => Math.floor(next() * n);
  const hex = (digits: number) => {
    let text = '';
    while (text.length < digits) text += below(16).toString(16);
    return text;
  };

  return {
    next,
    below,
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    pick(list) {
      const value = list[below(list.length)];
      if (value === undefined) throw new Error('Nothing to choose from');
      return value;
    },
    id(nowMs) {
      const time = Math.floor(nowMs).toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
    },
    of: (inner) => createDice(seed, `${name}/${inner}`),
  };
}

/** FNV-1a over a text, 32 bits. */
export function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash | 0;
}
