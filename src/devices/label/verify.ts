import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { type Bitmap, rgbaOfBitmap } from '../../core/bitmap.ts';
import type { ExpectedSymbol } from '../../core/print.ts';

/** The module is handed over as bytes; left to itself it would fetch them from a CDN. */
export async function openDecoder(wasm: Uint8Array<ArrayBuffer>): Promise<void> {
  await prepareZXingModule({ overrides: { wasmBinary: wasm.buffer }, fireImmediately: true });
}

const SYMBOLOGIES: Readonly<Record<string, ExpectedSymbol['symbology']>> = { Code128: 'code128', QRCode: 'qrcode' };

/**
 * Reads every symbol of a picture. The decoder gets no help (no rotating, inverting or scaling): what it cannot read
 * like that, a hand scanner on a scuffed carton will not read either.
 */
export async function decodeSymbols(bitmap: Bitmap): Promise<readonly ExpectedSymbol[]> {
  const { widthDots: width, heightDots: height } = bitmap;
  const picture = { data: rgbaOfBitmap(bitmap), width, height, colorSpace: 'srgb' } as Parameters<
    typeof readBarcodes
  >[0];
  const results = await readBarcodes(picture, {
    formats: ['Code128', 'QRCode'],
    textMode: 'Plain',
    binarizer: 'FixedThreshold',
    tryRotate: false,
    tryInvert: false,
    tryDownscale: false,
  });
  return results.flatMap(({ symbology, text }) => {
    const known = SYMBOLOGIES[symbology];
    return known === undefined ? [] : [{ symbology: known, text }];
  });
}

export interface Deviation {
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
}

/** Compares as multisets: a symbol that is there twice is as wrong as one that is not there. */
export function compareSymbols(expected: readonly ExpectedSymbol[], decoded: readonly ExpectedSymbol[]): Deviation {
  const missing: string[] = [];
  const left = decoded.map(nameOf);
  for (const symbol of expected) {
    const at = left.indexOf(nameOf(symbol));
    if (at < 0) missing.push(nameOf(symbol));
    else left.splice(at, 1);
  }
  return { missing, unexpected: left };
}

function nameOf({ symbology, text }: ExpectedSymbol): string {
  return `${symbology}:${text}`;
}
