import { sweepLeases } from '../claims/sweep-leases.ts';
import type { HubContext, LogEntry } from '../hub-context.ts';
import { sweepHistory } from './sweep-history.ts';

const LEASES_EVERY_MS = 30_000;
const HISTORY_EVERY_MS = 3_600_000;

/**
 * What a hub does when nobody asks. Only one that listens does it: where a hub is called without a socket, somebody else's clock runs.
 * @returns ends it, after what is under way
 */
export function runSweeps(hub: HubContext, log: (entry: LogEntry) => void): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const every = (ms: number, name: string, sweep: () => Promise<unknown>) => {
    let work: Promise<void> | null = null;
    const timer = setInterval(() => {
      if (work !== null) return; // a slow database is not asked twice at once
      const begun = sweep()
        .then(() => undefined)
        .catch((error: unknown) => log({ level: 'error', message: `${name} could not be swept`, error: String(error) }))
        .finally(() => {
          running.delete(begun);
          work = null;
        });
      work = begun;
      running.add(begun);
    }, ms);
    timer.unref();
    return timer;
  };
  const timers = [
    every(LEASES_EVERY_MS, 'leases', () => sweepLeases(hub)),
    every(HISTORY_EVERY_MS, 'history', () => sweepHistory(hub)),
  ];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(running);
  };
}
