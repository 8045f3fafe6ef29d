import type { ParcelCode } from '../ids.ts';
import type { ExpectedSymbol } from '../print.ts';
import { isSscc } from '../sscc.ts';

/** How a parcel's number is written for scanners and for people. */
export interface ParcelSymbols {
  readonly bars: ExpectedSymbol;
  readonly square: ExpectedSymbol;
  /** Human readable interpretation under the bars. */
  readonly words: string;
}

/**
 * An SSCC is written as GS1 asks, with AI 00 and FNC1 first (General Specifications 6.6); our own number is no GS1 key, so it is
 * a plain Code 128, never a made-up AI 00.
 */
export function parcelSymbolsOf(parcelCode: ParcelCode): ParcelSymbols {
  const words = inFours(parcelCode);
  if (!isSscc(parcelCode)) {
    return {
      bars: { symbology: 'code128', text: parcelCode },
      square: { symbology: 'qrcode', text: parcelCode },
      words,
    };
  }
  const text = `00${parcelCode}`;
  return { bars: { symbology: 'gs1-128', text }, square: { symbology: 'gs1datamatrix', text }, words: `(00) ${words}` };
}

/** Groups of four are easier to read aloud; the symbol itself holds no blanks. */
export function inFours(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ');
}

/** Quiet zones left and right, 10 modules each (ISO/IEC 15417 4.2). */
const QUIET_MODULES = 20;
/** Whole dots come out up to this much wider than asked (0.25 mm is 3 dots at 300 dpi, 0.254 mm). */
const ROUNDING = 1.02;

/**
 * Widest module, in millimetres, that leaves a plain Code 128 and its quiet zones inside the width; null when even the
 * narrowest that a hand scanner reads from a thermal label is too wide. 0.5 mm is 4 dots at 203 dpi and 6 at 300.
 */
export function moduleWidthFor(code: string, widthMm: number): number | null {
  const modules = modulesOf(code) + QUIET_MODULES;
  return [0.5, 0.375, 0.25].find((width) => modules * width * ROUNDING <= widthMm) ?? null;
}

/** Modules of a Code 128 without quiet zones, at most: four digits or more are written in pairs (code set C). */
function modulesOf(code: string): number {
  const runs = (code.match(/\d{4,}/g) ?? []).map((run) => run.length);
  const saved = runs.reduce((sum, run) => sum + Math.max(0, Math.floor(run / 2) - 2), 0);
  return 11 * (code.length - saved + 2) + 13;
}
