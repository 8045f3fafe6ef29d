import { writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bitmap } from '../../core/bitmap.ts';
import { createEngine } from './engine.ts';
import { createEscposPersona } from './escpos-persona.ts';
import { allWell, type Fault, type FaultKind, isNow, isSensor, nowOf, type Sensors } from './fault.ts';
import { findPaperAssets, openGlyphs, type PaperAssets } from './glyphs.ts';
import { type Machine, type PersonaName, type Traits, traitsOf } from './persona.ts';
import { openPort } from './printer-port.ts';
import { createSeeded } from './seeded.ts';
import type { Sheet } from './sheet.ts';
import { createSheetStack } from './sheet-stack.ts';
import { createZebraPersona } from './zebra-persona.ts';

export interface VirtualPrinterSetup {
  /** Loopback only: it answers anybody who knocks. */
  readonly host: `127.0.0.${number}`;
  /** 0 for any free port. */
  readonly port: number;
  readonly persona: PersonaName;
  /** Of a `sink`, which speaks either; ZPL when left out. */
  readonly language?: 'zpl' | 'escpos' | undefined;
  readonly dpi?: 203 | 300 | undefined;
  /** Width of the head; 4 inches of a label printer, 72 mm of a receipt printer. */
  readonly widthDots?: number | undefined;
  readonly engineMsPerSheet?: number | undefined;
  /** Receive buffer, 64 KiB when left out. */
  readonly receiveBytes?: number | undefined;
  /** For everything that happens by chance. */
  readonly seed?: number | undefined;
  /** Draws a ZPL format with text and symbols. Without it only graphic fields are drawn. */
  readonly draw?: ((zpl: Uint8Array) => Bitmap | null) | undefined;
  /** Folder for one PNG per sheet. */
  readonly saveTo?: string | undefined;
  /** Needed by whatever speaks ESC/POS, as it draws text; found in node_modules when left out. */
  readonly assets?: PaperAssets | undefined;
}

export type VirtualPrinterEvent =
  | {
      readonly t:
        | 'connected'
        | 'disconnected'
        | 'refused'
        | 'torn'
        | 'fixed'
        | 'power-cycled'
        | 'cancelled'
        | 'dropped';
    }
  | { readonly t: 'fault'; readonly fault: Fault }
  | { readonly t: 'printed'; readonly no: number }
  /** A part of a format that nobody here can draw. */
  | { readonly t: 'unknown-command' | 'not-drawn'; readonly command: string };

export type Button = 'feed' | 'pause' | 'cancel';

