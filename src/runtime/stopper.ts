import type { Clock } from './clock.ts';
import type { StopSignal } from './ports.ts';

/** Ends waiting: a signal to give away, and pauses that it cuts short. */
export interface Stopper {
  readonly signal: StopSignal;
  stop(): void;
  /** Resolves after so long, or at once when it is stopped. */
  pause(clock: Clock, delayMs: number): Promise<void>;
  /** What `answer` brings, or null as soon as it is stopped: nobody waits for a port that does not listen to its signal. */
  unlessStopped<Answer>(answer: Promise<Answer>): Promise<Answer | null>;
}

/** @param outer stops this one too */
export function createStopper(outer?: StopSignal): Stopper {
  const listeners = new Set<() => void>();
  let aborted = false;
  const signal: StopSignal = {
    get aborted() {
      return aborted;
    },
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
  };

  function stop(): void {
    if (aborted) return;
    aborted = true;
    outer?.removeEventListener('abort', stop);
    for (const listener of [...listeners]) listener();
    listeners.clear();
  }

  outer?.addEventListener('abort', stop);
  if (outer?.aborted === true) stop();

  return {
    signal,
    stop,
    pause: (clock, delayMs) =>
      new Promise((resolve) => {
        if (aborted) return resolve();
        const done = () => {
          cancel();
          listeners.delete(done);
          resolve();
        };
        const cancel = clock.after(delayMs, done);
        listeners.add(done);
      }),
    unlessStopped: (answer) =>
      new Promise((resolve, reject) => {
        if (aborted) return resolve(null);
        const leave = () => resolve(null);
        listeners.add(leave);
        answer.then(resolve, reject).finally(() => listeners.delete(leave));
      }),
  };
}
