import type { FoundItem, FoundOrder } from '../core/command.ts';
import type { OrderId } from '../core/ids.ts';
import type { Lookup } from './lookup.ts';

/** Orders that one of these numbers names: a tote that a round has just filled here, an order's number, a tote the hub knows. */
export function directOrders(texts: readonly (string | undefined)[], lookup: Lookup): readonly FoundOrder[] {
  const named = [...new Set(texts)].filter((text) => text !== undefined && text !== '') as readonly string[];
  return uniqueOrders(named.flatMap((text) => ordersBy(text, lookup)));
}

/** Orders that a unit in hand could begin, the one to open first: the one it is set aside for, then the first that wants such an item. */
export function ordersToOpen(
  items: readonly FoundItem[],
  serial: string | undefined,
  { replica, moment: { online } }: Lookup,
): readonly FoundOrder[] {
  const [only, ...others] = items;
  const sku = only?.item.sku ?? null;
  const found: FoundOrder[] = [];
  if (serial !== undefined && others.length === 0) found.push(...stillOpen(replica.ordersBySerial(serial, sku)));
  // A code that fits several items opens nothing: which order is meant would be a guess.
  if (sku !== null && others.length === 0) found.push(...replica.ordersByItem(sku, 1, online));
  return found;
}

export function uniqueOrders(orders: readonly FoundOrder[]): readonly FoundOrder[] {
  const ids = orders.map(({ order }) => order.id);
  return orders.filter(({ order }, index) => ids.indexOf(order.id) === index);
}

function ordersBy(text: string, { replica, moment: { picked } }: Lookup): readonly FoundOrder[] {
  const filled = Object.entries(picked)
    .filter(([, { totes }]) => totes.includes(text))
    .map(([orderId]) => replica.order(orderId as OrderId)) // keys of `picked` are order ids
    .filter((found) => found !== null);
  return filled.length > 0 ? filled : stillOpen(replica.ordersByText(text));
}

/** A tote is used again: what is already done here does not stand in the way of what is in it now. */
function stillOpen(found: readonly FoundOrder[]): readonly FoundOrder[] {
  const open = found.filter(({ settled }) => settled === null);
  return open.length > 0 ? open : found.slice(0, 1);
}
