import { isBarCode } from './bars.ts';
import { clamp, numberAt } from './code-request.ts';
import { bitmapPicture, readGraphic } from './graphic-data.ts';
import { isMatrixCode } from './matrix-codes.ts';
import type { ReaderState } from './reader-state.ts';
import { chosenFont, type Handler, orientationAt, sizeAt } from './setup-commands.ts';
import { boxShape, diagonalShape, ellipseShape } from './shapes.ts';

/** `^FD` holds no more (ZPL II programming guide). */
const MOST_DATA = 3072;
const FARTHEST = 32_000;

const isWhite = (parameters: readonly string[], at: number): boolean => (parameters[at] ?? '').toUpperCase() === 'W';
const sideAt = (parameters: readonly string[], at: number): boolean | undefined => {
  const side = numberAt(parameters, at);
  return side === undefined ? undefined : side === 1;
};

/** Commands that describe the field at hand. */
export const FIELD_COMMANDS: Readonly<Record<string, Handler>> = {
  FO: (state, parameters) => {
    const { field } = state;
    [field.x, field.y] = [pointAt(parameters, 0), pointAt(parameters, 1)];
    [field.typeset, field.follows, field.right] = [false, false, sideAt(parameters, 2)];
  },
  FT: (state, parameters) => {
    const { field } = state;
    [field.x, field.y] = [pointAt(parameters, 0), pointAt(parameters, 1)];
    field.follows = numberAt(parameters, 0) === undefined && numberAt(parameters, 1) === undefined;
    [field.typeset, field.right] = [true, sideAt(parameters, 2)];
  },
  FB: ({ field }, parameters) => {
    const how = (parameters[3] ?? '').charAt(0).toUpperCase();
    field.block = {
      widthDots: clamp(numberAt(parameters, 0) ?? 0, 0, 9999),
      lines: clamp(numberAt(parameters, 1) ?? 1, 1, 9999),
      spacingDots: clamp(numberAt(parameters, 2) ?? 0, -9999, 9999),
      justification: how === 'C' || how === 'R' || how === 'J' ? how : 'L',
      hangingDots: clamp(numberAt(parameters, 4) ?? 0, 0, 9999),
      cuts: false,
    };
  },
  TB: (state, parameters) => {
    const { field } = state;
    const orientation = orientationAt(parameters, 0) ?? state.orientation;
    field.font = { ...(field.font ?? state.font), orientation };
    const { cellDots } = state.styles(field.font.name, field.font.heightDots, field.font.widthDots);
    field.block = {
      widthDots: clamp(numberAt(parameters, 1) ?? 1, 1, 9999),
      lines: clamp(Math.floor((numberAt(parameters, 2) ?? 1) / cellDots), 1, 9999),
      spacingDots: 0,
      justification: 'L',
      hangingDots: 0,
      cuts: true,
    };
  },
  FR: ({ field }) => {
    field.reverse = true;
  },
  FH: ({ field }, parameters) => {
    field.hexMark = (parameters[0] ?? '').charAt(0) || '_';
  },
  SN: ({ field }, parameters) => {
    field.data = (parameters[0] ?? '').slice(0, MOST_DATA);
  },
  GB: ({ field }, parameters) => {
    const thickness = sizeAt(parameters, 2) ?? 1;
    const [width, height] = [sizeAt(parameters, 0) ?? 0, sizeAt(parameters, 1) ?? 0];
    const picture = boxShape(width, height, thickness, numberAt(parameters, 4) ?? 0);
    field.shape = { picture, white: isWhite(parameters, 3) };
  },
  GC: ({ field }, parameters) => {
    const across = clamp(sizeAt(parameters, 0) ?? 3, 3, 4095);
    field.shape = { picture: ellipseShape(across, across, sizeAt(parameters, 1) ?? 1), white: isWhite(parameters, 2) };
  },
  GE: ({ field }, parameters) => {
    const [width, height] = [clamp(sizeAt(parameters, 0) ?? 3, 3, 4095), clamp(sizeAt(parameters, 1) ?? 3, 3, 4095)];
    field.shape = { picture: ellipseShape(width, height, sizeAt(parameters, 2) ?? 1), white: isWhite(parameters, 3) };
  },
  GD: ({ field }, parameters) => {
    const [width, height] = [sizeAt(parameters, 0) ?? 3, sizeAt(parameters, 1) ?? 3];
    const rising = !/^[L\\]/i.test(parameters[4] ?? '');
    field.shape = {
      picture: diagonalShape(width, height, sizeAt(parameters, 2) ?? 1, rising),
      white: isWhite(parameters, 3),
    };
  },
  GS: (state, parameters) => {
    state.field.sign = true;
    state.field.font = chosenFont(state, '0', parameters);
  },
  XG: (state, parameters) => recall(state, parameters, '^XG'),
  IM: (state, parameters) => recall(state, parameters.slice(0, 1), '^IM'),
  IL: (state, parameters) => recall(state, parameters.slice(0, 1), '^IL'),
};

