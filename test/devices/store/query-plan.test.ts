import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../../src/core/order.ts';
import { createJournal } from '../../../src/devices/store/journal.ts';
import { type LocalDb, openLocalDb } from '../../../src/devices/store/local-db.ts';
import { createReplica } from '../../../src/devices/store/replica.ts';
import type { Journal, Replica } from '../../../src/runtime/stores.ts';
import { FREE, IDENTITY, openTestStore, orderFor, product, type TestStore, THEIRS } from './store-fixture.ts';

/** What every scan, every round and every screen may ask for, among as many orders as a peak season brings. */
const ORDERS = 50_000;
const MUG = product('MUG', { barcodes: [{ kind: 'gtin', value: '09520000000035', factor: 1 }] });
const CUP = product('CUP', { barcodes: [{ kind: 'text', value: 'CUP', factor: 1 }] });

let test: TestStore;
let db: LocalDb;
let ran: string[];
let replica: Replica;
let journal: Journal;

beforeAll(() => {
  test = openTestStore();
  test.store.replica.setIdentity(IDENTITY);
  const standing = [FREE, THEIRS, { state: 'on_hold', claim: null }, FREE] as const;
  for (let from = 0; from < ORDERS; from += 5000) {
    const orders = Array.from({ length: 5000 }, (_, offset): Order => {
      const no = from + offset;
      const lines = no % 3 === 0 ? [MUG] : [MUG, { ...CUP, serials: [`S-${no}`] }];
      return orderFor(`N-${no}`, lines, {
        ...(no % 500 === 7 ? {} : standing[no % 4]),
        shipByMs: no % 10 === 0 ? null : 4e12 - no,
        doc: { tote: `T-${no}`, pick: no % 2 === 1 },
      });
    });
    test.pull({ orders, items: [MUG, CUP] });
  }
  test.store.close();
  db = openLocalDb(`${test.folder}/journal.db`);
  db.statement('attach database ? as replica').run(`${test.folder}/replica.db`);
  const recorded = recording(db);
  replica = createReplica(recorded);
  journal = createJournal(recorded);
}, 120_000);
afterAll(() => {
  db.close();
  rmSync(test.folder, { recursive: true, force: true });
});

/** The same store, and a note of every statement that was run. */
function recording(inner: LocalDb): LocalDb {
  ran = [];
  return {
    ...inner,
    statement(sql) {
      const statement = inner.statement(sql);
      const noted = <Given extends readonly unknown[], Answer>(run: (...given: Given) => Answer) => {
        return (...given: Given): Answer => {
          ran.push(sql);
          return run(...given);
        };
      };
      return {
        run: noted(statement.run),
        get: noted(statement.get),
        all: noted(statement.all),
        iterate: noted(statement.iterate),
      };
    },
  };
}

function planOf(sql: string): readonly string[] {
  return db
    .statement(`explain query plan ${sql}`)
    .all()
    .map(({ detail }) => String(detail));
}

/** Steps of a plan that look at every row of a table, or sort what they found. */
function slowSteps(sql: string): readonly string[] {
  return planOf(sql).filter((step) => /^SCAN|TEMP B-TREE/.test(step));
}

/** The statements that `ask` runs; it must run some. */
function statementsOf(ask: () => unknown): readonly string[] {
  ran.length = 0;
  ask();
  expect(ran.length).toBeGreaterThan(0);
  return [...new Set(ran)];
}

describe('among 50,000 orders', () => {
  const lookups: Readonly<Record<string, () => unknown>> = {
    'an item by GTIN': () => replica.itemsByCode('gtin', '09520000000035'),
    'an item by text': () => replica.itemsByCode('text', 'CUP'),
    'an item by SKU': () => replica.item('MUG'),
    'an order by number or tote': () => replica.ordersByText('T-49999'),
    'an order by id': () => replica.order(orderFor('N-4', []).id),
    'orders by item': () => replica.ordersByItem('MUG', 400, true),
    'orders by serial': () => [replica.ordersBySerial('S-4', null), replica.ordersBySerial('S-4', 'CUP')],
    'a serial that was shipped': () => journal.serialShipped('CUP', 'S-4'),
    'a parcel': () => journal.orderNumberOf('PH-1'),
    'a person by badge': () => replica.personByBadge('ab'),
    'the queue': () => replica.queue(400, true),
    'orders to pick': () => replica.picks(400),
    'whether there is more': () => replica.hasUnclaimed(),
  };

  it.each(Object.keys(lookups))('%s is searched by an index and not sorted', (name) => {
    const statements = statementsOf(() => lookups[name]?.());
    expect(statements.map((sql) => [sql, slowSteps(sql)])).toEqual(statements.map((sql) => [sql, []]));
  });

  it('the search by item, the queue and the picking list narrow by all that they ask for', () => {
    const plan = (ask: () => unknown) => statementsOf(ask).flatMap(planOf).join('\n');
    const byItem = plan(() => replica.ordersByItem('MUG', 1, true));
    expect(byItem).toContain('USING COVERING INDEX wanted_next (sku=? AND many=? AND reach=?)');
    expect(plan(() => replica.queue(1, false))).toContain('USING INDEX sales_queue (reach=?)');
    expect(plan(() => replica.picks(1))).toContain('USING INDEX sales_picks (reach=?)');
  });

  it('what this station has a claim on is found among its own few', () => {
    for (const ask of [() => replica.unopened(), () => replica.leases()]) {
      const steps = statementsOf(ask).flatMap(planOf);
      expect(steps.filter((step) => /^SCAN/.test(step))).toEqual([]);
      expect(steps.join('\n')).toContain('INDEX sales_mine (claim=?)');
    }
    expect(slowSteps(statementsOf(() => replica.claimed())[0] ?? '')).toEqual([]);
    expect(
      statementsOf(() => replica.held())
        .flatMap(planOf)
        .join('\n'),
    ).toContain('SEARCH d USING');
  });

  it('a search without an index would be seen', () => {
    expect(slowSteps("select * from replica.sales where doc like '%MUG%'")).toHaveLength(1);
    expect(slowSteps("select * from replica.sales where number = 'x' order by doc")).toHaveLength(1);
  });

  it('the answers are those of a search through everything', () => {
    const found = replica.ordersByItem('MUG', 5, true).map(({ order }) => order.number);
    const all = db
      .statement(
        `select number from replica.sales
         where (claim = 'hard-mine' and state = 'claimed' or claim = 'free' and state = 'ready') and json_extract(doc, '$.lines[0].sku') = 'MUG'
         order by json_array_length(doc, '$.lines') > 1, claim = 'free', priority, coalesce(ship_by_ms, 9e15), number limit 5`,
      )
      .all();
    expect(found).toEqual(all.map(({ number }) => number));
    expect(found).toHaveLength(5);
    expect(replica.claimed()).toBe(ORDERS / 500);
  });
});
