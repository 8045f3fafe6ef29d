/** The GS1 separator, FNC1 in mid code (GS1 General Specifications 7.8). */
export const GS = '\u001d';

/** Positions of a US keyboard: what every scanner sends, whatever layout the computer has. Plain, then with Shift. */
const POSITIONS: Readonly<Record<string, readonly [string, string]>> = {
  Space: [' ', ' '],
  Backquote: ['`', '~'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  IntlBackslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
  NumpadDecimal: ['.', '.'],
  NumpadEqual: ['=', '='],
  NumpadComma: [',', ','],
};
const SHIFTED_DIGITS = ')!@#$%^&*(';

/** What a US keyboard types at a position (`KeyboardEvent.code`, W3C UI Events), plain and with Shift; null for none. */
export function usCharactersOf(code: string): readonly [plain: string, shifted: string] | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return [letter.toLowerCase(), letter];
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return [digit, code.startsWith('D') ? SHIFTED_DIGITS.charAt(Number(digit)) : digit];
  return POSITIONS[code] ?? null;
}
