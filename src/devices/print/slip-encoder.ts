import { CharacterSet, type ThermalPrinter } from 'node-thermal-printer';
import type { SlipBlock, SlipDocument } from '../../core/label-document.ts';
import { unreachable } from '../../core/result.ts';
import type { SlipEncoder } from '../../runtime/ports.ts';
import { createEncoder, slipTextOf, wrapSlipText } from './slip-text.ts';

/** ESC @: whatever the last job left switched on is off. */
const INITIALIZE = Buffer.from([0x1b, 0x40]);
/** Font A of an 80 mm printer at 203 dpi. */
const DOTS_PER_COLUMN = 12;

/**
 * A slip as ESC/POS, encoded by node-thermal-printer into a buffer. Its transports are never used: they report success for
 * jobs that were lost. Wrapping is done here, because the library drops blank lines and overruns the right margin.
 */
export const slipEncoder: SlipEncoder = {
  encode: async (document) => encodeSlip(document),
};

export function encodeSlip({ columns, blocks }: SlipDocument): Uint8Array {
  const encoder = createEncoder(columns);
  encoder.setBuffer(INITIALIZE);
  encoder.setCharacterSet(CharacterSet.PC858_EURO);
  for (const block of blocks) encodeBlock(encoder, block, columns);
  encoder.cut();
  return Uint8Array.from(encoder.getBuffer());
}

function encodeBlock(encoder: ThermalPrinter, block: SlipBlock, columns: number): void {
  switch (block.t) {
    case 'title':
      encoder.alignCenter();
      encoder.setTextQuadArea();
      for (const line of wrapSlipText(slipTextOf(block.value), Math.floor(columns / 2))) printLine(encoder, line);
      encoder.setTextNormal();
      encoder.alignLeft();
      return;
    case 'text':
      if (block.bold === true) encoder.bold(true);
      for (const line of wrapSlipText(slipTextOf(block.value), columns)) printLine(encoder, line);
      if (block.bold === true) encoder.bold(false);
      return;
    case 'pair':
      for (const line of pairLines(slipTextOf(block.left), slipTextOf(block.right), columns)) printLine(encoder, line);
      return;
    case 'rule':
      encoder.drawLine('-');
      return;
    case 'code128':
      encodeCode128(encoder, block.value, columns);
      return;
    default:
      unreachable(block);
  }
}

/** The right text keeps its place on the last line; a long left text wraps beside it. */
function pairLines(left: string, right: string, columns: number): readonly string[] {
  const rightText = right.trim().slice(0, columns);
  const room = columns - rightText.length - 1;
  if (room < columns / 4) return [...wrapSlipText(left, columns), rightText.padStart(columns)];
  const lines = [...wrapSlipText(left, room)];
  const last = lines.pop() ?? '';
  return [...lines, last.padEnd(columns - rightText.length) + rightText];
}

/** `append` and not `println`: the text is already broken into lines. */
function printLine(encoder: ThermalPrinter, line: string): void {
  encoder.append(line);
  encoder.newLine();
}

/** Code set B at three or two dots a module; a value that it cannot hold, or the paper, is printed as text instead. */
function encodeCode128(encoder: ThermalPrinter, value: string, columns: number): void {
  const modules = 11 * (value.length + 2) + 13 + 20;
  const moduleDots = [3, 2].find((dots) => modules * dots <= columns * DOTS_PER_COLUMN);
  encoder.alignCenter();
  if (moduleDots === undefined || !/^[\x20-\x7e]+$/.test(value)) {
    for (const line of wrapSlipText(slipTextOf(value), columns)) printLine(encoder, line);
  } else {
    // "{" begins a code set selection, so it is sent doubled (Epson, GS k, CODE128).
    const data = value.replaceAll('{', '{{');
    encoder.printBarcode(data, 73, { hriPos: 2, hriFont: 0, width: moduleDots, height: 80 });
    encoder.newLine();
  }
  encoder.alignLeft();
}
