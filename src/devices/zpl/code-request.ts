import type { Dpi } from '../../core/print.ts';
import type { Picture } from './drawing.ts';

/** `^BY`: narrow bar, wide bar as a multiple of it, height of the bars. */
export interface BarDefaults {
  readonly moduleDots: number;
  readonly ratio: number;
  readonly heightDots: number;
}

/** A code field: the command with its parameters, and what `^FD` says, one character per byte. */
export interface CodeRequest {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly data: string;
  readonly defaults: BarDefaults;
  readonly dpi: Dpi;
}

export interface DrawnCode {
  readonly picture: Picture;
  /** Name of the symbology, as decoded symbols have it where there is such a name. */
  readonly kind: string;
  /** What a scanner would send: GS1 data without the leading FNC1, \x1d for the others. */
  readonly data: string;
  /** Printed under or over the bars, where the command asks for it. */
  readonly caption?: { readonly text: string; readonly above: boolean };
  /** QR Code only: `^FO` puts it lower by this, `^FT` higher. */
  readonly drop?: number;
  readonly lift?: number;
}

export function numberAt(parameters: readonly string[], at: number): number | undefined {
  const text = parameters[at] ?? '';
  return /^[+-]?\d+/.test(text) ? Number.parseInt(text, 10) : undefined;
}

export function isYes(parameters: readonly string[], at: number, otherwise: boolean): boolean {
  const letter = (parameters[at] ?? '').charAt(0).toUpperCase();
  return letter === 'Y' || (letter !== 'N' && otherwise);
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
