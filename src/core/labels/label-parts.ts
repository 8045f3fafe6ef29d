import type { LabelElement } from '../label-document.ts';

/** From line to line, as a share of the letters' size. */
export const LINE_PITCH = 1.26;

type TextElement = Extract<LabelElement, { readonly t: 'text' }>;

export function textAt(
  xMm: number,
  yMm: number,
  wMm: number,
  sizeMm: number,
  value: string,
  look: Partial<Pick<TextElement, 'bold' | 'align' | 'lines' | 'inverse'>> = {},
): LabelElement {
  return { t: 'text', xMm, yMm, wMm, sizeMm, value, ...look };
}

/** White on black, centred: what must be seen from across the room. */
export function bannerAt(xMm: number, yMm: number, wMm: number, sizeMm: number, value: string): LabelElement {
  return textAt(xMm, yMm, wMm, sizeMm, value, { bold: true, inverse: true, align: 'centre' });
}

/** A data title (GS1 General Specifications 6.6.4): small capitals over what they name. */
export function captionAt(
  xMm: number,
  yMm: number,
  wMm: number,
  value: string,
  align: 'start' | 'end' = 'start',
): LabelElement {
  return textAt(xMm, yMm, wMm, 2.4, value, { bold: true, align });
}

export function ruleAt(yMm: number, wMm: number): LabelElement {
  return { t: 'rule', xMm: 0, yMm, wMm, hMm: 0.4 };
}
