import type { LabelDocument, SlipDocument } from '../core/label-document.ts';
import type { Dpi, PrinterLanguage, PrinterStatus, PrintOutcome, PrintTrouble } from '../core/print.ts';
import type { Result } from '../core/result.ts';

/** Printer port. Every method says honestly what it knows; none throws for a printer's trouble. */
export interface Printer {
  readonly name: string;
  readonly language: PrinterLanguage;
  /** Asks the printer how it is; never waits longer than `timeoutMs` (default 1500). */
  status(timeoutMs?: number): Promise<PrinterStatus>;
  /**
   * Sends the bytes once and follows them as far as the printer lets us.
   * `onTrouble` is called, at most 2 s after it begins, when the printer has the job but stopped; the promise goes on
   * until the outcome is final. A job is only ever `not_sent` when no byte of it was written.
   */
  print(bytes: Uint8Array, options: PrintOptions): Promise<PrintOutcome>;
  close(): Promise<void>;
}

/** The part of AbortSignal that is needed; this zone has neither DOM nor Node types. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface PrintOptions {
  readonly signal: StopSignal;
  onTrouble(trouble: PrintTrouble): void;
}

export type LabelFault =
  | { readonly kind: 'label-unreadable'; readonly missing: readonly string[]; readonly unexpected: readonly string[] }
  | { readonly kind: 'label-does-not-fit'; readonly detail: string };

export interface MadeLabel {
  /** Printer bytes (ZPL with a run-length coded bitmap). */
  readonly bytes: Uint8Array;
  /** The same bitmap as PNG, for preview and audit. */
  readonly png: Uint8Array;
  /** Lower-case hex SHA-256 of `bytes`. */
  readonly sha256: string;
  /** What an independent decoder read from the bitmap. */
  readonly decoded: readonly string[];
  readonly renderMs: number;
  readonly verifyMs: number;
}

/** Draws, decodes and encodes labels away from the main thread. */
export interface LabelMaker {
  make(document: LabelDocument, dpi: Dpi): Promise<Result<MadeLabel, LabelFault>>;
  close(): Promise<void>;
}

export interface SlipEncoder {
  encode(document: SlipDocument): Promise<Uint8Array>;
}
