import type { Bitmap } from '../../core/bitmap.ts';
import type { Dpi, Paper, PrintForm } from '../../core/print.ts';
import { failure, success } from '../../core/result.ts';
import type { CarrierSource, LabelFault } from '../../runtime/ports.ts';
import type { Drawn } from './drawn.ts';
import { cutToHead, LARGEST_DOTS, widestDots } from './fit-head.ts';
import { dotsOf, type PageSize, type PdfReader } from './read-pdf.ts';
import { headDpiOf, readPng, readPngHead } from './read-png.ts';

export type EncodeBitmap = (bitmap: Bitmap, form: PrintForm) => Uint8Array;

type HeadForm = Exclude<PrintForm, { readonly language: 'pdf' }>;

const POINTS_PER_MM = 72 / 25.4;
const PAPERS: Readonly<Record<Paper, { readonly name: string; readonly widthMm: number; readonly heightMm: number }>> =
  {
    a4: { name: 'A4', widthMm: 210, heightMm: 297 },
    letter: { name: 'Letter', widthMm: 215.9, heightMm: 279.4 },
  };
/** Printers cut pages this exactly, and drawing programs round this badly. */
const PAPER_TOLERANCE_MM = 3;
/** A page printer gets the file itself; its picture is only for people and the decoder. */
const PREVIEW_DPI: Dpi = 203;

/**
 * A PDF is drawn once, at the print head's own resolution, and never scaled: 4 x 6 inches squeezed or blown up lose their
 * bar codes (printing design 3.4). A page printer gets the file as it is.
 */
export async function preparePdf(
  source: CarrierSource,
  form: PrintForm,
  pdf: PdfReader,
  encode: EncodeBitmap,
): Promise<Drawn> {
  const dpi = form.language === 'pdf' ? PREVIEW_DPI : form.dpi;
  const drawn = await pdf.draw(source.bytes, dpi, (pages) => {
    if (pages.length > 1 && source.kind !== 'customs') {
      return { code: 'broken', detail: `a PDF of ${pages.length} pages; a label has one` };
    }
    for (const page of pages) {
      const tooLarge = form.language === 'pdf' ? notOnPaper(page, form.paper) : notUnderHead(page, form);
      if (tooLarge !== null) return { code: 'wrong-size', detail: tooLarge };
    }
    return null;
  });
  if (!drawn.ok) return drawn;
  if (form.language === 'pdf') {
    return success({ bytes: source.bytes, dpi, pages: drawn.value, undrawn: [] });
  }
  return underHead(drawn.value, form, encode);
}

/** A PNG must have been made for this print head, dot by dot. */
export function preparePng(source: CarrierSource, form: PrintForm, encode: EncodeBitmap): Drawn {
  if (form.language === 'pdf') return failure({ code: 'wrong-language', detail: 'a picture, and a printer of pages' });
  const head = readPngHead(source.bytes);
  if (!head.ok) return failure({ code: 'broken', detail: head.error });
  const fault = notThisHead(source, head.value.dpi, form.dpi);
  if (fault !== null) return failure(fault);
  const { widthDots, heightDots } = head.value;
  if (widthDots > widestDots(form.widthDots, form.dpi) || heightDots > LARGEST_DOTS) {
    const detail = `${widthDots} x ${heightDots} dots, the print head has ${form.widthDots}`;
    return failure({ code: 'wrong-size', detail });
  }
  const bitmap = readPng(source.bytes, head.value);
  if (!bitmap.ok) return failure({ code: 'broken', detail: bitmap.error });
  return underHead([bitmap.value], form, encode);
}

function notThisHead(source: CarrierSource, written: number | null, dpi: Dpi): LabelFault | null {
  const inFile = headDpiOf(written);
  const made = source.dpi ?? inFile;
  if (made === null) {
    const says = written === null ? 'it does not say for which dpi' : `it says ${written} dpi`;
    return { code: 'wrong-dpi', detail: `${says}, the printer has ${dpi}` };
  }
  if (inFile !== null && inFile !== made) {
    return { code: 'wrong-dpi', detail: `announced for ${made} dpi, but the file says ${inFile}` };
  }
  return made === dpi ? null : { code: 'wrong-dpi', detail: `made for ${made} dpi, the printer has ${dpi}` };
}

function underHead(bitmaps: readonly Bitmap[], form: HeadForm, encode: EncodeBitmap): Drawn {
  const pages: Bitmap[] = [];
  for (const bitmap of bitmaps) {
    const cut = cutToHead(bitmap, form.widthDots, form.dpi);
    if (!cut.ok) return failure({ code: 'wrong-size', detail: cut.error });
    pages.push(cut.value);
  }
  const bytes = Buffer.concat(pages.map((bitmap) => encode(bitmap, form)));
  return success({ bytes, dpi: form.dpi, pages, undrawn: [] });
}

function notUnderHead(page: PageSize, { widthDots, dpi }: HeadForm): string | null {
  const [width, height] = [dotsOf(page.widthPoints, dpi), dotsOf(page.heightPoints, dpi)];
  // Written so that a size that is not a number is too large as well.
  if (width >= 1 && height >= 1 && width <= widestDots(widthDots, dpi) && height <= LARGEST_DOTS) return null;
  const paper = Object.values(PAPERS).find((known) => isPaper(page, known));
  const inset = paper === undefined ? '' : ': a label on a sheet; ask the carrier for a label of its own size';
  return `the page is ${paper?.name ?? sizeOf(page)}, the print head is ${inMm((widthDots / dpi) * 72)} mm wide${inset}`;
}

function notOnPaper(page: PageSize, paper: Paper): string | null {
  const { name, widthMm, heightMm } = PAPERS[paper];
  const [short, long] = [page.widthPoints, page.heightPoints].sort((a, b) => a - b);
  const room = PAPER_TOLERANCE_MM * POINTS_PER_MM;
  if (
    short !== undefined &&
    short <= widthMm * POINTS_PER_MM + room &&
    (long ?? 0) <= heightMm * POINTS_PER_MM + room
  ) {
    return null;
  }
  return `the page is ${sizeOf(page)}, the paper is ${name}`;
}

function isPaper(page: PageSize, paper: { readonly widthMm: number; readonly heightMm: number }): boolean {
  const near = (points: number, mm: number) =>
    Math.abs(points - mm * POINTS_PER_MM) <= PAPER_TOLERANCE_MM * POINTS_PER_MM;
  const { widthPoints, heightPoints } = page;
  return (
    (near(widthPoints, paper.widthMm) && near(heightPoints, paper.heightMm)) ||
    (near(widthPoints, paper.heightMm) && near(heightPoints, paper.widthMm))
  );
}

function sizeOf({ widthPoints, heightPoints }: PageSize): string {
  return `${inMm(widthPoints)} x ${inMm(heightPoints)} mm`;
}

function inMm(points: number): string {
  return (points / POINTS_PER_MM).toFixed(1);
}
