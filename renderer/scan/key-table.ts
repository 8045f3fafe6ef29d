const GS = '\u001d';

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
};
const SHIFTED_DIGITS = ')!@#$%^&*(';

export interface KeyPosition {
  /** `KeyboardEvent.code` */
  readonly code: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  /** CapsLock is on. */
  readonly caps: boolean;
  /** `KeyboardEvent.key`: believed only where it says "shifted" and the modifiers do not, as remote desktops do. */
  readonly key: string;
}

/**
 * The character that a scanner meant by a key, or null for a key that types nothing. Read from the key's position, so
 * that neither CapsLock nor a French or German layout can spoil a code (scanning design, 2.5).
 */
export function characterOf({ code, shift, ctrl, caps, key }: KeyPosition): string | null {
  // How a keyboard sends the GS1 separator: Ctrl+], and F8 on models that are set up so.
  if (code === 'F8' || (ctrl && code === 'BracketRight')) return GS;
  if (ctrl) return null;
  const pair = pairOf(code);
  if (pair === null) return null;
  const [plain, shifted] = pair;
  return shift || (!caps && key === shifted) ? shifted : plain;
}

function pairOf(code: string): readonly [string, string] | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return [letter.toLowerCase(), letter];
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return [digit, code.startsWith('D') ? SHIFTED_DIGITS.charAt(Number(digit)) : digit];
  return POSITIONS[code] ?? null;
}
