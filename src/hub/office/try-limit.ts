import { HubRefusal } from '../hub-refusal.ts';

/** How many tries may fail before the next one is not even looked at. Kept in memory: a restart forgives, a guesser gains nothing by it. */
export interface TryLimit {
  /**
   * Counts a try as failed until it is known to be good, so that a hundred at once are not a hundred tries.
   * @returns what takes it back
   * @throws HubRefusal too_many
   */
  begin(who: string): () => void;
}

export interface TryLimits {
  /** Enrolment codes that are not known, all stations together: a code that does not exist has no row to count on. */
  readonly codes: TryLimit;
  /** Wrong PINs of one badge, known or not. */
  readonly badges: TryLimit;
  /** Wrong badges and PINs of everybody together: each costs the hub a slow hash. */
  readonly sessions: TryLimit;
}

const MINUTE_MS = 60_000;

export function createTryLimits(clock: () => number): TryLimits {
  return {
    codes: createTryLimit(clock, { most: 10, windowMs: MINUTE_MS }),
    badges: createTryLimit(clock, { most: 5, windowMs: 15 * MINUTE_MS }),
    sessions: createTryLimit(clock, { most: 60, windowMs: MINUTE_MS }),
  };
}

function createTryLimit(
  clock: () => number,
  { most, windowMs }: { readonly most: number; readonly windowMs: number },
): TryLimit {
  const failed = new Map<string, readonly number[]>();
  return {
    begin(who) {
      const nowMs = clock();
      // What lies ahead was noted before the clock was set back; it must not count for ever.
      const counts = (atMs: number) => atMs <= nowMs && nowMs - atMs < windowMs;
      for (const [key, times] of failed) if (!times.some(counts)) failed.delete(key);
      const times = (failed.get(who) ?? []).filter(counts);
      const oldest = times[0];
      if (times.length >= most && oldest !== undefined) {
        const waitSeconds = Math.ceil((oldest + windowMs - nowMs) / 1000);
        throw new HubRefusal('too_many', `Too many wrong tries. Wait ${waitSeconds} s and try again.`);
      }
      failed.set(who, [...times, nowMs]);
      return () => {
        const left = [...(failed.get(who) ?? [])];
        const at = left.indexOf(nowMs);
        if (at >= 0) left.splice(at, 1);
        failed.set(who, left);
      };
    },
  };
}
