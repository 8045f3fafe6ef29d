/** Time and chance come through here, so that a test can turn them by hand. */
export interface Clock {
  /** Wall clock, milliseconds since 1970. May jump; nothing about safety depends on it. */
  nowMs(): number;
  /** Milliseconds since this start of the program; never jumps. */
  monoMs(): number;
  /** Runs `what` once after `delayMs`; the function given back prevents it. */
  after(delayMs: number, what: () => void): () => void;
}

export interface Chance {
  /** Evenly spread in [0, 1). */
  next(): number;
  /** UUID version 7 (RFC 9562). */
  id(): string;
}
