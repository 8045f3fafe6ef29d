import type { Mark } from '../../src/core/order.ts';
import type { Action } from '../../src/core/phase.ts';
import type { JobState, PrinterCondition, PrintFaultCode } from '../../src/core/print.ts';
import type { NoteCode, REFUSALS, RefusalCode } from '../../src/core/verdict.ts';
import type { BandDetail, DeviceView, KeyView, Strip } from '../../src/core/view.ts';

/** A verdict: at most four words, then one sentence. Lengths stand in limits.ts. */
export interface Verdict {
  readonly word: string;
  readonly what: (about: BandDetail) => string;
}

/** A verdict that stops says what to do: at most three steps, the last one is the way out. */
export interface StopVerdict extends Verdict {
  readonly steps: (about: BandDetail) => readonly string[];
}

/** Why a label does not come out, in the order: headline, sentence, what to do. `printer` is the printer's own name. */
export interface TroubleWords {
  readonly word: string;
  readonly what: (printer: string) => string;
  readonly steps: readonly string[];
}

/** A part of the printer as the list "The printer says" names it, and what it says when that part has stopped. */
export interface ConditionWords extends TroubleWords {
  readonly part: string;
  readonly says: string;
  /** For the strip at the foot of the screen. */
  readonly chip: string;
}

export interface VerdictWords {
  /** A new code without words does not compile; one that stops must also say what to do. */
  readonly refusals: {
    readonly [Code in RefusalCode]: (typeof REFUSALS)[Code]['stop'] extends 'band' ? Verdict : StopVerdict;
  };
  readonly notes: Readonly<Record<NoteCode, Verdict>>;
}

export interface PrintingWords {
  readonly conditions: Readonly<Record<PrinterCondition, ConditionWords>>;
  readonly faults: Readonly<Record<PrintFaultCode, TroubleWords>>;
  readonly jobStates: Readonly<Record<JobState, string>>;
  /** Parts that are listed as well when the printer says nothing against them. */
  readonly fineParts: readonly {
    readonly part: string;
    readonly says: string;
    readonly unless: readonly PrinterCondition[];
  }[];
  /** Only a person can tell whether paper came out. */
  readonly unknown: TroubleWords;
  readonly failed: TroubleWords;
  /** Last step while the printer goes on by itself once it is mended. */
  readonly goesOnByItself: string;
  /** Last step when RETRY is the way on. `key` is the word on the key. */
  readonly scanKey: (key: string) => string;
  /** The job goes on by itself as soon as the printer is ready; the key only hurries it. */
  readonly waitOrScan: (key: string) => string;
  readonly printerSays: string;
  readonly noAnswer: string;
  readonly waiting: (time: string) => string;
  readonly notPrintedYet: string;
  readonly noPrinter: string;
}

export interface ScreenWords {
  readonly head: {
    readonly order: string;
    readonly shipBy: string;
    readonly carrier: string;
    readonly box: string;
    readonly units: string;
    /** Heading over how many orders can be finished without the network. */
    readonly alone: string;
    readonly orders: (count: number) => string;
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
    readonly kinds: { readonly order: string; readonly tote: string };
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
    readonly offline: (since: string, orders: number) => string;
  };
  readonly verify: {
    readonly scan: string;
    readonly more: (count: number) => string;
    readonly todo: string;
    readonly done: string;
    /** Under the crossed-out picture of the look-alike. */
    readonly not: (variant: string) => string;
    readonly allIn: string;
  };
  readonly label: {
    readonly made: string;
    readonly making: string;
    readonly printing: string;
    readonly after: string;
    readonly slip: string;
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
  };
  readonly help: { readonly verb: string; readonly lead: string; readonly close: string; readonly none: string };
  readonly typed: { readonly label: string; readonly hint: string; readonly partial: string };
  readonly starting: (seconds: number) => string;
  readonly broken: { readonly word: string; readonly what: string; readonly reload: string; readonly support: string };
  readonly demo: {
    readonly open: string;
    readonly close: string;
    readonly lead: string;
    readonly groups: Readonly<Record<'item' | 'wrong' | 'badge' | 'label' | 'order', string>>;
    readonly labelPrinter: string;
    readonly slipPrinter: string;
    readonly faults: Readonly<Record<'paper-out' | 'cover-open' | 'offline' | 'none', string>>;
    readonly network: string;
    readonly stopHub: string;
    readonly startHub: string;
    readonly nothing: string;
  };
}

export interface StripWords {
  readonly nobody: string;
  readonly network: { readonly [State in Strip['network']['state']]: (since: string) => string };
  readonly allSent: string;
  readonly waiting: (count: number) => string;
  readonly label: string;
  readonly slip: string;
  readonly scanner: string;
  /** Said of a device whose name stands before it; `well` says the name alone. */
  readonly device: { readonly [State in DeviceView['state']]: (name: string) => string };
  readonly noSound: string;
  readonly notInFront: string;
  readonly more: string;
}

export interface Catalogue {
  /** BCP 47, for numbers and dates. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  /** Capitals, as printed under the command barcodes. */
  readonly keys: Readonly<Record<Action, string>>;
  readonly reasons: Readonly<Record<NonNullable<KeyView['reason']>, string>>;
  readonly marks: Readonly<Record<Mark, string>>;
  readonly verdicts: VerdictWords;
  readonly printing: PrintingWords;
  readonly screens: ScreenWords;
  readonly strip: StripWords;
}
