import type { NotAllowed } from '../../src/core/carton.ts';
import type { NoteCode } from '../../src/core/note.ts';
import type { Block, Extra, Mark, Problem } from '../../src/core/order.ts';
import type { Action, Choice } from '../../src/core/phase.ts';
import type { DocumentFault, JobState, PrinterCondition, PrintFaultCode } from '../../src/core/print.ts';
import type { Approved, Change, Question } from '../../src/core/question.ts';
import type { DecodeFault } from '../../src/core/scan.ts';
import type { CardFindingCode, CardFixCode } from '../../src/core/scanner-card-findings.ts';
import type { REFUSALS, RefusalCode } from '../../src/core/verdict.ts';
import type { BandDetail, DeviceView, QuestionView, Strip } from '../../src/core/view.ts';
import type { ScreenWords } from './screen-words.ts';

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

/** A new code without words does not compile; one that stops must also say what to do. */
export type RefusalWords = {
  readonly [Code in RefusalCode]: (typeof REFUSALS)[Code]['stop'] extends 'band' ? Verdict : StopVerdict;
};

export interface VerdictWords {
  readonly refusals: RefusalWords;
  readonly notes: Readonly<Record<NoteCode, Verdict>>;
}

/** Parts that sentences of refusals are made of: what is the matter, and what helps. */
export interface ReasonWords {
  readonly faults: Readonly<Record<DecodeFault, string>>;
  readonly blocks: Readonly<Record<Block | 'hazard', string>>;
  readonly problems: Readonly<Record<Problem, string>>;
  readonly boxes: Readonly<Record<NotAllowed, string>>;
}

/** A question's head, and one sentence under it where the head does not say it all. */
export interface QuestionWords {
  readonly title: (about: QuestionView) => string;
  readonly what: (about: QuestionView) => string;
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
  /** It could not be made, or not for this printer; nothing was sent. */
  readonly documents: Readonly<Record<DocumentFault, TroubleWords>>;
  /** Last step while the printer goes on by itself once it is mended. */
  readonly goesOnByItself: string;
  /** Last step when RETRY is the way on. `key` is the word on the key. */
  readonly scanKey: (key: string) => string;
  /** The job goes on by itself as soon as the printer is ready; the key only hurries it. */
  readonly waitOrScan: (key: string) => string;
  /** The same where a neighbour could print it: the word of its key is the second. */
  readonly scanEither: (key: string, other: string) => string;
  readonly waitOrEither: (key: string, other: string) => string;
  readonly printerSays: string;
  readonly noAnswer: string;
  readonly waiting: (time: string) => string;
  readonly notPrintedYet: string;
  readonly noPrinter: string;
}

export interface StripWords {
  readonly nobody: string;
  readonly network: { readonly [State in Strip['network']['state']]: (since: string) => string };
  readonly allSent: string;
  readonly waiting: (count: number) => string;
  readonly label: string;
  readonly slip: string;
  /** A printer that is not the usual one is named, and what is the matter with it. */
  readonly neighbour: (name: string, says: string) => string;
  /** Boxes that wait for their label. */
  readonly parked: (count: number) => string;
  /** The network is cut on purpose until then. */
  readonly drill: (until: string) => string;
  /** Parcels that somebody has to decide about. */
  readonly conflicts: (count: number) => string;
  readonly scanner: string;
  readonly scale: string;
  /** Said of a device whose name stands before it; `well` says the name alone. */
  readonly device: { readonly [State in DeviceView['state']]: (name: string) => string };
  readonly noSound: string;
  readonly notInFront: string;
  readonly more: string;
}

/** One sentence or word for each code of a table in core: a code without it does not compile. */
export interface TableWords {
  /** Capitals, as printed under the command barcodes. */
  readonly keys: Readonly<Record<Action, string>>;
  /** For the help sheet: what the key does. */
  readonly actionSays: Readonly<Record<Action, string>>;
  /** Capitals, on the key of an answer and under its barcode. */
  readonly choices: Readonly<Record<Choice, string>>;
  /** What happens then; empty when the word says it all. */
  readonly choiceSays: Readonly<Record<Choice, string>>;
  readonly questions: Readonly<Record<Question['kind'], QuestionWords>>;
  /** What a supervisor is asked to let pass, where it is no refusal. */
  readonly approvals: Readonly<Record<Exclude<Approved, RefusalCode>, string>>;
  /** Head of a row of differences between what was opened and what the shop wants now. */
  readonly changes: Readonly<Record<Change['what'], string>>;
  readonly extras: Readonly<Record<Extra, { readonly word: string; readonly what: string }>>;
  /** Why the carrier does not take a carton. */
  readonly notAllowed: Readonly<Record<NotAllowed, string>>;
  /** `what` is the detail as it came (a prefix, two code names), or null. */
  readonly cardFindings: Readonly<Record<CardFindingCode, (what: string | null) => string>>;
  readonly cardFixes: Readonly<Record<CardFixCode, string>>;
}

export interface Catalogue extends TableWords {
  /** BCP 47, for numbers and dates. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  /** Why a key cannot be pressed now. */
  readonly reasons: Readonly<Record<RefusalCode, string>>;
  readonly marks: Readonly<Record<Mark, string>>;
  readonly verdicts: VerdictWords;
  readonly printing: PrintingWords;
  readonly screens: ScreenWords;
  readonly strip: StripWords;
}
