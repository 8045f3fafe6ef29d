import { readFile } from 'node:fs/promises';
import type { Dpi } from '../../core/print.ts';
import type { Result } from '../../core/result.ts';
import { findLabelAssets } from '../label/assets.ts';
import { openRaster } from '../label/raster.ts';
import { openDecoder } from '../label/verify.ts';
import { openZplDrawer } from '../zpl/draw-zpl.ts';
import { type DocumentFormat, type Inspection, inspectDocument } from './inspect-document.ts';
import { openPdfReader } from './read-pdf.ts';

export type Inspect = (bytes: Uint8Array, format: DocumentFormat, dpi?: Dpi) => Promise<Result<Inspection, string>>;

/** Everything that `label:verify` needs, from node_modules. */
export async function openInspection(): Promise<Inspect> {
  const assets = findLabelAssets();
  const read = async (path: string) => Uint8Array.from(await readFile(path));
  const fonts = await Promise.all([...assets.fonts, assets.monoFont].map(read));
  const [raster] = await Promise.all([
    openRaster(await read(assets.resvgWasm), fonts),
    openDecoder(await read(assets.zxingWasm)),
  ]);
  const tools = { drawZpl: openZplDrawer({ raster, fonts }), pdf: openPdfReader(await read(assets.pdfiumWasm)) };
  return async (bytes, format, dpi) => await inspectDocument(bytes, format, dpi, tools);
}
