import type { Clock } from '../../runtime/clock.ts';

/** Five times a second: a hand sees the weight follow it, and 9600 baud carry it easily. */
const EVERY_MS = 200;
const ANSWER_MS = 400;
/** A scale that sends by itself does so several times a second; some wait until the load has settled. */
const STREAM_SILENCE_MS = 2000;

/** Asks a scale again and again, or only listens to one that sends by itself, and notices when it falls silent. */
export interface Asking {
  start(): void;
  stop(): void;
  /** Asks without waiting for the next turn; false when this scale is not asked. */
  askNow(): boolean;
  /** Asks nothing more until `start`; calls `then` as soon as no answer is on its way. */
  pause(then: () => void): void;
  /** Call when the scale has said something. */
  answered(): void;
}

export function createAsking(scale: {
  readonly clock: Clock;
  /** Null: the scale sends by itself. */
  readonly ask: (() => void) | null;
  onSilence(): void;
}): Asking {
  const { clock, ask, onSilence } = scale;
  let running = false;
  let askedAtMs = 0;
  let waits = false;
  let paused: (() => void) | null = null;
  let cancel: (() => void) | null = null;

  function turn(): void {
    cancel?.();
    if (ask === null) {
      cancel = clock.after(STREAM_SILENCE_MS, fallSilent);
      return;
    }
    askedAtMs = clock.monoMs();
    waits = true;
    cancel = clock.after(ANSWER_MS, fallSilent);
    ask();
  }

  function fallSilent(): void {
    waits = false;
    onSilence();
    if (!goOn()) turn();
  }

  /** True when what was paused for can go on instead of the next question. */
  function goOn(): boolean {
    const then = paused;
    if (then === null) return false;
    paused = null;
    running = false;
    cancel?.();
    then();
    return true;
  }

  return {
    start() {
      running = true;
      paused = null;
      turn();
    },
    stop() {
      running = false;
      waits = false;
      paused = null;
      cancel?.();
    },
    askNow() {
      if (ask === null || !running) return false;
      if (!waits) turn();
      return true;
    },
    pause(then) {
      paused = then;
      if (!waits) goOn();
    },
    answered() {
      if (!running) return;
      if (ask === null) {
        turn();
        return;
      }
      // Said without being asked, or the second message of one answer: the next question is due already.
      if (!waits) return;
      waits = false;
      cancel?.();
      if (!goOn()) cancel = clock.after(Math.max(0, askedAtMs + EVERY_MS - clock.monoMs()), turn);
    },
  };
}
