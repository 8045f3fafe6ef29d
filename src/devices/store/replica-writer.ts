import type { Item, Order } from '../../core/order.ts';
import { unitsOf } from '../../core/order.ts';
import type { ReplicaPage, StoredPerson } from '../../runtime/stores.ts';
import type { LocalDb } from './local-db.ts';
import { claimWord } from './replica-rows.ts';

/** Puts what the hub said into tables; the caller holds the transaction. */
export interface ReplicaWriter {
  put(page: Pick<ReplicaPage, 'items' | 'orders' | 'removed' | 'people'>): void;
  grant(claim: { readonly orderId: string; readonly fence: number; readonly rev: number }): void;
}

export function createReplicaWriter(db: LocalDb): ReplicaWriter {
  const putOrder = db.statement(
    `insert into replica.sales (id, number, tote, state, rev, priority, ship_by_ms, fence, claim, units, pick, doc)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do update set number = excluded.number, tote = excluded.tote, state = excluded.state, rev = excluded.rev,
       priority = excluded.priority, ship_by_ms = excluded.ship_by_ms, fence = excluded.fence, claim = excluded.claim,
       units = excluded.units, pick = excluded.pick, doc = excluded.doc
     where excluded.rev >= sales.rev
     returning id`,
  );
  const removeOrder = db.statement('delete from replica.sales where id = ?');
  const dropWanted = db.statement('delete from replica.wanted where order_id = ?');
  const putWanted = db.statement(
    `insert or ignore into replica.wanted (order_id, sku, many, reach, priority, due_ms, number)
     select id, ?2, ?3, reach, priority, due_ms, number from replica.sales where id = ?1`,
  );
  const dropSetAside = db.statement('delete from replica.set_aside where order_id = ?');
  const setAside = db.statement('insert or ignore into replica.set_aside (serial, sku, order_id) values (?, ?, ?)');
  const dropPapers = db.statement('delete from replica.paper where order_id = ?');
  const putPaper = db.statement('insert or ignore into replica.paper (order_id, sha256) values (?, ?)');
  const dropLoose = db.statement(
    'delete from replica.document where sha256 in (select d.sha256 from replica.document d left join replica.paper p on p.sha256 = d.sha256 where p.sha256 is null)',
  );
  const grantOrder = db.statement(
    `update replica.sales set claim = 'hard-mine', state = 'claimed', fence = ?, rev = ? where id = ? and rev <= ?`,
  );
  const reachAgain = db.statement(
    'update replica.wanted set reach = (select reach from replica.sales where id = ?1) where order_id = ?1',
  );
  const putItem = db.statement('insert or replace into replica.item (sku, name, variant, doc) values (?, ?, ?, ?)');
  const dropCodes = db.statement('delete from replica.code where sku = ?');
  const putCode = db.statement('insert or replace into replica.code (kind, value, sku, factor) values (?, ?, ?, ?)');
  const putPerson = db.statement(
    'insert or replace into replica.person (id, name, role, badge_hash, pin_hash, active) values (?, ?, ?, ?, ?, ?)',
  );

  function writeItem(item: Item): void {
    putItem.run(item.sku, item.name, item.variant ?? null, JSON.stringify(item));
    dropCodes.run(item.sku);
    for (const { kind, value, factor } of item.barcodes) putCode.run(kind, value, item.sku, factor);
  }

  function writeOrder(order: Order): void {
    const { id, doc } = order;
    const written = putOrder.get(
      id,
      order.number,
      doc.tote ?? null,
      order.state,
      order.rev,
      order.priority,
      order.shipByMs,
      order.fence,
      claimWord(order.claim),
      unitsOf(doc),
      doc.pick === true ? 1 : 0,
      JSON.stringify(doc),
    );
    // No row: what stands there already is newer.
    if (written === undefined) return;
    forget(id);
    for (const { sha256, voided } of doc.documents ?? []) if (voided !== true) putPaper.run(id, sha256);
    for (const { sku, serials = [] } of doc.lines) {
      putWanted.run(id, sku, doc.lines.length > 1 ? 1 : 0);
      for (const serial of serials) setAside.run(serial, sku, id);
    }
  }

  function forget(orderId: string): void {
    dropWanted.run(orderId);
    dropSetAside.run(orderId);
    dropPapers.run(orderId);
  }

  function writePerson({ id, name, role, badgeHash, pinHash, active }: StoredPerson): void {
    putPerson.run(id, name, role, badgeHash, pinHash, active ? 1 : 0);
  }

  return {
    put({ items, orders, removed, people }) {
      for (const item of items) writeItem(item);
      for (const order of orders) writeOrder(order);
      for (const id of removed) {
        removeOrder.run(id);
        forget(id);
      }
      if (removed.length > 0) dropLoose.run();
      for (const person of people) writePerson(person);
    },
    grant({ orderId, fence, rev }) {
      grantOrder.run(fence, rev, orderId, rev);
      reachAgain.run(orderId);
    },
  };
}
