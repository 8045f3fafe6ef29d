import { CharacterSet, type ThermalPrinter } from 'node-thermal-printer';
import type { Bitmap } from '../../core/bitmap.ts';
import { BAR_DOTS } from './draw-roll.ts';
import type { RollBars, RollForm, RollLine, RollText } from './roll-lines.ts';
import { createEncoder } from './slip-text.ts';

/** ESC @: whatever the last job left switched on is off. */
const INITIALIZE = Buffer.from([0x1b, 0x40]);
/** GS ( D: real-time commands DLE DC4 1 and 2 off until the next ESC @, for a picture may contain their bytes. */
const NO_REAL_TIME = Buffer.from([0x1d, 0x28, 0x44, 0x05, 0x00, 0x14, 0x01, 0x00, 0x02, 0x00]);

/**
 * Lines as ESC/POS, encoded by node-thermal-printer into a buffer. Its transports are never used: they report success for jobs
 * that were lost. Lines are broken before, because the library drops blank ones and overruns the right margin.
 * @param drawLine for the lines that the printer has no letters for; at most 240 rows
 */
export function encodeSlip(
  lines: readonly RollLine[],
  { columns }: RollForm,
  drawLine: (line: RollText) => Bitmap,
): Uint8Array {
  const encoder = createEncoder(columns);
  encoder.setBuffer(INITIALIZE);
  if (lines.some((line) => line.t === 'text' && !line.plain)) encoder.add(NO_REAL_TIME);
  encoder.setCharacterSet(CharacterSet.PC858_EURO);
  for (const line of lines) {
    if (line.t === 'rule') encoder.drawLine('-');
    else if (line.t === 'code128') encodeBars(encoder, line);
    else if (line.plain) encodeText(encoder, line, columns);
    else encoder.add(rasterOf(drawLine(line)));
  }
  encoder.cut();
  return Uint8Array.from(encoder.getBuffer());
}

/** `append` and not `println`: the text is already broken into lines. */
function encodeText(encoder: ThermalPrinter, { left, right, bold, big, centred }: RollText, columns: number): void {
  if (centred) encoder.alignCenter();
  if (big) encoder.setTextQuadArea();
  if (bold) encoder.bold(true);
  const room = columns - Array.from(right).length;
  encoder.append(right === '' ? left : left + ' '.repeat(room - Array.from(left).length) + right);
  encoder.newLine();
  if (bold) encoder.bold(false);
  if (big) encoder.setTextNormal();
  if (centred) encoder.alignLeft();
}

/** GS v 0 (Epson command reference). One line is far less than the 240 rows that every printer's image buffer holds. */
function rasterOf({ stride, heightDots, bits }: Bitmap): Buffer {
  const size = [stride & 0xff, stride >> 8, heightDots & 0xff, heightDots >> 8];
  return Buffer.concat([Buffer.from([0x1d, 0x76, 0x30, 0x00, ...size]), bits]);
}

/** HRI below in font A (GS H, GS f), then module width (GS w), height (GS h) and the symbol (GS k, form B, CODE128). */
function encodeBars(encoder: ThermalPrinter, { data, moduleDots }: RollBars): void {
  encoder.alignCenter();
  encoder.add(Buffer.from([0x1d, 0x48, 2, 0x1d, 0x66, 0, 0x1d, 0x77, moduleDots, 0x1d, 0x68, BAR_DOTS]));
  encoder.add(Buffer.concat([Buffer.from([0x1d, 0x6b, 73, data.length]), data]));
  encoder.newLine();
  encoder.alignLeft();
}
