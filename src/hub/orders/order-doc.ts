import type { LineId, Sku } from '../../core/ids.ts';
import type { Address, Item, KitGroup, OrderDoc, OrderLine } from '../../core/order.ts';
import type { SalesLine } from '../../wire/hub-sales.ts';
import type { StoredSalesOrder } from './sales-order.ts';

type Items = ReadonlyMap<string, Item>;

/** Every SKU that the catalogue must know before this line can be packed. A kit packed part by part needs no item of its own. */
export function skusOf(line: SalesLine): readonly string[] {
  const parts = line.kit?.parts.map((part) => part.sku) ?? [];
  const own = line.kit !== undefined && line.kit.built !== true ? [] : [line.sku];
  return [...own, ...parts, ...(line.swaps ?? [])];
}

/** What a packer works from. The caller has made sure that all SKUs are known. */
export function docOf(sales: StoredSalesOrder, goods: readonly SalesLine[], items: Items, to: Address): OrderDoc {
  const { order, defaults } = sales;
  return {
    to,
    lines: linesOf(goods, items),
    carrier: order.carrier ?? defaults.carrier,
    service: order.service ?? defaults.service,
    lane: order.lane ?? defaults.lane,
    ...given('tote', order.tote),
    marks: order.marks ?? [],
    ...given('note', order.note),
    ...given('message', order.message),
    ...given('returns', order.returns),
    ...given('pick', order.pick),
    ...given('places', order.places),
    ...given('extras', order.extras),
    ...given('limits', order.limits),
    ...given('days', order.days),
    ...given('label', order.label),
    ...(order.problems === undefined || order.problems.length === 0 ? {} : { problems: order.problems }),
  };
}

function linesOf(goods: readonly SalesLine[], items: Items): OrderLine[] {
  const lines: OrderLine[] = [];
  let kits = 0;
  for (const line of goods) {
    const no = lines.length + 1;
    if (line.kit === undefined) {
      lines.push({ ...wholeLine(line, items), id: idOf(no), no });
      continue;
    }
    kits += 1;
    const kit = { no: kits, sku: line.sku, name: items.get(line.sku)?.name ?? line.name ?? line.sku };
    if (line.kit.built === true) {
      const parts = line.kit.parts.map((part, index) => ({
        ...partLine(part, line.quantity, kit, items),
        id: idOf(`${no}.${index + 1}`),
        // They take the place of the kit when it is broken.
        no,
      }));
      lines.push({ ...wholeLine(line, items), id: idOf(no), no, parts });
      continue;
    }
    for (const part of line.kit.parts) {
      const place = lines.length + 1;
      lines.push({ ...partLine(part, line.quantity, kit, items), id: idOf(place), no: place });
    }
  }
  return lines;
}

function wholeLine(line: SalesLine, items: Items): Omit<OrderLine, 'id' | 'no'> {
  return {
    ...itemOf(line.sku, items),
    quantity: line.quantity,
    ...given('bin', line.bin),
    ...given('lots', line.lots),
    ...given('serials', line.serials),
    ...(line.swaps === undefined ? {} : { swaps: line.swaps.map((sku) => itemOf(sku, items)) }),
  };
}

type Part = NonNullable<SalesLine['kit']>['parts'][number];

function partLine(part: Part, kitUnits: number, kit: KitGroup, items: Items): Omit<OrderLine, 'id' | 'no'> {
  return {
    ...itemOf(part.sku, items),
    quantity: part.quantity * kitUnits,
    ...given('bin', part.bin),
    ...given('lots', part.lots),
    kit,
  };
}

function itemOf(sku: Sku, items: Items): Item {
  const item = items.get(sku);
  if (item === undefined) throw new Error(`${sku} was not verified`);
  return item;
}

function idOf(place: number | string): LineId {
  return `L${place}` as LineId;
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}
