const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Check character of a text of digits and capital letters, by ISO/IEC 7064 MOD 37,36 (hybrid system).
 * @throws when the text holds any other character; callers filter first.
 */
export function mod3736(text: string): string {
  let product = 36;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new Error(`MOD 37,36 takes digits and capital letters only, not ${JSON.stringify(character)}`);
    const sum = (product + value) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return ALPHABET.charAt((37 - product) % 36);
}

/** True when the last character is the check character of the rest. */
export function hasCheckCharacter(text: string): boolean {
  return /^[0-9A-Z]{2,}$/.test(text) && mod3736(text.slice(0, -1)) === text.slice(-1);
}
