import { openPrinter } from '../src/devices/print/open-printer.ts';
import { createSerialScale } from '../src/devices/scale/serial-scale.ts';
import { sourceOf } from '../src/devices/scan/resolve-port.ts';
import { createSerialScanner } from '../src/devices/scan/serial-scanner.ts';
import type { BenchParts } from '../src/runtime/bench.ts';
import type { Chance, Clock } from '../src/runtime/clock.ts';
import type { Scale } from '../src/runtime/scale-port.ts';
import type { Reading } from '../src/runtime/station.ts';
import type { Settings } from '../src/wire/settings.ts';
import { openDeviceProcess } from './device-process.ts';

type Time = { readonly clock: Clock; readonly chance: Chance };

/** The real devices that the settings name, and how their codes are read. */
export function scannersFrom(settings: Settings, time: Time): Pick<BenchParts, 'scanners' | 'readingOf'> {
  const readings = new Map<string, Reading>(
    settings.scanners.map(({ match, aim, stripPrefix, gsSubstitute }) => [
      sourceOf(match),
      { aim, stripPrefix, gsSubstitute },
    ]),
  );
  // The window takes a keyboard scanner's prefix away and puts its separators back; what is left here is whether it names its symbols.
  if (settings.keyboard !== null) readings.set('wedge', { aim: settings.keyboard.sendsAim ? 'on' : 'auto' });
  return {
    scanners: settings.scanners.map(({ match, ...profile }) => createSerialScanner({ ...match, ...profile, ...time })),
    readingOf: (source) => readings.get(source) ?? { aim: 'auto' },
  };
}

export function scaleFrom(settings: Settings, time: Time): Scale | null {
  if (settings.scale === null) return null;
  const { match, ...profile } = settings.scale;
  return createSerialScale({ ...match, ...profile, ...time });
}

export function printersFrom(settings: Settings): Pick<BenchParts, 'printers'> {
  return {
    printers: settings.printers.map((setup) => ({
      printer: openPrinter(setup, { openDeviceProcess }),
      roles: setup.roles,
    })),
  };
}
