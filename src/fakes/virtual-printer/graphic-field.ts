import { inflateSync } from 'node:zlib';

/**
 * A ZPL graphic field read as a printer's firmware reads it (ZPL II programming guide, `^GF`, `~DG` and "Alternative
 * Data Compression Scheme"). It shares no line with our own encoder: what that writes wrongly, this does not put right.
 */
export interface GraphicHead {
  readonly format: string;
  /** Bytes that follow when they are binary. */
  readonly sentBytes: number;
  readonly totalBytes: number;
  readonly stride: number;
}

const HEAD = /^\^GF([ABC]),(\d+),(\d+),(\d+),/;

export function readGraphicHead(command: string): (GraphicHead & { readonly length: number }) | null {
  const head = HEAD.exec(command);
  if (head === null) return null;
  const [all, format = 'A', sent, total, stride] = head;
  return { format, sentBytes: Number(sent), totalBytes: Number(total), stride: Number(stride), length: all.length };
}

/** Rows of `stride` bytes; null when the data is damaged, and then nothing of it is printed. */
export function decodeGraphic({ format, totalBytes, stride }: GraphicHead, data: string): Uint8Array | null {
  if (stride === 0) return null;
  if (format !== 'A') {
    const raw = Buffer.from(data, 'latin1');
    const bytes = format === 'C' ? inflate(raw) : raw;
    return bytes === null ? null : fitted(bytes, totalBytes);
  }
  const packed = /^\s*:(B64|Z64):([A-Za-z0-9+/=\s]*):([0-9A-Fa-f]{4})\s*$/.exec(data);
  if (packed === null) return readNibbles(data, stride, totalBytes);
  const [, kind, text = '', sum = ''] = packed;
  const encoded = text.replaceAll(/\s/g, '');
  if (crc16(encoded) !== Number.parseInt(sum, 16)) return null;
  const raw = Buffer.from(encoded, 'base64');
  const bytes = kind === 'Z64' ? inflate(raw) : raw;
  return bytes === null ? null : fitted(bytes, totalBytes);
}

function inflate(bytes: Buffer): Buffer | null {
  try {
    return inflateSync(bytes);
  } catch {
    // Not a zlib stream: the printer prints nothing of it, and the caller writes that down.
    return null;
  }
}

function fitted(bytes: Uint8Array, total: number): Uint8Array {
  const whole = new Uint8Array(total);
  whole.set(bytes.subarray(0, total));
  return whole;
}

/** CRC-16 with the polynomial 0x1021 from 0 (CCITT as XMODEM has it), over the text of the base64. */
export function crc16(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) {
    sum ^= text.charCodeAt(at) << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x8000 ? ((sum << 1) ^ 0x1021) & 0xffff : (sum << 1) & 0xffff;
  }
  return sum;
}

/** Row by row: `G`..`Y` 1 to 19 of the next nibble, `g`..`z` 20 to 400, `,` white and `!` black to the end, `:` as above. */
function readNibbles(data: string, stride: number, total: number): Uint8Array {
  const bytes = new Uint8Array(total);
  const [width, rows] = [stride * 2, Math.ceil(total / stride)];
  let row = 0;
  let line = '';
  let repeat = 0;
  let above = '0'.repeat(width);
  const flush = (): void => {
    bytes.set(Buffer.from(line.slice(0, width), 'hex').subarray(0, Math.max(0, total - row * stride)), row * stride);
    above = line;
    line = '';
    row += 1;
  };
  for (const sign of data) {
    if (row >= rows) break;
    const code = sign.charCodeAt(0);
    if (/[0-9A-Fa-f]/.test(sign)) {
      line += sign.repeat(repeat || 1);
      repeat = 0;
    } else if (sign >= 'G' && sign <= 'Y') repeat += code - 70;
    else if (sign >= 'g' && sign <= 'z') repeat += 20 * (code - 102);
    else if (sign === ',' || sign === '!') line = line.padEnd(width, sign === ',' ? '0' : 'F');
    else if (sign === ':') line = above;
    // A run may reach over the end of a row.
    while (line.length >= width && row < rows) {
      const rest = line.slice(width);
      line = line.slice(0, width);
      flush();
      line = rest;
    }
  }
  if (line.length > 0 && row < rows) {
    line = line.padEnd(width, '0');
    flush();
  }
  return bytes;
}
