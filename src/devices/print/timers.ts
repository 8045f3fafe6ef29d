/** Time as these adapters need it; tests turn it by hand. */
export interface Timers {
  /** Wall clock, for what is shown and kept. */
  atMs(): number;
  /** Never jumps; for deadlines. */
  elapsedMs(): number;
  /** Calls once; the returned function calls it off. */
  after(delayMs: number, call: () => void): () => void;
}

export const systemTimers: Timers = {
  atMs: () => Date.now(),
  elapsedMs: () => performance.now(),
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};
