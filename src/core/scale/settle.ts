/** How long, and how often, the same weight has to come before it counts as lying still. */
const STILL_MS = 500;
const EQUAL_READINGS = 3;

/** For scales that do not say whether the load lies still: true once three equal readings span half a second. */
export function createSettling(): {
  take(milligrams: number, monoMs: number): boolean;
  /** Call on a fault and on a lost line: what was equal before says nothing about now. */
  reset(): void;
} {
  let weight: number | null = null;
  let sinceMs = 0;
  let equal = 0;
  return {
    take(milligrams, monoMs) {
      if (milligrams !== weight) {
        weight = milligrams;
        sinceMs = monoMs;
        equal = 0;
      }
      equal += 1;
      return equal >= EQUAL_READINGS && monoMs - sinceMs >= STILL_MS;
    },
    reset() {
      weight = null;
      equal = 0;
    },
  };
}
