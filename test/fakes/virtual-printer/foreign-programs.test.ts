import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import fc from 'fast-check';
import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { print as receiptio } from 'receiptio';
import { transform } from 'receiptline';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bitmap, createBitmap, paintBitmap, paintDot } from '../../../src/core/bitmap.ts';
import { encodeGraphicField } from '../../../src/core/zpl-graphic.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { decodeSymbols, openDecoder } from '../../../src/devices/label/verify.ts';
import type { Fault } from '../../../src/fakes/virtual-printer/fault.ts';
import { renderZpl } from '../../devices/label/render-zpl.ts';
import { closeBenches, openBench } from './bench.ts';

beforeAll(() => openDecoder(Uint8Array.from(readFileSync(findLabelAssets().zxingWasm))));
afterEach(closeBenches);

/** Paper is wider than the head, so a scanner has its quiet zone. */
async function symbolsOn(bitmap: Bitmap): Promise<string[]> {
  const paper = createBitmap(bitmap.widthDots + 64, bitmap.heightDots + 64);
  paintBitmap(paper, bitmap, 32, 32);
  return (await decodeSymbols(paper, 'own')).map(({ symbology, text }) => `${symbology} ${text}`).sort();
}

describe('receiptio, a status client, finds the printer', () => {
  // It knows port 9100 only, so the printer has an address of its own.
  const HOST = '127.0.0.11';
  it.each([
    ['online', null],
    ['online', 'nearEnd'],
    ['paperempty', 'paperOut'],
    ['coveropen', 'coverOpen'],
    ['error', 'cutter'],
    ['error', 'jam'],
    ['error', 'headHot'],
  ] as const)('%s (%s)', async (state, kind) => {
    const { paper } = await openBench('epson-tm', { host: HOST, port: 9100 });
    if (kind !== null) await paper.set({ kind } satisfies Fault);
    expect(await receiptio('', `-d ${HOST} -p generic -q`)).toBe(state);
  });

  it('and none where it is unplugged', async () => {
    const { paper } = await openBench('epson-tm', { host: HOST, port: 9100 });
    await paper.set({ kind: 'offline' });
    expect(await receiptio('', `-d ${HOST} -p generic -q`)).toBe('disconnect');
  });

  it('and its receipt is acknowledged', async () => {
    const { paper } = await openBench('epson-tm', { host: HOST, port: 9100 });
    expect(await receiptio('PACKING SLIP', `-d ${HOST} -p escpos -c 48`)).toBe('success');
    const [sheet] = await paper.waitForSheets(1);
    expect(sheet?.text.map((line) => line.trim()).filter(Boolean)).toEqual(['PACKING SLIP']);
  });
});

describe('one slip by three encoders', () => {
  const LINES = ['PACKING SLIP', 'Order SO-10482', 'T-Shirt Größe M', 'Café, 3 units'];
  const BARS = 'SO-10482';
  const QR = 'https://example.com/t/1';
  const encoders: Readonly<Record<string, () => Uint8Array>> = {
    receiptline: () => {
      // It draws the QR code itself and leaves no quiet zone: a blank line does.
      const symbols = `{code:${BARS};option:code128,2,80}\n\n{code:${QR};option:qrcode,5,M}`;
      return Buffer.from(
        transform(`${LINES.join('\n')}\n${symbols}`, {
          command: 'escpos',
          cpl: 48,
          encoding: 'multilingual',
          cutting: true,
        }),
        'latin1',
      );
    },
    'receipt-printer-encoder': () => {
      const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 48, codepageMapping: 'epson' });
      encoder.initialize().codepage('auto');
      for (const line of LINES) encoder.line(line);
      encoder.align('center').barcode(BARS, 'code128', { height: 80 }).newline();
      return encoder.qrcode(QR, { size: 5 }).newline().cut().encode();
    },
    'node-thermal-printer': () => {
      const options = { type: PrinterTypes.EPSON, characterSet: CharacterSet.PC858_EURO, width: 48 };
      // Without an interface it only encodes, which its types do not know.
      const encoder = new ThermalPrinter(options as ConstructorParameters<typeof ThermalPrinter>[0]);
      for (const line of LINES) encoder.println(line);
      encoder.alignCenter();
      encoder.printBarcode(BARS, 73, { height: 80 });
      encoder.newLine();
      encoder.printQR(QR, { cellSize: 5 });
      encoder.cut();
      return encoder.getBuffer();
    },
  };

  it.each(Object.entries(encoders))('%s', async (_, encode) => {
    const { paper, socket, complaints } = await openBench('epson-tm');
    socket.write(encode());
    const [sheet] = await paper.waitForSheets(1);
    if (sheet === undefined) throw new Error('Nothing came out');
    const text = sheet.text.map((line) => line.trim()).filter((line) => line !== '' && line !== BARS);
    expect(text).toEqual(LINES);
    expect(await symbolsOn(sheet.bitmap)).toEqual([`code128 ${BARS}`, `qrcode ${QR}`]);
    expect(complaints()).toEqual([]);
  });
});

