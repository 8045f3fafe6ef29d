import type { Timers } from '../../../src/devices/print/timers.ts';
import type { Transit } from './transit.ts';

/** A clock that stands still until it is turned. */
export class ManualTimers implements Timers {
  readonly #transit: Pick<Transit, 'settle'>;
  #nowMs = 0;
  readonly #calls = new Set<{ readonly atMs: number; readonly call: () => void }>();

  constructor(transit: Pick<Transit, 'settle'>) {
    this.#transit = transit;
  }

  atMs(): number {
    return this.#nowMs;
  }

  elapsedMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, call: () => void): () => void {
    const entry = { atMs: this.#nowMs + delayMs, call };
    this.#calls.add(entry);
    return () => this.#calls.delete(entry);
  }

  /** Lets everything arrive that is on its way; no time passes. */
  settle(): Promise<void> {
    return this.#transit.settle();
  }

  /** Goes to the next moment at which something is due, and lets it happen. */
  turn(): void {
    const [next] = [...this.#calls].sort((one, other) => one.atMs - other.atMs);
    if (next === undefined) return;
    this.#calls.delete(next);
    this.#nowMs = Math.max(this.#nowMs, next.atMs);
    next.call();
  }

  /**
   * Turns until the promise settles. Before each turn everything that is on its way through a socket arrives: time only
   * passes for what is really not coming.
   */
  async turnUntil<Value>(promise: Promise<Value>): Promise<Value> {
    let settled = false;
    const done = (): void => {
      settled = true;
    };
    promise.then(done, done);
    while (!settled) {
      await this.#transit.settle();
      if (!settled) this.turn();
    }
    return promise;
  }
}
