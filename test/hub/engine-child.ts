import { writeSync } from 'node:fs';
import { openDatabase } from '../../src/hub/database/open-database.ts';

/** A hub's database in a process of its own, to be killed: stores what it is told to, says so, and stays. */
const [dir = '', name = ''] = process.argv.slice(2);
const { db } = await openDatabase({ kind: 'embedded-postgres', dir });
await db.insertInto('connector').values({ id: crypto.randomUUID(), kind: 'csv', name }).execute();
const rows = await db.selectFrom('connector').select('name').orderBy('name').execute();
writeSync(1, `${JSON.stringify(rows.map((row) => row.name))}\n`);
setInterval(() => undefined, 1000);
