import type { DotBox } from '../../core/bitmap.ts';
import type { LabelDocument, LabelElement } from '../../core/label-document.ts';
import type { Dpi } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';
import type { LabelFault } from '../../runtime/ports.ts';
import { drawSymbol } from './symbol.ts';

/** A label in whole dots of one print head. */
export interface DotLabel {
  readonly dpi: Dpi;
  readonly widthDots: number;
  readonly heightDots: number;
  readonly marks: readonly DotMark[];
}

export interface DotText {
  readonly t: 'text';
  readonly box: DotBox;
  readonly bold: boolean;
  readonly align: 'start' | 'end' | 'centre';
  readonly inverse: boolean;
  readonly value: string;
}

export type DotMark = DotText | { readonly t: 'black'; readonly boxes: readonly DotBox[] };

type Placed = Result<DotMark, LabelFault>;

/**
 * Millimetres into dots. Positions are rounded once, sizes by their own; modules are whole dots, so every bar of a
 * symbol is exactly as wide as its neighbour says. What does not fit is refused here, never cut off by the head.
 */
export function layOut(document: LabelDocument, dpi: Dpi): Result<DotLabel, LabelFault> {
  const dots = (mm: number): number => Math.round((mm * dpi) / 25.4);
  const [widthDots, heightDots] = [dots(document.widthMm), dots(document.heightMm)];
  const marks: DotMark[] = [];
  for (const element of document.elements) {
    const placed = place(element, dots, widthDots, heightDots);
    if (!placed.ok) return placed;
    marks.push(placed.value);
  }
  return success({ dpi, widthDots, heightDots, marks });
}

function place(element: LabelElement, dots: (mm: number) => number, widthDots: number, heightDots: number): Placed {
  const [x, y] = [dots(element.xMm), dots(element.yMm)];
  const fits = (name: string, box: DotBox, mark: DotMark): Placed => {
    const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= widthDots && box.y + box.height <= heightDots;
    if (inside && box.width > 0 && box.height > 0) return success(mark);
    const [right, bottom] = [box.x + box.width, box.y + box.height];
    return misfit(`${name} covers ${box.x},${box.y} to ${right},${bottom} of ${widthDots} x ${heightDots} dots`);
  };
  switch (element.t) {
    case 'text': {
      const box = { x, y, width: dots(element.wMm), height: dots(element.sizeMm) };
      const { value, bold = false, align = 'start', inverse = false } = element;
      return fits(`text "${value}"`, box, { t: 'text', box, bold, align, inverse, value });
    }
    case 'rule': {
      const box = { x, y, width: Math.max(1, dots(element.wMm)), height: Math.max(1, dots(element.hMm)) };
      return fits('rule', box, { t: 'black', boxes: [box] });
    }
    case 'symbol': {
      const name = `${element.symbology} "${element.value}"`;
      const wanted = { symbology: element.symbology, text: element.value };
      const drawn = drawSymbol(wanted, Math.max(2, dots(element.xDimMm)), dots(element.heightMm ?? 0));
      if (!drawn.ok) return misfit(`${name}: ${drawn.error}`);
      const { widthDots: width, heightDots: height, quietDots, boxes } = drawn.value;
      const left = element.withinMm === undefined ? x : x + Math.floor((dots(element.withinMm) - width) / 2);
      const moved = boxes.map((box) => ({ ...box, x: left + box.x, y: y + box.y }));
      const withQuiet = { x: left - quietDots, y, width: width + 2 * quietDots, height };
      return fits(`${name} with its quiet zone`, withQuiet, { t: 'black', boxes: moved });
    }
  }
}

function misfit(detail: string): { readonly ok: false; readonly error: LabelFault } {
  return failure({ kind: 'label-does-not-fit', detail });
}
