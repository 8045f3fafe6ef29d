/** Wakes requests that wait for news. The count makes a ring between "nothing new" and "now wait" impossible to miss. */
export interface FeedBell {
  readonly count: number;
  readonly closed: boolean;
  ring(): void;
  /** Returns after a ring later than `heard`, after `timeoutMs`, when `signal` aborts, or when the bell closes. */
  wait(heard: number, timeoutMs: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

export function createFeedBell(): FeedBell {
  let count = 0;
  let closed = false;
  const sleepers = new Set<() => void>();
  const wakeAll = () => {
    for (const wake of [...sleepers]) wake();
  };
  return {
    get count() {
      return count;
    },
    get closed() {
      return closed;
    },
    ring() {
      count++;
      wakeAll();
    },
    wait(heard, timeoutMs, signal) {
      if (closed || count !== heard || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          sleepers.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, timeoutMs);
        sleepers.add(wake);
        signal.addEventListener('abort', wake);
      });
    },
    close() {
      closed = true;
      wakeAll();
    },
  };
}
