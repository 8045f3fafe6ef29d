import type { Bitmap } from '../../core/bitmap.ts';
import type { Dpi } from '../../core/print.ts';
import type { Result } from '../../core/result.ts';
import type { LabelFault } from '../../runtime/ports.ts';

/** A carrier's document made ready, before anybody has read it. */
export interface DrawnDocument {
  readonly bytes: Uint8Array;
  readonly dpi: Dpi;
  /** As they will look. */
  readonly pages: readonly Bitmap[];
  /** Commands of a ZPL label that could not be drawn: it may carry codes that are not in the picture. */
  readonly undrawn: readonly string[];
}

export type Drawn = Result<DrawnDocument, LabelFault>;
