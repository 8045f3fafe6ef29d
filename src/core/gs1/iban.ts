import { COUNTRIES_ALPHA_2 } from './code-lists.ts';

/** ISO 13616: country, then modulo 97 of the number with its first four characters put last is 1. */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}[0-9A-Z]{3,}$/.test(text) || !COUNTRIES_ALPHA_2.has(text.slice(0, 2))) return false;
  let rest = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
