import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backupTo } from '../../src/hub/backup/backup.ts';
import { restoreFrom, restoreInto } from '../../src/hub/backup/restore.ts';
import { planTables } from '../../src/hub/backup/table-plan.ts';
import { openDatabase } from '../../src/hub/database/open-database.ts';
import type { Database } from '../../src/hub/database/schema.ts';
import { fillTables, strangeRows } from './backup-rows.ts';
import { serverDatabase } from './test-databases.ts';

const TAKEN_MS = Date.UTC(2026, 10, 23, 9, 0, 0);
const RESTORED_MS = TAKEN_MS + 3_600_000;
const NEW_EPOCH = '00000000-0000-4000-8000-000000000001';
const how = { clock: () => RESTORED_MS, newEpoch: () => NEW_EPOCH };

let folder: string;
const file = (name: string) => join(folder, `${name}.backup`);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packhouse-backup-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Place {
  readonly db: Database;
  readonly close: () => Promise<void>;
}
type Places = readonly { readonly name: string; readonly open: () => Promise<Place> }[];

const inMemory = () => openDatabase({ kind: 'pglite', dir: null });

function places(): Places {
  const url = process.env.TEST_DATABASE_URL;
  const embedded = { name: 'embedded', open: inMemory };
  return url === undefined ? [embedded] : [embedded, { name: 'PostgreSQL', open: () => onServer(url) }];
}

async function onServer(url: string): Promise<Place> {
  const { choice, drop } = await serverDatabase(url);
  const { db, close } = await openDatabase(choice);
  return { db, close: () => close().then(drop) };
}

async function empty(db: Database): Promise<void> {
  const tables = await db.transaction().execute(planTables);
  await sql`truncate ${sql.join(tables.map(({ table }) => sql.table(table)))}`.execute(db);
}

