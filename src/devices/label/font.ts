/** Just enough of a TrueType file to know how wide a text will be and which characters it cannot draw. */
export interface Font {
  readonly bold: boolean;
  readonly has: (codePoint: number) => boolean;
  /** Sum of the advance widths as a share of the em. Kerning, which mostly narrows, is left out. */
  readonly widthOf: (text: string) => number;
}

/** OpenType 1.9: tables `head`, `hhea`, `hmtx`, `cmap` (format 12, else format 4); of a collection, its first face. */
export function readFont(file: Uint8Array): Font {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tables = new Map<string, number>();
  const face = String.fromCharCode(...file.subarray(0, 4)) === 'ttcf' ? view.getUint32(12) : 0;
  for (let at = face + 12, left = view.getUint16(face + 4); left > 0; at += 16, left -= 1) {
    tables.set(String.fromCharCode(...file.subarray(at, at + 4)), view.getUint32(at + 8));
  }
  const table = (tag: string): number => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new Error(`The font has no ${tag} table`);
    return offset;
  };
  const unitsPerEm = view.getUint16(table('head') + 18);
  const bold = (view.getUint16(table('head') + 44) & 1) === 1;
  const longMetrics = view.getUint16(table('hhea') + 34);
  const glyphs = readCharacterMap(view, table('cmap'));
  const hmtx = table('hmtx');
  const advanceOf = (codePoint: number): number =>
    view.getUint16(hmtx + Math.min(glyphs.get(codePoint) ?? 0, longMetrics - 1) * 4);
  return {
    bold,
    has: (codePoint) => glyphs.has(codePoint),
    widthOf: (text) => {
      let units = 0;
      for (const character of text) units += advanceOf(character.codePointAt(0) ?? 0);
      return units / unitsPerEm;
    },
  };
}

/** Why a file cannot be used as a font, or null: a site's own files are asked before they are given to the label maker. */
export function fontProblem(file: Uint8Array): string | null {
  try {
    const font = readFont(file);
    return font.widthOf('A') >= 0 ? null : 'its widths cannot be read';
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem);
  }
}

function readCharacterMap(view: DataView, cmap: number): ReadonlyMap<number, number> {
  const subtables = new Map<number, number>();
  for (let at = cmap + 4, left = view.getUint16(cmap + 2); left > 0; at += 8, left -= 1) {
    const offset = cmap + view.getUint32(at + 4);
    subtables.set(view.getUint16(offset), offset);
  }
  const full = subtables.get(12);
  if (full !== undefined) return readFormat12(view, full);
  const basic = subtables.get(4);
  if (basic !== undefined) return readFormat4(view, basic);
  throw new Error('The font has no Unicode character map that is understood here');
}

function readFormat12(view: DataView, offset: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  for (let at = offset + 16, left = view.getUint32(offset + 12); left > 0; at += 12, left -= 1) {
    const [first, last, glyph] = [view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8)];
    for (let code = first; code <= last; code += 1) glyphs.set(code, glyph + code - first);
  }
  return glyphs;
}

function readFormat4(view: DataView, offset: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  const doubled = view.getUint16(offset + 6);
  for (let segment = 0; segment < doubled; segment += 2) {
    const last = view.getUint16(offset + 14 + segment);
    const first = view.getUint16(offset + 16 + doubled + segment);
    const delta = view.getUint16(offset + 16 + 2 * doubled + segment);
    const rangeAt = offset + 16 + 3 * doubled + segment;
    const range = view.getUint16(rangeAt);
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      const found = range === 0 ? code : view.getUint16(rangeAt + range + 2 * (code - first));
      const glyph = found === 0 ? 0 : (found + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
  return glyphs;
}
