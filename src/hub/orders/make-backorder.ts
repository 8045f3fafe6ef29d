import type { Sku } from '../../core/ids.ts';
import type { OrderLine } from '../../core/order.ts';
import type { HoldReasonEntry } from '../../wire/hub-office.ts';
import type { SalesLine } from '../../wire/hub-sales.ts';
import type { Tx } from '../database/schema.ts';
import type { OwedLine } from '../events/measure-shipment.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { placeOrder } from './place-order.ts';
import { lockStock } from './reserve-stock.ts';
import { salesOf } from './sales-of.ts';

/**
 * What an order still owes after it left short becomes an order of its own, `-B1`, `-B2` and so on, beside it under the same
 * sales order; unless the shop said that the rest is dropped.
 */
export async function makeBackorder(
  tx: Tx,
  hub: HubContext,
  ask: { readonly orderId: string; readonly owed: readonly OwedLine[] },
  changes: FeedChanges,
): Promise<void> {
  const { salesId, sales, number } = await salesOf(tx, ask.orderId);
  if (ask.owed.length === 0 || sales.order.rest === 'drop') return;
  await tx.selectFrom('sales_order').select('id').where('id', '=', salesId).forUpdate().execute();
  const { last } = await tx
    .selectFrom('orders')
    .select((eb) => eb.fn.max('split_no').as('last'))
    .where('sales_order_id', '=', salesId)
    .executeTakeFirstOrThrow();
  const no = Number(last) + 1;
  const lines = owedLines(ask.owed);
  const split = { no, number: `${number}-B${no}` };
  const order = { ...sales.order, number: split.number, lines };
  const wait = await uncounted(tx, hub, ask.owed);
  await placeOrder(
    tx,
    hub,
    { salesId, sales: { ...sales, order, unreadable: [] }, split, ...(wait === null ? {} : { wait }) },
    changes,
  );
}

/** The shelf was just found short: where nobody counts, somebody has to say that there is more. */
async function uncounted(tx: Tx, hub: HubContext, owed: readonly OwedLine[]): Promise<HoldReasonEntry | null> {
  const skus = [...new Set<string>(owed.map(({ line }) => line.sku))].sort();
  const counted = await lockStock(tx, hub.warehouseId, skus);
  if (counted.length === skus.length) return null;
  return { code: 'backorder', detail: 'The rest of an order that left short; release it when the goods are there.' };
}

/** Lots and serials are not carried over: what had been set aside is what was not there. */
export function owedLines(owed: readonly OwedLine[]): SalesLine[] {
  const lines: SalesLine[] = [];
  const kits = new Map<number, SalesLine & { readonly kit: NonNullable<SalesLine['kit']> }>();
  for (const { line, units } of owed) {
    const part = { sku: line.sku, quantity: units, ...(line.bin === undefined ? {} : { bin: line.bin }) };
    if (line.kit === undefined) {
      const swaps = line.swaps?.map((item) => item.sku);
      lines.push({ ...part, ...(swaps === undefined ? {} : { swaps }), ...kitOf(line) });
      continue;
    }
    const known = kits.get(line.kit.no);
    if (known !== undefined) {
      known.kit.parts.push(part);
      continue;
    }
    const kit = { sku: line.kit.sku, name: line.kit.name, quantity: 1, kit: { parts: [part] } };
    kits.set(line.kit.no, kit);
    lines.push(kit);
  }
  return lines;
}

function kitOf(line: OrderLine): Pick<SalesLine, 'kit'> {
  if (line.parts === undefined) return {};
  const parts = line.parts.map((part) => ({
    sku: part.sku as Sku,
    quantity: Math.max(1, Math.round(part.quantity / line.quantity)),
    ...(part.bin === undefined ? {} : { bin: part.bin }),
  }));
  return { kit: { built: true, parts } };
}
