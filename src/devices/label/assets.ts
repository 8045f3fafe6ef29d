import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Files that the label worker reads; absolute paths, so that it works from sources and from an installed app. */
export interface LabelAssets {
  readonly resvgWasm: string;
  readonly zxingWasm: string;
  /** Read when the first PDF comes. */
  readonly pdfiumWasm: string;
  /** TrueType files of one family: a regular and a bold face. */
  readonly fonts: readonly string[];
  /** Fixed-pitch face of the slips. */
  readonly monoFont: string;
  /** TrueType or OpenType files for scripts that the label fonts lack (a site's own, for example Chinese); may be empty. */
  readonly extraFonts: readonly string[];
}

const MODULES = {
  resvgWasm: '@resvg/resvg-wasm/index_bg.wasm',
  zxingWasm: 'zxing-wasm/reader/zxing_reader.wasm',
  pdfiumWasm: '@hyzyla/pdfium/pdfium.wasm',
  regular: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf',
  bold: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf',
  mono: 'dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf',
} as const;

const NAMES = {
  resvgWasm: 'resvg.wasm',
  zxingWasm: 'zxing-reader.wasm',
  pdfiumWasm: 'pdfium.wasm',
  regular: 'DejaVuSansCondensed.ttf',
  bold: 'DejaVuSansCondensed-Bold.ttf',
  mono: 'DejaVuSansMono.ttf',
} as const;

const KEYS = ['resvgWasm', 'zxingWasm', 'pdfiumWasm', 'regular', 'bold', 'mono'] as const;

/** From node_modules: development, tests, and the build that copies them. */
export function findLabelAssets(extraFonts: readonly string[] = []): LabelAssets {
  return assetsFrom((key) => createRequire(import.meta.url).resolve(MODULES[key]), extraFonts);
}

/** From the folder that the build copied them to. */
export function labelAssetsIn(folder: string, extraFonts: readonly string[] = []): LabelAssets {
  return assetsFrom((key) => join(folder, NAMES[key]), extraFonts);
}

/** What the build copies, and under which name. */
export function labelAssetFiles(): readonly { readonly from: string; readonly name: string }[] {
  const { resolve } = createRequire(import.meta.url);
  return KEYS.map((key) => ({ from: resolve(MODULES[key]), name: NAMES[key] }));
}

function assetsFrom(pathOf: (key: (typeof KEYS)[number]) => string, extraFonts: readonly string[]): LabelAssets {
  return {
    resvgWasm: pathOf('resvgWasm'),
    zxingWasm: pathOf('zxingWasm'),
    pdfiumWasm: pathOf('pdfiumWasm'),
    fonts: [pathOf('regular'), pathOf('bold')],
    monoFont: pathOf('mono'),
    extraFonts,
  };
}
