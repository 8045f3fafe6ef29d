import { checkDigitOf } from '../../src/core/gtin.ts';
import type { OrderId, Sku } from '../../src/core/ids.ts';
import type { Item, Order, OrderLine } from '../../src/core/order.ts';
import type { Replica } from '../../src/runtime/stores.ts';
import { ITEMS, line, lineFor, orderWith } from '../core/bench.ts';

export const MANY_ORDERS = 50_000;
/** Items of a middling shop. */
export const MANY_ITEMS = 20_000;
const PAGE = 500;
const SERIAL_EVERY = 10;

/** What stands on the item: an EAN-13 of the GS1 prefix for demonstrations. */
export function eanOf(index: number): string {
  const body = `9529${String(index).padStart(8, '0')}`;
  return body + checkDigitOf(body);
}

export function manyItem(index: number): Item {
  return {
    sku: `SKU-${index}` as Sku,
    name: `Bench item ${index}`,
    grams: 40 + (index % 700),
    spread: 2,
    millimetres: [60 + (index % 140), 40 + (index % 90), 20 + (index % 60)],
    barcodes: [
      { kind: 'gtin', value: `0${eanOf(index)}`, factor: 1 },
      { kind: 'text', value: `SUP/${index}`, factor: 1 },
    ],
  };
}

/** Every third has one line; all others also want the same bestseller, which then stands on some 33,000 orders. */
export function manyOrder(index: number): Order {
  const sparse = lineFor(1, manyItem((index * 7919) % MANY_ITEMS), 1 + (index % 3), serialsOf(index));
  const lines = index % 3 === 0 ? [sparse] : [sparse, line(2, 'M-02', 1 + (index % 5))];
  return {
    ...orderWith(`MANY-${index}`, { tote: `TOTE-${index}` }, ...lines),
    id: `many-${index}` as OrderId,
    state: 'ready',
    claim: null,
    priority: 9,
    shipByMs: 4e12 + index,
  };
}

function serialsOf(index: number): Partial<OrderLine> {
  return index % SERIAL_EVERY === 0 ? { serials: [serialOf(index)] } : {};
}

/** Set aside for an order by this index; every tenth has one. */
export function serialOf(index: number): string {
  return `SN-${index - (index % SERIAL_EVERY)}`;
}

/** Fills a station's replica with open orders that nobody has claimed, as a peak season would; where it stands in the feed stays. */
export function fill(replica: Replica): void {
  const put = (change: Partial<Parameters<Replica['apply']>[0]>) =>
    replica.apply({
      cursor: replica.cursor() ?? '',
      feedEpoch: '',
      orders: [],
      removed: [],
      conflicts: [],
      items: [],
      people: [],
      atMs: Date.now(),
      ...change,
    });
  put({ items: ITEMS });
  for (let from = 0; from < MANY_ITEMS; from += PAGE) put({ items: pageFrom(from, manyItem) });
  for (let from = 0; from < MANY_ORDERS; from += PAGE) put({ orders: pageFrom(from, manyOrder) });
}

function pageFrom<Made>(from: number, make: (index: number) => Made): Made[] {
  return Array.from({ length: PAGE }, (_, offset) => make(from + offset));
}
