import { systemClock } from '../../../src/devices/system-clock.ts';
import type { Clock } from '../../../src/runtime/clock.ts';

/** A load that swings until the test says that it lies still, whatever the time; everything else runs as it does. */
export function settleByHand(): { readonly clock: Clock; settle(): void } {
  let monoMs = 0;
  return {
    clock: { ...systemClock, monoMs: () => monoMs },
    settle() {
      monoMs += 60_000;
    },
  };
}
