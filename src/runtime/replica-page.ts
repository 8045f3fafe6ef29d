import { conflictOf } from '../wire/hub-conflict.ts';
import type { FeedPage } from '../wire/hub-feed.ts';
import { orderOf } from '../wire/hub-order.ts';
import type { ReplicaPage } from './stores.ts';

/** Sorts a page by kind. Within a page a thing stands once, so the order between kinds does not matter. */
export function pageOf(page: FeedPage, atMs: number): ReplicaPage {
  const orders: ReplicaPage['orders'][number][] = [];
  const removed: ReplicaPage['removed'][number][] = [];
  const items: ReplicaPage['items'][number][] = [];
  const people: ReplicaPage['people'][number][] = [];
  for (const entry of page.items) {
    if (entry.op === 'upsert') orders.push(orderOf(entry.order));
    else if (entry.op === 'remove') removed.push(entry.order_id);
    else if (entry.op === 'item') items.push(entry.item);
    else {
      const { id, name, role, badge_hash, pin_hash, active } = entry.person;
      people.push({ id, name, role, badgeHash: badge_hash, pinHash: pin_hash, active });
    }
  }
  const conflicts = (page.conflicts ?? []).map((wire) => ({ conflict: conflictOf(wire), open: wire.open }));
  return { cursor: page.cursor, feedEpoch: page.feed_epoch, orders, removed, items, people, conflicts, atMs };
}
