import * as fs from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
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
});
