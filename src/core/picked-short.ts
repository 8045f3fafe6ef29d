import type { Event } from './event.ts';
import type { LineId } from './ids.ts';
import type { Order } from './order.ts';
import type { Policy } from './site.ts';

/**
 * What a picking round did not bring is short from the start, as far as the site lets an order leave without it. The hub has heard of
 * it by `pick-short` already, so `told` keeps the stock from moving twice.
 */
export function openShort(
  order: Order,
  shortOf: (lineId: LineId) => number,
  missing: Policy['missing'],
): readonly Event[] {
  const orderId = order.id;
  const opened: Event = { type: 'order-opened', orderId, order };
  const short = order.doc.lines.flatMap((line): Event[] => {
    const units = Math.min(shortOf(line.id), line.quantity);
    return units > 0
      ? [{ type: 'line-short', orderId, lineId: line.id, units, reason: 'none-on-shelf', told: true }]
      : [];
  });
  if (short.length === 0) return [opened];
  const nothing = order.doc.lines.every(({ id, quantity }) => shortOf(id) >= quantity);
  return nothing || missing !== 'allow'
    ? [opened, { type: 'order-held', orderId, reason: 'missing' }]
    : [opened, ...short];
}
