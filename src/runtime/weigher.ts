import type { Command } from '../core/command.ts';
import type { WeighScreen } from '../core/screen-view.ts';
import { phaseOf, type State } from '../core/state.ts';
import type { DeviceView } from '../core/view.ts';
import type { Scale } from './scale-port.ts';

/** A load whose reading moves by less is the same load, breathed upon. */
const SAME_LOAD_GRAMS = 20;

export interface Weigher {
  start(): void;
  /** The load on the plate counts once more. */
  again(): void;
  stop(): Promise<void>;
}

/**
 * Brings the scale to the bench: live weight while a box is weighed, and each load that came to rest exactly once. A load that was
 * refused is not told again until it changes or the packer asks.
 */
export function createWeigher(options: {
  readonly scale: Scale;
  readonly state: () => State;
  readonly submit: (command: Command) => Promise<void>;
  readonly onChange: (change: { readonly scale?: DeviceView; readonly weight?: WeighScreen['live'] }) => void;
  readonly onBug: (bug: unknown) => void;
}): Weigher {
  const { scale, state } = options;
  let told: { readonly for: string; readonly grams: number } | null = null;
  /** What was told last has been taken off, or something else lies there now. */
  let lifted = true;
  let shown: WeighScreen['live'] = null;

  /** What a weight is wanted for now; null when nobody waits for one. */
  function wanted(): string | null {
    const now = state();
    const { work } = now;
    if (work === null) return null;
    const phase = phaseOf(now);
    if (phase === 'weighing') return `${work.order.id} box ${work.boxNo}`;
    const { capture } = work;
    return phase === 'capturing' && capture?.ask === 'weight' ? `${work.order.id} pack ${work.packCount + 1}` : null;
  }

  function take(milligrams: number, stable: boolean): void {
    const grams = Math.round(milligrams / 1000);
    const live = { grams, stable };
    if (grams <= 0) told = null;
    if (told === null || Math.abs(grams - told.grams) > SAME_LOAD_GRAMS) lifted = true;
    const purpose = wanted();
    if (purpose === null) {
      shown = live;
      return;
    }
    if (shown?.grams !== grams || shown.stable !== stable) {
      shown = live;
      options.onChange({ weight: live });
    }
    if (!stable || grams <= 0 || (told?.for === purpose && told.grams === grams)) return;
    // The box before still lies there: its weight is not the next one's.
    if (told !== null && told.for !== purpose && !lifted) return;
    told = { for: purpose, grams };
    lifted = false;
    options.submit({ type: 'take-weight', grams, stable, by: 'scale' }).catch(options.onBug);
  }

  scale.onReading(({ milligrams, stable }) => take(milligrams, stable));
  scale.onFault(() => {
    if (shown === null) return;
    shown = null;
    options.onChange({ weight: null });
  });
  scale.onStatus(({ link, sinceMs }) => {
    const why = link === 'denied' || link === 'busy' ? link : 'gone';
    const level = link === 'ready' ? 'well' : link === 'connecting' ? 'unknown' : 'lost';
    const device = { state: level, name: scale.source, sinceMs, conditions: [] } as const;
    options.onChange({
      scale: level === 'lost' ? { ...device, why } : device,
      ...(level === 'well' ? {} : { weight: null }),
    });
  });

  return {
    start: () => scale.start(),
    again() {
      told = null;
      lifted = true;
      if (shown === null) scale.request().catch(options.onBug);
      else take(shown.grams * 1000, shown.stable);
    },
    stop: () => scale.stop(),
  };
}
