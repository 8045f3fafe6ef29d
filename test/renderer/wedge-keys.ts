import type { KeyPress } from '../../renderer/scan/wedge.ts';
import { asTypedWith } from '../../src/core/scanner-card-layouts.ts';
import { GS, usCharactersOf } from '../../src/core/us-keyboard.ts';

const CODES = [
  ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `Key${letter}`),
  ...Array.from('0123456789', (digit) => `Digit${digit}`),
  ...['Space', 'Backquote', 'Minus', 'Equal', 'BracketLeft', 'BracketRight', 'Backslash', 'Semicolon', 'Quote'],
  ...['Comma', 'Period', 'Slash'],
];
/** Where a scanner that is set to a US keyboard finds each character. */
const PLACES = new Map<string, { code: string; shift: boolean }>(
  CODES.flatMap((code) => {
    const [plain, shifted] = usCharactersOf(code) ?? ['', ''];
    return [
      [shifted, { code, shift: true }],
      [plain, { code, shift: false }],
    ] as const;
  }),
);
const NAMED = ['Enter', 'Tab', 'Escape', 'Backspace'];

/** One key as a scanner with a US keyboard presses it; `\u001d` is Ctrl+]. */
export function key(character: string, atMs: number, rest: Partial<KeyPress> = {}): KeyPress {
  const place = character === GS ? { code: 'BracketRight', shift: false } : PLACES.get(character);
  if (place === undefined && !NAMED.includes(character)) throw new Error(`No key types ${JSON.stringify(character)}`);
  return {
    ...(place ?? { code: character, shift: false }),
    ctrl: character === GS,
    altGraph: false,
    caps: false,
    key: character === GS ? ']' : character,
    other: false,
    repeat: false,
    composing: false,
    atMs,
    ...rest,
  };
}

/** Keys at a steady pace, then what ended them. */
export function keys(text: string, gapMs: number, end: string | null = 'Enter', fromMs = 1000): KeyPress[] {
  const list = [...text].map((character, at) => key(character, fromMs + at * gapMs));
  return end === null ? list : [...list, key(end, fromMs + text.length * gapMs)];
}

export type Layout = 'us' | 'french' | 'german' | 'capsLock';

/** The same positions, as a computer with that layout reports them. */
export function layoutKeys(text: string, layout: Layout, gapMs: number): KeyPress[] {
  return keys(text, gapMs).map((press) => {
    if (press.key.length > 1 || layout === 'us') return press;
    if (layout !== 'capsLock') return { ...press, key: asTypedWith(layout, press.key) };
    const { key: typed } = press;
    return { ...press, caps: true, key: typed === typed.toLowerCase() ? typed.toUpperCase() : typed.toLowerCase() };
  });
}
