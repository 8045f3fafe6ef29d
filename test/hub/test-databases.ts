import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { type DatabaseChoice, openDatabase } from '../../src/hub/database/open-database.ts';

export interface ChosenDatabase {
  readonly choice: DatabaseChoice;
  drop(): Promise<void>;
}

/** A copy of a template that has all tables: making them anew took most of the time of a test file. */
export async function serverDatabase(url: string): Promise<ChosenDatabase> {
  return madeDatabase(url, await ensureTemplate(url));
}

/** A database without any table, for what makes them itself. */
export function emptyDatabase(url: string): Promise<ChosenDatabase> {
  return madeDatabase(url, null);
}

async function madeDatabase(url: string, template: string | null): Promise<ChosenDatabase> {
  const name = `packhouse_test_${uuidv7().replaceAll('-', '')}`;
  await onServer(url, (client) => client.query(`create database ${name} template ${template ?? 'template0'}`));
  return {
    choice: { kind: 'url', url: databaseAt(url, name) },
    drop: () => onServer(url, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
}

/** @returns name of a database with the tables of this very source; made by whichever test file comes first */
function ensureTemplate(url: string): Promise<string> {
  const folder = join(import.meta.dirname, '../../src/hub/database');
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).filter((file) => /^migrat/.test(file)))
    hash.update(readFileSync(join(folder, file)));
  const name = `packhouse_template_${hash.digest('hex').slice(0, 16)}`;
  return onServer(url, async (client) => {
    // Held until the connection ends; two files may begin at the same moment.
    await client.query('select pg_advisory_lock(20261123)');
    const found = await client.query('select datistemplate as whole from pg_database where datname = $1', [name]);
    if (found.rows[0]?.whole === true) return name;
    await client.query(`drop database if exists ${name} with (force)`); // half made
    await client.query(`create database ${name} template template0`);
    await (await openDatabase({ kind: 'url', url: databaseAt(url, name) })).close();
    await client.query(`alter database ${name} is_template true`);
    return name;
  });
}

function databaseAt(url: string, name: string): string {
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

async function onServer<Value>(url: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
