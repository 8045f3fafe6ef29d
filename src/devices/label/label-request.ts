import type { LabelDocument, SlipDocument } from '../../core/label-document.ts';
import type { PrintForm } from '../../core/print.ts';
import type { Result } from '../../core/result.ts';
import type { CarrierSource, LabelFault, MadeLabel } from '../../runtime/ports.ts';

export type LabelTask =
  | { readonly t: 'make'; readonly document: LabelDocument; readonly form: PrintForm }
  | { readonly t: 'prepare'; readonly source: CarrierSource; readonly form: PrintForm }
  | { readonly t: 'slip'; readonly document: SlipDocument; readonly form: PrintForm };

/** What goes to the label worker. */
export interface LabelRequest {
  readonly no: number;
  readonly task: LabelTask;
}

/** What comes back: `ready` once, or why it never will be; then one answer per request. `broken` is a bug, not a label's fault. */
export type LabelReply =
  | { readonly t: 'ready' }
  | { readonly t: 'down'; readonly message: string }
  | { readonly t: 'made'; readonly no: number; readonly result: Result<MadeLabel, LabelFault> }
  | { readonly t: 'broken'; readonly no: number; readonly message: string };

/** Where labels are made, away from the main thread: a thread, or a process that does not share our memory either. */
export interface LabelWorker {
  post(request: LabelRequest): void;
  onReply(listener: (reply: LabelReply) => void): void;
  /** Once, however it ended; `reason` when somebody said it. */
  onEnd(listener: (reason: Error | null) => void): void;
  /** By force: what is under way is lost. */
  end(): Promise<void>;
}

export type OpenLabelWorker = () => LabelWorker;
