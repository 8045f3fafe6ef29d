import { createHash } from 'node:crypto';
import { type Bitmap, createBitmap, paintBitmap } from '../../core/bitmap.ts';
import type { DecodedSymbol, PrintForm } from '../../core/print.ts';
import { failure, type Result, success, unreachable } from '../../core/result.ts';
import type { CarrierSource, LabelFault, MadeLabel } from '../../runtime/ports.ts';
import { pngOf } from '../label/png.ts';
import type { DrawZpl } from '../zpl/draw-zpl.ts';
import type { Drawn } from './drawn.ts';
import { findTracking } from './find-tracking.ts';
import { type EncodeBitmap, preparePdf, preparePng } from './prepare-pages.ts';
import { prepareZpl } from './prepare-zpl.ts';
import { openPdfReader } from './read-pdf.ts';
import { readSymbols } from './read-symbols.ts';

export type PrepareCarrier = (source: CarrierSource, form: PrintForm) => Promise<Result<MadeLabel, LabelFault>>;

export interface CarrierParts {
  readonly pdfiumWasm: Uint8Array<ArrayBuffer>;
  readonly drawZpl: DrawZpl;
  encode(bitmap: Bitmap, form: PrintForm): Uint8Array;
}

/** Real labels have 10 KB to 300 KB. */
const MOST_BYTES = 5_000_000;

/**
 * Makes somebody else's label ready for one kind of printer: its own bytes where the printer speaks them, otherwise drawn once at
 * the head's own resolution. Before any paper is used the picture is read by an independent decoder; a label whose
 * tracking number cannot be read from it is refused. The same input gives the same bytes. The decoder must be open (`openDecoder`).
 */
export function openCarrierPipeline(parts: CarrierParts): PrepareCarrier {
  const pdf = openPdfReader(parts.pdfiumWasm);
  const encode: EncodeBitmap = (bitmap, form) => parts.encode(bitmap, form);

  const draw = async (source: CarrierSource, form: PrintForm): Promise<Drawn> => {
    switch (source.format) {
      case 'zpl':
        return prepareZpl(source, form, parts.drawZpl, encode);
      case 'pdf':
        return await preparePdf(source, form, pdf, encode);
      case 'png':
        return preparePng(source, form, encode);
      default:
        return unreachable(source.format);
    }
  };

  return async (source, form) => {
    if (source.bytes.length === 0) return failure({ code: 'broken', detail: 'an empty file' });
    if (source.bytes.length > MOST_BYTES) {
      return failure({ code: 'broken', detail: `${source.bytes.length} bytes; no label has more than ${MOST_BYTES}` });
    }
    const begunMs = performance.now();
    const drawn = await draw(source, form);
    if (!drawn.ok) return drawn;
    const { bytes, dpi, pages, undrawn } = drawn.value;
    const drawnMs = performance.now();
    const decoded: DecodedSymbol[] = [];
    for (const page of pages) decoded.push(...(await readSymbols(page, dpi)));
    const verifyMs = performance.now() - drawnMs;
    const fault = notProved(source, decoded, undrawn);
    if (fault !== null) return failure(fault);
    return success({
      bytes,
      png: pngOf(oneBelowTheOther(pages), dpi),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      decoded,
      renderMs: drawnMs - begunMs,
      verifyMs,
    });
  };
}

/** Customs papers need no bar code; a return label needs one, but its number may be another than the parcel's. */
function notProved(
  source: CarrierSource,
  decoded: readonly DecodedSymbol[],
  undrawn: readonly string[],
): LabelFault | null {
  const read = decoded.map(({ symbology, text }) => `${symbology} ${JSON.stringify(text)}`).join(', ') || 'nothing';
  const missing = undrawn.length === 0 ? '' : `; not drawn: ${undrawn.join(' ')}`;
  switch (source.kind) {
    case 'label':
      if (findTracking(decoded, source.tracking) !== undefined) return null;
      return { code: 'unreadable', detail: `no bar code says ${source.tracking}; read: ${read}${missing}` };
    case 'return':
      return decoded.length > 0 ? null : { code: 'unreadable', detail: `no bar code can be read${missing}` };
    case 'customs':
      return null;
    default:
      return unreachable(source.kind);
  }
}

function oneBelowTheOther(pages: readonly Bitmap[]): Bitmap {
  const [first] = pages;
  if (first !== undefined && pages.length === 1) return first;
  const width = Math.max(...pages.map(({ widthDots }) => widthDots));
  const all = createBitmap(
    width,
    pages.reduce((height, { heightDots }) => height + heightDots, 0),
  );
  let top = 0;
  for (const page of pages) {
    paintBitmap(all, page, 0, top);
    top += page.heightDots;
  }
  return all;
}
