/** Smallest code point that needs so many continuation bytes; anything less is an overlong form, which is forbidden. */
const LEAST = [0, 0x80, 0x800, 0x10000];

/**
 * Reads bytes, one a character, as UTF-8 (RFC 3629). Null when they are anything else: then they are Latin-1, and stay as they are.
 */
export function readUtf8(bytes: string): string | null {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes.charCodeAt(at);
    const more = lead < 0x80 ? 0 : lead < 0xc0 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf8 ? 3 : -1;
    if (more < 0 || at + more >= bytes.length) return null;
    let point = more === 0 ? lead : lead & (0x3f >> more);
    for (let index = 1; index <= more; index++) {
      const byte = bytes.charCodeAt(at + index);
      if (byte >> 6 !== 2) return null;
      point = (point << 6) | (byte & 0x3f);
    }
    if (point < (LEAST[more] ?? 0) || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return null;
    text += String.fromCodePoint(point);
    at += more + 1;
  }
  return text;
}
