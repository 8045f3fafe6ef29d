import type { PrintOutcome, PrintTrouble } from '../../../src/core/print.ts';
import { openTcpPrinter, type TcpPrinterSetup } from '../../../src/devices/print/tcp-printer.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../../../src/fakes/virtual-printer/virtual-printer.ts';
import type { Printer } from '../../../src/runtime/ports.ts';
import { ManualTimers } from './manual-timers.ts';
import { Transit } from './transit.ts';

/** A printer port and the machine at its other end. */
export interface Rig {
  readonly paper: VirtualPrinter;
  readonly printer: Printer;
  readonly timers: ManualTimers;
  readonly troubles: PrintTrouble[];
  /** Starts a job; `troubled` resolves with the first trouble, and when it was told. */
  print(
    bytes: Uint8Array,
    stop?: AbortSignal,
  ): {
    readonly outcome: Promise<PrintOutcome>;
    readonly troubled: Promise<PrintTrouble & { readonly atMs: number }>;
  };
  close(): Promise<void>;
}

export async function openRig(kind: 'zebra-linkos' | 'epson-tm', setup: Partial<TcpPrinterSetup> = {}): Promise<Rig> {
  const paper = await openVirtualPrinter({ host: '127.0.0.1', port: 0, persona: kind });
  const transit = new Transit(paper);
  const timers = new ManualTimers(transit);
  const zebra = kind === 'zebra-linkos';
  const printer = openTcpPrinter({
    name: kind,
    ...paper.address,
    language: zebra ? 'zpl' : 'escpos',
    acknowledgement: zebra ? 'odometer' : 'process-id',
    timers,
    connect: transit.connect,
    ...setup,
  });
  const troubles: PrintTrouble[] = [];
  return {
    paper,
    printer,
    timers,
    troubles,
    print: (bytes, stop) => {
      let tell: (trouble: PrintTrouble & { readonly atMs: number }) => void = () => {};
      const troubled = new Promise<PrintTrouble & { readonly atMs: number }>((resolve) => {
        tell = resolve;
      });
      const outcome = printer.print(bytes, {
        signal: stop ?? new AbortController().signal,
        onTrouble: (trouble: PrintTrouble) => {
          troubles.push(trouble);
          tell({ ...trouble, atMs: timers.elapsedMs() });
        },
      });
      return { outcome, troubled };
    },
    close: async () => {
      await timers.turnUntil(printer.close());
      await paper.close();
    },
  };
}
