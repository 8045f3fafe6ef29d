import type { OrderId } from '../../src/core/ids.ts';
import type { Order } from '../../src/core/order.ts';
import type { Replica } from '../../src/runtime/stores.ts';
import { ITEMS, line, order } from '../core/bench.ts';

/** Fills a station's replica with open orders, as a peak season would. */
export function fill(replica: Replica, count: number, of: (index: number) => Partial<Order>): void {
  const page = 500;
  for (let from = 0; from < count; from += page) {
    const orders = Array.from({ length: Math.min(page, count - from) }, (_, offset): Order => {
      const index = from + offset;
      const made = order(`MANY-${index}`, line(1, 'B-17-BK', 1 + (index % 3)), line(2, 'M-02', 1 + (index % 5)));
      return { ...made, id: `many-${index}` as OrderId, priority: 9, shipByMs: 4e12 + index, ...of(index) };
    });
    replica.apply({
      cursor: '',
      feedEpoch: '',
      orders,
      removed: [],
      items: from === 0 ? ITEMS : [],
      people: [],
      atMs: 1,
    });
  }
}
