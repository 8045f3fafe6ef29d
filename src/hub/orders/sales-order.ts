import { createHash } from 'node:crypto';
import type { RowProblem } from '../../wire/hub-office.ts';
import type { SalesOrder } from '../../wire/hub-sales.ts';

/** What a connector fills in where the shop says nothing. */
export interface OrderDefaults {
  readonly carrier: string;
  readonly service: string;
  readonly lane: string;
  readonly shipWithinHours: number;
}

export const PLAIN_DEFAULTS: OrderDefaults = {
  carrier: 'Unassigned',
  service: 'Standard',
  lane: 'A',
  shipWithinHours: 24,
};

/** The shop's document with everything that verification needs, so that a held order can be verified again later. */
export interface StoredSalesOrder {
  readonly order: SalesOrder;
  readonly defaults: OrderDefaults;
  /** Rows of the file that belong, or may belong, to this order and could not be read. */
  readonly unreadable: readonly RowProblem[];
}

export function hashOf(sales: StoredSalesOrder): Uint8Array {
  return createHash('sha256')
    .update(JSON.stringify(sorted(sales)))
    .digest();
}

/** Whether a label that was bought for the one would be wrong for the other. */
export function isAnotherLabel(before: StoredSalesOrder, after: StoredSalesOrder): boolean {
  const onLabel = ({ order, defaults }: StoredSalesOrder) =>
    JSON.stringify(
      sorted({
        to: order.to,
        carrier: order.carrier ?? defaults.carrier,
        service: order.service ?? defaults.service,
        label: order.label ?? null,
      }),
    );
  return onLabel(before) !== onLabel(after);
}

/** The same content must hash the same, whatever order its keys came in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, held]) => [key, sorted(held)]));
}
