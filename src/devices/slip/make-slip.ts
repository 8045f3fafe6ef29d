import { createHash } from 'node:crypto';
import type { Bitmap } from '../../core/bitmap.ts';
import type { SlipDocument } from '../../core/label-document.ts';
import type { Dpi, ExpectedSymbol, PrintForm } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';
import type { LabelFault, LabelMaker, MadeLabel } from '../../runtime/ports.ts';
import { pngOf } from '../label/png.ts';
import type { Raster } from '../label/raster.ts';
import { compareSymbols, decodeSymbols } from '../label/verify.ts';
import { drawPage } from './draw-page.ts';
import { createRollDrawer } from './draw-roll.ts';
import { PAGE_DPI, pagesOf } from './page-layout.ts';
import { type RollForm, rollLinesOf } from './roll-lines.ts';
import { encodeSlip } from './slip-encoder.ts';
import { openSlipFonts, visibleSlip } from './slip-fonts.ts';

export interface SlipParts {
  /** Opened with `fonts` and `monoFont`. */
  readonly raster: Raster;
  /** DejaVu Sans Mono: the printer's own letters in the preview. */
  readonly monoFont: Uint8Array;
  /** A regular and a bold face, then any others for the scripts that they lack. */
  readonly fonts: readonly Uint8Array[];
}

export type MakeSlip = LabelMaker['slip'];

/** The decoder has to be open already. */
export function openSlipPipeline({ raster, monoFont, fonts: files }: SlipParts): MakeSlip {
  const fonts = openSlipFonts(files, monoFont);

  const makeRoll = async (document: SlipDocument, form: RollForm): Promise<Result<MadeLabel, LabelFault>> => {
    const begunMs = performance.now();
    const lines = rollLinesOf(document, form, fonts);
    const drawer = createRollDrawer(form, fonts, raster);
    const bytes = encodeSlip(lines, form, drawer.line);
    const picture = drawer.slip(lines);
    const values = lines.flatMap((line) => (line.t === 'code128' ? [line.value] : []));
    return proved({ bytes, values, preview: picture, dpi: form.dpi, pictures: [picture], begunMs });
  };

  const makePages = async (
    document: SlipDocument,
    form: Extract<PrintForm, { readonly language: 'pdf' }>,
  ): Promise<Result<MadeLabel, LabelFault>> => {
    const begunMs = performance.now();
    // Only for pages: the writer and its font library take longer to load than a whole slip to make.
    const { encodePdf } = await import('./slip-pdf.ts');
    const set = pagesOf(document, form.paper, fonts);
    const bytes = await encodePdf(set, { fonts, files, raster });
    const [first = [], ...rest] = set.pages;
    const preview = drawPage(first, set, fonts, raster);
    const others = rest.filter((items) => items.some(({ t }) => t === 'bars'));
    const pictures = [preview, ...others.map((items) => drawPage(items, set, fonts, raster))];
    const values = set.pages.flat().flatMap((item) => (item.t === 'bars' ? [item.value] : []));
    return proved({ bytes, values, preview, dpi: PAGE_DPI, pictures, begunMs });
  };

  return async (document, form) => {
    if (form.language === 'zpl') {
      return failure({ code: 'wrong-language', detail: 'a slip needs an ESC/POS or PDF printer, this one takes ZPL' });
    }
    const visible = visibleSlip(document, fonts);
    if (!visible.ok) return visible;
    return form.language === 'pdf' ? makePages(visible.value, form) : makeRoll(visible.value, form);
  };
}

/** A slip whose bars do not read, or say more than they must, is not printed. */
async function proved(slip: {
  readonly bytes: Uint8Array;
  /** What its bars must say. */
  readonly values: readonly string[];
  readonly preview: Bitmap;
  readonly dpi: Dpi;
  readonly pictures: readonly Bitmap[];
  readonly begunMs: number;
}): Promise<Result<MadeLabel, LabelFault>> {
  const { bytes, values, preview, dpi, pictures, begunMs } = slip;
  const png = pngOf(preview, dpi);
  const drawnMs = performance.now();
  const decoded = (await Promise.all(pictures.map((picture) => decodeSymbols(picture, 'own')))).flat();
  const expected = values.map((text): ExpectedSymbol => ({ symbology: 'code128', text }));
  const { missing, unexpected } = compareSymbols(expected, decoded);
  if (missing.length + unexpected.length > 0) {
    const detail = `missing ${missing.join(', ') || 'nothing'}, unexpected ${unexpected.join(', ') || 'nothing'}`;
    return failure({ code: 'unreadable', detail });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const verifyMs = performance.now() - drawnMs;
  return success({ bytes, png, sha256, decoded, renderMs: drawnMs - begunMs, verifyMs });
}
