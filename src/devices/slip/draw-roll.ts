import { type Bitmap, paintBox } from '../../core/bitmap.ts';
import type { Raster } from '../label/raster.ts';
import { escapeXml } from '../label/svg.ts';
import { drawSymbol } from '../label/symbol.ts';
import { columnDots, DRAWN_SIZE, type RollBars, type RollForm, type RollLine, type RollText } from './roll-lines.ts';
import type { SlipFonts } from './slip-fonts.ts';

/** DejaVu Sans Mono: every advance is 1233 of 2048 units. */
const MONO_ADVANCE = 1233 / 2048;
const MONO_FAMILY = 'DejaVu Sans Mono';
/** Line pitch of font A, 30 dots, as a share of its column. */
const PITCH = 30 / 12;
/** Where letters stand in their line, from its top. */
const BASELINE = 0.76;
export const BAR_DOTS = 80;
const GAP_DOTS = 8;

/** Draws lines of a roll; the raster must know the mono face and the faces of `fonts`. */
export interface RollDrawer {
  /** A line of letters as wide as the head, for printers that lack them. */
  line(line: RollText): Bitmap;
  /** The whole slip, for the preview: the same line breaks and symbols; the printer's own letters look a little different. */
  slip(lines: readonly RollLine[]): Bitmap;
}

export function createRollDrawer(form: RollForm, fonts: SlipFonts, raster: Raster): RollDrawer {
  const column = columnDots(form);
  const pitch = Math.round(column * PITCH);
  const heightOf = (line: RollLine): number => {
    if (line.t === 'text') return line.big ? 2 * pitch : pitch;
    return line.t === 'rule' ? pitch : BAR_DOTS + GAP_DOTS + pitch;
  };
  const draw = (heightDots: number, marks: readonly string[]): Bitmap =>
    raster.draw(
      [
        `<svg xmlns="http://www.w3.org/2000/svg" width="${form.widthDots}" height="${heightDots}" `,
        `viewBox="0 0 ${form.widthDots} ${heightDots}"><rect width="100%" height="100%" fill="#fff"/>`,
        ...marks,
        '</svg>',
      ].join(''),
    );
  const marksOf = (line: RollText, y: number): readonly string[] => {
    const baseline = y + heightOf(line) * BASELINE;
    const words = (value: string, x: number, anchor: 'start' | 'middle' | 'end'): string =>
      value === ''
        ? ''
        : `<text x="${x}" y="${baseline}" text-anchor="${anchor}" ${letters(line)}>${escapeXml(value)}</text>`;
    const middle = form.widthDots / 2;
    const left = line.centred ? words(line.left, middle, 'middle') : words(line.left, 0, 'start');
    return [left, words(line.right, column * form.columns, 'end')];
  };
  const letters = ({ plain, bold, big }: RollText): string => {
    const size = (plain ? column / MONO_ADVANCE : column * DRAWN_SIZE) * (big ? 2 : 1);
    const weight = bold || (big && !plain) ? 700 : 400;
    // There is one mono face; bold is printed twice, one dot apart.
    const stroke = plain && bold ? ' stroke="#000" stroke-width="1"' : '';
    return `font-family="${plain ? MONO_FAMILY : fonts.family}" font-size="${size.toFixed(3)}" font-weight="${weight}"${stroke} font-kerning="none" xml:space="preserve"`;
  };

  return {
    line: (line) => draw(heightOf(line), marksOf(line, 0)),
    slip: (lines) => {
      const marks: string[] = [];
      const symbols: { readonly line: RollBars; readonly y: number }[] = [];
      let y = pitch;
      for (const line of lines) {
        if (line.t === 'text') marks.push(...marksOf(line, y));
        else if (line.t === 'rule')
          marks.push(`<path d="M0 ${y + Math.round(pitch / 2)}h${form.widthDots}v2h-${form.widthDots}z"/>`);
        else {
          symbols.push({ line, y });
          const under = {
            t: 'text',
            left: line.value,
            right: '',
            bold: false,
            big: false,
            centred: true,
            plain: true,
          } as const;
          marks.push(...marksOf(under, y + BAR_DOTS + GAP_DOTS));
        }
        y += heightOf(line);
      }
      const bitmap = draw(y + pitch, marks);
      for (const { line, y: top } of symbols) paintBars(bitmap, line, top);
      return bitmap;
    },
  };
}

function paintBars(bitmap: Bitmap, line: RollBars, top: number): void {
  const drawn = drawSymbol({ symbology: 'code128', text: line.value }, line.moduleDots, BAR_DOTS);
  if (!drawn.ok) throw new Error(`A line of the slip has bars that cannot be drawn: ${drawn.error}`);
  const left = Math.floor((bitmap.widthDots - drawn.value.widthDots) / 2);
  for (const box of drawn.value.boxes) paintBox(bitmap, { ...box, x: left + box.x, y: top + box.y });
}
