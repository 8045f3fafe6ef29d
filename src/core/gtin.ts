/** GS1 mod-10 check digit of the digits before it: weights 3,1,3… from the right (GS1 General Specifications 7.9). */
export function checkDigitOf(digits: string): number {
  let sum = 0;
  for (let index = digits.length - 1, weight = 3; index >= 0; index--, weight = 4 - weight) {
    sum += (digits.charCodeAt(index) - 48) * weight;
  }
  return (10 - (sum % 10)) % 10;
}

const GTIN = /^(\d{8}|\d{12,14})$/;

/** True for 8, 12, 13 or 14 digits whose last one is right. */
export function isGtin(text: string): boolean {
  return GTIN.test(text) && checkDigitOf(text.slice(0, -1)) === Number(text.slice(-1));
}

/** GTINs are stored and compared as 14 digits only; leading zeros are part of the number. */
export function toGtin14(text: string): string {
  return text.padStart(14, '0');
}

/**
 * The UPC-A number, 12 digits, that a UPC-E of 8 digits (number system, six digits, check digit) stands for; null when the number
 * system is not 0 or 1 or the check digit is wrong. It is the check digit of the long form (GS1 General Specifications 5.2.2.4).
 */
export function expandUpcE(digits: string): string | null {
  if (!/^[01]\d{7}$/.test(digits)) return null;
  const body = expandUpcEBody(digits.slice(0, 7));
  return checkDigitOf(body) === Number(digits.slice(7)) ? body + digits.slice(7) : null;
}

/** @param digits number system and the six digits of a UPC-E; the result lacks its check digit. */
export function expandUpcEBody(digits: string): string {
  const system = digits.slice(0, 1);
  const six = digits.slice(1);
  const last = six.slice(5);
  if (last <= '2') return `${system}${six.slice(0, 2)}${last}0000${six.slice(2, 5)}`;
  if (last === '3') return `${system}${six.slice(0, 3)}00000${six.slice(3, 5)}`;
  if (last === '4') return `${system}${six.slice(0, 4)}00000${six.slice(4, 5)}`;
  return `${system}${six.slice(0, 5)}0000${last}`;
}
