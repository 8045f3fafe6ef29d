import type { FoundOrder } from '../../core/command.ts';
import type { OrderId, PersonId } from '../../core/ids.ts';
import {
  type Claim,
  type Item,
  type Order,
  type OrderDoc,
  type OrderState,
  type Role,
  unitsOf,
} from '../../core/order.ts';
import type { Identity, Replica, StoredPerson } from '../../runtime/stores.ts';
import type { LocalDb, Row } from './local-db.ts';

type Settling = NonNullable<FoundOrder['settled']>['by'];

/** Rows of `sales` with what this station already did to them; a newer fence means that the order came back as new work. */
const OVERLAID = `select s.*, d.by as settled_by, d.at_ms as settled_at
  from replica.sales s left join settled d on d.order_id = s.id and d.fence >= s.fence`;
/** Claim is kept as one word so that one index answers the queue. */
const MINE = "s.claim = 'hard-mine' and s.state in ('claimed', 'packing', 'packed')";
const FREE = "s.claim = 'free' and s.state = 'ready'";
const BY_URGENCY = 's.priority, coalesce(s.ship_by_ms, 9e15), s.number';

export function createReplica(db: LocalDb): Replica {
  const meta = db.statement('select value from replica.meta where key = ?');
  const setMeta = db.statement('insert or replace into replica.meta (key, value) values (?, ?)');
  const putOrder = db.statement(
    `insert into replica.sales (id, number, tote, state, rev, priority, ship_by_ms, fence, claim, units, doc)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do update set number = excluded.number, tote = excluded.tote, state = excluded.state, rev = excluded.rev,
       priority = excluded.priority, ship_by_ms = excluded.ship_by_ms, fence = excluded.fence, claim = excluded.claim,
       units = excluded.units, doc = excluded.doc
     where excluded.rev >= sales.rev`,
  );
  const removeOrder = db.statement('delete from replica.sales where id = ?');
  const grantOrder = db.statement(
    `update replica.sales set claim = 'hard-mine', state = 'claimed', fence = ?, rev = ? where id = ? and rev <= ?`,
  );
  const putItem = db.statement('insert or replace into replica.item (sku, name, variant, doc) values (?, ?, ?, ?)');
  const dropCodes = db.statement('delete from replica.code where sku = ?');
  const putCode = db.statement('insert or replace into replica.code (kind, value, sku, factor) values (?, ?, ?, ?)');
  const putPerson = db.statement(
    'insert or replace into replica.person (id, name, role, badge_hash, pin_hash, active) values (?, ?, ?, ?, ?, ?)',
  );
  const byCode = db.statement(
    'select i.doc, c.factor from replica.code c join replica.item i on i.sku = c.sku where c.kind = ? and c.value = ?',
  );
  const byNumber = db.statement(`${OVERLAID} where s.number = ? limit 5`);
  const byTote = db.statement(`${OVERLAID} where s.tote = ? limit 5`);
  const byId = db.statement(`${OVERLAID} where s.id = ?`);
  const queueOf = (where: string) =>
    db.statement(`${OVERLAID} where ${where} and d.order_id is null order by ${BY_URGENCY} limit ?`);
  const mine = queueOf(MINE);
  const free = queueOf(FREE);
  const countMine = db.statement(
    `select count(*) as n from replica.sales s left join settled d on d.order_id = s.id and d.fence >= s.fence
     where ${MINE} and d.order_id is null`,
  );
  const anyFree = db.statement(`select 1 from replica.sales s where ${FREE} limit 1`);
  const perState = `count(*) filter (where s.state <> 'on_hold') as open,
       count(*) filter (where s.state <> 'on_hold' and s.ship_by_ms < ?1) as late,
       count(*) filter (where s.state <> 'on_hold' and s.ship_by_ms between ?1 and ?2) as today,
       count(*) filter (where s.state = 'on_hold') as held`;
  // Everything from one index, less the few that are settled here: a join over all orders would take ten times as long.
  const countAll = db.statement(`select ${perState} from replica.sales s indexed by sales_due`);
  const countSettled = db.statement(
    `select ${perState} from settled d join replica.sales s on s.id = d.order_id and d.fence >= s.fence`,
  );
  const personRow = db.statement('select * from replica.person where id = ?');
  const badgeRow = db.statement('select * from replica.person where badge_hash = ? and active = 1');
  const pinRows = db.statement('select * from replica.person where active = 1 and pin_hash is not null order by name');
  const alike = db.statement(
    `select o.variant, json_extract(o.doc, '$.picture') as picture from replica.item i
     join replica.item o on o.name = i.name and o.sku <> i.sku and o.variant is not null and o.variant <> i.variant
     where i.sku = ? order by o.sku limit 1`,
  );

  const text = (key: string) => {
    const value = meta.get(key)?.value;
    return typeof value === 'string' ? value : null;
  };

  return {
    cursor: () => text('cursor'),
    lastPullAtMs() {
      const value = meta.get('pulled-at')?.value;
      return value === undefined || value === null ? null : Number(value);
    },
    apply(page) {
      db.transaction(() => {
        for (const item of page.items) {
          putItem.run(item.sku, item.name, item.variant ?? null, JSON.stringify(item));
          dropCodes.run(item.sku);
          for (const { kind, value, factor } of item.barcodes) putCode.run(kind, value, item.sku, factor);
        }
        for (const order of page.orders) {
          putOrder.run(
            order.id,
            order.number,
            order.doc.tote ?? null,
            order.state,
            order.rev,
            order.priority,
            order.shipByMs,
            order.fence,
            claimWord(order.claim),
            unitsOf(order.doc),
            JSON.stringify(order.doc),
          );
        }
        for (const id of page.removed) removeOrder.run(id);
        for (const person of page.people) {
          const { id, name, role, badgeHash, pinHash, active } = person;
          putPerson.run(id, name, role, badgeHash, pinHash, active ? 1 : 0);
        }
        setMeta.run('cursor', page.cursor);
        setMeta.run('pulled-at', page.atMs);
      });
    },
    grant(claims) {
      db.transaction(() => {
        for (const { orderId, fence, rev } of claims) grantOrder.run(fence, rev, orderId, rev);
      });
    },
    clear() {
      db.transaction(() => {
        for (const table of ['sales', 'item', 'code', 'person']) db.exec(`delete from replica.${table}`);
        db.exec("delete from replica.meta where key in ('cursor', 'pulled-at')");
      });
    },
    identity() {
      const value = text('identity');
      return value === null ? null : (JSON.parse(value) as Identity); // written by `setIdentity` below
    },
    setIdentity: (identity) => setMeta.run('identity', JSON.stringify(identity)),
    itemsByCode: (kind, value) =>
      byCode.all(kind, value).map((row) => ({ item: itemOf(row), factor: Number(row.factor) })),
    ordersByText(value) {
      const rows = byNumber.all(value);
      return (rows.length > 0 ? rows : byTote.all(value)).map(foundOf);
    },
    order(id) {
      const row = byId.get(id);
      return row === undefined ? null : foundOf(row);
    },
    personByBadge(badgeHash) {
      const row = badgeRow.get(badgeHash);
      return row === undefined ? null : shortPerson(personOf(row));
    },
    person(id) {
      const row = personRow.get(id);
      return row === undefined ? null : personOf(row);
    },
    people: () => pinRows.all().map((row) => shortPerson(personOf(row))),
    queue(limit, withUnclaimed) {
      const own = mine.all(limit).map(foundOf);
      if (!withUnclaimed || own.length >= limit) return own;
      return [...own, ...free.all(limit - own.length).map(foundOf)];
    },
    counts(nowMs, endOfDayMs) {
      const all = countAll.get(nowMs, endOfDayMs);
      const settled = countSettled.get(nowMs, endOfDayMs);
      const of = (key: string) => Number(all?.[key] ?? 0) - Number(settled?.[key] ?? 0);
      return { open: of('open'), late: of('late'), today: of('today'), held: of('held') };
    },
    claimed: () => Number(countMine.get()?.n),
    hasUnclaimed: () => anyFree.get() !== undefined,
    lookAlike(sku) {
      const row = alike.get(sku);
      if (row === undefined) return null;
      return { variant: String(row.variant), picture: typeof row.picture === 'string' ? row.picture : null };
    },
  };
}

