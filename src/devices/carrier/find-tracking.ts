import type { DecodedSymbol } from '../../core/print.ts';

/**
 * The symbol that carries the parcel's number. Carriers wrap it: FedEx and USPS put routing before it in one bar code, UPS
 * prints it with blanks; so letters and digits are compared, without case, and it may stand anywhere in one element (GS, RS).
 */
export function findTracking(decoded: readonly DecodedSymbol[], tracking: string): DecodedSymbol | undefined {
  const wanted = lettersAndDigits(tracking);
  if (wanted === '') return undefined;
  return decoded.find(({ text }) => elementsOf(text).some((element) => lettersAndDigits(element).includes(wanted)));
}

function elementsOf(text: string): readonly string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the separators of ISO/IEC 15434 messages and of GS1 elements
  return text.split(/[\x1d\x1e]/);
}

function lettersAndDigits(text: string): string {
  return text.toUpperCase().replace(/[^0-9A-Z]/g, '');
}
