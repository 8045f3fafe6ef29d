import type { Clock } from '../../runtime/clock.ts';

/** A clock that stands still until somebody turns it. */
export interface TurnedClock extends Clock {
  /** Lets so much time pass: what is due meanwhile happens at its moment, and everything that follows from it settles. */
  advance(ms: number): Promise<void>;
  /** So much time passes while nothing can happen; what became due happens late, at the end. */
  holdUp(ms: number): Promise<void>;
  /** What is due now, and what that makes due, happens. */
  settle(): Promise<void>;
}

export function createTurnedClock(startMs: number): TurnedClock {
  let nowMs = startMs;
  const calls = new Set<{ readonly atMs: number; readonly what: () => void }>();

  async function happen(untilMs: number): Promise<void> {
    await settled();
    for (;;) {
      const [next] = [...calls].filter(({ atMs }) => atMs <= untilMs).sort((one, other) => one.atMs - other.atMs);
      if (next === undefined) return;
      calls.delete(next);
      nowMs = Math.max(nowMs, next.atMs);
      next.what();
      await settled();
    }
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
  };
}

/** Resolves when every promise that could go on has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
