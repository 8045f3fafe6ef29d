import type { DotBox } from '../../core/bitmap.ts';
import { encodeGraphicField } from '../../core/zpl-graphic.ts';
import { zplField } from '../../core/zpl-text.ts';
import { code128Field } from './code128-field.ts';
import type { PlacedSymbol } from './dot-label.ts';
import type { SetLabel, SetText } from './typeset.ts';
import { zplLabel } from './zpl.ts';

/** The printer's scalable font stands with its capitals from the top of the field, about this share of its height. */
const CAPITALS = 0.729;
/** Largest module of `^BQ`, and the height that `^BY` makes it stand lower by. */
const QR_LARGEST = 10;
const QR_DROP = 10;
/** Bytes that QR versions 1 to 10 hold at level M in byte mode (ISO/IEC 18004 table 7): the way that any printer can write them. */
const QR_BYTES = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213];
/** Codewords of square Data Matrix symbols by their side (ISO/IEC 16022 table 7). */
const MATRIX_CODEWORDS: Readonly<Record<number, number>> = {
  10: 3,
  12: 5,
  14: 8,
  16: 12,
  18: 18,
  20: 22,
  22: 30,
  24: 36,
  26: 44,
  32: 62,
  36: 86,
  40: 114,
  44: 144,
  48: 174,
};

/**
 * The label as printer commands, which is shorter and quicker; null when any part has no safe native form, and then all of
 * it is sent as a picture: texts that are not ASCII, and symbols that the printer might draw larger than we did. Letters are
 * the printer's own, fitted by the wider of ours, so they stay in their boxes.
 */
export function toZplNative(label: SetLabel): Uint8Array | null {
  const fields: string[] = ['^CI28\n'];
  for (const mark of label.marks) {
    const field = mark.t === 'text' ? textField(mark) : mark.t === 'symbol' ? symbolField(mark) : drawingField(mark);
    if (field === null) return null;
    fields.push(field);
  }
  return zplLabel(label, fields.join(''));
}

function drawingField(mark: Exclude<SetLabel['marks'][number], SetText | PlacedSymbol>): string {
  switch (mark.t) {
    case 'rule':
      return filled(mark.box);
    case 'box':
      return `${at(mark.box)}^GB${mark.box.width},${mark.box.height},${mark.lineDots}^FS\n`;
    case 'image':
      return `${at(mark.box)}${encodeGraphicField(mark.bitmap)}^FS\n`;
  }
}

function textField({ from, fontDots, left, widthDots, lines }: SetText): string | null {
  const { box, align, inverse } = from;
  const height = Math.max(10, Math.floor(fontDots));
  const parts = inverse ? [filled(box)] : [];
  for (const { text, baseline } of lines) {
    // `\&` and its like are commands of ^FB even after ^FH.
    if (!/^[\x20-\x7e]*$/.test(text) || text.includes('\\')) return null;
    const y = Math.max(0, Math.round(baseline - height * CAPITALS));
    const justify = { start: 'L', centre: 'C', end: 'R' }[align];
    const place = `^FO${left},${y}${inverse ? '^FR' : ''}`;
    parts.push(`${place}^A0N,${height},${height}^FB${widthDots},1,0,${justify},0^FH_^FD${zplField(text)}^FS\n`);
  }
  return parts.join('');
}

function symbolField(symbol: PlacedSymbol): string | null {
  switch (symbol.symbology) {
    case 'code128':
    case 'gs1-128':
      return barsField(symbol);
    case 'qrcode':
      return qrField(symbol);
    case 'datamatrix':
      return matrixField(symbol);
    default:
      return null;
  }
}

function barsField({ symbology, value, moduleDots, box }: PlacedSymbol): string | null {
  const field = code128Field(value, symbology === 'gs1-128');
  if (field === null || moduleDots > 10 || field.modules * moduleDots > box.width) return null;
  return `^BY${moduleDots},3,${box.height}${at(box)}^BCN,${box.height},N,N,N,N^FD${field.data}^FS\n`;
}

function qrField({ value, moduleDots, box }: PlacedSymbol): string | null {
  const version = (box.width / moduleDots - 17) / 4;
  if (!isPlain(value) || moduleDots > QR_LARGEST || box.y < QR_DROP) return null;
  if (value.length > (QR_BYTES[version - 1] ?? 0)) return null;
  // The height in ^BY moves ^BQ down, whatever was set for the bars before.
  return `^BY2,3,${QR_DROP}^FO${box.x},${box.y - QR_DROP}^BQN,2,${moduleDots}^FDMA,${value}^FS\n`;
}

function matrixField({ value, moduleDots, box }: PlacedSymbol): string | null {
  // One codeword a character is the most that any encoder needs for ASCII.
  const room = box.width === box.height ? (MATRIX_CODEWORDS[box.width / moduleDots] ?? 0) : 0;
  if (!isPlain(value) || value.length > room) return null;
  return `${at(box)}^BXN,${moduleDots},200^FD${value}^FS\n`;
}

/** Means itself in the data of `^BQ` and `^BX`: no escape character of either. */
function isPlain(value: string): boolean {
  return /^[0-9A-Za-z .,/:?=&%+*$-]+$/.test(value);
}

function filled(box: DotBox): string {
  return `${at(box)}^GB${box.width},${box.height},${Math.min(box.width, box.height)}^FS\n`;
}

function at({ x, y }: DotBox): string {
  return `^FO${x},${y}`;
}
