import type { Font } from './font.ts';

export interface VisibleText {
  readonly text: string;
  /** Characters that no font here can draw, each once. */
  readonly missing: readonly string[];
}

/**
 * What cannot be seen is made visible: control and format characters (bidirectional overrides among them) and unpaired
 * surrogates become U+FFFD, every kind of white space a blank. Nothing disappears from an address unnoticed.
 */
export function visibleText(value: string, font: Font): VisibleText {
  const has = (character: string): boolean => font.has(character.codePointAt(0) ?? 0);
  const missing = new Set<string>();
  let shown = '';
  let marks = 0;
  for (const character of value.normalize('NFC')) {
    // A tower of combining marks would climb out of the box and into the bars; two are enough for any script here.
    marks = /\p{M}/u.test(character) ? marks + 1 : 0;
    if (/\s/u.test(character)) shown += ' ';
    else if (isJoiner(character) && /[\p{L}\p{M}]$/u.test(shown) && has(character)) shown += character;
    else if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(character) || marks > 2) shown += '\u{FFFD}';
    else if (has(character)) shown += character;
    else {
      // A rare letter may still be there as a base and its mark.
      const parts = Array.from(character.normalize('NFD'));
      if (parts.length > 1 && parts.every(has)) shown += parts.join('');
      else missing.add(character);
    }
  }
  return { text: shown, missing: [...missing] };
}

/** Zero-width (non-)joiner: Persian and Indic spelling needs it between letters. */
function isJoiner(character: string): boolean {
  return character === '\u200C' || character === '\u200D';
}

export function codePointNames(characters: readonly string[]): string {
  return characters
    .map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}
