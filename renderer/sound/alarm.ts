import type { StopView } from '../../src/core/view.ts';
import { ALARM_EVERY_MS } from './sounds.ts';

interface Timers {
  readonly every: (ms: number, ring: () => void) => () => void;
}

/** Follows the views: a hard stop rings again every three seconds until a view has none. The first ring is the notice's. */
export function createAlarm(ring: () => void, timers: Timers): { readonly follow: (stop: StopView | null) => void } {
  let stopping: (() => void) | null = null;
  let since: number | null = null;
  return {
    follow: (stop) => {
      const next = stop?.stop === 'hard' ? stop.sinceMs : null;
      if (next === since) return;
      since = next;
      stopping?.();
      stopping = next === null ? null : timers.every(ALARM_EVERY_MS, ring);
    },
  };
}
