import bwip from 'bwip-js/generic';
import type { DotBox } from '../../core/bitmap.ts';
import type { ExpectedSymbol } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';

export interface DotSymbol {
  readonly widthDots: number;
  readonly heightDots: number;
  /** Blank dots that a reader needs on either side (ISO/IEC 15417 4.2: 10 modules; ISO/IEC 18004 5.3.8: 4). */
  readonly quietDots: number;
  /** Black boxes in whole dots, from the symbol's top left corner. */
  readonly boxes: readonly DotBox[];
}

/** Draws a symbol out of whole dots; a value that the symbology cannot hold comes back as words. */
export function drawSymbol(symbol: ExpectedSymbol, moduleDots: number, barDots: number): Result<DotSymbol, string> {
  if (symbol.text === '') return failure('it has no value');
  // The encoder would take more and write it as UTF-8, which no scanner reads back.
  if (symbol.symbology === 'code128' && !/^[\x20-\x7e]+$/.test(symbol.text)) return failure('it is not plain ASCII');
  try {
    // Error correction M: a thermal head loses a dot line before it loses a corner.
    const options = symbol.symbology === 'qrcode' ? { eclevel: 'M' } : {};
    // The named export `raw` is hidden by the symbology of that name; only the default export has the raw modules.
    const [drawn] = bwip.raw({ bcid: symbol.symbology, text: symbol.text, ...options });
    if (drawn === undefined) return failure('nothing was drawn');
    return success('sbs' in drawn ? bars(drawn.sbs, moduleDots, barDots) : matrix(drawn, moduleDots));
  } catch (problem) {
    return failure(problem instanceof Error ? problem.message : String(problem));
  }
}

function bars(widths: readonly number[], moduleDots: number, barDots: number): DotSymbol {
  const boxes: DotBox[] = [];
  let x = 0;
  for (const [at, modules] of widths.entries()) {
    const width = modules * moduleDots;
    if (at % 2 === 0) boxes.push({ x, y: 0, width, height: barDots });
    x += width;
  }
  return { widthDots: x, heightDots: barDots, quietDots: 10 * moduleDots, boxes };
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
  return { widthDots: pixx * moduleDots, heightDots: pixy * moduleDots, quietDots: 4 * moduleDots, boxes };
}
