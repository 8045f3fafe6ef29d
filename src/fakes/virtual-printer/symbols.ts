import bwip from 'bwip-js/generic';
import { type Bitmap, createBitmap, paintBox } from '../../core/bitmap.ts';

/** A symbol as the printer's firmware would draw it; null when it would refuse the data. */
export function drawSymbol(
  kind: 'code128' | 'qrcode',
  text: string,
  moduleDots: number,
  barDots: number,
): Bitmap | null {
  try {
    const [drawn] = bwip.raw({ bcid: kind, text });
    if (drawn === undefined) return null;
    return 'sbs' in drawn ? drawBars(drawn.sbs, moduleDots, barDots) : drawMatrix(drawn, moduleDots);
  } catch {
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

/** Data of `GS k 73`: `{A` `{B` `{C` select a code set, `{{` is a brace, in set C every byte is two digits. */
export function textOfCode128(data: Uint8Array): string {
  let text = '';
  let pairs = false;
  for (let at = 0; at < data.length; at += 1) {
    const byte = data[at] ?? 0;
    if (byte !== 0x7b) {
      text += pairs ? String(byte).padStart(2, '0') : String.fromCharCode(byte);
      continue;
    }
    at += 1;
    const choice = String.fromCharCode(data[at] ?? 0);
    if (choice === '{') text += '{';
    else pairs = choice === 'C';
  }
  return text;
}
