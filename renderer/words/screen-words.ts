import type { Ask } from '../../src/core/unit-facts.ts';
import type { DemoOrder } from '../../src/wire/ipc-contract.ts';
import type { BenchWords } from './bench-words.ts';
import type { PrinterWords } from './printer-words.ts';
import type { SyncWords } from './sync-words.ts';

type DemoPrinterOrder = Extract<DemoOrder, { kind: 'printer' }>;

export interface ScreenWords extends BenchWords, PrinterWords, SyncWords {
  readonly head: {
    readonly order: string;
    readonly shipBy: string;
    readonly carrier: string;
    readonly box: string;
    readonly units: string;
    /** Heading over how many orders can be finished without the network. */
    readonly alone: string;
    readonly orders: (count: number) => string;
    /** About how long that lasts. */
    readonly about: (time: string) => string;
    readonly changedAbove: string;
    readonly of: (n: number, total: number) => string;
  };
  readonly time: {
    readonly left: (text: string) => string;
    readonly late: (text: string) => string;
    readonly minutes: (count: number) => string;
    readonly hours: (count: number) => string;
    readonly days: (count: number) => string;
    readonly seconds: (count: number) => string;
  };
  readonly signedOut: {
    readonly verb: string;
    readonly orPick: string;
    /** Nobody has been told to this station yet. */
    readonly nobody: string;
    readonly pinOf: (name: string) => string;
    readonly pinHint: string;
    readonly erase: string;
    readonly enter: string;
    readonly back: string;
  };
  readonly ready: {
    readonly verb: string;
    readonly kinds: Readonly<Record<'order' | 'tote' | 'item' | 'parcel', string>>;
    readonly late: string;
    readonly today: string;
    readonly held: string;
    readonly open: string;
    readonly nextUp: string;
    readonly units: (count: number) => string;
    readonly by: (number: string, time: string) => string;
    readonly empty: string;
    readonly lastPull: (time: string) => string;
    readonly neverPulled: string;
    readonly last: (number: string, lane: string, took: string) => string;
    readonly packed: string;
    readonly asking: (number: string, seconds: number) => string;
    readonly offline: (since: string, orders: string) => string;
    readonly conflicts: (count: number) => string;
    readonly picks: (orders: number) => string;
    readonly waiting: (parcels: number) => string;
    /** Heading over orders that are picked and not packed. */
    readonly picked: string;
    readonly totes: (count: number) => string;
  };
  readonly verify: {
    readonly scan: string;
    readonly more: (count: number) => string;
    readonly todo: string;
    readonly done: string;
    /** Under the crossed-out picture of the look-alike. */
    readonly not: (variant: string) => string;
    readonly allIn: string;
    readonly kit: (name: string) => string;
    readonly short: (count: number) => string;
    readonly asks: (asks: readonly Ask[]) => string;
    readonly byHand: string;
    /** Stands in place of `scan` for an item without a barcode. */
    readonly count: string;
    readonly byHandHint: string;
    readonly remove: string;
    readonly removeSays: string;
    readonly move: string;
    readonly moveSays: string;
    readonly quantity: (units: number) => string;
    readonly quantitySays: (units: number) => string;
  };
  readonly label: {
    readonly made: string;
    readonly making: string;
    /** The carrier made it; here it is only looked at and read back. */
    readonly checking: string;
    readonly printing: string;
    readonly after: string;
    readonly copy: (copy: number) => string;
  };
  readonly prove: {
    readonly stick: string;
    readonly verb: string;
    readonly mustEndIn: string;
    readonly came: (time: string) => string;
    readonly doubt: string;
  };
  readonly done: {
    readonly lane: string;
    readonly shipped: string;
    readonly saved: string;
    readonly sending: string;
    readonly savedOnline: string;
    readonly waiting: string;
    readonly keptHere: string;
    readonly noNext: string;
  };
  readonly stop: {
    readonly scanned: string;
    readonly wanted: string;
    /** Stands where the catalogue has no name for what was scanned. */
    readonly notKnown: string;
    readonly nothing: string;
    readonly nothingCounts: string;
    readonly labelOf: (number: string) => string;
    readonly labelWanted: string;
    /** Caption over a second paper with the same number. */
    readonly onVehicle: string;
    /** The same scan once more means that the packer is sure. */
    readonly again: string;
    readonly supervisor: string;
    readonly supervisorSays: string;
    /** Of an order that another bench has. */
    readonly supervisorTakes: string;
    readonly supervisorClears: string;
    readonly or: string;
    /** Captions over what came and what was wanted. */
    readonly got: string;
    readonly expected: string;
    readonly kinds: Readonly<Record<'lot' | 'serial' | 'date' | 'weight' | 'tote' | 'place' | 'other', string>>;
    readonly grams: (grams: string) => string;
    readonly plusMinus: (grams: string) => string;
  };
  readonly help: { readonly verb: string; readonly lead: string; readonly close: string; readonly none: string };
  readonly typed: { readonly label: string; readonly hint: string; readonly partial: string };
  readonly starting: (seconds: number) => string;
  readonly broken: { readonly word: string; readonly what: string; readonly reload: string; readonly support: string };
  readonly demo: {
    readonly open: string;
    readonly close: string;
    readonly lead: string;
    readonly groups: Readonly<Record<'item' | 'wrong' | 'badge' | 'label' | 'order' | 'carton' | 'choice', string>>;
    readonly printers: Readonly<Record<DemoPrinterOrder['printer'], string>>;
    readonly scale: string;
    readonly putBox: (grams: string) => string;
    readonly putLess: string;
    readonly emptyScale: string;
    readonly scanner: string;
    readonly unplug: string;
    readonly plugIn: string;
    readonly faults: Readonly<Record<DemoPrinterOrder['fault'], string>>;
    readonly network: string;
    readonly stopHub: string;
    readonly startHub: string;
    readonly nothing: string;
  };
}
