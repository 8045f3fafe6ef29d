import { placeCodeOf, stationCodeOf } from '../../core/place-code.ts';
import { drawnPage, htmlOf } from './html.ts';
import { iconOf } from './icons.ts';
import { type Cell, type Paper, pagesOf, type SheetHead } from './page.ts';
import { drawSheetSymbol } from './symbol.ts';
import { type SheetLanguage, sheetWords } from './words.ts';

export interface SheetPerson {
  readonly name: string;
  /** `XB…` with its check character. */
  readonly code: string;
}

export interface SheetStation {
  readonly name: string;
  readonly no: number;
  /** The label printer's name, where it has one. */
  readonly printer: string | null;
}

const BARS_MM = 16;

export function badgeSheetOf(people: readonly SheetPerson[], paper: Paper, language: SheetLanguage): string {
  const cells = people.map(({ name, code }): Cell => {
    const symbol = drawSheetSymbol('code128', code, BARS_MM);
    // What a badge is worth is in its code; it is not printed in letters for somebody to copy by eye.
    return { symbol, word: name, wordMm: 6, icon: iconOf('person'), note: null };
  });
  return sheetOf(sheetWords(language).badges, cells, paper, language);
}

/** @throws when a bin's name cannot stand in a place code */
export function binSheetOf(bins: readonly string[], paper: Paper, language: SheetLanguage): string {
  const cells = bins.map((bin): Cell => {
    const code = placeCodeOf(bin);
    return { symbol: drawSheetSymbol('code128', code, BARS_MM), word: bin, wordMm: 20, icon: null, note: code };
  });
  return sheetOf(sheetWords(language).bins, cells, paper, language);
}

/** @throws when a station has no number from 0 to 9999 */
export function stationSheetOf(stations: readonly SheetStation[], paper: Paper, language: SheetLanguage): string {
  const words = sheetWords(language).stations;
  const cells = stations.map(({ name, no, printer }): Cell => {
    const code = stationCodeOf(no);
    const note = printer === null ? code : `${code}   ${words.printer(printer)}`;
    return { symbol: drawSheetSymbol('code128', code, BARS_MM), word: name, wordMm: 9, icon: iconOf('printer'), note };
  });
  return sheetOf(words, cells, paper, language);
}

function sheetOf(head: SheetHead, cells: readonly Cell[], paper: Paper, language: SheetLanguage): string {
  return htmlOf(head.title, pagesOf(head, [{ title: null, cells }], paper).map(drawnPage), paper, language);
}
