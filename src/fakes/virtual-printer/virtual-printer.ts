import { writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createEngine } from './engine.ts';
import { createEscposPersona } from './escpos-persona.ts';
import type { Fault } from './fault.ts';
import { findPaperAssets, openGlyphs, type PaperAssets } from './glyphs.ts';
import type { Machine } from './persona.ts';
import { openPort } from './printer-port.ts';
import { pngOfSheet, type Sheet, type SheetPlan } from './sheet.ts';
import { createZebraPersona } from './zebra-persona.ts';

export interface VirtualPrinterSetup {
  /** Loopback only: it answers anybody who knocks. */
  readonly host: '127.0.0.1';
  /** 0 for any free port. */
  readonly port: number;
  readonly persona: 'zebra-linkos' | 'epson-tm';
  readonly dpi?: 203 | 300 | undefined;
  /** Width of the head; 4 inches of a label printer, 72 mm of a receipt printer. */
  readonly widthDots?: number | undefined;
  readonly engineMsPerSheet?: number | undefined;
  /** Folder for one PNG per sheet. */
  readonly saveTo?: string | undefined;
  /** Needed by `epson-tm`, which draws text; found in node_modules when left out. */
  readonly assets?: PaperAssets | undefined;
}

export type VirtualPrinterEvent =
  | { readonly t: 'connected' | 'disconnected' | 'torn' | 'fixed' | 'power-cycled' | 'cancelled' }
  | { readonly t: 'fault'; readonly fault: Fault }
  | { readonly t: 'printed'; readonly no: number }
  | { readonly t: 'unknown-command'; readonly command: string };

export interface VirtualPrinter {
  readonly address: { readonly host: string; readonly port: number };
  /** Newest last; only the last five hundred are kept. */
  readonly sheets: readonly Sheet[];
  readonly events: readonly VirtualPrinterEvent[];
  readonly stats: {
    readonly connections: number;
    /** Received. */
    readonly bytes: number;
    /** Sent back. */
    readonly answered: number;
    readonly odometer: number;
  };
  /** Both return how to stop listening. */
  onSheet(listener: (sheet: Sheet) => void): () => void;
  onEvent(listener: (event: VirtualPrinterEvent) => void): () => void;
  /** Resolves when that many sheets have come out since it was opened. */
  waitForSheets(count: number): Promise<readonly Sheet[]>;
  waitForEvent(t: VirtualPrinterEvent['t']): Promise<void>;
  set(fault: Fault): Promise<void>;
  /** New paper, lid down, plugged in: what was waiting is printed, a torn sheet again and whole. */
  fix(): Promise<void>;
  /** Everything that was not on paper is gone. */
  powerCycle(): void;
  close(): Promise<void>;
}

const KEPT = 500;
const FIRST_ODOMETER = 1000;

/** A label or receipt printer that exists only on a loopback port, faults included. */
export async function openVirtualPrinter(setup: VirtualPrinterSetup): Promise<VirtualPrinter> {
  const { persona: kind, saveTo, dpi = 203, engineMsPerSheet = 0 } = setup;
  const sheets: Sheet[] = [];
  const events: VirtualPrinterEvent[] = [];
  const sheetListeners = new Set<(sheet: Sheet) => void>();
  const eventListeners = new Set<(event: VirtualPrinterEvent) => void>();
  const timers = new Set<NodeJS.Timeout>();
  let printed = 0;
  if (saveTo !== undefined) await mkdir(saveTo, { recursive: true });

  const note = (event: VirtualPrinterEvent): void => {
    events.push(event);
    if (events.length > KEPT) events.shift();
    for (const listener of [...eventListeners]) listener(event);
  };
  const print = ({ draw, text, bytesLength }: SheetPlan): void => {
    const bitmap = draw();
    const { widthDots, heightDots } = bitmap;
    printed += 1;
    const sheet = {
      no: printed,
      png: pngOfSheet(bitmap),
      bitmap,
      widthDots,
      heightDots,
      text,
      bytesLength,
      atMs: Date.now(),
    };
    sheets.push(sheet);
    if (sheets.length > KEPT) sheets.shift();
    if (saveTo !== undefined) writeFileSync(join(saveTo, `sheet-${String(printed).padStart(4, '0')}.png`), sheet.png);
    note({ t: 'printed', no: printed });
    for (const listener of [...sheetListeners]) listener(sheet);
  };

  const engine = createEngine({
    msPerSheet: engineMsPerSheet,
    after: (delayMs, call) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        call();
      }, delayMs);
      timers.add(timer);
    },
    onPrinted: print,
    onTorn: () => note({ t: 'torn' }),
    onRoom: () => port.drain(),
  });
  const machine: Machine = {
    engine,
    dpi,
    widthDots: setup.widthDots ?? (kind === 'epson-tm' ? 576 : Math.round(4 * dpi)),
    odometer: () => FIRST_ODOMETER + printed,
    unknown: (command) => note({ t: 'unknown-command', command }),
    cancelled: () => note({ t: 'cancelled' }),
  };
  const epson =
    kind === 'epson-tm' ? createEscposPersona(machine, await openGlyphs(setup.assets ?? findPaperAssets())) : null;
  const persona = epson ?? createZebraPersona(machine);
  const port = await openPort({ host: setup.host, port: setup.port, persona, engine, note });

  const changed = (): void => {
    epson?.announce();
    engine.resume();
    port.drain();
  };
  const waitFor = <Got>(listeners: Set<(got: Got) => void>, done: (got: Got) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const listener = (got: Got): void => {
        if (!done(got)) return;
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
    });

  return {
    address: { host: setup.host, port: port.number },
    sheets,
    events,
    get stats() {
      return { ...port.counts(), odometer: machine.odometer() };
    },
    onSheet: (listener) => {
      sheetListeners.add(listener);
      return () => sheetListeners.delete(listener);
    },
    onEvent: (listener) => {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    waitForSheets: async (count) => {
      if (printed < count) await waitFor(sheetListeners, () => printed >= count);
      return sheets;
    },
    waitForEvent: (t) => waitFor(eventListeners, (event) => event.t === t),
    set: async (fault) => {
      await port.set(fault);
      epson?.announce();
    },
    fix: async () => {
      Object.assign(engine.sensors, { paperOut: false, coverOpen: false, paused: false });
      engine.disarm();
      await port.fix();
      note({ t: 'fixed' });
      changed();
    },
    powerCycle: () => {
      port.hangUp();
      engine.clear();
      persona.reset();
      note({ t: 'power-cycled' });
    },
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      await port.close();
    },
  };
}
