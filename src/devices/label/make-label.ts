import { readFile } from 'node:fs/promises';
import type { LabelMaker } from '../../runtime/ports.ts';
import { openCarrierPipeline, type PrepareCarrier } from '../carrier/prepare-carrier.ts';
import { openSlipPipeline } from '../slip/make-slip.ts';
import { openZplDrawer } from '../zpl/draw-zpl.ts';
import type { LabelAssets } from './assets.ts';
import { encodeBitmap } from './encode-bitmap.ts';
import { openLabelFonts } from './label-fonts.ts';
import { createMakeLabel } from './own-label.ts';
import { proveFont } from './prove-font.ts';
import { openRaster } from './raster.ts';
import { openDecoder } from './verify.ts';

/** Everything that a label maker does, in the thread that calls it. */
export type LabelPipeline = Omit<LabelMaker, 'close'>;

/** Loads the WebAssembly modules and the fonts; afterwards only the first carrier document reads a file, and nothing the network. */
export async function openLabelPipeline(assets: LabelAssets): Promise<LabelPipeline> {
  const [resvgWasm, zxingWasm, monoFont, fonts, extraFonts] = await Promise.all([
    readWhole(assets.resvgWasm),
    readWhole(assets.zxingWasm),
    readWhole(assets.monoFont),
    Promise.all(assets.fonts.map(readWhole)),
    Promise.all(assets.extraFonts.map(readWhole)),
  ]);
  for (const [at, file] of extraFonts.entries()) await proveFont(assets.extraFonts[at] ?? '', file, fonts, resvgWasm);
  const everyFont = [...fonts, monoFont, ...extraFonts];
  const [raster, wideRaster, everyRaster] = await Promise.all([
    openRaster(resvgWasm, fonts),
    openRaster(resvgWasm, [...fonts, ...extraFonts]),
    openRaster(resvgWasm, everyFont),
    openDecoder(zxingWasm),
  ]);
  let carrier: Promise<PrepareCarrier> | undefined;
  const openCarrier = async (): Promise<PrepareCarrier> => {
    const drawZpl = openZplDrawer({ raster: everyRaster, fonts: everyFont });
    return openCarrierPipeline({ pdfiumWasm: await readWhole(assets.pdfiumWasm), drawZpl, encode: encodeBitmap });
  };
  return {
    make: createMakeLabel({ fonts: openLabelFonts(fonts, extraFonts), raster, wideRaster }),
    prepare: async (source, form) => {
      // A station without carrier labels never pays for the four megabytes of PDFium.
      carrier ??= openCarrier().catch((problem: unknown) => {
        carrier = undefined; // a file that cannot be read now may be there the next time
        throw problem;
      });
      return (await carrier)(source, form);
    },
    slip: openSlipPipeline({ raster: everyRaster, monoFont, fonts: [...fonts, ...extraFonts] }),
  };
}

async function readWhole(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await readFile(path));
}
