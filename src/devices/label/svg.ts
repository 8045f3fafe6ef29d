import type { DotBox } from '../../core/bitmap.ts';
import { fitText } from './fit-text.ts';
import type { Font } from './font.ts';
import type { DotLabel, DotText } from './layout.ts';

export interface LabelFonts {
  /** As the font files call it. */
  readonly family: string;
  readonly regular: Font;
  readonly bold: Font;
}

/** DejaVu: capitals are 0.729 em high; the baseline stands so that they sit in the middle of the box. */
const BASELINE = 0.5 + 0.729 / 2;
/** White letters need black around them, so in an inverse box they take less of its height. */
const INVERSE_SHARE = 0.78;

/** One dot is one user unit, so that no box ever falls between two dots. */
export function svgOf(label: DotLabel, fonts: LabelFonts): string {
  const { widthDots, heightDots } = label;
  const marks = label.marks.map((mark) => (mark.t === 'text' ? textOf(mark, fonts) : pathOf(mark.boxes)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthDots}" height="${heightDots}" `,
    `viewBox="0 0 ${widthDots} ${heightDots}"><rect width="100%" height="100%" fill="#fff"/>`,
    ...marks,
    '</svg>',
  ].join('');
}

function pathOf(boxes: readonly DotBox[]): string {
  const path = boxes.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`).join('');
  return `<path shape-rendering="crispEdges" d="${path}"/>`;
}

function textOf({ box, bold, align, inverse, value }: DotText, fonts: LabelFonts): string {
  const size = inverse ? box.height * INVERSE_SHARE : box.height;
  const padding = inverse ? Math.round(box.height * 0.3) : 0;
  const inner = { left: box.x + padding, width: box.width - 2 * padding };
  const { text, fontDots } = fitText(value, bold ? fonts.bold : fonts.regular, size, inner.width);
  const x = inner.left + { start: 0, centre: inner.width / 2, end: inner.width }[align];
  // A shrunk text stays centred on the same line as its neighbours in an inverse box, on their baseline elsewhere.
  const y = inverse ? box.y + box.height / 2 + (fontDots * 0.729) / 2 : box.y + box.height * BASELINE;
  const anchor = { start: 'start', centre: 'middle', end: 'end' }[align];
  const paint = [
    `font-family="${fonts.family}" font-weight="${bold ? 700 : 400}" font-size="${fontDots.toFixed(2)}"`,
    `text-anchor="${anchor}" fill="${inverse ? '#fff' : '#000'}" xml:space="preserve"`,
  ].join(' ');
  const ground = inverse ? pathOf([box]) : '';
  return `${ground}<text x="${x}" y="${y.toFixed(2)}" ${paint}>${escapeXml(text)}</text>`;
}

/** XML 1.0 2.4. Characters that XML forbids never get here: the fitting made them visible. */
export function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}
