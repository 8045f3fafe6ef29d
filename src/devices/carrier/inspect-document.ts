import type { Bitmap, DotBox } from '../../core/bitmap.ts';
import type { DecodedSymbol, Dpi } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';
import { filterZpl, type RefusedCommand } from '../../core/zpl-filter.ts';
import type { DrawnZpl, DrawZpl } from '../zpl/draw-zpl.ts';
import { LARGEST_DOTS } from './fit-head.ts';
import { dotsOf, type PdfReader } from './read-pdf.ts';
import { headDpiOf, readPng, readPngHead } from './read-png.ts';
import { readSymbols } from './read-symbols.ts';

export type DocumentFormat = 'zpl' | 'pdf' | 'png';

export interface FoundSymbol extends DecodedSymbol {
  /** 1-based label or page. */
  readonly label: number;
}

export interface UnreadSymbol {
  readonly label: number;
  readonly symbology: string;
  /** From the command, not from the picture. */
  readonly text: string;
  /** It reaches beyond the label. */
  readonly cut: boolean;
}

export interface Inspection {
  readonly dpi: Dpi;
  /** Width and height of every label or page. */
  readonly dots: readonly (readonly [number, number])[];
  readonly symbols: readonly FoundSymbol[];
  /** Codes that a ZPL label asks for and that cannot be read from its picture. */
  readonly unread: readonly UnreadSymbol[];
  readonly unknownCommands: readonly string[];
  /** What a station would refuse to send; null for a document without commands. */
  readonly filter: 'ok' | readonly RefusedCommand[] | null;
}

export interface InspectionTools {
  readonly drawZpl: DrawZpl;
  readonly pdf: PdfReader;
}

/** Reads whatever is on somebody else's document, for people who design labels: nothing is refused for its size or content. */
export async function inspectDocument(
  bytes: Uint8Array,
  format: DocumentFormat,
  dpi: Dpi | undefined,
  { drawZpl, pdf }: InspectionTools,
): Promise<Result<Inspection, string>> {
  switch (format) {
    case 'zpl':
      return await inspectZpl(bytes, dpi ?? 203, drawZpl);
    case 'pdf': {
      const drawn = await pdf.draw(bytes, dpi ?? 203, (pages) => {
        const fits = pages.every(
          ({ widthPoints, heightPoints }) =>
            dotsOf(widthPoints, dpi ?? 203) <= LARGEST_DOTS && dotsOf(heightPoints, dpi ?? 203) <= LARGEST_DOTS,
        );
        return fits ? null : { code: 'wrong-size', detail: `a page is longer than ${LARGEST_DOTS} dots` };
      });
      return drawn.ok ? success(await inspectPictures(drawn.value, dpi ?? 203)) : failure(drawn.error.detail);
    }
    case 'png': {
      const head = readPngHead(bytes);
      if (!head.ok) return head;
      if (Math.max(head.value.widthDots, head.value.heightDots) > LARGEST_DOTS) {
        return failure(`it is longer than ${LARGEST_DOTS} dots`);
      }
      const bitmap = readPng(bytes, head.value);
      if (!bitmap.ok) return bitmap;
      return success(await inspectPictures([bitmap.value], dpi ?? headDpiOf(head.value.dpi) ?? 203));
    }
  }
}

async function inspectPictures(bitmaps: readonly Bitmap[], dpi: Dpi): Promise<Inspection> {
  const symbols: FoundSymbol[] = [];
  for (const [at, bitmap] of bitmaps.entries()) {
    for (const symbol of await readSymbols(bitmap, dpi)) symbols.push({ label: at + 1, ...symbol });
  }
  const dots = bitmaps.map(({ widthDots, heightDots }) => [widthDots, heightDots] as const);
  return { dpi, dots, symbols, unread: [], unknownCommands: [], filter: null };
}

async function inspectZpl(bytes: Uint8Array, dpi: Dpi, drawZpl: DrawZpl): Promise<Result<Inspection, string>> {
  const drawn = drawZpl(bytes, dpi);
  if (!drawn.ok) return drawn;
  const { labels } = drawn.value;
  const seen = await inspectPictures(
    labels.map(({ bitmap }) => bitmap),
    dpi,
  );
  const filtered = filterZpl(bytes);
  return success({
    ...seen,
    unread: unreadOf(drawn.value, seen.symbols),
    unknownCommands: [...new Set(labels.flatMap(({ unknown }) => unknown))],
    filter: filtered.ok ? 'ok' : filtered.error.refused,
  });
}

function unreadOf({ labels }: DrawnZpl, symbols: readonly FoundSymbol[]): readonly UnreadSymbol[] {
  const left = [...symbols];
  const unread: UnreadSymbol[] = [];
  for (const [at, { bitmap, symbols: wanted }] of labels.entries()) {
    for (const { kind, data, rect } of wanted) {
      const found = left.findIndex(
        ({ label, symbology, text }) => label === at + 1 && symbology === kind && text === data,
      );
      if (found >= 0) left.splice(found, 1);
      else unread.push({ label: at + 1, symbology: kind, text: data, cut: runsOff(rect, bitmap) });
    }
  }
  return unread;
}

/** Part of it lies beside the label, and is not printed. */
function runsOff(rect: DotBox, { widthDots, heightDots }: Bitmap): boolean {
  return rect.x < 0 || rect.y < 0 || rect.x + rect.width > widthDots || rect.y + rect.height > heightDots;
}
