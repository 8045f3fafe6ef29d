import type { Address, Item, OrderDoc } from '../../core/order.ts';
import type { HoldReasonEntry } from '../../wire/hub-office.ts';
import type { SalesLine, SalesOrder } from '../../wire/hub-sales.ts';
import { docOf, skusOf } from './order-doc.ts';
import type { StoredSalesOrder } from './sales-order.ts';

export interface Verdict {
  readonly state: 'ready' | 'on_hold' | 'cancelled';
  readonly reasons: readonly HoldReasonEntry[];
  /** Only an order that may be packed has one. */
  readonly doc: OrderDoc | null;
}

/**
 * Whether a sales order is work for a packer, and if not, every reason at once.
 * Stock is not looked at here: it changes by the minute and is reserved under a lock.
 */
export function verifyOrder(sales: StoredSalesOrder, items: ReadonlyMap<string, Item>): Verdict {
  const { order } = sales;
  if (order.cancelled === true) {
    return {
      state: 'cancelled',
      reasons: [{ code: 'cancelled-by-shop', detail: 'The shop cancelled this order.' }],
      doc: null,
    };
  }
  const goods = order.lines.filter((line) => line.charge !== true);
  const address = completeAddress(order.to);
  const reasons: HoldReasonEntry[] = [
    ...unreadableReasons(sales),
    ...quantityReasons(goods),
    ...itemReasons(goods, items),
    ...(address.missing.length === 0
      ? []
      : [{ code: 'incomplete-address' as const, detail: `The address lacks ${address.missing.join(', ')}.` }]),
  ];
  if (goods.length === 0) {
    const detail =
      order.lines.length === 0 ? 'The order has no lines.' : 'The order has only charges such as postage, no goods.';
    reasons.push({ code: 'nothing-to-pack', detail });
  }
  if (reasons.length > 0 || address.complete === null) return { state: 'on_hold', reasons, doc: null };
  return { state: 'ready', reasons: [], doc: docOf(sales, goods, items, address.complete) };
}

function unreadableReasons(sales: StoredSalesOrder): HoldReasonEntry[] {
  if (sales.unreadable.length === 0) return [];
  const lines = sales.unreadable
    .map((row) => row.line)
    .slice(0, 10)
    .join(', ');
  return [
    { code: 'unreadable-rows', detail: `Rows of this order could not be read (line ${lines}): it may be incomplete.` },
  ];
}

function quantityReasons(goods: readonly SalesLine[]): HoldReasonEntry[] {
  const bad = goods.filter((line) => line.quantity < 1);
  if (bad.length === 0) return [];
  const list = bad
    .slice(0, 10)
    .map((line) => `${line.quantity} × ${line.sku}`)
    .join(', ');
  return [{ code: 'bad-quantity', detail: `Quantities must be at least 1, but the order says ${list}.` }];
}

function itemReasons(goods: readonly SalesLine[], items: ReadonlyMap<string, Item>): HoldReasonEntry[] {
  const skus = [...new Set<string>(goods.flatMap(skusOf))];
  const unknown = skus.filter((sku) => !items.has(sku));
  const bare = skus.filter((sku) => items.get(sku)?.barcodes.length === 0 && items.get(sku)?.uncoded !== true);
  const reasons: HoldReasonEntry[] = [];
  if (unknown.length > 0) {
    reasons.push({ code: 'unknown-sku', detail: `Not in the catalogue: ${listed(unknown)}.` });
  }
  if (bare.length > 0)
    reasons.push({ code: 'no-barcode', detail: `Without a barcode nothing can prove: ${listed(bare)}.` });
  return reasons;
}

function listed(skus: readonly string[]): string {
  return skus.slice(0, 10).join(', ') + (skus.length > 10 ? ` and ${skus.length - 10} more` : '');
}

const REQUIRED = ['name', 'street', 'city', 'postcode', 'country'] as const;

function completeAddress(to: SalesOrder['to']): {
  readonly complete: Address | null;
  readonly missing: readonly string[];
} {
  const text = (key: keyof SalesOrder['to']): string => String(to[key] ?? '').trim();
  const missing: string[] = REQUIRED.filter((key) => text(key) === '');
  const country = text('country').toUpperCase();
  if (country !== '' && !/^[A-Z]{2}$/.test(country))
    missing.push(`a two-letter country code (not "${text('country')}")`);
  if (missing.length > 0) return { complete: null, missing };
  const optional = (['company', 'extra', 'region'] as const).filter((key) => text(key) !== '');
  const complete: Address = {
    name: text('name'),
    street: text('street'),
    city: text('city'),
    postcode: text('postcode'),
    country,
    ...Object.fromEntries(optional.map((key) => [key, text(key)])),
    ...(to.invented === true ? { invented: true } : {}),
  };
  return { complete, missing: [] };
}