/** `^FD` and `^FV`: the text as it came, commas and all. */
export function takeData({ field }: ReaderState, text: string): void {
  field.data = text.slice(0, MOST_DATA);
}

/** Any `^B` command; those that are not drawn are named. */
export function takeCode(state: ReaderState, command: string, parameters: readonly string[]): void {
  if (!isBarCode(command) && !isMatrixCode(command)) {
    state.unknown.add(`^${command}`);
    return;
  }
  // MaxiCode's first parameter is its mode, and a QR Code is never turned.
  const turns = command !== 'BD' && command !== 'BQ';
  const orientation = (turns ? orientationAt(parameters, 0) : 'N') ?? (turns ? state.orientation : 'N');
  state.field.code = { command, parameters, orientation };
}

/** `^GFa,b,c,d,data`: b bytes are sent, c make up the picture, d make up a row. */
export function takeGraphic(state: ReaderState, parameters: readonly string[]): void {
  const [format, , , , data = ''] = parameters;
  const graphic = graphicOf(
    state,
    (format || 'A').toUpperCase(),
    numberAt(parameters, 2),
    numberAt(parameters, 3),
    data,
  );
  if (graphic.ok) state.field.shape = { picture: bitmapPicture(graphic.value), white: false };
  else state.unknown.add(`^GF: ${graphic.error}`);
}

/** `~DGd:o.x,t,w,data`: t bytes, w of them in a row. */
export function storeGraphic(state: ReaderState, parameters: readonly string[]): void {
  const graphic = graphicOf(state, 'A', numberAt(parameters, 1), numberAt(parameters, 2), parameters[3] ?? '');
  if (graphic.ok) state.graphics.set(graphicName(parameters[0] ?? ''), graphic.value);
  else state.unknown.add(`~DG: ${graphic.error}`);
}

/** `~DYd:f,b,x,t,w,data`: of the files that a printer takes, the pictures written as letters (b is A, x is G). */
export function storeFile(state: ReaderState, parameters: readonly string[]): void {
  const [name = '', format = '', kind = '', total = '', stride = '', data = ''] = parameters;
  if (/^A$/i.test(format) && /^G$/i.test(kind)) storeGraphic(state, [name, total, stride, data]);
  else state.unknown.add(`~DY ${name.slice(0, 20)}`);
}

function graphicOf(
  state: ReaderState,
  format: string,
  total = 0,
  stride = 0,
  data = '',
): ReturnType<typeof readGraphic> {
  state.graphicBytes += Math.max(0, total);
  return readGraphic(format, total, stride, data);
}

function recall(state: ReaderState, parameters: readonly string[], command: string): void {
  const name = graphicName(parameters[0] ?? '');
  const graphic = state.graphics.get(name);
  if (graphic === undefined) {
    state.unknown.add(`${command} ${name}`);
    return;
  }
  const [wide, high] = [clamp(numberAt(parameters, 1) ?? 1, 1, 10), clamp(numberAt(parameters, 2) ?? 1, 1, 10)];
  state.field.shape = { picture: bitmapPicture(graphic, wide, high), white: false };
}

/** Device and extension may be left out; they are R: and GRF then. */
function graphicName(text: string): string {
  const name = text.trim().toUpperCase();
  const placed = name.includes(':') ? name : `R:${name}`;
  return placed.includes('.') ? placed : `${placed}.GRF`;
}

function pointAt(parameters: readonly string[], at: number): number {
  return clamp(numberAt(parameters, at) ?? 0, -FARTHEST, FARTHEST);
}
