import type { Bitmap } from '../../core/bitmap.ts';
import type { PrintForm } from '../../core/print.ts';
import { failure, success } from '../../core/result.ts';
import { filterZpl, type RefusedZpl } from '../../core/zpl-filter.ts';
import type { CarrierSource } from '../../runtime/ports.ts';
import type { DrawnLabel, DrawZpl } from '../zpl/draw-zpl.ts';
import { turnUpsideDown } from '../zpl/paint.ts';
import type { Drawn } from './drawn.ts';
import { columnsOf, inkColumns } from './fit-head.ts';
import type { EncodeBitmap } from './prepare-pages.ts';

/**
 * A ZPL printer gets the carrier's own bytes, once the filter has let them through; drawing them is only for proof and preview.
 * Another printer of the same resolution gets the picture, when every command of the label could be drawn.
 */
export function prepareZpl(source: CarrierSource, form: PrintForm, drawZpl: DrawZpl, encode: EncodeBitmap): Drawn {
  if (form.language === 'pdf') {
    return failure({ code: 'wrong-language', detail: 'a ZPL label, and a printer of pages' });
  }
  const { dpi, widthDots } = form;
  if (source.dpi !== undefined && source.dpi !== dpi) {
    return failure({ code: 'wrong-dpi', detail: `made for ${source.dpi} dpi, the printer has ${dpi}` });
  }
  const filtered = filterZpl(source.bytes);
  if (!filtered.ok) return failure({ code: 'refused-command', detail: wordsFor(filtered.error) });
  const { labels } = filtered.value;
  if (labels !== 1 && source.kind !== 'customs') {
    return failure({ code: 'broken', detail: `${labels} labels in one document` });
  }
  const width = filtered.value.widthDots ?? 0;
  if (width > widthDots) {
    return failure({ code: 'wrong-size', detail: `^PW${width}: ${width} dots wide, the print head has ${widthDots}` });
  }
  const drawn = drawZpl(source.bytes, dpi);
  if (!drawn.ok) return failure({ code: 'broken', detail: drawn.error });
  const undrawn = [...new Set(drawn.value.labels.flatMap(({ unknown }) => unknown))];
  if (form.language === 'escpos' && undrawn.length > 0) {
    return failure({
      code: 'wrong-language',
      detail: `a ZPL label with ${undrawn.join(' ')}, which only a ZPL printer draws`,
    });
  }
  const pages: Bitmap[] = [];
  for (const label of drawn.value.labels) {
    const tooWide = tooWideFor(label, widthDots, filtered.value.widthDots ?? widthDots);
    if (tooWide !== null) return failure({ code: 'wrong-size', detail: tooWide });
    const strip = label.bitmap.widthDots > widthDots ? columnsOf(label.bitmap, 0, widthDots) : label.bitmap;
    // `^POI` prints from the foot; people look at it the right way up.
    pages.push(label.inverted ? turnUpsideDown(strip) : strip);
  }
  const bytes = form.language === 'zpl' ? source.bytes : Buffer.concat(pages.map((bitmap) => encode(bitmap, form)));
  return success({ bytes, dpi, pages, undrawn });
}

/**
 * The paper beyond the ink may well be wider than the head; a code that is cut off is worse than none. Only sideways: how long
 * the label is, the printer measures for itself.
 */
function tooWideFor({ bitmap, symbols }: DrawnLabel, headDots: number, labelDots: number): string | null {
  const { right } = inkColumns(bitmap);
  if (right >= headDots) return `it prints ${right + 1} dots wide, the print head has ${headDots}`;
  const cut = symbols.find(({ rect }) => rect.x < 0 || rect.x + rect.width > labelDots);
  if (cut === undefined) return null;
  const { x, width } = cut.rect;
  return `a ${cut.kind} runs off the label: dots ${x} to ${x + width - 1} of ${labelDots}`;
}

/** The first three are enough for whoever has to mend the file. */
function wordsFor({ refused }: RefusedZpl): string {
  const first = refused.slice(0, 3).map(({ command, at, why }) => `${command} at byte ${at}: ${why}`);
  const more = refused.length > 3 ? ` (and ${refused.length - 3} more)` : '';
  return `${first.join('; ')}${more}`;
}
