import { openTcpPrinter } from '../src/devices/print/tcp-printer.ts';
import { createSerialScanner } from '../src/devices/scan/serial-scanner.ts';
import type { BenchParts } from '../src/runtime/bench.ts';
import type { Chance, Clock } from '../src/runtime/clock.ts';
import type { Scanner } from '../src/runtime/scanner-port.ts';
import type { Settings } from '../src/wire/settings.ts';

/** The real devices that the settings name. */
export function scannersFrom(settings: Settings, time: { readonly clock: Clock; readonly chance: Chance }): Scanner[] {
  return settings.scanner === null ? [] : [createSerialScanner({ ...settings.scanner, ...time })];
}

export function printersFrom(settings: Settings): Pick<BenchParts, 'labelPrinter' | 'slipPrinter'> {
  const { labelPrinter, slipPrinter } = settings;
  return {
    labelPrinter: labelPrinter && {
      dpi: labelPrinter.dpi,
      printer: openTcpPrinter({ ...labelPrinter, language: 'zpl' }),
    },
    slipPrinter: slipPrinter && {
      columns: slipPrinter.columns,
      printer: openTcpPrinter({ ...slipPrinter, language: 'escpos' }),
    },
  };
}
