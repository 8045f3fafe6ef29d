import type { SlipBlock, SlipDocument } from '../../core/label-document.ts';
import { failure, type Result, success, unreachable } from '../../core/result.ts';
import type { LabelFault } from '../../runtime/ports.ts';
import type { Font } from '../label/font.ts';
import { openLabelFonts } from '../label/label-fonts.ts';
import { codePointNames, visibleText } from '../label/visible-text.ts';

export interface SlipFonts {
  /** Family of the proportional faces, as the font files call it. */
  readonly family: string;
  /** Share of the em. */
  readonly widthOf: (text: string, bold: boolean) => number;
  /** Knows what any of the fonts can draw. */
  readonly any: Font;
}

/** @param fonts a regular and a bold face first, then any others; `mono` fills in what they lack */
export function openSlipFonts(fonts: readonly Uint8Array[], mono: Uint8Array): SlipFonts {
  const { family, regular, bold } = openLabelFonts(fonts, [mono]);
  return { family, widthOf: (text, isBold) => (isBold ? bold : regular).widthOf(text), any: regular };
}

/**
 * The same slip with every text as it can be seen: no control or format character is left. Refused when a character has no glyph
 * in any font: a slip with boxes or question marks for a name helps nobody.
 */
export function visibleSlip({ blocks }: SlipDocument, { any }: SlipFonts): Result<SlipDocument, LabelFault> {
  const lacking = new Set<string>();
  const shown = (value: string): string => {
    const { text, missing } = visibleText(value, any);
    for (const character of missing) lacking.add(character);
    // The printer's own letters have a question mark, so a line with something invisible in it is still a line of letters.
    return text.replaceAll('\u{FFFD}', '?');
  };
  const visible = blocks.map((block): SlipBlock => {
    switch (block.t) {
      case 'title':
      case 'text':
        return { ...block, value: shown(block.value) };
      case 'pair':
        return { ...block, left: shown(block.left), right: shown(block.right) };
      // A value that Code 128 cannot hold is printed as text; as a symbol it is kept to the letter.
      case 'code128':
        return /^[\x20-\x7e]+$/.test(block.value) ? block : { ...block, value: shown(block.value) };
      case 'rule':
        return block;
      default:
        return unreachable(block);
    }
  });
  if (lacking.size === 0) return success({ blocks: visible });
  return failure({ code: 'missing-glyphs', detail: codePointNames([...lacking]) });
}
