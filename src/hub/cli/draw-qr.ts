import bwip from 'bwip-js/generic';

/** Light modules on every side (ISO/IEC 18004). */
const QUIET = 4;
/** Two modules above each other make one character, by whether the upper and the lower one are dark. */
const BLOCKS = [' ', '▄', '▀', '█'] as const;

/** A QR code as lines of text, dark modules drawn. @throws when the text is too long for one */
export function drawQr(text: string): readonly string[] {
  // The named export `raw` is hidden by the symbology of that name.
  const [drawn] = bwip.raw({ bcid: 'qrcode', text });
  if (drawn === undefined || !('pixs' in drawn)) throw new Error('No matrix was drawn for the QR code');
  const { pixs, pixx, pixy } = drawn;
  const isDark = (x: number, y: number) => x >= 0 && x < pixx && y >= 0 && y < pixy && pixs[y * pixx + x] === 1;
  const lines: string[] = [];
  for (let y = -QUIET; y < pixy + QUIET; y += 2) {
    let line = '';
    for (let x = -QUIET; x < pixx + QUIET; x++) line += BLOCKS[(isDark(x, y) ? 2 : 0) + (isDark(x, y + 1) ? 1 : 0)];
    lines.push(line);
  }
  return lines;
}

/** Black on white whatever colours the terminal has: not every scanner reads it the other way round. */
export function onTerminal(lines: readonly string[]): string {
  return lines.map((line) => `\u001b[38;5;16m\u001b[48;5;231m${line}\u001b[0m\n`).join('');
}
