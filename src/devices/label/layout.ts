import type { DotBox } from '../../core/bitmap.ts';
import type { LabelDocument, LabelElement } from '../../core/label-document.ts';
import type { Dpi } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';
import type { LabelFault } from '../../runtime/ports.ts';
import { type DotLabel, type DotMark, LINE_PITCH } from './dot-label.ts';
import { drawImage } from './image.ts';
import { coveredSymbol } from './overlap.ts';
import { drawSymbol, quietOf } from './symbol.ts';

type Placed = Result<DotMark, LabelFault>;

/**
 * Millimetres into dots. Positions are rounded once, sizes by their own; modules are whole dots, so every bar of a
 * symbol is exactly as wide as its neighbour says. What does not fit is refused here, never cut off by the head.
 */
export function layOut(document: LabelDocument, dpi: Dpi): Result<DotLabel, LabelFault> {
  const dots = (mm: number): number => Math.round((mm * dpi) / 25.4);
  const [widthDots, heightDots] = [dots(document.widthMm), dots(document.heightMm)];
  if (widthDots < 1 || heightDots < 1) return misfit(`a label of ${document.widthMm} x ${document.heightMm} mm`);
  const marks: DotMark[] = [];
  for (const element of document.elements) {
    const placed = place(element, dots);
    if (!placed.ok) return placed;
    const area = placed.value.t === 'symbol' ? placed.value.quiet : placed.value.box;
    if (!(area.width > 0 && area.height > 0) || !isInside(area, widthDots, heightDots)) {
      const [right, bottom] = [area.x + area.width, area.y + area.height];
      const where = `covers ${area.x},${area.y} to ${right},${bottom} of ${widthDots} x ${heightDots} dots`;
      return misfit(`${nameOf(placed.value)} ${where}`);
    }
    marks.push(placed.value);
  }
  const covered = coveredSymbol(marks);
  if (covered !== null) return misfit(`${nameOf(covered.symbol)} is covered by ${nameOf(covered.by)}`);
  return success({ dpi, widthDots, heightDots, marks });
}

/** How a fault calls it. */
function nameOf(mark: DotMark): string {
  switch (mark.t) {
    case 'text':
      return `text "${short(mark.value)}"`;
    case 'symbol':
      return `${mark.symbology} "${short(mark.value)}" with its quiet zone`;
    default:
      return `${mark.t} at ${mark.box.x},${mark.box.y}`;
  }
}

function short(value: string): string {
  const characters = Array.from(value);
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : value;
}

function place(element: LabelElement, dots: (mm: number) => number): Placed {
  const [x, y] = [dots(element.xMm), dots(element.yMm)];
  switch (element.t) {
    case 'text': {
      const { value, sizeMm, bold = false, align = 'start', inverse = false, lines = 1 } = element;
      const height = dots(sizeMm * (1 + (lines - 1) * LINE_PITCH));
      const box = { x, y, width: dots(element.wMm), height };
      return success({ t: 'text', box, sizeDots: dots(sizeMm), lines, bold, align, inverse, value });
    }
    case 'rule':
      return success({ t: 'rule', box: { x, y, ...atLeastOne(dots(element.wMm), dots(element.hMm)) } });
    case 'box': {
      const box = { x, y, ...atLeastOne(dots(element.wMm), dots(element.hMm)) };
      const lineDots = Math.max(1, dots(element.lineMm));
      return success({ t: 'box', box, lineDots, sides: sidesOf(box, lineDots) });
    }
    case 'image': {
      const box = { x, y, width: dots(element.wMm), height: dots(element.hMm) };
      const drawn = drawImage(element.png, box.width, box.height, element.dither === true);
      return drawn.ok ? success({ t: 'image', box, bitmap: drawn.value }) : drawn;
    }
    case 'symbol':
      return placeSymbol(element, x, y, dots);
  }
}

function placeSymbol(
  element: Extract<LabelElement, { t: 'symbol' }>,
  x: number,
  y: number,
  dots: (mm: number) => number,
): Placed {
  const { symbology, value } = element;
  // A logistic label's 0.495 mm (GS1 General Specifications, symbol specification table 5) becomes 4 dots at 203 dpi, 6 at 300.
  const moduleDots = Math.max(2, dots(element.xDimMm));
  const drawn = drawSymbol({ symbology, text: value }, moduleDots, dots(element.heightMm ?? 0));
  if (!drawn.ok) return misfit(`${symbology} "${short(value)}": ${drawn.error}`);
  const { widthDots: width, heightDots: height } = drawn.value;
  const left = element.withinMm === undefined ? x : x + Math.floor((dots(element.withinMm) - width) / 2);
  const { besideDots, aboveDots } = quietOf(symbology, moduleDots);
  return success({
    t: 'symbol',
    symbology,
    value,
    moduleDots,
    box: { x: left, y, width, height },
    quiet: { x: left - besideDots, y: y - aboveDots, width: width + 2 * besideDots, height: height + 2 * aboveDots },
    boxes: drawn.value.boxes.map((box) => ({ ...box, x: left + box.x, y: y + box.y })),
  });
}

/** A line thinner than a dot is still a line. */
function atLeastOne(width: number, height: number): { readonly width: number; readonly height: number } {
  return { width: Math.max(1, width), height: Math.max(1, height) };
}

function sidesOf({ x, y, width, height }: DotBox, lineDots: number): readonly DotBox[] {
  const line = Math.min(lineDots, width, height);
  return [
    { x, y, width, height: line },
    { x, y: y + height - line, width, height: line },
    { x, y, width: line, height },
    { x: x + width - line, y, width: line, height },
  ];
}

function isInside({ x, y, width, height }: DotBox, widthDots: number, heightDots: number): boolean {
  return x >= 0 && y >= 0 && x + width <= widthDots && y + height <= heightDots;
}

function misfit(detail: string): { readonly ok: false; readonly error: LabelFault } {
  return failure({ code: 'does-not-fit', detail });
}
