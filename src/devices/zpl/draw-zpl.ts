import { type Bitmap, createBitmap, type DotBox } from '../../core/bitmap.ts';
import type { Dpi } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';
import { readFont } from '../label/font.ts';
import type { Raster } from '../label/raster.ts';
import { frameOf, type Orientation, type Picture, type TextLine, turned } from './drawing.ts';
import { fillBox, type Ink, mirror, turnUpsideDown } from './paint.ts';
import { readFormats } from './read-formats.ts';
import type { DrawnField, Format } from './reader-state.ts';
import { drawLines, type SetLine } from './text-atlas.ts';
import { openStyles } from './zpl-fonts.ts';

export interface ZplDrawerParts {
  readonly raster: Raster;
  /** Files that the raster draws with: a regular and a bold face, and a fixed-pitch one for the printer's bitmap fonts. */
  readonly fonts: readonly Uint8Array[];
}

/** What a code field says, and where its bars stand in the bitmap; what lies outside of the label is not printed. */
export interface ZplSymbol {
  readonly kind: string;
  readonly data: string;
  readonly rect: DotBox;
}

export interface DrawnLabel {
  /** As it leaves the printer: upside down where `inverted` says so. */
  readonly bitmap: Bitmap;
  /** `^POI`: turn it (`turnUpsideDown` of paint.ts) to read it, and before a MaxiCode is decoded. */
  readonly inverted: boolean;
  readonly copies: number;
  /** Commands that would have drawn something, with the reason where they are known. */
  readonly unknown: readonly string[];
  readonly symbols: readonly ZplSymbol[];
}

export interface DrawnZpl {
  readonly labels: readonly DrawnLabel[];
}

export type DrawZpl = (zpl: Uint8Array, dpi: Dpi) => Result<DrawnZpl, string>;

const MOST_BYTES = 1_000_000;
/** Painting steps of one stream: ten times a crowded label at 300 dpi. */
const MOST_STEPS = 60_000_000;

/**
 * Draws ZPL II as a printer would, for preview and to find the codes of other people's labels before they are printed.
 * Letters look different from the printer's; positions, sizes, line ends and codes do not.
 */
export function openZplDrawer({ raster, fonts }: ZplDrawerParts): DrawZpl {
  const styles = openStyles(fonts.map(readFont));
  return (zpl, dpi) => {
    if (zpl.byteLength > MOST_BYTES) return failure('it is longer than 1 MB');
    const formats = readFormats(zpl, dpi, styles);
    if (!formats.ok) return formats;
    const labels: DrawnLabel[] = [];
    let steps = 0;
    for (const format of formats.value) {
      const lines = drawLines(
        format.fields.flatMap(({ drawing }) => drawing.lines),
        raster,
      );
      if (lines === undefined) return failure('it has more text than a label holds');
      steps += costOf(format, lines);
      if (steps > MOST_STEPS) return failure('it has more to draw than a label holds');
      labels.push(drawFormat(format, lines));
    }
    return success({ labels });
  };
}

function costOf({ fields, widthDots, heightDots }: Format, lines: ReadonlyMap<TextLine, SetLine>): number {
  let steps = (widthDots * heightDots) / 8;
  for (const { drawing } of fields) steps += drawing.picture?.cost ?? 0;
  for (const line of lines.values()) steps += line.cost;
  return steps;
}

function drawFormat(format: Format, lines: ReadonlyMap<TextLine, SetLine>): DrawnLabel {
  const { widthDots, heightDots, inverted, mirrored, copies, unknown, fields } = format;
  let bitmap = createBitmap(widthDots, heightDots);
  for (const field of fields) drawField(bitmap, field, lines);
  if (mirrored) bitmap = mirror(bitmap);
  if (inverted) bitmap = turnUpsideDown(bitmap);
  const symbols = fields.flatMap(({ symbol, drawing, place }) => {
    if (symbol === undefined) return [];
    const { x, y, width, height } = frameOf(drawing, place);
    const rect = {
      x: mirrored !== inverted ? widthDots - x - width : x,
      y: inverted ? heightDots - y - height : y,
      width,
      height,
    };
    return [{ ...symbol, rect }];
  });
  return { bitmap, inverted, copies, unknown, symbols };
}

function drawField(bitmap: Bitmap, { drawing, place, ink }: DrawnField, lines: ReadonlyMap<TextLine, SetLine>): void {
  const { x, y } = frameOf(drawing, place);
  const { widthDots: along, heightDots: across } = drawing;
  const paint = (picture: Picture, left: number, top: number): void => {
    paintTurned(bitmap, picture, left, top, along, across, x, y, place.orientation, ink);
  };
  if (drawing.picture !== undefined) paint(drawing.picture, 0, 0);
  for (const line of drawing.lines) {
    const set = lines.get(line);
    if (set !== undefined) paint(set, set.x, set.y);
  }
}

function paintTurned(
  bitmap: Bitmap,
  picture: Picture,
  left: number,
  top: number,
  along: number,
  across: number,
  x: number,
  y: number,
  orientation: Orientation,
  ink: Ink,
): void {
  picture.paint((boxX, boxY, width, height) => {
    const box = turned({ x: left + boxX, y: top + boxY, width, height }, along, across, orientation);
    fillBox(bitmap, x + box.x, y + box.y, box.width, box.height, ink);
  });
}
