import * as fs from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DURABLE_START, DurableNodeFS } from '../../src/hub/database/durable-node-fs.ts';
import { MIGRATIONS } from '../../src/hub/database/migrate.ts';
import type { HubTables } from '../../src/hub/database/schema.ts';
import { openHub } from '../../src/hub/open-hub.ts';
import { readyOrders } from './hub-fixture.ts';

// A spy on the real call, which still happens: the only way to see whether the database asks for it.
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  return { ...real, fsyncSync: vi.fn(real.fsyncSync) };
});

describe('the embedded database on disk', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'packhouse-hub-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  test('every commit is synced; a second hub is refused by name; what was stored is there again; newer is refused', async () => {
    const hub = await openHub({ database: { kind: 'pglite', dir } });
    const fsync = vi.mocked(fs.fsyncSync);
    fsync.mockClear();
    for (let commit = 1; commit <= 20; commit++) {
      await hub.context.db
        .insertInto('connector')
        .values({ id: crypto.randomUUID(), kind: 'csv', name: `c${commit}` })
        .execute();
      expect(fsync.mock.calls.length, `after commit ${commit}`).toBeGreaterThanOrEqual(commit);
    }

    await expect(openHub({ database: { kind: 'pglite', dir } })).rejects.toThrow(
      `The data folder ${dir} is in use by another hub (process ${process.pid})`,
    );
    const [id = ''] = await readyOrders(hub, '1');
    await hub.close();

    const again = await openHub({ database: { kind: 'pglite', dir } });
    expect(again.id).toBe(hub.id);
    expect(await again.context.db.selectFrom('orders').select('id').execute()).toEqual([{ id }]);
    await sql`insert into kysely_migration (name, timestamp) values ('29990101000000_from_the_future', 'x')`.execute(
      again.context.db,
    );
    await again.close();

    await expect(openHub({ database: { kind: 'pglite', dir } })).rejects.toThrow(
      'newer Packhouse hub (29990101000000_from_the_future)',
    );
    await expect(openHub({ database: { kind: 'pglite', dir } })).rejects.toThrow('newer'); // and the refusal let go of the folder
  });

  test('a database of the first version keeps what it has and learns the rest', async () => {
    const pglite = new PGlite({ fs: new DurableNodeFS(join(dir, 'pg')), startParams: DURABLE_START });
    const old = new Kysely<HubTables>({ dialect: new PGliteDialect({ pglite }) });
    const [first = ''] = Object.keys(MIGRATIONS);
    const getMigrations = async () => ({ [first]: MIGRATIONS[first] as Migration });
    const { error } = await new Migrator({ db: old, provider: { getMigrations } }).migrateToLatest();
    expect(error).toBeUndefined();
    const warehouse_id = crypto.randomUUID();
    const person = { id: crypto.randomUUID(), warehouse_id, name: 'Thea B.', role: 'supervisor' as const };
    await old.insertInto('warehouse').values({ id: warehouse_id, code: 'MAIN', name: 'Main' }).execute();
    const secrets = { badge_hash: null, pin_hash: null, active: true, feed_pos: null };
    await old
      .insertInto('person')
      .values({ ...person, ...secrets })
      .execute();
    await expect(
      old
        .insertInto('person')
        .values({ ...person, ...secrets, id: crypto.randomUUID(), role: 'lead' })
        .execute(),
    ).rejects.toThrow('person_role_check');
    await old.destroy();

    const hub = await openHub({ database: { kind: 'pglite', dir } });
    expect(await hub.context.db.selectFrom('person').selectAll().execute()).toEqual([{ ...person, ...secrets }]);
    await hub.putPeople([{ name: 'Nia O.', role: 'lead', badge: 'XB10049' }]);
    const [id = ''] = await readyOrders(hub, '1');
    expect(await hub.context.db.selectFrom('orders').select(['id', 'part', 'edited_rev']).execute()).toEqual([
      { id, part: null, edited_rev: null },
    ]);
    await hub.close();
  });
});
