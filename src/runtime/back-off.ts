import type { Chance } from './clock.ts';

/**
 * Milliseconds to wait before try number `tries` (0 for the first repeat): full jitter, `random(0, min(cap, base·2ⁿ))`.
 * Full jitter keeps a hall of stations from coming back in step after an outage.
 */
export function backOffMs(tries: number, chance: Chance, capMs = 60_000, baseMs = 500): number {
  return chance.next() * Math.min(capMs, baseMs * 2 ** Math.min(tries, 20));
}