function claimWord(claim: Claim | null): string {
  return claim === null ? 'free' : `${claim.class}-${claim.mine ? 'mine' : 'theirs'}`;
}

// Rows hold what `apply` wrote after the wire had parsed it, so they are trusted here.
function foundOf(row: Row): FoundOrder {
  const by = row.settled_by;
  return {
    order: orderOf(row),
    settled: typeof by === 'string' ? { by: by as Settling, atMs: Number(row.settled_at) } : null,
  };
}

function orderOf(row: Row): Order {
  const [kind, owner] = String(row.claim).split('-');
  return {
    id: row.id as OrderId,
    number: String(row.number),
    rev: Number(row.rev),
    state: row.state as OrderState,
    priority: Number(row.priority),
    shipByMs: row.ship_by_ms === null ? null : Number(row.ship_by_ms),
    fence: Number(row.fence),
    claim: kind === 'free' ? null : { class: kind as Claim['class'], mine: owner === 'mine' },
    doc: JSON.parse(String(row.doc)) as OrderDoc,
  };
}

function itemOf(row: Row): Item {
  return JSON.parse(String(row.doc)) as Item;
}

function personOf(row: Row): StoredPerson {
  return {
    id: row.id as PersonId,
    name: String(row.name),
    role: row.role as Role,
    badgeHash: row.badge_hash === null ? null : String(row.badge_hash),
    pinHash: row.pin_hash === null ? null : String(row.pin_hash),
    active: row.active === 1,
  };
}

function shortPerson({ id, name, role }: StoredPerson): { id: PersonId; name: string; role: Role } {
  return { id, name, role };
}
