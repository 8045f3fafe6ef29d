import type { Chance, Clock } from '../../src/runtime/clock.ts';

/** A clock that stands still until it is turned. */
export interface HandClock extends Clock {
  /** Milliseconds until each thing that is due, soonest first. */
  due(): number[];
  /** Goes to the next moment at which something is due, lets it happen, and lets everything that follows from it settle. */
  turn(): Promise<void>;
}

export function createHandClock(startMs = 1_000_000): HandClock {
  let nowMs = startMs;
  const calls = new Set<{ readonly atMs: number; readonly what: () => void }>();
  const inOrder = () => [...calls].sort((one, other) => one.atMs - other.atMs);
  return {
    nowMs: () => nowMs,
    monoMs: () => nowMs - startMs,
    after(delayMs, what) {
      const call = { atMs: nowMs + delayMs, what };
      calls.add(call);
      return () => calls.delete(call);
    },
    due: () => inOrder().map(({ atMs }) => atMs - nowMs),
    async turn() {
      const [next] = inOrder();
      if (next === undefined) throw new Error('Nothing is due');
      calls.delete(next);
      nowMs = next.atMs;
      next.what();
      await settled();
    },
  };
}

/** Resolves when every promise that could go on has gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

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
