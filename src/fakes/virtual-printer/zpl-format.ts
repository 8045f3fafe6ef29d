import { type Bitmap, createBitmap, paintBitmap } from '../../core/bitmap.ts';
import { decodeGraphic, readGraphicHead } from './graphic-field.ts';

const GS = '\x1d';

interface Field {
  readonly x: number;
  readonly y: number;
  readonly picture: Bitmap;
}

/** A format under construction. */
export interface Format {
  x: number;
  y: number;
  homeX: number;
  homeY: number;
  /** `^FT` counts from the lower left corner. */
  fromBelow: boolean;
  copies: number;
  /** As it came, in Latin-1. */
  raw: string;
  /** The sign before two hexadecimal digits, when `^FH` named one. */
  hexSign: string | null;
  /** The symbol command that the next field belongs to. */
  symbol: string | null;
  /** The first command that draws something other than a graphic field. */
  beyond: string | null;
  /** Settings that held when it began, as commands. */
  readonly before: string;
  readonly fields: Field[];
  readonly text: string[];
}

export function emptyFormat(): Format {
  return {
    ...{ x: 0, y: 0, homeX: 0, homeY: 0, fromBelow: false, copies: 1, raw: '', before: '' },
    ...{ hexSign: null, symbol: null, beyond: null, fields: [], text: [] },
  };
}

/** More is a slip of the finger, or somebody's joke. */
const MOST_COPIES = 999;

export function copiesOf(params: string): number {
  return Math.min(MOST_COPIES, Math.max(1, Number.parseInt(params, 10) || 1));
}

export function numbersOf(params: string): [number, number] {
  const [x, y] = params.split(',').map(Number);
  return [x || 0, y || 0];
}

/** False when the picture cannot be read; then nothing of it is printed. */
export function addGraphic(into: Format, command: string): boolean {
  const head = readGraphicHead(command);
  const bits = head === null ? null : decodeGraphic(head, command.slice(head.length));
  if (head === null || bits === null) return false;
  const { stride } = head;
  addPicture(into, { widthDots: stride * 8, heightDots: Math.floor(head.totalBytes / stride), stride, bits });
  return true;
}

export function addPicture(into: Format, picture: Bitmap): void {
  const y = into.homeY + into.y - (into.fromBelow ? picture.heightDots : 0);
  into.fields.push({ x: into.homeX + into.x, y, picture });
}

export function drawGraphics({ fields }: Format, widthDots: number, lengthDots: number): Bitmap {
  const sheet = createBitmap(widthDots, lengthDots);
  for (const { x, y, picture } of fields) {
    if (x % 8 === 0 && x >= 0 && y >= 0) copyRows(sheet, picture, x / 8, y);
    else paintBitmap(sheet, picture, x, y);
  }
  return sheet;
}

/** The same as dot by dot, and a hundred times as fast: most labels are one picture in the corner. */
function copyRows(sheet: Bitmap, picture: Bitmap, leftBytes: number, top: number): void {
  const bytes = Math.min(picture.stride, sheet.stride - leftBytes);
  const lastByte = leftBytes + bytes === sheet.stride ? 0xff & ~(0xff >> (((sheet.widthDots - 1) & 7) + 1)) : 0xff;
  for (let row = 0; row < picture.heightDots && top + row < sheet.heightDots; row += 1) {
    for (let at = 0; at < bytes; at += 1) {
      const place = (top + row) * sheet.stride + leftBytes + at;
      const mask = at === bytes - 1 ? lastByte : 0xff;
      sheet.bits[place] = (sheet.bits[place] ?? 0) | ((picture.bits[row * picture.stride + at] ?? 0) & mask);
    }
  }
}

/** Field data as it would be read: `^FH` undone, and what only steers a symbol left out. */
export function textOfField(data: string, { hexSign, symbol }: Format, utf8: boolean): string {
  const bytes = hexSign === null ? data : data.replaceAll(hexOf(hexSign), (_, digits) => codeOf(digits));
  const text = utf8 ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
  if (symbol === 'BQ') return text.replace(/^[HQML]?[AM],/, '');
  if (symbol !== 'BC') return text;
  // `>8` is FNC1, which a scanner sends as GS but not at the beginning; `>0` is the sign itself, the others only switch.
  const read = text.replaceAll(/>(.)/g, (_, code: string) => (code === '8' ? GS : code === '0' ? '>' : ''));
  return read.startsWith(GS) ? read.slice(1) : read;
}

function hexOf(sign: string): RegExp {
  return new RegExp(`${sign.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}([0-9A-Fa-f]{2})`, 'g');
}

function codeOf(digits: string): string {
  return String.fromCharCode(Number.parseInt(digits, 16));
}
