import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sku } from '../../../src/core/ids.ts';
import type { SlipBlock } from '../../../src/core/label-document.ts';
import { packingSlipOf } from '../../../src/core/packing-slip.ts';
import { parcelCodeOf } from '../../../src/core/parcel-code.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { decodeSymbols, openDecoder } from '../../../src/devices/label/verify.ts';
import { encodeSlip } from '../../../src/devices/print/slip-encoder.ts';
import { slipTextOf, wrapSlipText } from '../../../src/devices/print/slip-text.ts';
import type { Sheet } from '../../../src/fakes/virtual-printer/sheet.ts';
import { sampleOrder } from '../label/sample-label.ts';
import { openRig, type Rig } from './print-rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig('epson-tm');
  await openDecoder(Uint8Array.from(readFileSync(findLabelAssets().zxingWasm)));
});
afterAll(() => rig.close());

async function sheetOf(blocks: readonly SlipBlock[], columns = 48): Promise<Sheet> {
  const outcome = await rig.timers.turnUntil(rig.print(encodeSlip({ columns, blocks })).outcome);
  expect(outcome).toEqual({ state: 'printed', by: 'device_ack' });
  const sheet = rig.paper.sheets.at(-1);
  if (sheet === undefined) throw new Error('Nothing came out');
  return sheet;
}

const unknown = () => rig.paper.events.filter(({ t }) => t === 'unknown-command');

describe('a packing slip', () => {
  it('is printed with every line, and its parcel code scans', async () => {
    const line = {
      id: 'l1',
      no: 1,
      sku: 'TEE-RED-M' as Sku,
      name: 'T-Shirt',
      variant: 'red, M',
      quantity: 3,
      barcodes: [],
    };
    const order = sampleOrder({}, { lines: [line as never] });
    const parcelCode = parcelCodeOf({ no: 4, epoch: 1 }, 7);
    const slip = packingSlipOf({
      order,
      parcelCode,
      packedAtMs: 0,
      columns: 48,
      packed: [{ item: line, units: 3 }],
      missing: [{ item: { ...line, name: 'Cap', variant: undefined }, units: 2 }],
    });
    const sheet = await sheetOf(slip.blocks);
    expect(sheet.text.slice(0, 4)).toEqual([
      'PACKING SLIP',
      '',
      `Order${'SO-10482'.padStart(43)}`,
      `Packed${'1970-01-01 00:00 UTC'.padStart(42)}`,
    ]);
    expect(sheet.text).toContain('Zażółć Gęślą-Jaźń');
    expect(sheet.text).toContain(`T-Shirt, red, M${'x 3'.padStart(33)}`);
    expect(sheet.text).toContain('  TEE-RED-M');
    expect(sheet.text).toContain('Not in this delivery:');
    expect(sheet.text).toContain(`Cap${'x 2'.padStart(45)}`);
    expect(sheet.text).toContain(parcelCode);
    expect(await decodeSymbols(sheet.bitmap)).toEqual([{ symbology: 'code128', text: parcelCode }]);
    expect(unknown()).toEqual([]);
  });

  it('keeps blank lines and never overruns the margin', async () => {
    const sheet = await sheetOf(
      [
        { t: 'text', value: '' },
        { t: 'text', value: 'a word '.repeat(20) },
        { t: 'text', value: 'x'.repeat(100) },
        { t: 'pair', left: 'left '.repeat(12), right: 'right' },
        { t: 'pair', left: 'left', right: 'right'.repeat(12) },
        { t: 'rule' },
      ],
      32,
    );
    expect(sheet.text[0]).toBe('');
    expect(Math.max(...sheet.text.map((line) => line.length))).toBe(32);
    expect(sheet.text.join('').match(/x/g)).toHaveLength(100);
    expect(sheet.text.filter((line) => line.endsWith(' right'))).toHaveLength(1);
  });

  it.each(['Zażółć gęślą jaźń', 'Ελληνικά', 'Привет, мир', 'Łódź Ćma Đorđe', 'Größe 10 € – “ok”', 'İstanbul ığş'])(
    'prints %s as it is written',
    async (value) => {
      expect((await sheetOf([{ t: 'text', value }])).text[0]).toBe(value);
    },
  );

  it('shows what it cannot print', () => {
    expect(slipTextOf('日本 🙂 Ḿ')).toBe('?? ? M');
    expect(slipTextOf('a\x1b@b\tc\x00')).toBe('a?@b c?');
  });

  it('prints a barcode as text when the paper is too narrow for it', async () => {
    const sheet = await sheetOf([{ t: 'code128', value: 'A'.repeat(40) }], 32);
    expect(sheet.text.join('')).toContain('A'.repeat(40));
    expect(await decodeSymbols(sheet.bitmap)).toEqual([]);
  });

  it('keeps braces in a barcode', async () => {
    const sheet = await sheetOf([{ t: 'code128', value: 'A{B}{{1' }]);
    expect(await decodeSymbols(sheet.bitmap)).toEqual([{ symbology: 'code128', text: 'A{B}{{1' }]);
  });
});

describe('text from an order', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ maxLength: 60 }),
    fc.constantFrom(
      '\x1b@\x1bp\x00',
      '\x1dV\x00',
      '\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08',
      '\x1d(k\x03\x001Q0',
      '^XA~JA',
    ),
  );

  it('can never become a command', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, two) => {
        const plain = encodeSlip({
          columns: 48,
          blocks: [
            { t: 'text', value: 'A' },
            { t: 'pair', left: 'A', right: 'A' },
          ],
        });
        const bytes = encodeSlip({
          columns: 48,
          blocks: [
            { t: 'text', value: one },
            { t: 'pair', left: one, right: two },
          ],
        });
        // Beyond the commands of the same slip with harmless text there are only changes of code page and line ends.
        expect(commandsOf(bytes)).toEqual(commandsOf(plain));
      }),
      { numRuns: 150 },
    );
  });

  it('always fits its columns', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 8, max: 48 }), (text, columns) => {
        const lines = wrapSlipText(slipTextOf(text), columns);
        expect(lines.every((line) => line.length <= columns)).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(slipTextOf(text).replaceAll(' ', ''));
      }),
      { numRuns: 150 },
    );
  });
});

/** Every control byte with the byte after it; code pages and line feeds are left out. */
function commandsOf(bytes: Uint8Array): string[] {
  const commands: string[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const [byte = 0, next = 0] = bytes.subarray(at, at + 2);
    if (byte === 0x0a || (byte >= 0x20 && byte !== 0x7f)) continue;
    const codePage = byte === 0x1b && next === 0x74;
    if (!codePage) commands.push(`${byte} ${next}`);
    at += codePage ? 2 : 1;
  }
  return commands;
}
