import type { Acknowledgement, PrintOutcome, PrintTrouble } from '../../../src/core/print.ts';
import { openPrinter, type PrinterParts } from '../../../src/devices/print/open-printer.ts';
import type { PersonaName } from '../../../src/fakes/virtual-printer/persona.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../../../src/fakes/virtual-printer/virtual-printer.ts';
import type { Printer } from '../../../src/runtime/ports.ts';
import type { PrinterConnection, PrinterSettings } from '../../../src/wire/settings.ts';
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

/** The best proof that each of them has. */
export const BEST_PROOF: Readonly<Record<PersonaName, Acknowledgement>> = {
  'zebra-linkos': 'odometer',
  'zebra-strict': 'odometer',
  'zpl-clone': 'none',
  'epson-tm': 'process-id',
  'escpos-clone': 'none',
  sink: 'none',
};

export interface RigWish extends PrinterParts {
  readonly acknowledgement?: Acknowledgement | undefined;
  /** Another machine than the rig's own. */
  readonly connection?: PrinterConnection | undefined;
  readonly paceBytesPerSecond?: number | undefined;
  /** In real time. */
  readonly engineMsPerSheet?: number | undefined;
}

/** As somebody would write it into the settings. */
export function setupFor(
  kind: PersonaName,
  connection: PrinterConnection,
  acknowledgement: Acknowledgement = BEST_PROOF[kind],
): PrinterSettings {
  const known = { id: 'printer', name: kind, connection };
  if (kind === 'epson-tm' || kind === 'escpos-clone') {
    if (acknowledgement === 'odometer') throw new Error('A receipt printer has no odometer');
    return { ...known, roles: ['slip'], language: 'escpos', dpi: 203, widthDots: 576, columns: 48, acknowledgement };
  }
  if (acknowledgement === 'process-id') throw new Error('A label printer has no process id');
  return { ...known, roles: ['label'], language: 'zpl', dpi: 203, acknowledgement, graphics: 'run-length' };
}

export async function openRig(kind: PersonaName, wish: RigWish = {}): Promise<Rig> {
  const { acknowledgement, paceBytesPerSecond, engineMsPerSheet, ...parts } = wish;
  const paper = await openVirtualPrinter({ host: '127.0.0.1', port: 0, persona: kind, engineMsPerSheet });
  const transit = new Transit(paper);
  const timers = new ManualTimers(transit);
  const connection = wish.connection ?? { kind: 'tcp', ...paper.address, paceBytesPerSecond };
  const printer = openPrinter(setupFor(kind, connection, acknowledgement), {
    timers,
    connect: transit.connect,
    ...parts,
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
