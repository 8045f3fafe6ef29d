import { createHash } from 'node:crypto';
import type { FoundOrder } from '../../core/command.ts';
import type { Replica } from '../../runtime/stores.ts';
import { createHeldClaims } from './held-claims.ts';
import { createIdentity } from './identity-row.ts';
import type { LocalDb, Statement } from './local-db.ts';
import { createReplicaClaims } from './replica-claims.ts';
import { BY_URGENCY, FREE, OVERLAID, OWN, SETTLED } from './replica-queries.ts';
import { foundItemOf, foundOf, itemOf, personOf, shortPerson } from './replica-rows.ts';
import { createReplicaWriter } from './replica-writer.ts';

export function createReplica(db: LocalDb): Replica {
  const held = createHeldClaims(db);
  const writer = createReplicaWriter(db, held);
  const claims = createReplicaClaims(db, held);
  const identity = createIdentity(db);
  const meta = db.statement('select value from replica.meta where key = ?');
  const setMeta = db.statement('insert or replace into replica.meta (key, value) values (?, ?)');
  // A code that was taught here and has reached the catalogue since counts once, with the catalogue's factor.
  const byCode = db.statement(
    `select i.doc, c.factor from replica.code c join replica.item i on i.sku = c.sku where c.kind = ?1 and c.value = ?2
     union all
     select i.doc, l.factor from learned l join replica.item i on i.sku = l.sku where l.kind = ?1 and l.value = ?2
       and not exists (select 1 from replica.code c where c.kind = l.kind and c.value = l.value and c.sku = l.sku)`,
  );
  const itemRow = db.statement('select doc from replica.item where sku = ?');
  const byNumber = db.statement(`${OVERLAID} where s.number = ? limit 5`);
  const byTote = db.statement(`${OVERLAID} where s.tote = ? limit 5`);
  const byId = db.statement(`${OVERLAID} where s.id = ?`);
  const byItem = db.statement(
    `select s.*, d.by as settled_by, d.at_ms as settled_at
     from replica.wanted w cross join replica.sales s on s.row = w.sale ${SETTLED}
     where w.sku = ? and w.many = ? and w.reach = ? and d.order_id is null
     order by w.priority, w.due_ms, w.number limit ?`,
  );
  const bySerial = db.statement(
    `select s.*, d.by as settled_by, d.at_ms as settled_at
     from replica.set_aside a cross join replica.sales s on s.row = a.sale ${SETTLED}
     where a.serial = ?1 and (?2 is null or a.sku = ?2) limit 5`,
  );
  const queue = db.statement(`${OVERLAID} where s.reach = ? and d.order_id is null order by ${BY_URGENCY} limit ?`);
  const toPick = db.statement(
    `${OVERLAID} where s.reach = ${OWN} and s.pick = 1 and d.order_id is null order by ${BY_URGENCY} limit ?`,
  );
  const anyFree = db.statement(`select 1 from replica.sales s where s.reach = ${FREE} limit 1`);
  const perState = `count(*) filter (where s.state <> 'on_hold') as open,
       count(*) filter (where s.state <> 'on_hold' and s.ship_by_ms < ?1) as late,
       count(*) filter (where s.state <> 'on_hold' and s.ship_by_ms between ?1 and ?2) as today,
       count(*) filter (where s.state = 'on_hold') as held`;
  // Everything from one index, less the few that are settled here: a join over all orders would take ten times as long.
  const countAll = db.statement(`select ${perState} from replica.sales s indexed by sales_due`);
  const countSettled = db.statement(
    `select ${perState} from settled d join replica.sales s on s.id = d.order_id and d.fence >= s.fence`,
  );
  const missing = db.statement(
    `select distinct p.sha256 from replica.sales s join replica.paper p on p.sale = s.row
     left join replica.document b on b.sha256 = p.sha256
     where s.reach = ${OWN} and b.sha256 is null order by ${BY_URGENCY} limit ?`,
  );
  const putBytes = db.statement('insert or ignore into replica.document (sha256, bytes) values (?, ?)');
  const bytesRow = db.statement('select bytes from replica.document where sha256 = ?');
  const personRow = db.statement('select * from replica.person where id = ?');
  const badgeRow = db.statement('select * from replica.person where badge_hash = ? and active = 1');
  const pinRows = db.statement('select * from replica.person where active = 1 and pin_hash is not null order by name');
  const alike = db.statement(
    `select o.variant, json_extract(o.doc, '$.picture') as picture from replica.item i
     join replica.item o on o.name = i.name and o.sku <> i.sku and o.variant is not null and o.variant <> i.variant
     where i.sku = ? order by o.sku limit 1`,
  );

  function text(key: string): string | null {
    const value = meta.get(key)?.value;
    return typeof value === 'string' ? value : null;
  }

  function write(body: () => void): void {
    try {
      db.transaction(body);
    } catch (error) {
      held.undone();
      throw error;
    }
  }

  /** Answers of several searches one after the other, until there are enough. */
  function firstOf(limit: number, searches: readonly ((left: number) => readonly FoundOrder[])[]): FoundOrder[] {
    const found: FoundOrder[] = [];
    for (const search of searches) if (found.length < limit) found.push(...search(limit - found.length));
    return found;
  }

  function found(statement: Statement, ...values: Parameters<Statement['all']>): readonly FoundOrder[] {
    return statement.all(...values).map(foundOf);
  }

  return {
    cursor: () => text('cursor'),
    lastPullAtMs() {
      const value = meta.get('pulled-at')?.value;
      return value === undefined || value === null ? null : Number(value);
    },
    apply(page) {
      write(() => {
        writer.put(page);
        setMeta.run('cursor', page.cursor);
        setMeta.run('pulled-at', page.atMs);
      });
    },
    grant(granted) {
      write(() => {
        for (const claim of granted) writer.grant(claim);
      });
    },
    revoke(orderIds) {
      write(() => {
        for (const orderId of orderIds) writer.revoke(orderId);
      });
    },
    ...claims,
    // What is held stands beside the journal and stays.
    clear() {
      write(() => {
        for (const table of [
          'conflict',
          'sales',
          'wanted',
          'set_aside',
          'paper',
          'document',
          'item',
          'code',
          'person',
        ]) {
          db.exec(`delete from replica.${table}`);
        }
        db.exec("delete from replica.meta where key in ('cursor', 'pulled-at')");
      });
    },
    missingDocuments: (limit) => missing.all(limit).map((row) => String(row.sha256)),
    putDocument(sha256, bytes) {
      const found = createHash('sha256').update(bytes).digest('hex');
      if (found !== sha256) throw new Error(`A document that was asked for as ${sha256} came as ${found}`);
      putBytes.run(sha256, bytes);
    },
    document(sha256) {
      const bytes = bytesRow.get(sha256)?.bytes;
      return bytes instanceof Uint8Array ? bytes : null;
    },
    identity: identity.read,
    setIdentity: identity.write,
    itemsByCode: (kind, value) => byCode.all(kind, value).map(foundItemOf),
    item(sku) {
      const row = itemRow.get(sku);
      return row === undefined ? null : itemOf(row);
    },
    ordersByText(value) {
      const numbered = found(byNumber, value);
      return numbered.length > 0 ? numbered : found(byTote, value);
    },
    ordersByItem(sku, limit, withUnclaimed) {
      const reaches = withUnclaimed ? [OWN, FREE] : [OWN];
      return firstOf(
        limit,
        [0, 1].flatMap((many) => reaches.map((reach) => (left: number) => found(byItem, sku, many, reach, left))),
      );
    },
    ordersBySerial: (serial, sku) => found(bySerial, serial, sku),
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
      const reaches = withUnclaimed ? [OWN, FREE] : [OWN];
      return firstOf(
        limit,
        reaches.map((reach) => (left) => found(queue, reach, left)),
      );
    },
    picks: (limit) => found(toPick, limit),
    counts(nowMs, endOfDayMs) {
      const all = countAll.get(nowMs, endOfDayMs);
      const settled = countSettled.get(nowMs, endOfDayMs);
      const of = (key: string) => Number(all?.[key] ?? 0) - Number(settled?.[key] ?? 0);
      return { open: of('open'), late: of('late'), today: of('today'), held: of('held') };
    },
    hasUnclaimed: () => anyFree.get() !== undefined,
    lookAlike(sku) {
      const row = alike.get(sku);
      if (row === undefined) return null;
      return { variant: String(row.variant), picture: typeof row.picture === 'string' ? row.picture : null };
    },
  };
}
