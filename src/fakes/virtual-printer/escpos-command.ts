/** One command, with its parameters and data; `text` is a single printable byte. */
export interface EscposCommand {
  readonly name: string;
  readonly params: Uint8Array;
  readonly length: number;
}

/** Parameter bytes after `ESC x`. */
const ESC: Readonly<Record<string, number>> = {
  '@': 0,
  '2': 0,
  '!': 1,
  '-': 1,
  '3': 1,
  '=': 1,
  ' ': 1,
  '{': 1,
  E: 1,
  G: 1,
  J: 1,
  M: 1,
  R: 1,
  a: 1,
  d: 1,
  t: 1,
  p: 3,
  $: 2,
  '\\': 2,
  B: 2,
};

/** Parameter bytes after `GS x`. */
const GS: Readonly<Record<string, number>> = {
  ...{ '!': 1, B: 1, H: 1, I: 1, a: 1, b: 1, f: 1, h: 1, r: 1, w: 1 },
  ...{ L: 2, P: 2, W: 2 },
};

/** Parameter bytes after `FS x`: Kanji settings, which change nothing for other scripts. */
const FS: Readonly<Record<string, number>> = { '!': 1, '-': 1, C: 1, S: 2, '.': 0, '&': 0 };

/**
 * The command that begins at `at`; null when its end has not arrived. An unknown one is two bytes long and its name
 * begins with `?`: what follows is then printed as text, as on a real printer.
 */
export function readEscposCommand(bytes: Uint8Array, at: number): EscposCommand | null {
  const first = bytes[at];
  if (first === undefined) return null;
  const whole = (name: string, head: number, count: number): EscposCommand | null =>
    at + head + count > bytes.length
      ? null
      : { name, params: bytes.subarray(at + head, at + head + count), length: head + count };
  if (first === 0x0a) return whole('LF', 1, 0);
  if (first >= 0x20) return { name: 'text', params: bytes.subarray(at, at + 1), length: 1 };
  if (first === 0x0d || first === 0x09 || first === 0x0c) return whole(first === 0x09 ? 'tab' : 'CR', 1, 0);
  if (first === 0x1c) return readKanji(bytes, at, whole);
  const second = bytes[at + 1];
  if (first !== 0x10 && first !== 0x1b && first !== 0x1d) return whole(`?${hex(first)}`, 1, 0);
  if (second === undefined) return null;
  const letter = String.fromCharCode(second);
  if (first === 0x10) {
    if (second === 4 || second === 5) return whole(second === 4 ? 'DLE EOT' : 'DLE ENQ', 2, 1);
    return second === 0x14 ? whole('DLE DC4', 2, bytes[at + 2] === 8 ? 8 : 3) : whole(`?DLE ${hex(second)}`, 2, 0);
  }
  const fixed = (first === 0x1b ? ESC : GS)[letter];
  const name = `${first === 0x1b ? 'ESC' : 'GS'} ${letter}`;
  if (fixed !== undefined) return whole(name, 2, fixed);
  if (first === 0x1b && letter === 'D') {
    const end = bytes.indexOf(0, at + 2);
    return end < 0 ? null : whole('ESC D', 2, end - at - 1);
  }
  if (first === 0x1b) return whole(`?ESC ${hex(second)}`, 2, 0);
  return readCounted(bytes, at, letter, whole) ?? null;
}

function readKanji(bytes: Uint8Array, at: number, whole: Whole): EscposCommand | null {
  const second = bytes[at + 1];
  if (second === undefined) return null;
  const letter = String.fromCharCode(second);
  const fixed = FS[letter];
  if (fixed !== undefined) return whole('FS', 2, fixed);
  if (letter !== '(') return whole(`?FS ${hex(second)}`, 2, 0);
  const [low, high] = [bytes[at + 3], bytes[at + 4]];
  return low === undefined || high === undefined ? null : whole('FS', 5, low + high * 256);
}

type Whole = (name: string, head: number, count: number) => EscposCommand | null;

function readCounted(bytes: Uint8Array, at: number, letter: string, whole: Whole): EscposCommand | null {
  const third = bytes[at + 2];
  if (third === undefined) return null;
  switch (letter) {
    case 'V':
      return whole('GS V', 2, third >= 65 ? 2 : 1);
    case 'k': {
      if (third >= 65) {
        const count = bytes[at + 3];
        return count === undefined ? null : whole('GS k', 2, 2 + count);
      }
      const end = bytes.indexOf(0, at + 3);
      return end < 0 ? null : whole('GS k', 2, end - at - 1);
    }
    case '(': {
      const [low, high] = [bytes[at + 3], bytes[at + 4]];
      if (low === undefined || high === undefined) return null;
      return whole(`GS ( ${String.fromCharCode(third)}`, 5, low + high * 256);
    }
    case 'v': {
      const [xl, xh, yl, yh] = bytes.subarray(at + 4, at + 8);
      if (xl === undefined || xh === undefined || yl === undefined || yh === undefined) return null;
      return whole('GS v', 2, 6 + (xl + xh * 256) * (yl + yh * 256));
    }
    case '8': {
      if (third !== 0x4c) return whole(`?GS 8`, 2, 0);
      if (bytes.length < at + 7) return null;
      return whole('GS ( L', 7, Buffer.from(bytes.subarray(at + 3, at + 7)).readUInt32LE());
    }
    default:
      return whole(`?GS ${letter}`, 2, 0);
  }
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
