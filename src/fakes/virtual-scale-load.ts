import type { Clock } from '../runtime/clock.ts';

/** What a scale feels at one moment. */
export interface Felt {
  /** After zero and tare. */
  readonly milligrams: number;
  readonly moving: boolean;
  readonly net: boolean;
  readonly state: 'well' | 'overload' | 'underload';
}

/** The plate of a virtual scale: what lies on it, and how long that takes to lie still. */
export interface ScaleLoad {
  /** Puts a load on the plate in place of what was there; it swings until it has settled. */
  put(grams: number): void;
  /** Takes effect when the load lies still within the range; says whether it did. */
  zero(): boolean;
  tare(): boolean;
  felt(): Felt;
  /** Milliseconds until the load lies still; 0 when it does. */
  unsettledMs(): number;
}

/** Swings like a plate does: by a fifth, then less and less, always to the same pattern. */
const SWINGS = [0.2, -0.15, 0.1, -0.06, 0.03];

export function createScaleLoad(plate: {
  readonly clock: Clock;
  readonly settleMs: number;
  readonly capacityGrams: number;
}): ScaleLoad {
  const { clock, settleMs, capacityGrams } = plate;
  let loadMilligrams = 0;
  let zeroMilligrams = 0;
  let tareMilligrams = 0;
  let swings = 0;
  let stillAtMs = clock.monoMs();

  function unsettledMs(): number {
    return Math.max(0, stillAtMs - clock.monoMs());
  }

  function state(): Felt['state'] {
    if (loadMilligrams > capacityGrams * 1000) return 'overload';
    return loadMilligrams - zeroMilligrams < -capacityGrams * 20 ? 'underload' : 'well';
  }

  function take(what: () => void): boolean {
    const can = unsettledMs() === 0 && state() === 'well';
    if (can) what();
    return can;
  }

  return {
    put(grams) {
      loadMilligrams = Math.round(grams * 1000);
      stillAtMs = clock.monoMs() + settleMs;
      swings = 0;
    },
    zero: () =>
      take(() => {
        zeroMilligrams = loadMilligrams;
        tareMilligrams = 0;
      }),
    tare: () =>
      take(() => {
        tareMilligrams = loadMilligrams - zeroMilligrams;
      }),
    felt() {
      const moving = unsettledMs() > 0;
      const still = loadMilligrams - zeroMilligrams - tareMilligrams;
      const swing = moving ? (SWINGS[swings++ % SWINGS.length] ?? 0) : 0;
      const milligrams = still + Math.round(loadMilligrams * swing);
      return { milligrams, moving, net: tareMilligrams !== 0, state: state() };
    },
    unsettledMs,
  };
}
