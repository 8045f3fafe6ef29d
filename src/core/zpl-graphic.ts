import type { Bitmap } from './bitmap.ts';

/**
 * ZPL II graphic fields in Alternative Compression Scheme (Zebra programming guide, "Alternative Data Compression Scheme
 * for ~DG and ~DB Commands"): hexadecimal nibbles, G..Y = run of 1..19, g..z = run of 20..400 in twenties, `,` = rest of
 * the row white, `!` = rest of the row black, `:` = the row above again. `!` is read but never written: zebrash, a renderer
 * that is not ours, draws it as a grey row (0001 0001 …), and a printer that copied somebody's mistake would too.
 */
const HEX = '0123456789ABCDEF';

export function encodeGraphicRows(bitmap: Bitmap): string {
  const rows: string[] = [];
  let above = '';
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    let row = '';
    for (let at = y * bitmap.stride; at < (y + 1) * bitmap.stride; at += 1) {
      const byte = bitmap.bits[at] ?? 0;
      row += HEX.charAt(byte >> 4) + HEX.charAt(byte & 15);
    }
    rows.push(y > 0 && row === above ? ':' : squeezeRow(row));
    above = row;
  }
  return rows.join('');
}

function squeezeRow(row: string): string {
  let end = row.length;
  while (end > 0 && row.charAt(end - 1) === '0') end -= 1;
  const tail = end < row.length ? ',' : '';
  let squeezed = '';
  for (let at = 0; at < end; ) {
    const nibble = row.charAt(at);
    let run = 1;
    while (at + run < end && row.charAt(at + run) === nibble) run += 1;
    squeezed += runOf(run) + nibble;
    at += run;
  }
  return squeezed + tail;
}

/** Nothing for a single nibble; a run of two written as "HA" is no longer than "AA", so it is always coded. */
function runOf(length: number): string {
  if (length === 1) return '';
  let left = length;
  let code = '';
  while (left >= 400) {
    code += 'z';
    left -= 400;
  }
  if (left >= 20) code += String.fromCharCode(102 + Math.floor(left / 20));
  if (left % 20 > 0) code += String.fromCharCode(70 + (left % 20));
  return code;
}

/** The whole field: `^GFA,<bytes sent>,<bytes of the picture>,<bytes per row>,<data>`. */
export function encodeGraphicField(bitmap: Bitmap): string {
  const total = bitmap.bits.length;
  return `^GFA,${total},${total},${bitmap.stride},${encodeGraphicRows(bitmap)}`;
}

/**
 * Data of a `^GFA` field back into rows of `stride` bytes. Short data leaves the rest white, surplus data is cut off,
 * other characters (line breaks, blanks) are skipped: what a printer does.
 */
export function decodeGraphicRows(data: string, stride: number, totalBytes: number): Uint8Array {
  const nibblesPerRow = stride * 2;
  const rowCount = Math.ceil(totalBytes / stride);
  const nibbles = new Uint8Array(nibblesPerRow * rowCount);
  let row = 0;
  let column = 0;
  let run = 0;
  const put = (nibble: number, count: number): void => {
    for (let left = count; left > 0 && row < rowCount; left -= 1) {
      nibbles[row * nibblesPerRow + column] = nibble;
      column += 1;
      if (column === nibblesPerRow) {
        column = 0;
        row += 1;
      }
    }
  };
  for (let at = 0; at < data.length && row < rowCount; at += 1) {
    const code = data.charCodeAt(at);
    const nibble = nibbleOf(code);
    if (nibble >= 0) {
      put(nibble, run || 1);
      run = 0;
    } else if (code >= 71 && code <= 89) run += code - 70;
    else if (code >= 103 && code <= 122) run += (code - 102) * 20;
    else if (code === 44) put(0, nibblesPerRow - column);
    else if (code === 33) put(15, nibblesPerRow - column);
    else if (code === 58) {
      if (row > 0) nibbles.copyWithin(row * nibblesPerRow, (row - 1) * nibblesPerRow, row * nibblesPerRow);
      row += 1;
    }
  }
  const bytes = new Uint8Array(totalBytes);
  for (let at = 0; at < totalBytes; at += 1) bytes[at] = ((nibbles[at * 2] ?? 0) << 4) | (nibbles[at * 2 + 1] ?? 0);
  return bytes;
}

function nibbleOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 65 && code <= 70) return code - 55;
  return code >= 97 && code <= 102 ? code - 87 : -1;
}
