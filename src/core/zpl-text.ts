/**
 * A text as field data under `^CI28` (UTF-8) and `^FH_`: everything that is not printable ASCII, and every character that a
 * ZPL parser might act on, as a hexadecimal escape (ZPL II programming guide, ^FH and ^FD). Nothing in an address can end
 * the field or begin a command.
 */
export function zplField(text: string): string {
  let field = '';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point >= 0x20 && point <= 0x7e && !'^~_\\'.includes(character)) field += character;
    else for (const byte of utf8Of(point)) field += `_${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return field;
}

/** RFC 3629; half a surrogate pair becomes U+FFFD, as every encoder writes it. */
function utf8Of(point: number): readonly number[] {
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), tail(point)];
  if (point >= 0xd800 && point <= 0xdfff) return [0xef, 0xbf, 0xbd];
  if (point < 0x10000) return [0xe0 | (point >> 12), tail(point >> 6), tail(point)];
  return [0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point)];
}

function tail(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
