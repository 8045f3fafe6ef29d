import { type CardCode, type CardCodeId, cardCode } from '../../core/scanner-card-codes.ts';
import { drawnPage, htmlOf } from './html.ts';
import { type Cell, type Paper, pagesOf } from './page.ts';
import { drawSheetSymbol, type SheetSymbol, type SheetSymbology } from './symbol.ts';
import { type SheetLanguage, sheetWords } from './words.ts';

const SYMBOLOGIES: Readonly<Record<CardCodeId, SheetSymbology>> = {
  'ean-13': 'ean13',
  'upc-a': 'upca',
  'upc-e': 'upce',
  databar: 'databaromni',
  'ean-8': 'ean8',
  'itf-14': 'itf14',
  'gs1-datamatrix': 'gs1datamatrix',
  datamatrix: 'datamatrix',
  'code-128': 'code128',
  qr: 'qrcode',
  'gs1-128': 'gs1-128',
  'digital-link': 'qrcode',
};

const BARS_MM = 12;

/** The test card: all its codes on one page, in the order that fills the rows. */
export function cardSheetOf(paper: Paper, language: SheetLanguage): string {
  const words = sheetWords(language).card;
  // Object.keys forgets the key type
  const ids = Object.keys(SYMBOLOGIES) as CardCodeId[];
  const cells = ids.map((id): Cell => {
    const code = cardCode(id);
    return { symbol: cardSymbolOf(code), word: code.symbology, wordMm: 3.5, icon: null, note: null };
  });
  const pages = pagesOf(words, [{ title: null, cells }], paper);
  return htmlOf(words.title, pages.map(drawnPage), paper, language);
}

export function cardSymbolOf({ id, draw }: CardCode): SheetSymbol {
  return drawSheetSymbol(SYMBOLOGIES[id], draw, BARS_MM);
}
