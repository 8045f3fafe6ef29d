import { drawBarCode, isBarCode } from './bars.ts';
import type { CodeRequest, DrawnCode } from './code-request.ts';
import type { Drawing, Place, TextLine } from './drawing.ts';
import { drawMatrixCode } from './matrix-codes.ts';
import type { Ink } from './paint.ts';
import { type DrawnField, emptyField, type OpenField, type ReaderState } from './reader-state.ts';
import { drawBlock, drawLine } from './text-block.ts';

const SIGNS: Readonly<Record<string, string>> = { A: '®', B: '©', C: '™', D: 'UL', E: 'CSA' };
const UTF8 = new TextDecoder('utf-8');
const WINDOWS_1252 = new TextDecoder('windows-1252');

/** `^FS`, and whatever begins the next field without one: what was described is drawn. */
export function closeField(state: ReaderState): void {
  const { field } = state;
  state.field = emptyField();
  const ink: Ink = field.reverse || state.reverseAll ? 'reverse' : 'black';
  if (field.shape !== undefined) {
    const { picture, white } = field.shape;
    const { widthDots, heightDots } = picture;
    const drawing: Drawing = { widthDots, heightDots, baseline: heightDots, picture, lines: [] };
    put(state, { place: placeOf(state, field, 'N'), drawing, ink: white && ink === 'black' ? 'white' : ink });
  }
  if (field.data === undefined) return;
  const bytes = field.hexMark === undefined ? field.data : unescapeHex(field.data, field.hexMark);
  if (field.code !== undefined) closeCode(state, field, field.code, bytes, ink);
  else if (field.data !== '') closeText(state, field, bytes, ink);
}

function put(state: ReaderState, drawn: DrawnField): void {
  state.fieldCount += 1;
  state.fields.push(drawn);
}

function placeOf(state: ReaderState, field: OpenField, orientation: Place['orientation']): Place {
  const { home, shiftLeft, shiftDown, end } = state;
  const right = field.right ?? state.right;
  const point = field.follows ? end : { x: field.x + home.x - shiftLeft, y: field.y + home.y + shiftDown };
  return { ...point, typeset: field.typeset, right, orientation };
}

function closeText(state: ReaderState, field: OpenField, bytes: string, ink: Ink): void {
  const font = field.font ?? { ...state.font, orientation: state.orientation };
  const style = state.styles(font.name, font.heightDots, font.widthDots);
  const decoded = (state.utf8 ? UTF8 : WINDOWS_1252).decode(Buffer.from(bytes, 'latin1'));
  const text = field.sign ? (SIGNS[decoded.charAt(0).toUpperCase()] ?? '') : decoded;
  const drawing = field.block === undefined ? drawLine(text, style) : drawBlock(text, style, field.block);
  const place = placeOf(state, field, font.orientation);
  if (field.typeset && field.block === undefined) {
    const [x, y] = { N: [1, 0], R: [0, 1], I: [-1, 0], B: [0, -1] }[font.orientation] as [number, number]; // two each
    state.end = { x: place.x + x * drawing.widthDots, y: place.y + y * drawing.widthDots };
  }
  put(state, { place, drawing, ink });
}

function closeCode(
  state: ReaderState,
  field: OpenField,
  { command, parameters, orientation }: NonNullable<OpenField['code']>,
  data: string,
  ink: Ink,
): void {
  if (data === '') return;
  state.codeCount += 1;
  state.codeLetters += data.length;
  const request: CodeRequest = { command, parameters, data, defaults: state.bars, dpi: state.dpi };
  const drawn = isBarCode(command) ? drawBarCode(request) : drawMatrixCode(request);
  if (!drawn.ok) {
    state.unknown.add(`^${command}: ${drawn.error}`);
    return;
  }
  const { kind, data: said } = drawn.value;
  const place = placeOf(state, field, orientation);
  put(state, { place, drawing: codeDrawing(state, drawn.value), ink, symbol: { kind, data: said } });
}

/** The frame is that of the bars; the text hangs outside of it. */
function codeDrawing(state: ReaderState, { picture, caption, drop = 0, lift = 0 }: DrawnCode): Drawing {
  const { widthDots, heightDots } = picture;
  const lines: TextLine[] = [];
  if (caption !== undefined) {
    // Printers set it in font A, enlarged as the bars are.
    const { moduleDots } = state.bars;
    const style = state.styles('A', 9 * moduleDots, 5 * moduleDots);
    const wide = style.widthOf(caption.text);
    const gap = moduleDots + 2;
    const baseline = caption.above ? -gap : heightDots + gap + style.baselineDots;
    lines.push({ text: caption.text, style, x: (widthDots - wide) / 2, baseline, widthDots: wide });
  }
  return { widthDots, heightDots, baseline: heightDots + lift, picture, lines, drop };
}

function unescapeHex(data: string, mark: string): string {
  let plain = '';
  for (let at = 0; at < data.length; at += 1) {
    const digits = data.slice(at + 1, at + 3);
    if (data.charAt(at) === mark && /^[0-9A-Fa-f]{2}$/.test(digits)) {
      plain += String.fromCharCode(Number.parseInt(digits, 16));
      at += 2;
    } else plain += data.charAt(at);
  }
  return plain;
}
