import type { Sound } from '../../src/core/verdict.ts';

/** One stretch of sound. Rhythm and length tell the verdicts apart before pitch does: halls are loud and ears differ. */
export interface Beep {
  readonly fromMs: number;
  readonly lengthMs: number;
  readonly hertz: number;
  readonly shape: 'sine' | 'square';
  readonly gain: number;
}

const sine = (fromMs: number, lengthMs: number, hertz: number, gain = 0.5): Beep => ({
  fromMs,
  lengthMs,
  hertz,
  shape: 'sine',
  gain,
});
const square = (fromMs: number, lengthMs: number, hertz: number): Beep => ({
  fromMs,
  lengthMs,
  hertz,
  shape: 'square',
  gain: 0.35,
});

/** Numbers of the scanning design, section 14. */
export const SOUNDS = {
  none: [],
  tick: [sine(0, 20, 1320, 0.3)],
  /** The same item still lies there. */
  'double-tick': [sine(0, 20, 1320, 0.3), sine(100, 20, 1320, 0.3)],
  accept: [sine(0, 60, 1760)],
  /** Long, then short: it counts, but it is not the item itself. */
  'accept-swap': [sine(0, 160, 1320), sine(220, 50, 1760)],
  'line-done': [sine(0, 60, 1320), sine(80, 90, 1760)],
  'order-done': [sine(0, 80, 1047), sine(110, 80, 1320), sine(220, 160, 1760)],
  await: [sine(0, 90, 880), sine(150, 90, 880)],
  reject: [sine(0, 120, 330, 0.6), sine(180, 120, 330, 0.6)],
  stop: [square(0, 300, 220), square(400, 300, 220), square(800, 300, 220)],
} as const satisfies Record<Sound, readonly Beep[]>;

/** A hard stop is heard again and again until somebody has seen it. */
export const ALARM_EVERY_MS = 3000;
