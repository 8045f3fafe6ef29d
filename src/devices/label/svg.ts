import type { DotBox } from '../../core/bitmap.ts';
import type { LabelFonts } from './label-fonts.ts';
import type { SetLabel, SetText } from './typeset.ts';

/**
 * Texts, rules and frames; one dot is one user unit, so that no box ever falls between two dots. Symbols and images are
 * painted by `drawLabel`, dot by dot.
 */
export function svgOf(label: SetLabel, fonts: LabelFonts): string {
  const { widthDots, heightDots } = label;
  const marks = label.marks.map((mark) => {
    switch (mark.t) {
      case 'text':
        return textOf(mark, fonts);
      case 'rule':
        return pathOf([mark.box]);
      case 'box':
        return pathOf(mark.sides);
      default:
        return '';
    }
  });
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

function textOf({ from, fontDots, lines }: SetText, fonts: LabelFonts): string {
  const { box, bold, align, inverse } = from;
  const anchor = { start: 'start', centre: 'middle', end: 'end' }[align];
  const paint = [
    `font-family="${fonts.family}" font-weight="${bold ? 700 : 400}" font-size="${fontDots.toFixed(2)}"`,
    `text-anchor="${anchor}" fill="${inverse ? '#fff' : '#000'}" xml:space="preserve"`,
  ].join(' ');
  const letters = lines.map(
    ({ text, x, baseline }) => `<text x="${x}" y="${baseline.toFixed(2)}" ${paint}>${escapeXml(text)}</text>`,
  );
  return (inverse ? pathOf([box]) : '') + letters.join('');
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
