/**
 * At most a fifth of all requests are repeats of failed ones: a hub that comes back after an outage meets its stations' work and not
 * their impatience. Whoever has nothing left waits as long as there is to wait and then asks once, which is a first try again.
 */
export interface RetryBudget {
  /** A request that is no repeat. */
  asked(): void;
  /** Whether a repeat may be made soon; takes it from the budget. */
  spend(): boolean;
}

const PER_REQUEST = 0.2;
/** Enough for the first minute of an outage, at the back-off's pace. */
const MOST = 10;

export function createRetryBudget(): RetryBudget {
  let left = MOST;
  return {
    asked() {
      left = Math.min(MOST, left + PER_REQUEST);
    },
    spend() {
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
