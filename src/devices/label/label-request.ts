import type { LabelDocument } from '../../core/label-document.ts';
import type { Dpi } from '../../core/print.ts';
import type { Result } from '../../core/result.ts';
import type { LabelFault, MadeLabel } from '../../runtime/ports.ts';

/** What goes to the label worker. */
export interface LabelRequest {
  readonly no: number;
  readonly document: LabelDocument;
  readonly dpi: Dpi;
}

/** What comes back: `ready` once, then one answer per request. `broken` is a bug, not a label's fault. */
export type LabelReply =
  | { readonly t: 'ready' }
  | { readonly t: 'made'; readonly no: number; readonly result: Result<MadeLabel, LabelFault> }
  | { readonly t: 'broken'; readonly no: number; readonly message: string };
