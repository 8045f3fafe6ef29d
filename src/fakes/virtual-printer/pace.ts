import type { Fault } from './fault.ts';

/** How much is read at once, and how long it rests afterwards. */
export interface Step {
  readonly bytes: number;
  readonly restMs: number;
}

const STEP_MS = 20;
const USUAL_REST_MS = 50;
const LARGEST_PIECE = 1024;

/** The next step of a printer that reads slowly or by fits and starts; null: as fast as it comes. */
export function stepOf(faults: readonly Fault[], random: () => number): Step | null {
  for (const fault of faults) {
    if (fault.kind === 'slow') {
      const bytes = Math.max(1, Math.round((fault.bytesPerSecond * STEP_MS) / 1000));
      return { bytes, restMs: Math.max(STEP_MS, (1000 * bytes) / fault.bytesPerSecond) };
    }
    if (fault.kind === 'stutter') {
      const bytes = 1 + Math.floor(random() * LARGEST_PIECE);
      return { bytes, restMs: random() * (fault.restMs ?? USUAL_REST_MS) };
    }
  }
  return null;
}
