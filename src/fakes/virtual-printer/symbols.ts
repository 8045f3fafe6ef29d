import bwip from 'bwip-js/generic';
import { type Bitmap, createBitmap, paintBox } from '../../core/bitmap.ts';

/** What a receipt printer's firmware can be told to draw, and how bwip-js calls it. */
export interface SymbolOrder {
  readonly bcid: string;
  readonly text: string;
  /** What stands below the bars. */
  readonly human: string;
  readonly options?: Readonly<Record<string, string | number | boolean>>;
}

/** `GS k m`, m of form A; form B adds 65. 8 and 9 of form B are Code 128 and GS1-128. */
const KINDS = [
  'upca',
  'upce',
  'ean13',
  'ean8',
  'code39',
  'interleaved2of5',
  'rationalizedCodabar',
  'code93',
  'code128',
  'gs1-128',
];

/** `data` without its count or final NUL; null when the firmware would refuse it. */
export function orderOfBars(m: number, data: Uint8Array): SymbolOrder | null {
  const bcid = KINDS[m >= 65 ? m - 65 : m];
  if (bcid === undefined || (m > 6 && m < 65)) return null;
  if (bcid === 'code128') return orderOfCode128(data);
  const text = Buffer.from(data).toString('latin1');
  if (bcid === 'gs1-128') {
    // Without brackets the firmware takes it as it stands, FNC1 first.
    return text.startsWith('(') ? { bcid, text, human: text } : orderOfCode128(Buffer.from(`{B{1${text}`, 'latin1'));
  }
  // Code 93 without its two check characters is nothing that a scanner reads; the firmware always adds them.
  return bcid === 'code93' ? { bcid, text, human: text, options: { includecheck: true } } : { bcid, text, human: text };
}

const FUNCTIONS: Readonly<Record<string, string>> = { '1': '^FNC1', '2': '^FNC2', '3': '^FNC3', '4': '^FNC4' };

/**
 * Data of `GS k 73`: it begins with a code set (`{A` `{B` `{C`); `{{` is a brace, `{1` is FNC1, in set C every byte is two
 * digits.
 */
function orderOfCode128(data: Uint8Array): SymbolOrder | null {
  let text = '';
  let human = '';
  let set = '';
  const add = (drawn: string, read = drawn): void => {
    text += drawn.replaceAll('^', '^^');
    human += read;
  };
  for (let at = 0; at < data.length; at += 1) {
    const byte = data[at] ?? 0;
    if (byte !== 0x7b) {
      if (set === '') return null;
      add(set === 'C' ? String(byte).padStart(2, '0') : String.fromCharCode(byte));
      continue;
    }
    at += 1;
    const choice = String.fromCharCode(data[at] ?? 0);
    const special = FUNCTIONS[choice];
    if (choice === '{') add('{');
    else if (special !== undefined) text += special;
    else if (/[ABC]/.test(choice)) set = choice;
    else if (choice !== 'S') return null;
  }
  return set === '' ? null : { bcid: 'code128', text, human, options: { parsefnc: true } };
}

/** A symbol as the printer's firmware would draw it; null when it would refuse the data. */
export function drawSymbol({ bcid, text, options }: SymbolOrder, moduleDots: number, barDots: number): Bitmap | null {
  try {
    const [drawn] = bwip.raw({ bcid, text, ...options });
    if (drawn === undefined) return null;
    return 'sbs' in drawn ? drawBars(drawn.sbs, moduleDots, barDots) : drawMatrix(drawn, moduleDots);
  } catch {
    // bwip-js says by throwing that the data cannot stand in such a symbol; the caller writes it down.
    return null;
  }
}

function drawBars(widths: readonly number[], moduleDots: number, barDots: number): Bitmap {
  const bitmap = createBitmap(widths.reduce((sum, width) => sum + width, 0) * moduleDots, barDots);
  let x = 0;
  for (const [at, modules] of widths.entries()) {
    if (at % 2 === 0) paintBox(bitmap, { x, y: 0, width: modules * moduleDots, height: barDots });
    x += modules * moduleDots;
  }
  return bitmap;
}

interface Modules {
  readonly pixs: readonly number[];
  readonly pixx: number;
  readonly pixy: number;
}

function drawMatrix({ pixs, pixx, pixy }: Modules, dots: number): Bitmap {
  const bitmap = createBitmap(pixx * dots, pixy * dots);
  for (const [at, module] of pixs.entries()) {
    if (module !== 1) continue;
    paintBox(bitmap, { x: (at % pixx) * dots, y: Math.floor(at / pixx) * dots, width: dots, height: dots });
  }
  return bitmap;
}
