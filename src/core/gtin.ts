/** GS1 mod-10 check digit of the digits before it: weights 3,1,3… from the right (GS1 General Specifications 7.9). */
export function checkDigitOf(digits: string): number {
  let sum = 0;
  for (let index = digits.length - 1, weight = 3; index >= 0; index--, weight = 4 - weight) {
    sum += (digits.charCodeAt(index) - 48) * weight;
  }
  return (10 - (sum % 10)) % 10;
}

/** True for 8, 12, 13 or 14 digits whose last one is right. */
export function isGtin(text: string): boolean {
  return /^(\d{8}|\d{12,14})$/.test(text) && checkDigitOf(text.slice(0, -1)) === Number(text.slice(-1));
}

/** GTINs are stored and compared as 14 digits only; leading zeros are part of the number. */
export function toGtin14(text: string): string {
  return text.padStart(14, '0');
}
