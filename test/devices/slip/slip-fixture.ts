import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Bitmap } from '../../../src/core/bitmap.ts';
import type { SlipDocument } from '../../../src/core/label-document.ts';
import type { PrintForm } from '../../../src/core/print.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { openRaster } from '../../../src/devices/label/raster.ts';
import { openDecoder } from '../../../src/devices/label/verify.ts';
import { openSlipPipeline, type SlipParts } from '../../../src/devices/slip/make-slip.ts';
import type { Sheet } from '../../../src/fakes/virtual-printer/sheet.ts';
import { openVirtualPrinter } from '../../../src/fakes/virtual-printer/virtual-printer.ts';
import type { MadeLabel } from '../../../src/runtime/ports.ts';

export const WIDE = { language: 'escpos', dpi: 203, widthDots: 576, columns: 48 } as const satisfies PrintForm;
export const NARROW = { language: 'escpos', dpi: 203, widthDots: 384, columns: 32 } as const satisfies PrintForm;
export const A4 = { language: 'pdf', paper: 'a4' } as const satisfies PrintForm;

export async function openParts(): Promise<SlipParts> {
  const assets = findLabelAssets();
  const read = (path: string): Uint8Array<ArrayBuffer> => Uint8Array.from(readFileSync(path));
  const [monoFont, fonts] = [read(assets.monoFont), assets.fonts.map(read)];
  await openDecoder(read(assets.zxingWasm));
  return { monoFont, fonts, raster: await openRaster(read(assets.resvgWasm), [...fonts, monoFont]) };
}

export interface SlipBench {
  make(document: SlipDocument, form?: PrintForm): Promise<MadeLabel>;
  fault(document: SlipDocument, form?: PrintForm): Promise<{ readonly code: string; readonly detail: string }>;
  /** Sends bytes to a receipt printer; throws when it found a command that it does not know. */
  print(bytes: Uint8Array): Promise<Sheet>;
  close(): Promise<void>;
}

export async function openSlipBench(): Promise<SlipBench> {
  const slip = openSlipPipeline(await openParts());
  const paper = await openVirtualPrinter({ host: '127.0.0.1', port: 0, persona: 'epson-tm' });
  return {
    make: async (document, form = WIDE) => {
      const result = await slip(document, form);
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      return result.value;
    },
    fault: async (document, form = WIDE) => {
      const result = await slip(document, form);
      if (result.ok) throw new Error('It was made');
      return result.error;
    },
    print: async (bytes) => {
      const count = paper.stats.odometer - 1000 + 1;
      const socket = connect(paper.address);
      socket.end(bytes);
      await paper.waitForSheets(count);
      const unknown = paper.events.filter(({ t }) => t === 'unknown-command');
      if (unknown.length > 0) throw new Error(`Unknown to the printer: ${JSON.stringify(unknown)}`);
      const sheet = paper.sheets.at(-1);
      if (sheet === undefined) throw new Error('Nothing came out');
      return sheet;
    },
    close: () => paper.close(),
  };
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

/** Black dots. */
export function inkOf({ bits }: Bitmap): number {
  let ink = 0;
  for (const byte of bits) ink += ONES[byte] ?? 0;
  return ink;
}
