import { prepareZXingModule, type ReaderOptions, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import { type Bitmap, createBitmap, type DotBox, isBlack, paintDot, rgbaOfBitmap } from '../../core/bitmap.ts';
import type { DecodedSymbol, ExpectedSymbol, Symbology } from '../../core/print.ts';

/** The module is handed over as bytes; left to itself it would fetch them from a CDN. */
export async function openDecoder(wasm: Uint8Array<ArrayBuffer>): Promise<void> {
  await prepareZXingModule({ overrides: { wasmBinary: wasm.buffer }, fireImmediately: true });
}

/**
 * `own`: the symbologies that we draw, and no help at all (no rotating, inverting or scaling): what the decoder cannot
 * read like that, a hand scanner on a scuffed carton will not read either. `any`: whatever somebody else may have put
 * on a label, turned and inverted too, because scanners read those and the label is not ours to improve.
 */
export type Decoding = 'own' | 'any';

/** Plain text mode: as a scanner sends it, without the brackets that people read. A bitmap needs no binarizer. */
const COMMON = { textMode: 'Plain', binarizer: 'FixedThreshold' } as const satisfies ReaderOptions;
const OPTIONS: Readonly<Record<Decoding, ReaderOptions>> = {
  own: {
    ...COMMON,
    formats: ['Code128', 'QRCode', 'DataMatrix', 'PDF417'],
    tryRotate: false,
    tryInvert: false,
    tryDownscale: false,
  },
  any: { ...COMMON, formats: [], tryRotate: true, tryInvert: true, tryDownscale: true },
};
const MAXICODE: ReaderOptions = { ...COMMON, formats: ['MaxiCode'], tryRotate: false, tryInvert: false };

/** The decoder's names of variants (zxing-cpp `BarcodeFormat`) where the variant matters. */
const FORMATS: Readonly<Record<string, Symbology>> = { EAN13: 'ean13', EAN8: 'ean8', UPCA: 'upca', UPCE: 'upce' };
/** Its names of families. */
const FAMILIES: Readonly<Record<string, Symbology>> = {
  Code128: 'code128',
  QRCode: 'qrcode',
  DataMatrix: 'datamatrix',
  PDF417: 'pdf417',
  MaxiCode: 'maxicode',
  Aztec: 'aztec',
  Code39: 'code39',
  Code93: 'code93',
  Codabar: 'codabar',
  ITF: 'itf',
  EANUPC: 'ean13',
  DataBar: 'databar',
};
/** AIM identifiers that say "GS1 data" (ISO/IEC 15424; GS1 General Specifications 5.1.2). */
const GS1: Readonly<Record<string, Symbology>> = { ']C1': 'gs1-128', ']d2': 'gs1datamatrix', ']Q3': 'gs1qrcode' };

/**
 * Reads every symbol of a picture; text has GS as \x1d. The decoder finds a MaxiCode only when it is alone and upright,
 * so `maxicodes` names where to cut them out: at most one is read from each box, upright or upside down.
 */
export async function decodeSymbols(
  bitmap: Bitmap,
  how: Decoding,
  maxicodes: readonly DotBox[] = [],
): Promise<readonly DecodedSymbol[]> {
  const options = OPTIONS[how];
  const found = (await read(bitmap, options)).filter(({ format }) => maxicodes.length === 0 || format !== 'MaxiCode');
  for (const box of maxicodes) {
    const part = cutOut(bitmap, box);
    const [symbol] = [...(await read(part, MAXICODE)), ...(await read(upsideDown(part), MAXICODE))];
    if (symbol !== undefined) found.push(symbol);
  }
  return found.map((result) => ({
    symbology:
      GS1[result.symbologyIdentifier] ?? FORMATS[result.format] ?? FAMILIES[result.symbology] ?? ('other' as const),
    aim: result.symbologyIdentifier,
    text: result.text,
  }));
}

export interface Deviation {
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
}

/** Compares as multisets: a symbol that is there twice is as wrong as one that is not there. */
export function compareSymbols(expected: readonly ExpectedSymbol[], decoded: readonly DecodedSymbol[]): Deviation {
  const missing: string[] = [];
  const left = decoded.map(nameOf);
  for (const symbol of expected) {
    const at = left.indexOf(nameOf(symbol));
    if (at < 0) missing.push(nameOf(symbol));
    else left.splice(at, 1);
  }
  return { missing, unexpected: left };
}

function nameOf({ symbology, text }: { readonly symbology: Symbology; readonly text: string }): string {
  return `${symbology}:${text}`;
}

async function read(bitmap: Bitmap, options: ReaderOptions): Promise<ReadResult[]> {
  const { widthDots: width, heightDots: height } = bitmap;
  if (width === 0 || height === 0) return [];
  // The decoder wants the browser's ImageData, of which it reads only these; Node has no such class.
  const picture = { data: rgbaOfBitmap(bitmap), width, height, colorSpace: 'srgb' } as Parameters<
    typeof readBarcodes
  >[0];
  const results = await readBarcodes(picture, options);
  return results.filter(({ isValid }) => isValid);
}

/** With a white margin of 16 dots, as if it stood alone on paper. */
function cutOut(bitmap: Bitmap, box: DotBox): Bitmap {
  const margin = 16;
  const part = createBitmap(box.width + 2 * margin, box.height + 2 * margin);
  for (let y = 0; y < box.height; y += 1) {
    for (let x = 0; x < box.width; x += 1) {
      if (isBlack(bitmap, box.x + x, box.y + y)) paintDot(part, margin + x, margin + y);
    }
  }
  return part;
}

function upsideDown(bitmap: Bitmap): Bitmap {
  const { widthDots, heightDots } = bitmap;
  const result = createBitmap(widthDots, heightDots);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      if (isBlack(bitmap, x, y)) paintDot(result, widthDots - 1 - x, heightDots - 1 - y);
    }
  }
  return result;
}
