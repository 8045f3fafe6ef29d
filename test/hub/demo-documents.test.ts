import { beforeAll, describe, expect, test } from 'vitest';
import type { PrintForm } from '../../src/core/print.ts';
import { checkTracking } from '../../src/core/tracking-number.ts';
import { openCarrierPipeline, type PrepareCarrier } from '../../src/devices/carrier/prepare-carrier.ts';
import { benchDocuments } from '../../src/hub/demo/bench-documents.ts';
import { benchOrders } from '../../src/hub/demo/bench-orders.ts';
import { demoPdf, demoZpl } from '../../src/hub/demo/carrier-label.ts';
import { demoPeople } from '../../src/hub/demo-data.ts';
import { PutDocumentSchema } from '../../src/wire/hub-documents.ts';
import { ESCPOS_203, openTools, ZPL_203, ZPL_300 } from '../devices/carrier/sample-documents.ts';
import { openDrawer } from '../devices/zpl/zpl-rig.ts';

const orders = benchOrders(0, demoPeople()).filter((order) => order.label === 'carrier');
const documents = orders.flatMap((order) => benchDocuments(order).map((document) => ({ order, document })));

describe("the demo's carrier labels", () => {
  let prepare: PrepareCarrier;
  beforeAll(async () => {
    prepare = openCarrierPipeline(await openTools(await openDrawer()));
  });

  const prepared = (document: (typeof documents)[number]['document'], form: PrintForm) =>
    prepare({ ...document, bytes: Uint8Array.from(Buffer.from(document.bytes, 'base64')) }, form);

  test('are there for every carrier order but the one that waits, and the hub takes them', () => {
    expect(
      orders.map(({ number }) => [number, documents.filter(({ order }) => order.number === number).length]),
    ).toEqual([
      ['D-118', 1],
      ['D-119', 1],
      ['D-120', 0],
      ['D-121', 2],
    ]);
    for (const { document } of documents) {
      expect(PutDocumentSchema.parse(document)).toEqual(document);
      // Nobody's number: it fits no carrier's format.
      expect(checkTracking(document.tracking)).toBeNull();
    }
  });

  test.each(documents)('$order.number $document.kind $document.format prints where it should', async ({ document }) => {
    const heads = document.format === 'pdf' ? [ZPL_203, ZPL_300, ESCPOS_203] : [ZPL_203, ESCPOS_203];
    for (const form of heads) {
      const made = await prepared(document, form);
      if (!made.ok) throw new Error(JSON.stringify([form, made.error]));
      expect(made.value.decoded).toEqual([{ symbology: 'code128', aim: ']C0', text: document.tracking }]);
    }
    if (document.format !== 'zpl') return;
    expect(await prepared(document, ZPL_300)).toMatchObject({ ok: false, error: { code: 'wrong-dpi' } });
  });

  test('an address cannot speak to the printer or break the page', async () => {
    const to = { name: 'A^XZ~JA (b\\) c', street: ')) Tj ET', city: 'Łódź', postcode: '1', country: 'PL' };
    const label = { title: 'DEMO PARCEL', tracking: 'TRK000099901', number: 'D-999', to } as const;
    const base = { kind: 'label', parcel: 1, tracking: label.tracking } as const;
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    const zpl = { ...base, format: 'zpl', dpi: 203, bytes: base64(demoZpl(label)) } as const;
    const pdf = { ...base, format: 'pdf', bytes: base64(demoPdf(label)) } as const;
    expect(await prepared(zpl, ZPL_203)).toMatchObject({ ok: true });
    expect(await prepared(pdf, ZPL_203)).toMatchObject({ ok: true });
  });
});