export interface VirtualPrinter {
  readonly address: { readonly host: string; readonly port: number };
  readonly traits: Traits;
  /** Newest last; only the last five hundred are kept, and the pictures of the last two hundred. */
  readonly sheets: readonly Sheet[];
  /** Half sheets that were left behind, newest last. */
  readonly tornSheets: readonly Sheet[];
  readonly events: readonly VirtualPrinterEvent[];
  readonly sensors: Readonly<Sensors>;
  /** Its port is open. */
  readonly isOnline: boolean;
  /** A fault of the line is there now, for example `silent`. */
  has(kind: FaultKind): boolean;
  readonly stats: {
    readonly connections: number;
    /** Received. */
    readonly bytes: number;
    /** Sent back. */
    readonly answered: number;
    readonly odometer: number;
    /** Interpreted, and not yet on paper. */
    readonly waitingSheets: number;
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
  /** What a person can do at the printer. `cancel` throws away what is waiting, `feed` brings a blank label or line. */
  press(button: Button): void;
  /** Everything that was not on paper is gone. */
  powerCycle(): void;
  close(): Promise<void>;
}

const KEPT_EVENTS = 500;
const FIRST_ODOMETER = 1000;

/** A label or receipt printer that exists only on a loopback port, faults included. */
export async function openVirtualPrinter(setup: VirtualPrinterSetup): Promise<VirtualPrinter> {
  const { saveTo, dpi = 203, engineMsPerSheet = 0, receiveBytes = 64 * 1024 } = setup;
  const traits = traitsOf(setup.persona, setup.language);
  const stack = createSheetStack();
  const events: VirtualPrinterEvent[] = [];
  const sheetListeners = new Set<(sheet: Sheet) => void>();
  const eventListeners = new Set<(event: VirtualPrinterEvent) => void>();
  const timers = new Set<NodeJS.Timeout>();
  let online = true;
  let repairs = 0;
  if (saveTo !== undefined) await mkdir(saveTo, { recursive: true });

  const note = (event: VirtualPrinterEvent): void => {
    events.push(event);
    if (events.length > KEPT_EVENTS) events.shift();
    for (const listener of [...eventListeners]) listener(event);
  };
  const after = (delayMs: number, call: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      call();
    }, delayMs);
    timers.add(timer);
  };

  const engine = createEngine({
    msPerSheet: engineMsPerSheet,
    feelsPaperLate: traits.feelsPaperLate,
    after,
    onPrinted: (plan) => {
      const sheet = stack.add(plan, Date.now());
      if (saveTo !== undefined)
        writeFileSync(join(saveTo, `sheet-${String(sheet.no).padStart(4, '0')}.png`), sheet.png);
      note({ t: 'printed', no: sheet.no });
      for (const listener of [...sheetListeners]) listener(sheet);
    },
    onTorn: (plan) => {
      stack.addTorn(plan, Date.now());
      note({ t: 'torn' });
    },
    onRoom: () => port.drain(),
  });
  /** Of what is inside, nothing will come out. */
  const forget = (): void => {
    engine.clear();
    persona.forget();
    port.forget();
  };
  const changed = (): void => {
    persona.announce();
    engine.resume();
    port.drain();
  };
  const machine: Machine = {
    engine,
    traits,
    dpi,
    widthDots: setup.widthDots ?? (traits.language === 'escpos' ? 576 : Math.round(4 * dpi)),
    odometer: () => FIRST_ODOMETER + stack.count,
    unknown: (command) => note({ t: 'unknown-command', command }),
    notDrawn: (command) => note({ t: 'not-drawn', command }),
    cancel: () => {
      forget();
      engine.sensors.jam = false;
      note({ t: 'cancelled' });
      port.drain();
    },
    acknowledge: (reply, bytes) => {
      const delayMs = port.delayMs();
      if (port.has('ackDrop')) return;
      if (delayMs > 0) after(delayMs, () => reply(bytes));
      else reply(bytes);
    },
    changed,
    draw: setup.draw ?? null,
  };
  const persona =
    traits.language === 'escpos'
      ? createEscposPersona(machine, await openGlyphs(setup.assets ?? findPaperAssets()))
      : createZebraPersona(machine);

  const powerCycle = (): void => {
    port.hangUp();
    engine.clear();
    persona.reset();
    note({ t: 'power-cycled' });
  };
  const begin = async (fault: Fault): Promise<void> => {
    const { kind } = fault;
    note({ t: 'fault', fault });
    if (isSensor(kind)) {
      if (kind !== 'ribbonOut' || traits.language === 'zpl') engine.sensors[kind] = true;
      persona.announce();
    } else if (kind === 'powerCycle') powerCycle();
    else if (kind === 'fin' || kind === 'rst') port.breakAll(kind);
    else if (kind === 'offline') {
      online = false;
      await port.goOffline();
    } else port.begin(fault);
  };
  const set = async (fault: Fault): Promise<void> => {
    const now = nowOf(fault);
    const midSheet = 'midSheet' in fault && fault.midSheet === true;
    if (fault.atByte !== undefined) port.await(fault);
    else if (fault.afterMs !== undefined) {
      const before = repairs;
      // What was mended in the meantime does not break any more.
      after(fault.afterMs, () => void (before === repairs && begin(now)));
    } else if (midSheet) engine.arm(fault.afterSheets ?? 0, 'middle', () => void begin(now));
    else if (!isNow(fault)) {
      engine.arm(fault.afterSheets ?? 0, isSensor(fault.kind) ? 'start' : 'end', () => void begin(now));
    } else await begin(fault);
  };

  const port = await openPort({
    host: setup.host,
    port: setup.port,
    receiveBytes,
    persona,
    traits,
    engine,
    random: createSeeded(setup.seed ?? 1),
    after,
    note,
    onDue: (fault) => void set(fault),
    drop: () => {
      forget();
      note({ t: 'dropped' });
    },
  });

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
    traits,
    sheets: stack.sheets,
    tornSheets: stack.torn,
    events,
    sensors: engine.sensors,
    get isOnline() {
      return online;
    },
    has: port.has,
    get stats() {
      return { ...port.counts(), odometer: machine.odometer(), waitingSheets: engine.waitingSheets };
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
      if (stack.count < count) await waitFor(sheetListeners, () => stack.count >= count);
      return stack.sheets;
    },
    waitForEvent: (t) => waitFor(eventListeners, (event) => event.t === t),
    set,
    fix: async () => {
      Object.assign(engine.sensors, allWell);
      engine.disarm();
      repairs += 1;
      await port.fix();
      online = true;
      note({ t: 'fixed' });
      changed();
    },
    press: (button) => {
      if (button === 'cancel') machine.cancel();
      else if (button === 'pause') engine.sensors.paused = !engine.sensors.paused;
      else engine.add(persona.blank());
      changed();
    },
    powerCycle,
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      await port.close();
    },
  };
}
