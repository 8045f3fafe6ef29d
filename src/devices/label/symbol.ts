import bwip from 'bwip-js/generic';
import type { DotBox } from '../../core/bitmap.ts';
import type { DrawnSymbology, ExpectedSymbol } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';
import { bracketed } from './gs1-brackets.ts';

export interface DotSymbol {
  readonly widthDots: number;
  readonly heightDots: number;
  /** Black boxes in whole dots, from the symbol's top left corner. */
  readonly boxes: readonly DotBox[];
}

/**
 * Blank modules that a reader needs: beside bars (ISO/IEC 15417 4.2, GS1 General Specifications 5.4.3), all around a
 * matrix (ISO/IEC 18004 5.3.8, 16022 7.1, 15438 5.8.3).
 */
const QUIET: Readonly<Record<DrawnSymbology, number>> = {
  code128: 10,
  'gs1-128': 10,
  qrcode: 4,
  datamatrix: 1,
  gs1datamatrix: 1,
  pdf417: 2,
};

export interface Quiet {
  /** Left and right. */
  readonly besideDots: number;
  /** Above and below; bars need none. */
  readonly aboveDots: number;
}

export function quietOf(symbology: DrawnSymbology, moduleDots: number): Quiet {
  const quietDots = QUIET[symbology] * moduleDots;
  return { besideDots: quietDots, aboveDots: isBars(symbology) ? 0 : quietDots };
}

export function isBars(symbology: DrawnSymbology): boolean {
  return symbology === 'code128' || symbology === 'gs1-128';
}

/**
 * What a printer or a reader would lose: error correction M for QR, because a thermal head loses a dot line before it loses
 * a corner; PDF417 rows three modules high (ISO/IEC 15438 5.8.2), level 2 at least.
 */
const OPTIONS: Readonly<Record<DrawnSymbology, object>> = {
  code128: {},
  'gs1-128': {},
  qrcode: { eclevel: 'M' },
  datamatrix: {},
  gs1datamatrix: {},
  pdf417: { rowmult: 3, eclevel: 2 },
};

/** Draws a symbol out of whole dots; a value that the symbology cannot hold comes back as words. */
export function drawSymbol(symbol: ExpectedSymbol, moduleDots: number, barDots: number): Result<DotSymbol, string> {
  const text = encoderText(symbol);
  if (!text.ok) return text;
  if (isBars(symbol.symbology) && barDots < 1) return failure('its bars have no height');
  try {
    // The named export `raw` is hidden by the symbology of that name; only the default export has the raw modules.
    const [drawn] = bwip.raw({ bcid: symbol.symbology, text: text.value, ...OPTIONS[symbol.symbology] });
    if (drawn === undefined) return failure('nothing was drawn');
    return success('sbs' in drawn ? bars(drawn.sbs, moduleDots, barDots) : matrix(drawn, moduleDots));
  } catch (problem) {
    return failure(problem instanceof Error ? problem.message : String(problem));
  }
}

function encoderText({ symbology, text }: ExpectedSymbol): Result<string, string> {
  if (text === '') return failure('it has no value');
  if (symbology === 'gs1-128' || symbology === 'gs1datamatrix') return bracketed(text, new Date().getFullYear());
  // The encoder would take more and write it as UTF-8, which no scanner reads back. In QR it may: readers expect it there.
  if (symbology !== 'qrcode' && !/^[\x20-\x7e]+$/.test(text)) return failure('it is not plain ASCII');
  return success(text);
}

function bars(widths: readonly number[], moduleDots: number, barDots: number): DotSymbol {
  const boxes: DotBox[] = [];
  let x = 0;
  for (const [at, modules] of widths.entries()) {
    const width = modules * moduleDots;
    if (at % 2 === 0) boxes.push({ x, y: 0, width, height: barDots });
    x += width;
  }
  return { widthDots: x, heightDots: barDots, boxes };
}

interface Modules {
  readonly pixs: readonly number[];
  readonly pixx: number;
  readonly pixy: number;
}

function matrix({ pixs, pixx, pixy }: Modules, moduleDots: number): DotSymbol {
  const boxes: DotBox[] = [];
  for (let row = 0; row < pixy; row += 1) {
    for (let column = 0; column < pixx; ) {
      let run = 0;
      while (column + run < pixx && pixs[row * pixx + column + run] === 1) run += 1;
      if (run > 0) {
        const [x, y] = [column * moduleDots, row * moduleDots];
        boxes.push({ x, y, width: run * moduleDots, height: moduleDots });
      }
      column += run + 1;
    }
  }
  return { widthDots: pixx * moduleDots, heightDots: pixy * moduleDots, boxes };
}
