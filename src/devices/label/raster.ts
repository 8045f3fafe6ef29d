import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { type Bitmap, bitmapOfRgba } from '../../core/bitmap.ts';

export interface Raster {
  draw(svg: string): Bitmap;
}

let started: Promise<void> | undefined;

/**
 * SVG into dots with the given fonts and no others: the same label looks the same on every machine. The module is
 * started once per thread, whoever asks.
 */
export async function openRaster(wasm: Uint8Array<ArrayBuffer>, fontFiles: readonly Uint8Array[]): Promise<Raster> {
  started ??= initWasm(wasm).catch((problem: unknown) => {
    // Somebody else in this thread was first.
    if (!String(problem).includes('Already initialized')) throw problem;
  });
  await started;
  const fontBuffers = [...fontFiles];
  return {
    draw: (svg) => {
      const drawing = new Resvg(svg, {
        font: { fontBuffers, loadSystemFonts: false } as { fontBuffers: Uint8Array[] },
      });
      const picture = drawing.render();
      try {
        return bitmapOfRgba(picture.pixels, picture.width, picture.height);
      } finally {
        picture.free();
        drawing.free();
      }
    },
  };
}
