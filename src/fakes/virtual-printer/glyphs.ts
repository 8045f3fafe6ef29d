import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { type Bitmap, bitmapOfRgba, createBitmap, isBlack, paintDot } from '../../core/bitmap.ts';

/** Font A of a TM printer. */
export const CELL_WIDTH = 12;
export const CELL_HEIGHT = 24;

/** DejaVu Sans Mono advances 0.602 em, so this fills a cell. */
const FONT_DOTS = CELL_WIDTH / 0.602;
const BASELINE_DOTS = 18.5;

export interface PaperAssets {
  readonly resvgWasm: string;
  readonly monoFont: string;
}

export interface Glyphs {
  /** Draws what has not been drawn before, all in one go. */
  learn(characters: Iterable<string>): void;
  of(character: string): Bitmap;
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

  const learn = (characters: Iterable<string>): void => {
    const unknown = [...new Set(characters)].filter((character) => !known.has(character));
    if (unknown.length === 0) return;
    const width = unknown.length * CELL_WIDTH;
    const texts = unknown.map((character, at) => {
      const code = character.codePointAt(0) ?? 32;
      return `<text x="${at * CELL_WIDTH}" y="${BASELINE_DOTS}">&#${code < 32 ? 0xfffd : code};</text>`;
    });
    const style = `font-family="DejaVu Sans Mono" font-size="${FONT_DOTS}" xml:space="preserve"`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${CELL_HEIGHT}" ${style}>${texts.join('')}</svg>`;
    const drawing = new Resvg(svg, { font: { fontBuffers } });
    const picture = drawing.render();
    const strip = bitmapOfRgba(picture.pixels, picture.width, picture.height);
    picture.free();
    drawing.free();
    for (const [at, character] of unknown.entries()) known.set(character, cellOf(strip, at * CELL_WIDTH));
  };

  return {
    learn,
    of: (character) => {
      learn([character]);
      return known.get(character) ?? createBitmap(CELL_WIDTH, CELL_HEIGHT);
    },
  };
}

function cellOf(strip: Bitmap, left: number): Bitmap {
  const cell = createBitmap(CELL_WIDTH, CELL_HEIGHT);
  for (let y = 0; y < CELL_HEIGHT; y += 1) {
    for (let x = 0; x < CELL_WIDTH; x += 1) if (isBlack(strip, left + x, y)) paintDot(cell, x, y);
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
