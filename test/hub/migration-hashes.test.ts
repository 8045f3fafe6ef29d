import { createHash } from 'node:crypto';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/hub/database/migrate.ts';

/** What each migration does to a database, as it was published. A shop has run it: what is wrong with it is put right by another one. */
const PUBLISHED: Readonly<Record<string, string>> = {
  '20261123120000_base': '79a14c6576930080',
  '20261123150000_bench': 'a601aaee96768695',
  '20261123180000_documents': '0b33bba258f0c891',
  '20261123210000_sync': 'd89ec8528bfac808',
  '20261124000000_lean': 'c28953852bed8a4c',
};

test('a published migration does what it did, and every migration stands here', async () => {
  const now: Record<string, string> = {};
  for (const [name, migration] of Object.entries(MIGRATIONS)) now[name] = await hashOf(migration.up);
  expect(now).toEqual(PUBLISHED);
});

/** Of the statements it sends, without regard to how the source is laid out. */
async function hashOf(up: (db: Kysely<unknown>) => Promise<void>): Promise<string> {
  const hash = createHash('sha256');
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (own) => new PostgresIntrospector(own),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void hash.update(`${query.sql.replaceAll(/\s+/g, ' ')}\n`),
  });
  await up(db);
  return hash.digest('hex').slice(0, 16);
}
