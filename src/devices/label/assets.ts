import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Files that the label worker reads; absolute paths, so that it works from sources and from an installed app. */
export interface LabelAssets {
  readonly resvgWasm: string;
  readonly zxingWasm: string;
  /** TrueType files of one family: a regular and a bold face. */
  readonly fonts: readonly string[];
}

const MODULES = {
  resvgWasm: '@resvg/resvg-wasm/index_bg.wasm',
  zxingWasm: 'zxing-wasm/reader/zxing_reader.wasm',
  regular: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf',
  bold: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf',
} as const;

const NAMES = {
  resvgWasm: 'resvg.wasm',
  zxingWasm: 'zxing-reader.wasm',
  regular: 'DejaVuSansCondensed.ttf',
  bold: 'DejaVuSansCondensed-Bold.ttf',
} as const;

const KEYS = ['resvgWasm', 'zxingWasm', 'regular', 'bold'] as const;

/** From node_modules: development, tests, and the build that copies them. */
export function findLabelAssets(): LabelAssets {
  return assetsFrom((key) => createRequire(import.meta.url).resolve(MODULES[key]));
}

/** From the folder that the build copied them to. */
export function labelAssetsIn(folder: string): LabelAssets {
  return assetsFrom((key) => join(folder, NAMES[key]));
}

/** What the build copies, and under which name. */
export function labelAssetFiles(): readonly { readonly from: string; readonly name: string }[] {
  const { resolve } = createRequire(import.meta.url);
  return KEYS.map((key) => ({ from: resolve(MODULES[key]), name: NAMES[key] }));
}

function assetsFrom(pathOf: (key: (typeof KEYS)[number]) => string): LabelAssets {
  return {
    resvgWasm: pathOf('resvgWasm'),
    zxingWasm: pathOf('zxingWasm'),
    fonts: [pathOf('regular'), pathOf('bold')],
  };
}
