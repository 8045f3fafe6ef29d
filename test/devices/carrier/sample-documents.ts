import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import bwip from 'bwip-js/generic';
import PDFDocument from 'pdfkit';
import { type Bitmap, createBitmap, paintBox } from '../../../src/core/bitmap.ts';
import type { Dpi, PrintForm } from '../../../src/core/print.ts';
import type { CarrierParts } from '../../../src/devices/carrier/prepare-carrier.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { encodeBitmap } from '../../../src/devices/label/encode-bitmap.ts';
import { openDecoder } from '../../../src/devices/label/verify.ts';
import type { CarrierSource } from '../../../src/runtime/ports.ts';

export const TRACKING = '1Z999AA10123456784';
/** What `sampleBoxes` says, as a scanner sends it. */
export const CODES = [
  { symbology: 'gs1-128', aim: ']C1', text: '00340123450000000017' },
  { symbology: 'code128', aim: ']C0', text: TRACKING },
  { symbology: 'qrcode', aim: ']Q1', text: 'https://example.com/track/10482' },
  { symbology: 'datamatrix', aim: ']d1', text: 'PH-10482-1' },
] as const;

export const ZPL_203 = {
  language: 'zpl',
  dpi: 203,
  widthDots: 812,
  graphics: 'run-length',
} as const satisfies PrintForm;
export const ZPL_300 = { language: 'zpl', dpi: 300, widthDots: 1218, graphics: 'z64' } as const satisfies PrintForm;
export const ESCPOS_203 = { language: 'escpos', dpi: 203, widthDots: 832, columns: 64 } as const satisfies PrintForm;
export const A4 = { language: 'pdf', paper: 'a4' } as const satisfies PrintForm;
export const LETTER = { language: 'pdf', paper: 'letter' } as const satisfies PrintForm;

const resolve = (name: string) => createRequire(import.meta.url).resolve(name);

/** The modules that the pipeline needs, from node_modules. */
export async function openTools(drawZpl: CarrierParts['drawZpl']): Promise<CarrierParts> {
  await openDecoder(Uint8Array.from(readFileSync(findLabelAssets().zxingWasm)));
  const pdfiumWasm = Uint8Array.from(readFileSync(resolve('@hyzyla/pdfium/pdfium.wasm')));
  return { pdfiumWasm, drawZpl, encode: encodeBitmap };
}

export function source(over: Partial<CarrierSource> & Pick<CarrierSource, 'format' | 'bytes'>): CarrierSource {
  return { kind: 'label', tracking: TRACKING, ...over };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Four codes on 4 x 6 inches, in dots of this resolution: a tracking code of two dots, the others larger. */
export function sampleBoxes(dpi: Dpi): readonly Box[] {
  const at = (inches: number) => Math.round(inches * dpi);
  return [
    ...bars('gs1-128', '(00)340123450000000017', at(0.4), at(4.4), dpi === 203 ? 4 : 6, at(1.25)),
    ...bars('code128', TRACKING, at(0.5), at(0.4), 2, at(0.8)),
    ...modules('qrcode', 'https://example.com/track/10482', at(0.5), at(1.8), 4),
    ...modules('datamatrix', 'PH-10482-1', at(2.8), at(1.8), 5),
  ];
}

export function bitmapOf(boxes: readonly Box[], widthDots: number, heightDots: number): Bitmap {
  const bitmap = createBitmap(widthDots, heightDots);
  for (const { x, y, w, h } of boxes) paintBox(bitmap, { x, y, width: w, height: h });
  return bitmap;
}

function bars(bcid: string, text: string, x: number, y: number, moduleDots: number, h: number): readonly Box[] {
  const [symbol] = bwip.raw({ bcid, text });
  if (symbol === undefined || !('sbs' in symbol)) throw new Error(`${bcid} has no bars`);
  const boxes: Box[] = [];
  let left = x;
  for (const [at, modulesWide] of symbol.sbs.entries()) {
    if (at % 2 === 0) boxes.push({ x: left, y, w: modulesWide * moduleDots, h });
    left += modulesWide * moduleDots;
  }
  return boxes;
}

function modules(bcid: string, text: string, x: number, y: number, moduleDots: number): readonly Box[] {
  const [symbol] = bwip.raw({ bcid, text });
  if (symbol === undefined || !('pixs' in symbol)) throw new Error(`${bcid} has no modules`);
  const boxes: Box[] = [];
  for (const [at, black] of symbol.pixs.entries()) {
    if (black === 0) continue;
    const [column, row] = [at % symbol.pixx, Math.floor(at / symbol.pixx)];
    boxes.push({ x: x + column * moduleDots, y: y + row * moduleDots, w: moduleDots, h: moduleDots });
  }
  return boxes;
}

export interface PdfWishes {
  readonly widthPoints?: number;
  readonly heightPoints?: number;
  readonly pages?: number;
  readonly password?: string;
  /** /Rotate of the page; what is drawn is turned the other way, so that it looks upright again. */
  readonly rotate?: 0 | 90;
}

/** A PDF with vector bars, as a carrier makes it for this resolution. */
export async function pdfOf(boxes: readonly Box[], dpi: Dpi, wishes: PdfWishes = {}): Promise<Uint8Array> {
  const { widthPoints = 288, heightPoints = 432, pages = 1, password, rotate = 0 } = wishes;
  const size: [number, number] = rotate === 90 ? [heightPoints, widthPoints] : [widthPoints, heightPoints];
  const document = new PDFDocument({
    autoFirstPage: false,
    margin: 0,
    ...(password === undefined ? {} : { userPassword: password, ownerPassword: `${password}-owner` }),
  });
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((done) => document.on('end', done));
  for (let page = 0; page < pages; page += 1) {
    document.addPage({ size, margin: 0 });
    if (rotate === 90) {
      // /Rotate 90 turns clockwise when shown, so the content is turned counter-clockwise first.
      // A key of the page dictionary that the library's types do not name.
      (document.page.dictionary.data as Record<string, unknown>).Rotate = 90;
      document.rotate(-90, { origin: [0, 0] }).translate(-widthPoints, 0);
    }
    const point = 72 / dpi;
    for (const { x, y, w, h } of boxes) document.rect(x * point, y * point, w * point, h * point);
    document.fill('black');
  }
  document.end();
  await ended;
  return Uint8Array.from(Buffer.concat(chunks));
}
