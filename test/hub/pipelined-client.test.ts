import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LAST_STATEMENT, UNANSWERED } from '../../src/hub/database/pipelined-client.ts';
import type { Tx } from '../../src/hub/database/schema.ts';
import { transact } from '../../src/hub/database/transact.ts';
import { databases, openTestHub, type TestHub } from './hub-fixture.ts';

/** What is sent together must fail and succeed as if each statement had been waited for, on the embedded database behind its socket too. */
describe.each(databases())('statements that travel together, on $name', ({ choose }) => {
  let it: TestHub;
  beforeAll(async () => {
    it = await openTestHub(await choose());
  });
  beforeEach(() => it.reset());
  afterAll(() => it.close());

  const db = () => it.hub.context.db;
  const put = (tx: Tx, code: string, words = '') =>
    sql`${sql.raw(words)} insert into warehouse (id, code, name) values (${it.hub.context.newId()}, ${code}, 'Bench')`.execute(
      tx,
    );
  const kept = async () => {
    const rows = await db()
      .selectFrom('warehouse')
      .select('code')
      .where('name', '=', 'Bench')
      .orderBy('code')
      .execute();
    await db().deleteFrom('warehouse').where('name', '=', 'Bench').execute();
    return rows.map(({ code }) => code);
  };

  test('what nobody waits for is done when the transaction is', async () => {
    await transact(db(), async (tx) => {
      await put(tx, 'A', UNANSWERED);
      await put(tx, 'B', UNANSWERED);
      await put(tx, 'C', LAST_STATEMENT);
    });
    expect(await kept()).toEqual(['A', 'B', 'C']);
  });

  test('megabytes go in and come out whole, with text of every kind', async () => {
    const text = `"\\ \n 🙂 ^XA ${'ü-'.repeat(1_500_000)}`;
    const { rows } = await sql<{ text: string; n: number }>`select ${text}::text as text, length(${text}) as n`.execute(
      db(),
    );
    expect(rows[0]?.text === text).toBe(true);
    expect(rows[0]?.n).toBe([...text].length);
  });

  test('it is done before what follows it', async () => {
    const seen = await transact(db(), async (tx) => {
      await put(tx, 'A', UNANSWERED);
      return tx.selectFrom('warehouse').select('code').where('name', '=', 'Bench').execute();
    });
    expect(seen).toEqual([{ code: 'A' }]);
    expect(await kept()).toEqual(['A']);
  });

  test.each([
    ['before one that is waited for', ''],
    ['before the last one', LAST_STATEMENT],
  ])('its own failure is thrown, %s, and nothing is kept', async (_where, next) => {
    const work = transact(db(), async (tx) => {
      await put(tx, 'A');
      await put(tx, 'A', UNANSWERED);
      await put(tx, 'B', next);
    });
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(await kept()).toEqual([]);
  });

  test('its failure is thrown by the commit when nothing follows it', async () => {
    const work = transact(db(), async (tx) => {
      await put(tx, 'A');
      await put(tx, 'A', UNANSWERED);
    });
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(await kept()).toEqual([]);
  });

  test('when the last one fails nothing is kept, and the connection is as good as before', async () => {
    for (let round = 0; round < 12; round++) {
      const work = transact(db(), async (tx) => {
        await put(tx, 'A', UNANSWERED);
        await put(tx, 'A', LAST_STATEMENT);
      });
      await expect(work).rejects.toMatchObject({ code: '23505' });
    }
    await transact(db(), (tx) => put(tx, 'D', LAST_STATEMENT));
    expect(await kept()).toEqual(['D']);
  });

  test('what was not waited for goes when the work throws', async () => {
    const work = transact(db(), async (tx) => {
      await put(tx, 'A', UNANSWERED);
      throw new Error('thought better of it');
    });
    await expect(work).rejects.toThrow('thought better of it');
    expect(await kept()).toEqual([]);
  });

  test('a transaction without a statement ends', async () => {
    expect(await transact(db(), async () => 'nothing')).toBe('nothing');
    await expect(
      transact(db(), async () => {
        throw new Error('nothing yet');
      }),
    ).rejects.toThrow('nothing yet');
    await transact(db(), (tx) => put(tx, 'A'));
    expect(await kept()).toEqual(['A']);
  });
});

describe.each(databases().filter(({ name }) => name === 'PostgreSQL'))('on a server, $name', ({ choose }) => {
  test('nothing can be asked after the last statement: it would be outside of its transaction', async () => {
    const it = await openTestHub(await choose());
    const work = transact(it.hub.context.db, async (tx) => {
      await sql`${sql.raw(LAST_STATEMENT)} select 1`.execute(tx);
      await sql`select 2`.execute(tx);
    });
    await expect(work).rejects.toThrow('after the last one');
    await it.close();
  });
});
