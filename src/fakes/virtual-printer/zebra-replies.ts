import type { Engine } from './engine.ts';
import { isStopped, type Sensors } from './fault.ts';
import type { Traits } from './persona.ts';

const pad = (value: number, length: number): string => String(value).padStart(length, '0');
const flag = (value: boolean): string => (value ? '1' : '0');

export interface HostState {
  readonly lengthDots: number;
  /** A format has begun and not ended. */
  readonly partial: boolean;
  /** The head was opened and closed since it was switched on. */
  readonly headCycled: boolean;
}

/** What clones count after the head was opened (a log of an XP-423B). */
const ABSURD = 1_048_576;

/**
 * The three frames of `~HS` (ZPL II programming guide). A printer that is stopped by anything also reports that it is
 * paused. The clone's count of labels is a flag, and nonsense after a head cycle.
 */
export function hostStatus({ sensors, waitingSheets, full }: Engine, traits: Traits, state: HostState): Uint8Array {
  const { paperOut, coverOpen, jam, ribbonOut, headHot } = sensors;
  const noPaper = jam || (paperOut && !traits.feelsPaperLate);
  const stopped = traits.feelsPaperLate ? isStopped({ ...sensors, paperOut: jam }) : isStopped(sensors);
  const busy = traits.countsBadly ? (state.headCycled ? ABSURD : Math.min(1, waitingSheets)) : waitingSheets;
  const lines = [
    `030,${flag(noPaper)},${flag(stopped)},${pad(state.lengthDots, 4)},${pad(waitingSheets, 3)},${flag(full)},0,${flag(state.partial)},000,0,0,${flag(headHot)}`,
    `000,0,${flag(coverOpen)},${flag(ribbonOut)},0,2,4,0,${pad(busy, 8)},1,000`,
    '1234,0',
  ];
  return Buffer.from(lines.map((line) => `\x02${line}\x03\r\n`).join(''), 'latin1');
}

/** The manual of Zebra says that `~HS` is not answered in these. */
export function isMute({ paperOut, jam, ribbonOut, coverOpen, headHot }: Sensors): boolean {
  return paperOut || jam || ribbonOut || coverOpen || headHot;
}

/** `~HQES`: error bits 1 = media out, 2 = ribbon out, 4 = head open, 8 = cutter, 0x10 = head hot, 0x10000 = paused; warning 8 = paper near its end. */
export function errorStatus({ sensors }: Engine): Uint8Array {
  const bits =
    (sensors.paperOut || sensors.jam ? 1 : 0) |
    (sensors.ribbonOut ? 2 : 0) |
    (sensors.coverOpen ? 4 : 0) |
    (sensors.cutter ? 8 : 0) |
    (sensors.headHot ? 0x10 : 0) |
    (sensors.paused ? 0x10000 : 0);
  const group = (value: number): string =>
    value === 0 ? '0 00000000 00000000' : `1 00000000 ${value.toString(16).padStart(8, '0')}`;
  const text = `\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         ${group(bits)}\r\n   WARNINGS:       ${group(sensors.nearEnd ? 8 : 0)}\r\n`;
  return Buffer.from(`\x02${text}\x03`, 'latin1');
}

/** `~HI`: model, firmware, dots per millimetre, memory. */
export function hostIdentification(dpi: number): Uint8Array {
  return Buffer.from(`\x02ZD421-${dpi}dpi,V93.21.15Z,${dpi === 300 ? 12 : 8},65536KB\x03\r\n`, 'latin1');
}

/** What an SGD `getvar` says; `?` for a variable that it does not have. */
export function variableOf(
  name: string,
  engine: Engine,
  machine: { readonly odometer: () => number; readonly dpi: number; readonly widthDots: number },
): string {
  switch (name) {
    case 'odometer.total_label_count':
      return String(machine.odometer());
    case 'media.status':
      return engine.sensors.paperOut || engine.sensors.jam ? 'out' : 'ok';
    case 'head.latch':
      return engine.sensors.coverOpen ? 'open' : 'ok';
    case 'head.resolution.in_dpi':
      return String(machine.dpi);
    case 'ezpl.print_width':
      return String(machine.widthDots);
    case 'device.product_name':
      return `ZD421-${machine.dpi}dpi`;
    case 'appl.name':
      return 'V93.21.15Z';
    default:
      return '?';
  }
}
