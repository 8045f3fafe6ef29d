import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { LabelDocument } from '../../core/label-document.ts';
import type { Dpi } from '../../core/print.ts';
import { failure, type Result, success } from '../../core/result.ts';
import type { LabelFault, MadeLabel } from '../../runtime/ports.ts';
import type { LabelAssets } from './assets.ts';
import { type Font, readFont } from './font.ts';
import { layOut } from './layout.ts';
import { pngOf } from './png.ts';
import { openRaster } from './raster.ts';
import { type LabelFonts, svgOf } from './svg.ts';
import { compareSymbols, decodeSymbols, openDecoder } from './verify.ts';
import { zplOf } from './zpl.ts';

export type MakeLabel = (document: LabelDocument, dpi: Dpi) => Promise<Result<MadeLabel, LabelFault>>;

/** Loads the two WebAssembly modules and the fonts; afterwards a label needs no file and no network. */
export async function openLabelPipeline(assets: LabelAssets): Promise<MakeLabel> {
  const [resvgWasm, zxingWasm, ...files] = await Promise.all(
    [assets.resvgWasm, assets.zxingWasm, ...assets.fonts].map(async (path) => Uint8Array.from(await readFile(path))),
  );
  if (resvgWasm === undefined || zxingWasm === undefined) throw new Error('The label assets are incomplete');
  const [raster] = await Promise.all([openRaster(resvgWasm, files), openDecoder(zxingWasm)]);
  const fonts = fontsOf(files);
  return async (document, dpi) => {
    const begunMs = performance.now();
    const laidOut = layOut(document, dpi);
    if (!laidOut.ok) return laidOut;
    const bitmap = raster.draw(svgOf(laidOut.value, fonts));
    const drawnMs = performance.now();
    const decoded = await decodeSymbols(bitmap);
    const { missing, unexpected } = compareSymbols(document.expect, decoded);
    const verifyMs = performance.now() - drawnMs;
    if (missing.length + unexpected.length > 0) return failure({ kind: 'label-unreadable', missing, unexpected });
    const bytes = zplOf(bitmap);
    return success({
      bytes,
      png: pngOf(bitmap, dpi),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      decoded: decoded.map(({ text }) => text),
      renderMs: drawnMs - begunMs,
      verifyMs,
    });
  };
}

function fontsOf(files: readonly Uint8Array[]): LabelFonts {
  const faces = files.map(readFont);
  const face = (bold: boolean): Font => {
    const found = faces.find((font) => font.bold === bold);
    if (found === undefined) throw new Error(`The label fonts lack a ${bold ? 'bold' : 'regular'} face`);
    return found;
  };
  return { family: 'DejaVu Sans', regular: face(false), bold: face(true) };
}
