import { createContext, useContext, useSyncExternalStore } from 'react';

/** The station's clock as main tells it with every view, carried on between views. The page's own clock is never asked. */
export interface StationClock {
  /** Milliseconds since the epoch, rounded down to `stepMs`, so that a reader is woken only when its text changes. */
  readonly read: (stepMs: number) => number;
  readonly subscribe: (ticked: () => void) => () => void;
  readonly set: (atMs: number) => void;
}

export function createStationClock(monotonicMs: () => number, startMs = 0): StationClock {
  const listeners = new Set<() => void>();
  let offsetMs = startMs - monotonicMs();
  let timer: ReturnType<typeof setInterval> | null = null;
  return {
    read: (stepMs) => Math.floor((monotonicMs() + offsetMs) / stepMs) * stepMs,
    set: (atMs) => {
      offsetMs = atMs - monotonicMs();
    },
    subscribe: (ticked) => {
      listeners.add(ticked);
      timer ??= setInterval(() => {
        for (const listener of listeners) listener();
      }, 500);
      return () => {
        listeners.delete(ticked);
        if (listeners.size === 0 && timer !== null) {
          clearInterval(timer);
          timer = null;
        }
      };
    },
  };
}

export const StationClockContext = createContext<StationClock>(createStationClock(() => 0));

export function useNow(stepMs: number): number {
  const clock = useContext(StationClockContext);
  return useSyncExternalStore(
    clock.subscribe,
    () => clock.read(stepMs),
    () => clock.read(stepMs),
  );
}
