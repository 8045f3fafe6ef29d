import type { PrinterLanguage } from '../../core/print.ts';

/** Openings of files that somebody else's driver would have to translate; a printer would print pages of garbage. */
const FOREIGN = ['%PDF', '%!PS', '\x89PNG', '\x1b%-12345X', 'GIF8', '\xff\xd8\xff'];

/** Why these bytes must not be sent to a printer of this language; null when they may. */
export function objectionTo(bytes: Uint8Array, language: PrinterLanguage): string | null {
  if (bytes.length === 0) return 'there is nothing to print';
  const opening = Buffer.from(bytes.subarray(0, 256)).toString('latin1').trimStart();
  if (language === 'pdf') return opening.startsWith('%PDF-') ? null : 'it is no PDF';
  const foreign = FOREIGN.find((start) => opening.startsWith(start));
  if (foreign !== undefined) return `it begins like another kind of file (${JSON.stringify(foreign)})`;
  if (language === 'escpos') return /^[\^~]XA/i.test(opening) ? 'it is ZPL, and this is an ESC/POS printer' : null;
  const text = Buffer.from(bytes).toString('latin1').toUpperCase();
  const [begin, end] = [text.lastIndexOf('^XA'), text.lastIndexOf('^XZ')];
  if (begin < 0) return 'there is no ^XA in it, as there is in ZPL';
  return begin < end ? null : 'its last format has no ^XZ: it is cut off';
}

/** A format that only sets something up, or stores a form, brings out no label. */
const DRAWS = /\^(FO|FT|XF|XG|IM|GF)/;

/** Labels that a ZPL job makes: `^PQ` of every format that draws, 1 where it is left out. */
export function labelsIn(zpl: Uint8Array): number {
  const formats = Buffer.from(zpl).toString('latin1').toUpperCase().split('^XZ').slice(0, -1);
  return formats
    .filter((format) => DRAWS.test(format) && !format.includes('^DF'))
    .reduce((sum, format) => sum + Math.max(1, Number(/\^PQ0*(\d+)/.exec(format)?.[1] ?? 1)), 0);
}

/** Sheets of a job in any language, for the time that they take; a receipt is one. */
export function sheetsIn(bytes: Uint8Array): number {
  return Math.max(1, labelsIn(bytes));
}
