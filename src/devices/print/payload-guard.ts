import type { PrinterLanguage } from '../../core/print.ts';

/** Openings of files that somebody else's driver would have to translate; a printer would print pages of garbage. */
const FOREIGN = ['%PDF', '%!PS', '\x89PNG', '\x1b%-12345X', 'GIF8'];

/** Why these bytes must not be sent to a printer of this language; null when they may. */
export function objectionTo(bytes: Uint8Array, language: PrinterLanguage): string | null {
  if (bytes.length === 0) return 'there is nothing to print';
  const opening = Buffer.from(bytes.subarray(0, 256)).toString('latin1').trimStart();
  const foreign = FOREIGN.find((start) => opening.startsWith(start));
  if (foreign !== undefined) return `it begins like another kind of file (${JSON.stringify(foreign)})`;
  if (language === 'escpos') return opening.startsWith('^XA') ? 'it is ZPL, and this is an ESC/POS printer' : null;
  if (!opening.startsWith('^XA')) return 'it does not begin with ^XA, as ZPL does';
  const ending = Buffer.from(bytes.subarray(-256)).toString('latin1').trimEnd();
  return ending.endsWith('^XZ') ? null : 'its last format has no ^XZ: it is cut off';
}

/** Sheets that a ZPL job makes: `^PQ` of every format, 1 where it is left out. */
export function labelsIn(zpl: Uint8Array): number {
  const formats = Buffer.from(zpl).toString('latin1').split('^XZ').slice(0, -1);
  return formats.reduce((sum, format) => sum + Number(/\^PQ(\d+)/.exec(format)?.[1] ?? 1), 0);
}
