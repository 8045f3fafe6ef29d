import { type Font, fontProblem, readFont } from './font.ts';
import { openRaster } from './raster.ts';
import { escapeXml } from './svg.ts';

/** Planes 0 to 3: everything that is written today. */
const LAST_CODE_POINT = 0x3ffff;

/**
 * Draws one character that only this font has, with and without it. A font that the rasteriser does not load would
 * otherwise pass every check here and leave blanks or boxes on the label.
 * @throws naming the file
 */
export async function proveFont(
  path: string,
  file: Uint8Array,
  own: readonly Uint8Array[],
  resvgWasm: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const problem = fontProblem(file);
  if (problem !== null) throw new Error(`The font ${path} cannot be used: ${problem}`);
  const character = onlyIn(readFont(file), own.map(readFont));
  if (character === null) return; // it adds nothing, so nothing will be taken from it
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><text x="8" y="48" font-size="40">${escapeXml(character)}</text></svg>`;
  const [without, given] = await Promise.all([openRaster(resvgWasm, own), openRaster(resvgWasm, [...own, file])]);
  if (Buffer.compare(without.draw(svg).bits, given.draw(svg).bits) === 0) {
    throw new Error(`The font ${path} cannot be drawn with`);
  }
}

function onlyIn(font: Font, others: readonly Font[]): string | null {
  for (let codePoint = 0x21; codePoint <= LAST_CODE_POINT; codePoint += 1) {
    const isWritten = font.has(codePoint) && !others.some((other) => other.has(codePoint));
    // A letter or a sign; a blank would look like nothing with any font.
    if (isWritten && /[\p{L}\p{N}\p{S}]/u.test(String.fromCodePoint(codePoint))) return String.fromCodePoint(codePoint);
  }
  return null;
}
