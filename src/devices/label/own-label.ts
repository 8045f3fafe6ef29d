import type { Bitmap } from '../../core/bitmap.ts';
import type { LabelDocument } from '../../core/label-document.ts';
import type { DocumentFault } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';
import type { LabelFault, LabelMaker } from '../../runtime/ports.ts';
import { drawLabel } from './draw-label.ts';
import { checkForm, checkWidth, type DotForm, encodeBitmap } from './encode-bitmap.ts';
import type { LabelFonts } from './label-fonts.ts';
import { layOut } from './layout.ts';
import { madeOf } from './made-label.ts';
import type { Raster } from './raster.ts';
import { type SetLabel, typeset } from './typeset.ts';
import { compareSymbols, decodeSymbols } from './verify.ts';
import { toZplNative } from './zpl-native.ts';

export interface OwnLabelParts {
  readonly fonts: LabelFonts;
  readonly raster: Raster;
  /** Has a site's own fonts too, and is slower for it. */
  readonly wideRaster: Raster;
}

interface Drawn {
  readonly label: SetLabel;
  readonly bitmap: Bitmap;
  readonly form: DotForm;
}

/** Our own label, from millimetres to printer bytes that say what they must. Wants `openDecoder` to have been called. */
export function createMakeLabel(parts: OwnLabelParts): LabelMaker['make'] {
  return async (document, form) => {
    const begunMs = performance.now();
    const known = checkForm(form);
    if (!known.ok) return known;
    const drawn = draw(document, known.value, parts);
    if (!drawn.ok) return drawn;
    const drawnMs = performance.now();
    const { bitmap, label } = drawn.value;
    const decoded = await decodeSymbols(bitmap, 'own');
    const { missing, unexpected } = compareSymbols(document.expect, decoded);
    if (missing.length + unexpected.length > 0) return refuse('unreadable', deviation(missing, unexpected));
    const verifyMs = performance.now() - drawnMs;
    const times = { renderMs: drawnMs - begunMs, verifyMs };
    return success(madeOf(encode(drawn.value), bitmap, label.dpi, decoded, times));
  };
}

function draw(document: LabelDocument, form: DotForm, parts: OwnLabelParts): Result<Drawn, LabelFault> {
  const laidOut = layOut(document, form.dpi);
  if (!laidOut.ok) return laidOut;
  const wide = checkWidth(laidOut.value.widthDots, form);
  if (wide !== null) return failure(wide);
  const label = typeset(laidOut.value, parts.fonts);
  if (!label.ok) return label;
  const raster = label.value.needsExtraFonts ? parts.wideRaster : parts.raster;
  return success({ label: label.value, bitmap: drawLabel(label.value, parts.fonts, raster), form });
}

/** What the printer draws itself has been drawn here too, and read: the same symbols from the same data. */
function encode({ label, bitmap, form }: Drawn): Uint8Array {
  const native = form.language === 'zpl' && form.graphics === 'native' ? toZplNative(label) : null;
  return native ?? encodeBitmap(bitmap, form);
}

function deviation(missing: readonly string[], unexpected: readonly string[]): string {
  const parts = [
    ...(missing.length > 0 ? [`not there: ${missing.join(', ')}`] : []),
    ...(unexpected.length > 0 ? [`too much: ${unexpected.join(', ')}`] : []),
  ];
  return parts.join('; ');
}

function refuse(code: DocumentFault, detail: string): { readonly ok: false; readonly error: LabelFault } {
  return failure({ code, detail });
}
