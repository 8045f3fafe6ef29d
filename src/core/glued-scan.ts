import type { Symbology } from './aim.ts';
import { symbologyOf } from './aim.ts';
import { isGtin } from './gtin.ts';

const LATER_IDENTIFIER = /.\]([A-Za-z][0-9A-Za-z])/s;
const TWO_GTINS = /^\d{24,28}$/;

/**
 * True when two scans came as one. `]` is in no GS1 or EAN code, so an identifier inside one begins a second scan; so it does in a text
 * without identifier when it announces such a code. Never cut apart and counted: the other half may be damaged as well.
 */
export function isGlued(text: string, symbology: Symbology | null): boolean {
  if (symbology?.route === 'plain') return false;
  const later = LATER_IDENTIFIER.exec(text)?.[1];
  if (later !== undefined && (symbology !== null || symbologyOf(later).route !== 'plain')) return true;
  if (symbology?.route === 'gs1' || !TWO_GTINS.test(text)) return false;
  return [12, 13, 14].some((cut) => isGtin(text.slice(0, cut)) && isGtin(text.slice(cut)));
}
