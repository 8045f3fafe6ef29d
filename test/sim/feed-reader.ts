import { decodeCursor } from '../../src/hub/feed/feed-cursor.ts';
import type { FeedPage } from '../../src/wire/hub-feed.ts';
import type { SimHub } from './sim-hub.ts';

/** Somebody who keeps reading the feed, page by page, and checks what every reader relies on (I7). */
export interface FeedReader {
  /** One page. @returns false when there is nothing more */
  read(limit: number): Promise<boolean>;
  /** Orders as the feed told them, by id. */
  readonly orders: ReadonlyMap<string, FeedPage['items'][number] & { readonly op: 'upsert' }>;
  startAnew(): void;
}

export function createFeedReader(hub: SimHub, key: string, onWrong: (what: string) => void): FeedReader {
  let cursor: string | null = null;
  let pos = 0;
  const orders = new Map<string, FeedPage['items'][number] & { readonly op: 'upsert' }>();

  function startAnew(): void {
    cursor = null;
    pos = 0;
    orders.clear();
  }

  function take(page: FeedPage): void {
    let last = pos;
    for (const item of page.items) {
      if (item.pos <= last) onWrong(`I7 position ${item.pos} came after ${last}`);
      last = item.pos;
      if (item.op === 'remove') orders.delete(item.order_id);
      if (item.op !== 'upsert') continue;
      const before = orders.get(item.order.id);
      if (before !== undefined && before.order.rev > item.order.rev) {
        onWrong(`I7 ${item.order.number} went from rev ${before.order.rev} back to ${item.order.rev}`);
      }
      orders.set(item.order.id, item);
    }
    cursor = page.cursor;
    const now = decodeCursor(page.cursor)?.pos ?? 0;
    if (now < last) onWrong(`I7 the cursor stands at ${now}, behind what it came with (${last})`);
    pos = now;
  }

  return {
    orders,
    startAnew,
    async read(limit) {
      const query = new URLSearchParams({ ...(cursor === null ? {} : { cursor }), limit: String(limit), wait: '0' });
      const reply = await hub.ask({ method: 'GET', path: `/v1/feed?${query}`, key, cause: 'reader feed' });
      if (reply === null || reply.status === 204) return false;
      if (reply.status === 410) {
        startAnew();
        return true;
      }
      if (reply.status !== 200) return false;
      const page = JSON.parse(reply.text) as FeedPage; // stations parse the same answers
      take(page);
      return !page.up_to_date;
    },
  };
}
