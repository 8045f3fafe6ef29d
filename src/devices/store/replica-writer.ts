import type { Conflict } from '../../core/conflict.ts';
import type { OrderId } from '../../core/ids.ts';
import type { Item, Order, OrderDoc } from '../../core/order.ts';
import { unitsOf } from '../../core/order.ts';
import type { Grant, ReplicaPage, StoredPerson } from '../../runtime/stores.ts';
import type { HeldClaims } from './held-claims.ts';
import type { LocalDb, Row } from './local-db.ts';
import { claimWord, holderText } from './replica-rows.ts';

/** Puts what the hub said into tables; the caller holds the transaction. */
export interface ReplicaWriter {
  put(page: Pick<ReplicaPage, 'items' | 'orders' | 'removed' | 'people' | 'conflicts'>): void;
  grant(claim: Grant): void;
  revoke(orderId: OrderId): void;
}

export function createReplicaWriter(db: LocalDb, held: HeldClaims): ReplicaWriter {
  // Most rows of a first pull are new; nothing has to be taken away for them.
  const addOrder = db.statement(
    `insert into replica.sales (id, number, tote, state, rev, priority, ship_by_ms, fence, claim, holder, units, pick, doc)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing returning row, reach, due_ms`,
  );
  const changeOrder = db.statement(
    `update replica.sales set number = ?2, tote = ?3, state = ?4, rev = ?5, priority = ?6, ship_by_ms = ?7, fence = ?8, claim = ?9,
       holder = ?10, units = ?11, pick = ?12, doc = ?13
     where id = ?1 and rev <= ?5 returning row, reach, due_ms`,
  );
  const removeOrder = db.statement('delete from replica.sales where id = ? returning row');
  const dropWanted = db.statement('delete from replica.wanted where sale = ?');
  const putWanted = db.statement(
    'insert or ignore into replica.wanted (sale, sku, many, reach, priority, due_ms, number) values (?, ?, ?, ?, ?, ?, ?)',
  );
  const dropSetAside = db.statement('delete from replica.set_aside where sale = ?');
  const setAside = db.statement('insert or ignore into replica.set_aside (serial, sku, sale) values (?, ?, ?)');
  const dropPapers = db.statement('delete from replica.paper where sale = ?');
  const putPaper = db.statement('insert or ignore into replica.paper (sale, sha256) values (?, ?)');
  const dropLoose = db.statement(
    'delete from replica.document where sha256 in (select d.sha256 from replica.document d left join replica.paper p on p.sha256 = d.sha256 where p.sha256 is null)',
  );
  // Under a soft lease an order stays what it is; a hard claim takes it out of the pool.
  const grantOrder = db.statement(
    `update replica.sales set claim = ?2 || '-mine', holder = null, fence = ?3, rev = ?4,
       state = case when ?2 = 'hard' and state = 'ready' then 'claimed' else state end
     where id = ?1 and rev <= ?4 returning row`,
  );
  const newer = db.statement('select 1 from replica.sales where id = ? and rev > ?');
  // Who has it now, the next page says; until then nobody here opens it, unless it is still in the pool.
  const revokeOrder = db.statement(
    `update replica.sales set claim = 'free', holder = null where id = ? and claim in ('hard-mine', 'soft-mine') returning row`,
  );
  const reachAgain = db.statement(
    'update replica.wanted set reach = (select reach from replica.sales where row = ?1) where sale = ?1',
  );
  const putItem = db.statement('insert or replace into replica.item (sku, name, variant, doc) values (?, ?, ?, ?)');
  const dropCodes = db.statement('delete from replica.code where sku = ?');
  const putCode = db.statement('insert or replace into replica.code (kind, value, sku, factor) values (?, ?, ?, ?)');
  const putPerson = db.statement(
    'insert or replace into replica.person (id, name, role, badge_hash, pin_hash, active) values (?, ?, ?, ?, ?, ?)',
  );
  const putConflict = db.statement('insert or replace into replica.conflict (id, opened_at_ms, doc) values (?, ?, ?)');
  const dropConflict = db.statement('delete from replica.conflict where id = ?');

  function writeItem(item: Item): void {
    putItem.run(item.sku, item.name, item.variant ?? null, JSON.stringify(item));
    dropCodes.run(item.sku);
    for (const { kind, value, factor } of item.barcodes) putCode.run(kind, value, item.sku, factor);
  }

  function writeOrder(order: Order): void {
    const { doc } = order;
    const values = [
      order.id,
      order.number,
      doc.tote ?? null,
      order.state,
      order.rev,
      order.priority,
      order.shipByMs,
      order.fence,
      claimWord(order.claim),
      holderText(order.claim),
      unitsOf(doc),
      doc.pick === true ? 1 : 0,
      JSON.stringify(doc),
    ] as const;
    const added = addOrder.get(...values);
    const changed = added === undefined ? changeOrder.get(...values) : undefined;
    if (changed !== undefined) forget(Number(changed.row));
    const written = added ?? changed;
    // No row: what stands there already is newer.
    if (written !== undefined) writeLines(order, doc, written);
  }

  function writeLines(order: Order, doc: OrderDoc, written: Row): void {
    const row = Number(written.row);
    const reach = Number(written.reach);
    const dueMs = Number(written.due_ms);
    held.heard(order);
    for (const { sha256, voided } of doc.documents ?? []) if (voided !== true) putPaper.run(row, sha256);
    const many = doc.lines.length > 1 ? 1 : 0;
    for (const { sku, serials = [] } of doc.lines) {
      putWanted.run(row, sku, many, reach, order.priority, dueMs, order.number);
      for (const serial of serials) setAside.run(serial, sku, row);
    }
  }

  function forget(row: number): void {
    dropWanted.run(row);
    dropSetAside.run(row);
    dropPapers.run(row);
  }

  function remove(orderId: OrderId): void {
    held.drop(orderId);
    const row = removeOrder.get(orderId)?.row;
    if (row !== undefined) forget(Number(row));
  }

  function writePerson({ id, name, role, badgeHash, pinHash, active }: StoredPerson): void {
    putPerson.run(id, name, role, badgeHash, pinHash, active ? 1 : 0);
  }

  function writeConflict(conflict: Conflict, open: boolean): void {
    if (open) putConflict.run(conflict.id, conflict.openedAtMs, JSON.stringify(conflict));
    else dropConflict.run(conflict.id);
  }

  return {
    put({ items, orders, removed, people, conflicts }) {
      for (const item of items) writeItem(item);
      for (const order of orders) writeOrder(order);
      for (const id of removed) remove(id);
      if (removed.length > 0) dropLoose.run();
      for (const person of people) writePerson(person);
      for (const { conflict, open } of conflicts) writeConflict(conflict, open);
    },
    grant({ orderId, fence, rev, class: kind }) {
      // A page that came meanwhile knows better than an answer that took its time.
      if (newer.get(orderId, rev) !== undefined) return;
      if (kind === 'hard') held.keep(orderId, fence);
      const row = grantOrder.get(orderId, kind, fence, rev)?.row;
      if (row !== undefined) reachAgain.run(Number(row));
    },
    revoke(orderId) {
      held.drop(orderId);
      const row = revokeOrder.get(orderId)?.row;
      if (row !== undefined) reachAgain.run(Number(row));
    },
  };
}
