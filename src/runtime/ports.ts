import type { LabelDocument, SlipDocument } from '../core/label-document.ts';
import type { CarrierDocument } from '../core/order.ts';
import type {
  Acknowledgement,
  DecodedSymbol,
  DocumentFault,
  PrinterStatus,
  PrintForm,
  PrintOutcome,
  PrintTrouble,
  Transport,
} from '../core/print.ts';
import type { Result } from '../core/result.ts';

/** Printer port. Every method says honestly what it knows; none throws for a printer's trouble. */
export interface Printer {
  readonly id: string;
  readonly name: string;
  readonly transport: Transport;
  readonly acknowledgement: Acknowledgement;
  /** What its documents are made for. */
  readonly form: PrintForm;
  /** Asks the printer how it is; never waits longer than `timeoutMs` (default 1500). */
  status(timeoutMs?: number): Promise<PrinterStatus>;
  /**
   * Sends the bytes once and follows them as far as the printer lets us.
   * `onTrouble` is called, at most 2 s after it begins, when the printer has the job but stopped; the promise goes on
   * until the outcome is final. A job is only ever `not_sent` when no byte of it was written.
   */
  print(bytes: Uint8Array, options: PrintOptions): Promise<PrintOutcome>;
  /**
   * Throws out whatever the printer still holds (`~JA`, DLE DC4 8, `cancel`), after a person said so: a job under way ends
   * as `unknown` with `CLEARED`. False: nobody can tell whether it did.
   */
  clear(): Promise<boolean>;
  close(): Promise<void>;
}

/** The part of AbortSignal that is needed; this zone has neither DOM nor Node types. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface PrintOptions {
  /** Names it in the operating system's queue; one that was not given has a name of its own there. */
  readonly jobId?: string | undefined;
  readonly signal: StopSignal;
  onTrouble(trouble: PrintTrouble): void;
}

/** Why there is nothing to print; `detail` names what and where, for the support line under the words. */
export interface LabelFault {
  readonly code: DocumentFault;
  readonly detail: string;
}

export interface MadeLabel {
  /** Printer bytes in the language of the form they were made for. */
  readonly bytes: Uint8Array;
  /** The same as a picture, for preview and audit: of a bitmap its very dots. */
  readonly png: Uint8Array;
  /** Lower-case hex SHA-256 of `bytes`. */
  readonly sha256: string;
  /** What an independent decoder read from the picture. */
  readonly decoded: readonly DecodedSymbol[];
  readonly renderMs: number;
  readonly verifyMs: number;
}

export type CarrierSource = Pick<CarrierDocument, 'format' | 'dpi' | 'tracking' | 'kind'> & {
  readonly bytes: Uint8Array;
};

/** Draws, decodes and encodes labels away from the main thread. */
export interface LabelMaker {
  /** Our own label. */
  make(document: LabelDocument, form: PrintForm): Promise<Result<MadeLabel, LabelFault>>;
  /** A carrier's document: its own bytes where the printer speaks their language, otherwise drawn once at the printer's own dpi. */
  prepare(source: CarrierSource, form: PrintForm): Promise<Result<MadeLabel, LabelFault>>;
  /** A slip as this printer wants it, and as a picture. */
  slip(document: SlipDocument, form: PrintForm): Promise<Result<MadeLabel, LabelFault>>;
  close(): Promise<void>;
}
