import type { Clock } from '../runtime/clock.ts';
import type { Scale, ScaleFault, ScaleReading } from '../runtime/scale-port.ts';
import type { LinkStatus } from '../runtime/scanner-port.ts';
import { createScaleLoad } from './virtual-scale-load.ts';

/** A scale without a cable: for the demo, for training, and for tests of everything behind the port. */
export interface VirtualScale extends Scale {
  /** Puts a load on the plate in place of what was there. More than its capacity is an overload. */
  put(grams: number): void;
  unplug(): void;
  plugIn(): void;
}

const EVERY_MS = 200;

export function createVirtualScale(options: {
  readonly source: string;
  readonly clock: Clock;
  /** How long a load swings, 600 ms unless told. */
  readonly settleMs?: number | undefined;
  /** 30 kg unless told. */
  readonly capacityGrams?: number | undefined;
}): VirtualScale {
  const { source, clock } = options;
  const load = createScaleLoad({
    clock,
    settleMs: options.settleMs ?? 600,
    capacityGrams: options.capacityGrams ?? 30_000,
  });
  const readings = new Set<(reading: ScaleReading) => void>();
  const faults = new Set<(fault: ScaleFault) => void>();
  const statuses = new Set<(status: LinkStatus) => void>();
  let plugged = true;
  let started = false;
  let told: ScaleFault['code'] | null = null;
  let cancel: (() => void) | null = null;

  function report(link: LinkStatus['link'], code: LinkStatus['code']): void {
    for (const listener of statuses) listener({ link, code, detail: source, sinceMs: clock.nowMs() });
  }

  function measure(): void {
    const { milligrams, moving, net, state } = load.felt();
    if (state === 'well') {
      told = null;
      const reading = { atMs: clock.nowMs(), milligrams, stable: !moving, net, zero: !moving && milligrams === 0 };
      for (const listener of readings) listener(reading);
    } else if (state !== told) {
      told = state;
      for (const listener of faults) listener({ atMs: clock.nowMs(), code: state, detail: source });
    }
  }

  function turn(): void {
    measure();
    cancel = clock.after(EVERY_MS, turn);
  }

  const isThere = () => plugged && started;
  return {
    source,
    onReading(listener) {
      readings.add(listener);
      return () => readings.delete(listener);
    },
    onFault(listener) {
      faults.add(listener);
      return () => faults.delete(listener);
    },
    onStatus(listener) {
      statuses.add(listener);
      return () => statuses.delete(listener);
    },
    request() {
      if (isThere()) measure();
      return Promise.resolve(isThere());
    },
    zero: () => Promise.resolve(isThere() && load.zero()),
    tare: () => Promise.resolve(isThere() && load.tare()),
    start() {
      started = true;
      report(plugged ? 'ready' : 'lost', plugged ? 'ready' : 'no-device');
      if (plugged) turn();
    },
    stop() {
      started = false;
      cancel?.();
      return Promise.resolve();
    },
    put: load.put,
    unplug() {
      plugged = false;
      cancel?.();
      if (started) report('lost', 'unplugged');
    },
    plugIn() {
      plugged = true;
      told = null;
      if (!started) return;
      report('ready', 'ready');
      turn();
    },
  };
}
