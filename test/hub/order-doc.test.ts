import { describe, expect, test } from 'vitest';
import type { Sku } from '../../src/core/ids.ts';
import type { Item } from '../../src/core/order.ts';
import { owedLines } from '../../src/hub/orders/make-backorder.ts';
import { PLAIN_DEFAULTS } from '../../src/hub/orders/sales-order.ts';
import { verifyOrder } from '../../src/hub/orders/verify-order.ts';
import { OrderDocSchema } from '../../src/wire/hub-order.ts';
import { type SalesOrder, SalesOrderSchema } from '../../src/wire/hub-sales.ts';
import { item, salesOrder } from './hub-fixture.ts';

const ITEMS = new Map<string, Item>(
  [item('A'), item('B'), item('KIT'), item('BARE', { barcodes: [], uncoded: true })].map((each) => [each.sku, each]),
);
const sku = (text: string) => text as Sku;

function verify(fields: Partial<SalesOrder>, items = ITEMS) {
  const order = SalesOrderSchema.parse(salesOrder('1', fields));
  return verifyOrder({ order, defaults: PLAIN_DEFAULTS, unreadable: [] }, items);
}
function docOf(fields: Partial<SalesOrder>) {
  const { doc, reasons } = verify(fields);
  expect(reasons).toEqual([]);
  if (doc === null) throw new Error('no document');
  return OrderDocSchema.parse(doc);
}
const parts = [
  { sku: sku('A'), quantity: 1, bin: 'A-1' },
  { sku: sku('B'), quantity: 3, lots: [{ lot: 'C24' }] },
];

describe('the document of an order', () => {
  test('carries everything that the shop said', () => {
    const said = {
      pick: true,
      places: true,
      extras: ['photo', 'customs'] as const,
      limits: { grams: 20_000 },
      days: 60,
      problems: ['customs'] as const,
    };
    const doc = docOf({
      ...said,
      extras: [...said.extras],
      problems: [...said.problems],
      lines: [
        { sku: sku('A'), quantity: 2, bin: 'A-1', lots: [{ lot: 'C24', expiry: '2027-01-31' }], swaps: [sku('B')] },
        { sku: sku('B'), quantity: 2, serials: ['1', '2'] },
      ],
    });
    expect(doc).toMatchObject(said);
    expect(doc.lines).toMatchObject([
      {
        id: 'L1',
        no: 1,
        bin: 'A-1',
        lots: [{ lot: 'C24', expiry: '2027-01-31' }],
        swaps: [{ sku: 'B', name: 'Item B' }],
      },
      { id: 'L2', no: 2, serials: ['1', '2'] },
    ]);
    expect(docOf({ problems: [], lines: [{ sku: sku('A'), quantity: 1 }] })).not.toHaveProperty('problems');
  });

  test('a kit that is packed part by part becomes its lines, with units for all kits', () => {
    const doc = docOf({
      lines: [
        { sku: sku('SET'), name: 'Set', quantity: 2, kit: { parts } },
        { sku: sku('A'), quantity: 1 },
        { sku: sku('KIT'), quantity: 1, kit: { parts: parts.slice(0, 1) } },
      ],
    });
    expect(doc.lines).toMatchObject([
      { id: 'L1', no: 1, sku: 'A', quantity: 2, bin: 'A-1', kit: { no: 1, sku: 'SET', name: 'Set' } },
      { id: 'L2', no: 2, sku: 'B', quantity: 6, lots: [{ lot: 'C24' }], kit: { no: 1 } },
      { id: 'L3', no: 3, sku: 'A', quantity: 1 },
      { id: 'L4', no: 4, sku: 'A', kit: { no: 2, sku: 'KIT', name: 'Item KIT' } },
    ]);
    expect(doc.lines[2]).not.toHaveProperty('kit');
  });

  test('a kit that is packed as built stays one line and knows what it becomes', () => {
    const [line] = docOf({ lines: [{ sku: sku('KIT'), quantity: 2, kit: { built: true, parts } }] }).lines;
    expect(line).toMatchObject({
      id: 'L1',
      sku: 'KIT',
      quantity: 2,
      parts: [
        { id: 'L1.1', sku: 'A', quantity: 2, kit: { no: 1, sku: 'KIT', name: 'Item KIT' } },
        { id: 'L1.2', sku: 'B', quantity: 6, kit: { no: 1 } },
      ],
    });
    expect(line).not.toHaveProperty('kit');
  });

  test('a part or a substitute that nobody knows holds the order; an item without a barcode by rule does not', () => {
    const unknown = verify({
      lines: [
        { sku: sku('A'), quantity: 1, swaps: [sku('Z')] },
        { sku: sku('SET'), quantity: 1, kit: { parts: [{ sku: sku('Y'), quantity: 1 }] } },
      ],
    });
    expect(unknown).toMatchObject({ state: 'on_hold', reasons: [{ code: 'unknown-sku' }] });
    expect(unknown.reasons[0]?.detail).toBe('Not in the catalogue: Z, Y.');
    const built = verify({ lines: [{ sku: sku('SET'), quantity: 1, kit: { built: true, parts } }] });
    expect(built.reasons[0]?.detail).toBe('Not in the catalogue: SET.');
    expect(docOf({ lines: [{ sku: sku('BARE'), quantity: 1 }] }).lines).toMatchObject([{ uncoded: true }]);
  });

  test('what is owed becomes lines again that give the same document, without the lots that were not there', () => {
    const doc = docOf({
      lines: [
        { sku: sku('A'), quantity: 3, bin: 'A-1', lots: [{ lot: 'X' }], swaps: [sku('B')] },
        { sku: sku('SET'), name: 'Set', quantity: 2, kit: { parts } },
        { sku: sku('KIT'), quantity: 2, kit: { built: true, parts } },
      ],
    });
    const units = [1, 2, 5, 1];
    const owed = doc.lines.map((line, index) => ({ line, units: units[index] ?? 0 }));
    const again = docOf({ lines: owedLines(owed) });
    expect(
      again.lines.map((line) => [line.sku, line.quantity, line.kit?.no, line.parts?.map((p) => p.quantity)]),
    ).toEqual([
      ['A', 1, undefined, undefined],
      ['A', 2, 1, undefined],
      ['B', 5, 1, undefined],
      ['KIT', 1, undefined, [1, 3]],
    ]);
    expect(again.lines[0]).toMatchObject({ bin: 'A-1', swaps: [{ sku: 'B' }] });
    expect(again.lines.some((line) => line.lots !== undefined)).toBe(false);
  });
});