/** Every row of every table as the database writes it. */
async function everything(db: Database): Promise<Record<string, readonly string[]>> {
  return db.transaction().execute(async (tx) => {
    await sql`set local timezone to 'UTC'`.execute(tx);
    const all: Record<string, readonly string[]> = {};
    for (const { table } of await planTables(tx)) {
      const rows = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} t order by 1`.execute(tx);
      all[table] = rows.rows.map(({ row }) => row);
    }
    return all;
  });
}

const CHANGED = ['feed_head', 'hub', 'session', 'sscc_counter'];

describe.each(places())('a backup from $name', ({ open }) => {
  const targets = places();
  const opened: Place[] = [];
  afterAll(() => Promise.all(opened.map(({ close }) => close())));

  test('restored on every engine, every row is the one it was, but for what must not be believed any more', async () => {
    const { db: source } = await keep(open());
    const others: Database[] = [];
    for (const target of targets) others.push((await keep(target.open())).db);
    await fc.assert(
      fc.asyncProperty(fc.array(strangeRows, { minLength: 8, maxLength: 8 }), async (rows) => {
        await empty(source);
        await fillTables(source, rows);
        const before = await everything(source);
        expect(Object.entries(before).filter(([, found]) => found.length === 0)).toEqual([]);
        await backupTo(source, file('all'), () => TAKEN_MS);
        for (const other of others) {
          await empty(other);
          const report = await restoreInto(other, file('all'), how);
          const all = Object.values(before).flat().length;
          expect(report).toMatchObject({ taken_at: new Date(TAKEN_MS).toISOString(), rows: all });
          await expectRestored(other, before);
        }
      }),
      // Rows of a database are slow to shrink; the seed is printed and says enough.
      { numRuns: 3, endOnFailure: true },
    );
  }, 120_000);

  async function keep(opening: Promise<Place>): Promise<Place> {
    const place = await opening;
    opened.push(place);
    return place;
  }
});

async function expectRestored(db: Database, before: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const after = await everything(db);
  for (const table of Object.keys(before))
    if (!CHANGED.includes(table)) expect([table, after[table]]).toEqual([table, before[table]]);
  expect(after.session).toEqual([]);
  expect(await db.selectFrom('hub').select(['restored_at', 'recovering_since']).executeTakeFirst()).toEqual({
    restored_at: new Date(RESTORED_MS),
    recovering_since: new Date(RESTORED_MS),
  });
  expect(await db.selectFrom('feed_head').select(['epoch', 'min_pos']).execute()).toEqual([
    { epoch: NEW_EPOCH, min_pos: 3 },
  ]);
  // The long prefix has 100 blocks in all: a thousand of them would leave none.
  expect(await db.selectFrom('sscc_counter').selectAll().orderBy('company_prefix').execute()).toEqual([
    { company_prefix: '4012345', next_block: 1007 },
    { company_prefix: '4012345678', next_block: 30 },
  ]);
}

describe('a backup', () => {
  let source: Place;
  beforeAll(async () => {
    source = await inMemory();
    await fillTables(source.db, fc.sample(strangeRows, { numRuns: 40, seed: 1 }));
    await backupTo(source.db, file('whole'), () => TAKEN_MS);
  });
  afterAll(() => source.close());

  async function refused(bytes: Uint8Array, sentence: string): Promise<void> {
    const changed = file('changed');
    writeFileSync(changed, bytes);
    const dir = join(folder, 'untouched');
    await expect(restoreFrom({ kind: 'pglite', dir }, changed)).rejects.toThrow(sentence);
    expect(readdirSync(folder)).not.toContain('untouched');
  }

  test('cut off anywhere, changed, or no backup at all, is refused before anything is opened', async () => {
    const bytes = readFileSync(file('whole'));
    for (const part of [0, 0.1, 0.5, 0.9, 0.999])
      await refused(bytes.subarray(0, Math.floor(bytes.length * part)), 'cannot be restored');
    const lines = gunzipSync(bytes).toString().trimEnd().split('\n');
    const packed = (text: readonly string[]) => gzipSync(`${text.join('\n')}\n`);
    await refused(packed(lines.slice(0, -1)), 'its end is missing');
    const main = lines.findIndex((line) => line.includes('"MAIN"'));
    const changed = (lines[main] ?? '').replace('"MAIN"', '"MINE"');
    await refused(packed(lines.with(main, changed)), 'it was changed after it was made');
    await refused(packed(lines.toSpliced(lines.length - 4, 1)), 'cannot be restored');
    await refused(packed([...lines, lines[3] ?? '']), 'there is something after its end');
    await refused(gzipSync('hello\n'), 'no backup');
    await refused(packed(lines.with(0, (lines[0] ?? '').replace('"format":1', '"format":2'))), 'newer format');
  });

  test('of a newer hub is refused by name', async () => {
    const lines = gunzipSync(readFileSync(file('whole'))).toString();
    const { createHash } = await import('node:crypto');
    const newer = lines
      .slice(0, lines.lastIndexOf('\n{"end"') + 1)
      .replace(/"migration":"[^"]+"/, '"migration":"29990101_x"');
    const rows = JSON.parse(lines.slice(lines.lastIndexOf('{"end"'))).rows;
    const end = { end: true, rows, sha256: createHash('sha256').update(newer).digest('hex') };
    await refused(gzipSync(`${newer}${JSON.stringify(end)}\n`), 'newer Packhouse hub (29990101_x)');
  });

  test('is never put over anything', async () => {
    const before = await everything(source.db);
    await expect(restoreInto(source.db, file('whole'))).rejects.toThrow('The database is not empty');
    expect(await everything(source.db)).toEqual(before);
  });

  test('is for its owner alone, and leaves nothing behind when it fails', async () => {
    expect(statSync(file('whole')).mode & 0o777).toBe(0o600);
    await expect(backupTo(source.db, join(folder, 'no-such-folder', 'b'))).rejects.toThrow('ENOENT');
    await sql`alter table kysely_migration rename to elsewhere`.execute(source.db);
    await expect(backupTo(source.db, file('failed'))).rejects.toThrow('kysely_migration');
    await sql`alter table elsewhere rename to kysely_migration`.execute(source.db);
    expect(readdirSync(folder).filter((name) => name.includes('failed'))).toEqual([]);
  });

  test('holds one moment, while others go on writing', async () => {
    const url = process.env.TEST_DATABASE_URL;
    if (url === undefined)
      console.info('No PostgreSQL: that a backup holds one moment is tested on one connection only.');
    const { db, close } = await (url === undefined ? inMemory() : onServer(url));
    await fillTables(db, fc.sample(strangeRows, { numRuns: 1, seed: 1 }));
    let stop = false;
    let written = 0;
    const writing = (async () => {
      for (; !stop; written++) {
        // The embedded database answers without ever letting the event loop go, and a file is written by it.
        await new Promise((next) => setImmediate(next));
        await db.transaction().execute(async (tx) => {
          const id = crypto.randomUUID();
          await tx.insertInto('connector').values({ id, kind: 'csv', name: id }).execute();
          const order = { connector_id: id, external_id: id, number: '1', doc: '{}', doc_hash: Buffer.from('x') };
          await tx
            .insertInto('sales_order')
            .values({ id, ...order })
            .execute();
        });
      }
    })();
    const moments = [];
    for (let no = 0; no < 5; no++) {
      await backupTo(db, file('moment'));
      moments.push(
        JSON.parse(
          gunzipSync(readFileSync(file('moment')))
            .toString()
            .split('\n')[0] ?? '',
        ).counts,
      );
    }
    stop = true;
    await writing;
    for (const { connector, sales_order } of moments) expect(connector).toBe(sales_order);
    expect(written).toBeGreaterThan(0);
    await close();
  });
});
