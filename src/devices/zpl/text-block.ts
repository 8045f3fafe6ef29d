import type { Drawing, TextLine } from './drawing.ts';
import type { TextStyle } from './zpl-fonts.ts';

/** `^FB`, or `^TB`, which cuts off instead of printing surplus lines over the last one. */
export interface Block {
  readonly widthDots: number;
  readonly lines: number;
  readonly spacingDots: number;
  readonly justification: 'L' | 'C' | 'R' | 'J';
  readonly hangingDots: number;
  readonly cuts: boolean;
}

/** No label is wider; what runs on is not worth drawing. */
const LONGEST_LINE_DOTS = 12_000;

export function drawLine(text: string, style: TextStyle): Drawing {
  const line = lineOf(text, style, 0, style.baselineDots);
  const { cellDots: heightDots, baselineDots: baseline } = style;
  return { widthDots: Math.round(line.widthDots), heightDots, baseline, lines: text.trim() === '' ? [] : [line] };
}

/** Text broken into a block: `^FT` puts the last possible line's baseline on its point, so that blocks grow upwards. */
export function drawBlock(text: string, style: TextStyle, block: Block): Drawing {
  const step = style.cellDots + block.spacingDots;
  const last = Math.max(1, block.lines) - 1;
  const lines: TextLine[] = [];
  const broken = block.widthDots > 0 ? breakLines(text, style, block) : [];
  for (const [at, { words, ends }] of broken.entries()) {
    if (at > last && block.cuts) break;
    const indent = at === 0 ? 0 : block.hangingDots;
    const baseline = style.baselineDots + Math.min(at, last) * step;
    lines.push(...justified(words, style, indent, block.widthDots - indent, baseline, ends, block.justification));
  }
  return {
    widthDots: block.widthDots,
    heightDots: Math.max(1, style.cellDots + last * step),
    baseline: style.baselineDots + last * step,
    lines,
  };
}

function lineOf(text: string, style: TextStyle, x: number, baseline: number): TextLine {
  let shown = text;
  let widthDots = style.widthOf(shown);
  if (widthDots > LONGEST_LINE_DOTS) {
    shown = [...text].slice(0, Math.max(1, Math.floor(([...text].length * LONGEST_LINE_DOTS) / widthDots))).join('');
    widthDots = style.widthOf(shown);
  }
  return { text: shown, style, x, baseline, widthDots };
}

interface BrokenLine {
  readonly words: readonly string[];
  /** Last line of its paragraph: never spread. */
  readonly ends: boolean;
}

function breakLines(text: string, style: TextStyle, block: Block): readonly BrokenLine[] {
  const lines: BrokenLine[] = [];
  const room = (): number => block.widthDots - (lines.length === 0 ? 0 : block.hangingDots);
  for (const paragraph of text.split('\\&')) {
    let words: string[] = [];
    let used = 0;
    for (const word of paragraph.replaceAll('\\-', '').split(' ')) {
      for (const piece of piecesOf(word, style, room())) {
        const wide = style.widthOf(words.length === 0 ? piece : ` ${piece}`);
        if (words.length > 0 && used + wide > room()) {
          lines.push({ words, ends: false });
          words = [piece];
          used = style.widthOf(piece);
        } else {
          words.push(piece);
          used += wide;
        }
      }
    }
    lines.push({ words, ends: true });
  }
  return lines;
}

/** A word that is wider than the block is broken where the block ends. */
function piecesOf(word: string, style: TextStyle, room: number): readonly string[] {
  if (style.widthOf(word) <= room) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const wide = style.widthOf(character);
    if (piece !== '' && used + wide > room) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += wide;
  }
  return [...pieces, piece];
}

function justified(
  words: readonly string[],
  style: TextStyle,
  indent: number,
  room: number,
  baseline: number,
  ends: boolean,
  how: Block['justification'],
): readonly TextLine[] {
  const line = words.join(' ');
  if (line.trim() === '') return [];
  const spare = room - style.widthOf(line);
  if (how === 'J' && !ends && words.length > 1 && spare > 0) {
    let x = indent;
    return words.map((word) => {
      const set = lineOf(word, style, x, baseline);
      x += style.widthOf(`${word} `) + spare / (words.length - 1);
      return set;
    });
  }
  const x = indent + (how === 'R' ? spare : how === 'C' ? spare / 2 : 0);
  return [lineOf(line, style, x, baseline)];
}
