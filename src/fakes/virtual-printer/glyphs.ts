import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { type Bitmap, bitmapOfRgba, createBitmap, isBlack, paintDot } from '../../core/bitmap.ts';

export interface CellSize {
  readonly width: number;
  readonly height: number;
  /** Font size and baseline that fill a cell: DejaVu Sans Mono advances 0.602 em. */
  readonly fontDots: number;
  readonly baseline: number;
}

/** Fonts A and B of a TM printer. */
const FONT_A: CellSize = { width: 12, height: 24, fontDots: 12 / 0.602, baseline: 18.5 };
const FONT_B: CellSize = { width: 9, height: 17, fontDots: 9 / 0.602, baseline: 13.5 };

/** A character in one of the two fonts. */
export interface Sort {
  readonly character: string;
  readonly small: boolean;
}

export function cellOf({ small }: { readonly small: boolean }): CellSize {
  return small ? FONT_B : FONT_A;
}

export interface PaperAssets {
  readonly resvgWasm: string;
  readonly monoFont: string;
}

export interface Glyphs {
  /** Draws what has not been drawn before, all in one go. */
  learn(sorts: Iterable<Sort>): void;
  of(sort: Sort): Bitmap;
}

export function findPaperAssets(): PaperAssets {
  const { resolve } = createRequire(import.meta.url);
  return {
    resvgWasm: resolve('@resvg/resvg-wasm/index_bg.wasm'),
    monoFont: resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'),
  };
}

export async function openGlyphs(assets: PaperAssets): Promise<Glyphs> {
  const [wasm, font] = await Promise.all([readFile(assets.resvgWasm), readFile(assets.monoFont)]);
  await startOnce(Uint8Array.from(wasm));
  const known = new Map<string, Bitmap>();
  const fontBuffers = [Uint8Array.from(font)];
  const nameOf = ({ character, small }: Sort): string => `${small ? 'b' : 'a'}${character}`;

  const learnFont = (size: CellSize, sorts: readonly Sort[]): void => {
    if (sorts.length === 0) return;
    const { width, height, fontDots, baseline } = size;
    const texts = sorts.map(({ character }, at) => {
      const code = character.codePointAt(0) ?? 32;
      return `<text x="${at * width}" y="${baseline}">&#${code < 32 ? 0xfffd : code};</text>`;
    });
    const style = `font-family="DejaVu Sans Mono" font-size="${fontDots}" xml:space="preserve"`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${sorts.length * width}" height="${height}" ${style}>${texts.join('')}</svg>`;
    const drawing = new Resvg(svg, { font: { fontBuffers } });
    const picture = drawing.render();
    const strip = bitmapOfRgba(picture.pixels, picture.width, picture.height);
    picture.free();
    drawing.free();
    for (const [at, sort] of sorts.entries()) known.set(nameOf(sort), cut(strip, at * width, size));
  };

  const learn = (sorts: Iterable<Sort>): void => {
    const fresh = new Map([...sorts].map((sort) => [nameOf(sort), sort]));
    const unknown = [...fresh.values()].filter((sort) => sort.character !== '' && !known.has(nameOf(sort)));
    for (const small of [false, true]) {
      learnFont(
        cellOf({ small }),
        unknown.filter((sort) => sort.small === small),
      );
    }
  };

  return {
    learn,
    of: (sort) => {
      learn([sort]);
      return known.get(nameOf(sort)) ?? createBitmap(cellOf(sort).width, cellOf(sort).height);
    },
  };
}

function cut(strip: Bitmap, left: number, { width, height }: CellSize): Bitmap {
  const cell = createBitmap(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) if (isBlack(strip, left + x, y)) paintDot(cell, x, y);
  }
  return cell;
}

let started: Promise<void> | undefined;

/** The module can be started once per thread; somebody else here may have been first. */
function startOnce(wasm: Uint8Array<ArrayBuffer>): Promise<void> {
  started ??= initWasm(wasm).catch((problem: unknown) => {
    if (!String(problem).includes('Already initialized')) throw problem;
  });
  return started;
}
