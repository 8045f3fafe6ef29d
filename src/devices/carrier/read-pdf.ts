import { PDFiumModule } from '@hyzyla/pdfium';
import { type Bitmap, createBitmap } from '../../core/bitmap.ts';
import type { Dpi } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';

type Pdfium = Awaited<ReturnType<typeof PDFiumModule>>;

/** Size of a page as it is seen, turned if it says so (ISO 32000-1, 7.7.3.3 /Rotate). */
export interface PageSize {
  readonly widthPoints: number;
  readonly heightPoints: number;
}

export interface PdfReader {
  /**
   * Draws every page at exactly this resolution: grey, then black where more than half is covered. `mayDraw` is asked before any
   * page is drawn, so that a page that will not be printed costs no memory; its answer is why not, or null.
   */
  draw(
    bytes: Uint8Array,
    dpi: Dpi,
    mayDraw: (pages: readonly PageSize[]) => Fault | null,
  ): Promise<Result<readonly Bitmap[], Fault>>;
}

interface Fault {
  readonly code: 'broken' | 'wrong-size';
  readonly detail: string;
}

const MOST_PAGES = 20;
const LOCKED = 4; // FPDF_ERR_PASSWORD, fpdfview.h
const GREY = 1; // FPDFBitmap_Gray
const ANNOTATIONS_IN_GREY = 0x01 | 0x08; // FPDF_ANNOT | FPDF_GRAYSCALE
const WHITE = 0xffffffff;

/** PDFium is started by the first document. A file that makes it fail ends it; the next document gets a fresh one. */
export function openPdfReader(wasm: Uint8Array<ArrayBuffer>): PdfReader {
  let started: Promise<Pdfium> | undefined;
  return {
    draw: async (bytes, dpi, mayDraw) => {
      started ??= start(wasm);
      const pdfium = await started;
      try {
        return drawPages(pdfium, bytes, dpi, mayDraw);
      } catch (problem) {
        // A trap inside WebAssembly: its memory can no longer be trusted.
        started = undefined;
        return failure({ code: 'broken', detail: `a damaged PDF (${String(problem).split('\n')[0]})` });
      }
    },
  };
}

async function start(wasm: Uint8Array<ArrayBuffer>): Promise<Pdfium> {
  const wasmBinary = wasm.slice().buffer;
  // It would otherwise look for the file beside its own source, which a bundle does not have.
  const pdfium = await PDFiumModule({ wasmBinary, locateFile: () => '' });
  pdfium._FPDF_InitLibraryWithConfig({ version: 2 });
  return pdfium;
}

function drawPages(
  pdfium: Pdfium,
  bytes: Uint8Array,
  dpi: Dpi,
  mayDraw: (pages: readonly PageSize[]) => Fault | null,
): Result<readonly Bitmap[], Fault> {
  const file = allocate(pdfium, bytes.length);
  const opened: number[] = [];
  let document = 0;
  try {
    pdfium.HEAPU8.set(bytes, file);
    document = pdfium._FPDF_LoadMemDocument(file, bytes.length, 0);
    if (document === 0) {
      const locked = pdfium._FPDF_GetLastError() === LOCKED;
      return failure({
        code: 'broken',
        detail: locked ? 'a PDF that needs a password' : 'not a PDF, or a damaged one',
      });
    }
    const count = pdfium._FPDF_GetPageCount(document);
    if (count < 1 || count > MOST_PAGES) return failure({ code: 'broken', detail: `a PDF of ${count} pages` });
    for (let at = 0; at < count; at += 1) {
      const page = pdfium._FPDF_LoadPage(document, at);
      if (page === 0) return failure({ code: 'broken', detail: `page ${at + 1} of the PDF is damaged` });
      opened.push(page);
    }
    const sizes = opened.map((page) => ({
      widthPoints: pdfium._FPDF_GetPageWidth(page),
      heightPoints: pdfium._FPDF_GetPageHeight(page),
    }));
    const fault = mayDraw(sizes);
    if (fault !== null) return failure(fault);
    return success(
      opened.map((page, at) =>
        drawPage(pdfium, page, dotsOf(sizes[at]?.widthPoints ?? 0, dpi), dotsOf(sizes[at]?.heightPoints ?? 0, dpi)),
      ),
    );
  } finally {
    for (const page of opened) pdfium._FPDF_ClosePage(page);
    if (document !== 0) pdfium._FPDF_CloseDocument(document);
    pdfium.wasmExports.free(file);
  }
}

/** Rounded to whole dots: the last dot of a page may differ by half a dot, nothing in between by more. */
export function dotsOf(points: number, dpi: Dpi): number {
  return Math.round((points * dpi) / 72);
}

function drawPage(pdfium: Pdfium, page: number, width: number, height: number): Bitmap {
  const pixels = allocate(pdfium, width * height);
  let picture = 0;
  try {
    picture = pdfium._FPDFBitmap_CreateEx(width, height, GREY, pixels, width);
    if (picture === 0) throw new Error('PDFium made no picture');
    pdfium._FPDFBitmap_FillRect(picture, 0, 0, width, height, WHITE);
    pdfium._FPDF_RenderPageBitmap(picture, page, 0, 0, width, height, 0, ANNOTATIONS_IN_GREY);
    // Read at once: the memory moves when it grows.
    return bitmapOfGrey(pdfium.HEAPU8.subarray(pixels, pixels + width * height), width, height);
  } finally {
    if (picture !== 0) pdfium._FPDFBitmap_Destroy(picture);
    pdfium.wasmExports.free(pixels);
  }
}

function bitmapOfGrey(grey: Uint8Array, widthDots: number, heightDots: number): Bitmap {
  const bitmap = createBitmap(widthDots, heightDots);
  const { bits, stride } = bitmap;
  let at = 0;
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1, at += 1) {
      if ((grey[at] ?? 255) >= 128) continue;
      const place = y * stride + (x >> 3);
      bits[place] = (bits[place] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return bitmap;
}

function allocate(pdfium: Pdfium, bytes: number): number {
  const place = pdfium.wasmExports.malloc(bytes);
  if (place === 0) throw new Error('PDFium has no memory left');
  return place;
}
