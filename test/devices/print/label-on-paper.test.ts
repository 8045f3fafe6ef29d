import { PNG } from 'pngjs';
import { beforeAll, expect, it } from 'vitest';
import { bitmapOfRgba } from '../../../src/core/bitmap.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { type LabelPipeline, openLabelPipeline } from '../../../src/devices/label/make-label.ts';
import { compareSymbols, decodeSymbols } from '../../../src/devices/label/verify.ts';
import { openPrinter } from '../../../src/devices/print/open-printer.ts';
import { openVirtualPrinter } from '../../../src/fakes/virtual-printer/virtual-printer.ts';
import type { PrinterSettings } from '../../../src/wire/settings.ts';
import { sampleLabel } from '../label/sample-label.ts';

let pipeline: LabelPipeline;
beforeAll(async () => {
  pipeline = await openLabelPipeline(findLabelAssets());
});

it.each([
  [203, 'run-length'],
  [300, 'run-length'],
  [203, 'z64'],
] as const)('at %i dpi as %s the sheet that comes out says what the label must say', async (dpi, graphics) => {
  const paper = await openVirtualPrinter({ host: '127.0.0.1', port: 0, persona: 'zebra-linkos', dpi });
  const setup: PrinterSettings = {
    id: 'label',
    name: 'label',
    roles: ['label'],
    connection: { kind: 'tcp', ...paper.address },
    language: 'zpl',
    dpi,
    acknowledgement: 'odometer',
    graphics,
  };
  const printer = openPrinter(setup);
  const documents = [
    sampleLabel(),
    sampleLabel({ name: '^XZ^XA^PQ9^FDPWNED', invented: true }, 2),
    sampleLabel({ street: 'Ω'.repeat(200) }, 3, { marks: ['gift', 'fragile', 'no-invoice'] }),
  ];
  for (const document of documents) {
    const made = await pipeline.make(document, printer.form);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const outcome = await printer.print(made.value.bytes, {
      signal: new AbortController().signal,
      onTrouble: () => {},
    });
    expect(outcome).toMatchObject({ state: 'printed', by: 'odometer' });
    const preview = PNG.sync.read(Buffer.from(made.value.png));
    const sheet = PNG.sync.read(Buffer.from(paper.sheets.at(-1)?.png ?? []));
    expect(Buffer.compare(sheet.data, preview.data)).toBe(0);
    const read = await decodeSymbols(bitmapOfRgba(sheet.data, sheet.width, sheet.height), 'own');
    expect(compareSymbols(document.expect, read)).toEqual({ missing: [], unexpected: [] });
  }
  expect(paper.sheets).toHaveLength(documents.length);
  expect(paper.events.filter(({ t }) => t === 'unknown-command')).toEqual([]);
  await printer.close();
  await paper.close();
});
