import { readFileSync } from 'node:fs';
import { readBarcodes } from 'zxing-wasm/reader';
import { rgbaOfBitmap } from '../../../src/core/bitmap.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { openRaster } from '../../../src/devices/label/raster.ts';
import { openDecoder } from '../../../src/devices/label/verify.ts';

export interface PrintedCode {
  /** What the symbol was made of. */
  readonly text: string;
  readonly symbology: string;
  readonly moduleMm: number;
  /** With its quiet zone: x, y, width, height. */
  readonly boxMm: readonly [number, number, number, number];
  /** The drawing that it is on. */
  readonly svg: string;
  readonly page: number;
}

export interface ReadCode {
  readonly format: string;
  readonly text: string;
  /** `]` and two characters. */
  readonly aim: string;
}

const DOTS_A_MILLIMETRE = 10;

/** Every code on a sheet, by the sheet's own account. */
export function codesOn(html: string): readonly PrintedCode[] {
  return [...html.matchAll(/<svg .*?<\/svg>/gs)].flatMap(([svg], page) =>
    [...svg.matchAll(/data-code="([^"]*)" data-symbology="([^"]*)" data-box="([^"]*)" data-module="([^"]*)"/g)].map(
      ([, text = '', symbology = '', box = '', module]) => {
        const [x = 0, y = 0, width = 0, height = 0] = box.split(' ').map(Number);
        return {
          text: plain(text),
          symbology,
          moduleMm: Number(module),
          boxMm: [x, y, width, height],
          svg,
          page,
        } as const;
      },
    ),
  );
}

/** An office printer and a scanner that is held over one code: reads what is really drawn there. */
export async function openPaperScanner(): Promise<(code: PrintedCode) => Promise<readonly ReadCode[]>> {
  const assets = findLabelAssets();
  const raster = await openRaster(
    new Uint8Array(readFileSync(assets.resvgWasm)),
    assets.fonts.map((file) => new Uint8Array(readFileSync(file))),
  );
  await openDecoder(new Uint8Array(readFileSync(assets.zxingWasm)));
  return async ({ svg, boxMm }) => {
    const [x, y, width, height] = boxMm;
    const dots = (mm: number) => Math.round(mm * DOTS_A_MILLIMETRE);
    const cut = svg.replace(
      /^<svg [^>]*>/,
      `<svg xmlns="http://www.w3.org/2000/svg" width="${dots(width)}" height="${dots(height)}" viewBox="${x} ${y} ${width} ${height}">`,
    );
    const bitmap = raster.draw(cut);
    const picture = {
      data: rgbaOfBitmap(bitmap),
      width: bitmap.widthDots,
      height: bitmap.heightDots,
      colorSpace: 'srgb',
    };
    const results = await readBarcodes(picture as Parameters<typeof readBarcodes>[0], { textMode: 'Plain' });
    return results.map(({ format, text, symbologyIdentifier }) => ({ format, text, aim: symbologyIdentifier }));
  };
}

/** Millimetres of white between two codes, quiet zones not counted as white. */
export function gapMm(a: PrintedCode, b: PrintedCode): number {
  const away = (from: number, size: number, other: number, otherSize: number) =>
    Math.max(other - (from + size), from - (other + otherSize), 0);
  const [ax, ay, aw, ah] = a.boxMm;
  const [bx, by, bw, bh] = b.boxMm;
  return Math.hypot(away(ax, aw, bx, bw), away(ay, ah, by, bh));
}

function plain(text: string): string {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(\w+);/g, (whole, name: string) => names[name] ?? whole);
}
