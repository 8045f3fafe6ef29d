import { failure, type Result, success } from '../../core/result.ts';
import type { LabelFault } from '../../runtime/ports.ts';
import { type DotLabel, type DotMark, type DotText, LINE_PITCH } from './dot-label.ts';
import { fitText } from './fit-text.ts';
import type { LabelFonts } from './label-fonts.ts';
import { codePointNames, visibleText } from './visible-text.ts';

/** DejaVu: capitals are 0.729 em high; the baseline stands so that they sit in the middle of the box. */
const CAPITALS = 0.729;
/** DejaVu, `hhea`: how far letters with accents or tails reach from the baseline, as a share of the em. */
const REACH = { above: 0.928, below: 0.236 } as const;
/** White letters need black around them, so in an inverse box they take less of its height. */
const INVERSE_SHARE = 0.78;

export interface SetText {
  readonly t: 'text';
  readonly from: DotText;
  readonly fontDots: number;
  /** Where letters may be, without the black around white ones. */
  readonly left: number;
  readonly widthDots: number;
  /** `x` is where the anchor of the alignment stands, `baseline` where the letters do. */
  readonly lines: readonly { readonly text: string; readonly x: number; readonly baseline: number }[];
}

export interface SetLabel extends Omit<DotLabel, 'marks'> {
  readonly marks: readonly (SetText | Exclude<DotMark, DotText>)[];
  /** Whether a site's own fonts are needed. */
  readonly needsExtraFonts: boolean;
}

/** Chooses the letters: what no font can draw is refused with its code points, never printed as a box or a question mark. */
export function typeset(label: DotLabel, fonts: LabelFonts): Result<SetLabel, LabelFault> {
  const marks: SetLabel['marks'][number][] = [];
  let needsExtraFonts = false;
  for (const mark of label.marks) {
    if (mark.t !== 'text') {
      marks.push(mark);
      continue;
    }
    const font = mark.bold ? fonts.bold : fonts.regular;
    const { text, missing } = visibleText(mark.value, font);
    if (missing.length > 0) {
      const detail = `${codePointNames(missing)} in "${Array.from(mark.value).slice(0, 40).join('')}"`;
      return failure({ code: 'missing-glyphs', detail });
    }
    needsExtraFonts ||= Array.from(text).some((character) => fonts.isExtra(character.codePointAt(0) ?? 0));
    marks.push(setText(mark, text, label.heightDots, (room, size) => fitText(text, font, size, room, mark.lines)));
  }
  return success({ ...label, marks, needsExtraFonts });
}

function setText(
  from: DotText,
  text: string,
  heightDots: number,
  fitInto: (widthDots: number, fontDots: number) => ReturnType<typeof fitText>,
): SetText {
  const { box, sizeDots, align, inverse } = from;
  const size = inverse ? sizeDots * INVERSE_SHARE : sizeDots;
  const padding = inverse ? Math.round(sizeDots * 0.3) : 0;
  const [left, width] = [box.x + padding, box.width - 2 * padding];
  const { lines, fontDots } = text === '' ? { lines: [], fontDots: size } : fitInto(width, size);
  const x = left + { start: 0, centre: width / 2, end: width }[align];
  const pitch = fontDots * LINE_PITCH;
  // A shrunk text stays centred on the same line as its neighbours in an inverse box, on their baseline elsewhere.
  const first = inverse
    ? box.y + (box.height - (lines.length - 1) * pitch + fontDots * CAPITALS) / 2
    : box.y + sizeDots * (0.5 + CAPITALS / 2);
  // At the edge of the label an accent or a tail would be cut off.
  const within = (baseline: number): number =>
    Math.max(fontDots * REACH.above, Math.min(baseline, heightDots - fontDots * REACH.below));
  return {
    t: 'text',
    from,
    fontDots,
    left,
    widthDots: width,
    lines: lines.map((line, at) => ({ text: line, x, baseline: within(first + at * pitch) })),
  };
}
