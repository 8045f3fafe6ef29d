import bwip from 'bwip-js/generic';
import { escapeXml } from '../label/svg.ts';

/** The symbologies of our sheets, as bwip-js calls them. */
export type SheetSymbology =
  | 'code128'
  | 'ean13'
  | 'upca'
  | 'upce'
  | 'ean8'
  | 'itf14'
  | 'gs1-128'
  | 'gs1datamatrix'
  | 'datamatrix'
  | 'qrcode'
  | 'databaromni';

/** A symbol on paper, its quiet zone included. */
export interface SheetSymbol {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly modules: number;
  /** SVG path in modules, from the corner of the quiet zone. */
  readonly path: string;
  readonly moduleMm: number;
  readonly symbology: SheetSymbology;
  /** What the writer was given. */
  readonly text: string;
}

/** What every scanner reads at arm's length from office paper (scanning design, 13). */
const MODULE_MM = 0.5;
/** Quiet modules on either side: the most that the standards ask (ISO/IEC 15417, 15420, 18004; ITF-14 and UPC-E below it). */
const QUIET = { bars: 11, matrix: 4 } as const;

/**
 * @param barsMm height of the bars; a matrix code has its own
 * @throws when the symbology cannot hold the text; lists from outside are checked before
 */
export function drawSheetSymbol(symbology: SheetSymbology, text: string, barsMm: number): SheetSymbol {
  const options = symbology === 'qrcode' ? { eclevel: 'M' } : {};
  // The named export `raw` is hidden by the symbology of that name.
  const [drawn] = bwip.raw({ bcid: symbology, text, ...options });
  if (drawn === undefined) throw new Error(`Nothing was drawn for ${text}`);
  if ('sbs' in drawn) {
    const modules = drawn.sbs.reduce((sum, width) => sum + width, 0) + 2 * QUIET.bars;
    const path = barsPath(drawn.sbs, Math.round(barsMm / MODULE_MM));
    return {
      ...{ symbology, text, path, modules },
      moduleMm: MODULE_MM,
      widthMm: modules * MODULE_MM,
      heightMm: barsMm,
    };
  }
  const modules = drawn.pixx + 2 * QUIET.matrix;
  // A camera reader sees less contrast than a laser; larger modules cost little here.
  const moduleMm = 0.6;
  const path = matrixPath(drawn.pixs, drawn.pixx, drawn.pixy);
  const heightMm = (drawn.pixy + 2 * QUIET.matrix) * moduleMm;
  return { symbology, text, path, modules, moduleMm, widthMm: modules * moduleMm, heightMm };
}

/** Whether Code 128 holds it as it stands: printable ASCII. */
export function isPlainAscii(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text);
}

/** The symbol with its corner at a place on the page, in millimetres. Named and measured, so that it can be checked. */
export function svgOfSymbol(symbol: SheetSymbol, x: number, y: number): string {
  const { symbology, text, path, moduleMm, widthMm, heightMm } = symbol;
  const box = [x, y, widthMm, heightMm].map(millimetres).join(' ');
  const place = `translate(${millimetres(x)} ${millimetres(y)}) scale(${moduleMm})`;
  return `<g data-code="${escapeXml(text)}" data-symbology="${symbology}" data-box="${box}" data-module="${moduleMm}"><path shape-rendering="crispEdges" transform="${place}" d="${path}"/></g>`;
}

export function millimetres(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function barsPath(widths: readonly number[], tall: number): string {
  let x: number = QUIET.bars;
  let path = '';
  for (const [at, width] of widths.entries()) {
    if (at % 2 === 0 && width > 0) path += `M${x} 0h${width}v${tall}h-${width}z`;
    x += width;
  }
  return path;
}

function matrixPath(pixels: readonly number[], columns: number, rows: number): string {
  let path = '';
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; ) {
      let run = 0;
      while (column + run < columns && pixels[row * columns + column + run] === 1) run += 1;
      if (run > 0) path += `M${column + QUIET.matrix} ${row + QUIET.matrix}h${run}v1h-${run}z`;
      column += run + 1;
    }
  }
  return path;
}
