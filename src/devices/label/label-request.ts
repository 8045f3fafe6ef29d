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

/** What comes back: `ready` once, then one answer per request. `broken` is a bug, not a label's fault. */
export type LabelReply =
  | { readonly t: 'ready' }
  | { readonly t: 'made'; readonly no: number; readonly result: Result<MadeLabel, LabelFault> }
  | { readonly t: 'broken'; readonly no: number; readonly message: string };
