import type { DotBox } from '../../core/bitmap.ts';
import type { TextStyle } from './zpl-fonts.ts';

/** Normal, or turned clockwise by 90 (R), 180 (I) or 270 (B) degrees. */
export type Orientation = 'N' | 'R' | 'I' | 'B';

export type PaintBox = (x: number, y: number, width: number, height: number) => void;

/** Black boxes that do not overlap, so that a reversed field turns every dot once. */
export interface Picture {
  readonly widthDots: number;
  readonly heightDots: number;
  /** Roughly how many steps the painting takes; a budget is kept, because a stream may ask for anything. */
  readonly cost: number;
  readonly paint: (paint: PaintBox) => void;
}

/** One line of text; `x` and `baseline` are its start in the field's own, unturned frame. */
export interface TextLine {
  readonly text: string;
  readonly style: TextStyle;
  readonly x: number;
  readonly baseline: number;
  readonly widthDots: number;
}

/** What one field draws, in its own frame: x right, y down, turned as a whole when it is placed. */
export interface Drawing {
  readonly widthDots: number;
  readonly heightDots: number;
  /** What `^FT` puts on its point: the baseline of text, the foot of everything else. */
  readonly baseline: number;
  readonly picture?: Picture;
  readonly lines: readonly TextLine[];
  /** Extra dots below the point that `^FO` names (QR Code, see `matrix-codes.ts`). */
  readonly drop?: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  /** `^FT`: the point is the start of the baseline; else (`^FO`) the upper left corner of what is drawn. */
  readonly typeset: boolean;
  readonly right: boolean;
  readonly orientation: Orientation;
}

/** Where the turned field's frame comes to lie on the label. */
export function frameOf(drawing: Drawing, place: Place): DotBox {
  const { widthDots: along, heightDots: across, baseline, drop = 0 } = drawing;
  const upright = place.orientation === 'N' || place.orientation === 'I';
  const [width, height] = upright ? [along, across] : [across, along];
  if (!place.typeset) {
    const x = upright && place.right ? place.x - width : place.x;
    const y = !upright && place.right ? place.y - height : place.y;
    return { x, y: y + drop, width, height };
  }
  const anchor = turned(
    { x: place.right ? along : 0, y: baseline, width: 0, height: 0 },
    along,
    across,
    place.orientation,
  );
  return { x: place.x - anchor.x, y: place.y - anchor.y, width, height };
}

/** A box of the field's own frame (`along` by `across`) in the turned frame. */
export function turned(box: DotBox, along: number, across: number, orientation: Orientation): DotBox {
  const { x, y, width, height } = box;
  switch (orientation) {
    case 'N':
      return box;
    case 'R':
      return { x: across - y - height, y: x, width: height, height: width };
    case 'I':
      return { x: along - x - width, y: across - y - height, width, height };
    case 'B':
      return { x: y, y: along - x - width, width: height, height: width };
  }
}
