import type { OrderId } from '../../core/ids.ts';
import type { Order } from '../../core/order.ts';
import type { LocalDb } from './local-db.ts';

/**
 * The hard claims of this station, kept beside the journal and not in the replica: the replica may be thrown away at any moment,
 * and a hub that was restored from a backup has to be told what was lent before. The caller holds the transaction.
 */
export interface HeldClaims {
  /** What the hub says of an order: it is held, or it is not. */
  heard(order: Order): void;
  keep(orderId: OrderId, fence: number): void;
  drop(orderId: OrderId): void;
  /** The transaction was undone: what was remembered of it counts no more. */
  undone(): void;
  /** Those that were not settled here under this fence or a newer one. */
  all(): readonly { readonly orderId: OrderId; readonly fence: number }[];
}

export function createHeldClaims(db: LocalDb): HeldClaims {
  const put = db.statement('insert or replace into held (order_id, fence) values (?, ?)');
  const remove = db.statement('delete from held where order_id = ?');
  const rows = db.statement('select order_id, fence from held');
  const open = db.statement(
    `select h.order_id, h.fence from held h
     where not exists (select 1 from settled d where d.order_id = h.order_id and d.fence >= h.fence and d.by <> 'parked')
     order by h.order_id`,
  );
  /** A pull brings thousands of orders, and hardly one of them is held. Undefined: to be read again. */
  let fences: Map<string, number> | undefined;

  function known(): Map<string, number> {
    fences ??= new Map(rows.all().map((row) => [String(row.order_id), Number(row.fence)]));
    return fences;
  }

  function write(what: () => void): void {
    what();
    fences = undefined;
  }

  const held: HeldClaims = {
    heard({ id, claim, fence }) {
      if (claim?.mine === true && claim.class === 'hard') held.keep(id, fence);
      else held.drop(id);
    },
    keep(orderId, fence) {
      if (known().get(orderId) !== fence) write(() => put.run(orderId, fence));
    },
    drop(orderId) {
      if (known().has(orderId)) write(() => remove.run(orderId));
    },
    undone() {
      fences = undefined;
    },
    all() {
      // Written by `keep` above.
      return open.all().map((row) => ({ orderId: String(row.order_id) as OrderId, fence: Number(row.fence) }));
    },
  };
  return held;
}