it('zpl-renderer-js sees the same graphic field', async () => {
  const { paper, socket } = await openBench('zebra-linkos');
  const picture = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 12, maxLength: 60 });
  const [bytes = []] = fc.sample(picture, { numRuns: 1, seed: 42 });
  const field = createBitmap(96, 40);
  // Noise, and long runs of both colours beside it.
  for (let at = 0; at < bytes.length * 8; at += 1) {
    const black = ((bytes[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
    if (black) paintDot(field, at % 48, Math.floor(at / 48));
  }
  for (let x = 50; x < 96; x += 1) for (let y = 10; y < 30; y += 1) paintDot(field, x, y);
  const zpl = Buffer.from(`^XA^PW200^LL80^FO24,9${encodeGraphicField(field)}^FS^XZ`, 'latin1');
  socket.write(zpl);
  const [sheet] = await paper.waitForSheets(1);
  expect(sheet?.bitmap).toEqual(await renderZpl(zpl, 203, 200, 80));
});

/** CUPS's own sender for `socket://`, which needs no daemon; a package that is only unpacked can be named instead. */
const BACKEND = [
  process.env.CUPS_SOCKET_BACKEND ?? '',
  '/usr/lib/cups/backend/socket',
  '/usr/lib/cups/backend-available/socket',
  '/usr/libexec/cups/backend/socket',
].find((path) => path !== '' && existsSync(path));
if (BACKEND === undefined) console.warn('CUPS is not installed: its socket:// backend was not tried');

describe.runIf(BACKEND !== undefined)('CUPS, the sender of socket://', () => {
  async function send(job: Uint8Array, port: number): Promise<number | null> {
    const folder = await mkdtemp(join(tmpdir(), 'packhouse-cups-'));
    await writeFile(join(folder, 'job'), job);
    const child = spawn(BACKEND ?? '', ['1', 'packer', 'job', '1', '', join(folder, 'job')], {
      env: { ...process.env, DEVICE_URI: `socket://127.0.0.1:${port}`, PRINTER: 'label' },
      stdio: 'ignore',
    });
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    await rm(folder, { recursive: true });
    return code;
  }

  it('brings a label whole', async () => {
    const { paper } = await openBench('zebra-linkos');
    const picture = createBitmap(400, 300);
    for (let x = 0; x < 300; x += 1) paintDot(picture, x, x);
    const job = `^XA^PW400^LL300^FO0,0${encodeGraphicField(picture)}^FS^XZ`;
    expect(await send(Buffer.from(job), paper.address.port)).toBe(0);
    const [sheet] = await paper.waitForSheets(1);
    expect(sheet?.bitmap).toEqual(picture);
    expect(Buffer.from(sheet?.bytes ?? []).toString()).toBe(job);
  });

  it('says that all is well when the paper is out, and nothing has come', async () => {
    const { paper } = await openBench('zebra-linkos');
    await paper.set({ kind: 'paperOut' });
    expect(await send(Buffer.from('^XA^FO1,1^GFA,1,1,1,FF^FS^XZ'), paper.address.port)).toBe(0);
    expect(paper.sheets).toHaveLength(0);
  });
});
