import type { Clock } from '../runtime/clock.ts';

/** A clock that stands still until somebody turns it. */
export interface TurnedClock extends Clock {
  /** Lets so much time pass: what is due meanwhile happens at its moment, and everything that follows from it settles. */
  advance(ms: number): Promise<void>;
  /** So much time passes while nothing can happen; what became due happens late, at the end. */
  holdUp(ms: number): Promise<void>;
  /** What is due now, and what that makes due, happens. */
  settle(): Promise<void>;
  /** Milliseconds until each thing that is due, soonest first. */
  due(): number[];
  /** Goes to the next moment at which something is due, and lets one thing happen. */
  turn(): Promise<void>;
}

export function createTurnedClock(startMs = 1_000_000): TurnedClock {
  let nowMs = startMs;
  const calls = new Set<{ readonly atMs: number; readonly what: () => void }>();

  const inOrder = () => [...calls].sort((one, other) => one.atMs - other.atMs);

  async function turn(): Promise<void> {
    const [next] = inOrder();
    if (next === undefined) throw new Error('Nothing is due');
    calls.delete(next);
    nowMs = Math.max(nowMs, next.atMs);
    next.what();
    await settled();
  }

  async function happen(untilMs: number): Promise<void> {
    await settled();
    while (inOrder().some(({ atMs }) => atMs <= untilMs)) await turn();
  }

  return {
    nowMs: () => nowMs,
    monoMs: () => nowMs - startMs,
    after(delayMs, what) {
      const call = { atMs: nowMs + delayMs, what };
      calls.add(call);
      return () => calls.delete(call);
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await happen(untilMs);
      nowMs = untilMs;
    },
    async holdUp(ms) {
      nowMs += ms;
      await happen(nowMs);
    },
    settle: () => happen(nowMs),
    due: () => inOrder().map(({ atMs }) => atMs - nowMs),
    turn,
  };
}

/** Resolves when every promise that could go on has gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
