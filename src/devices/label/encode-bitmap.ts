import type { Bitmap } from '../../core/bitmap.ts';
import type { PrintForm } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';
import type { LabelFault } from '../../runtime/ports.ts';
import { escposOf } from './escpos-raster.ts';
import { zplOf } from './zpl.ts';

/** A form that takes dots; the page of a document printer does not. */
export type DotForm = Exclude<PrintForm, { readonly language: 'pdf' }>;

/**
 * A picture in the printer's language. `native` has no picture of its own, so it is written run-length coded.
 * @throws for a form without a print head, and for a picture that is wider than it: `checkForm` and `checkWidth` come first
 */
export function encodeBitmap(bitmap: Bitmap, form: PrintForm): Uint8Array {
  const known = checkForm(form);
  if (!known.ok) throw new Error(known.error.detail);
  const wide = checkWidth(bitmap.widthDots, known.value);
  if (wide !== null) throw new Error(wide.detail);
  if (known.value.language === 'escpos') return escposOf(bitmap);
  return zplOf(bitmap, known.value.graphics === 'z64' ? 'z64' : 'run-length');
}

export function checkForm(form: PrintForm): Result<DotForm, LabelFault> {
  if (form.language !== 'pdf') return success(form);
  return failure({ code: 'wrong-language', detail: 'a label needs a ZPL or ESC/POS printer, this one takes PDF' });
}

/** Nothing is ever squeezed: a label for a wider head is another label. */
export function checkWidth(widthDots: number, form: DotForm): LabelFault | null {
  if (widthDots <= form.widthDots) return null;
  return { code: 'wrong-size', detail: `${widthDots} dots wide, the print head has ${form.widthDots}` };
}
