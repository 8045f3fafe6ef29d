import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import type { DatabaseChoice } from '../../../src/hub/database/open-database.ts';
import { openHub } from '../../../src/hub/open-hub.ts';
import { fillHub } from './fill-hub.ts';
import { postgresCpuMs } from './postgres-cpu.ts';

/**
 * The hub of every measurement here, in a process of its own as in life, on a real socket. Arguments: database (`memory`, `folder:FOLDER` for a server
 * of its own there, or a URL), orders to be filled in, stations to be added, how many orders each may hold. Says address and keys first, then how it is for every line that it reads.
 */
const [where = 'memory', orders = '0', stations = '1', buffer = '30'] = process.argv.slice(2);
const folder = where.startsWith('folder:') ? where.slice('folder:'.length) : null;
const hub = await openHub({ database: databaseOf() });
if (Number(orders) > 0) await fillHub(hub, Number(orders));
const keys: string[] = [];
for (let no = 1; no <= Number(stations); no += 1) {
  keys.push((await hub.addStation({ name: `Bench ${no}`, offline_buffer: Number(buffer) })).key);
}
const office = (await hub.addOfficeKey('bench')).key;
const { url } = await hub.listen({ host: '127.0.0.1', port: 0 });
say({ url, keys, office });

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => (line === 'analyse' ? analyse() : tell()).catch(fail));
lines.on('close', () => {
  hub.close().then(() => process.exit(0), fail);
});

function databaseOf(): DatabaseChoice {
  if (folder !== null) return { kind: 'embedded-postgres', dir: folder };
  return where === 'memory' ? { kind: 'pglite', dir: null } : { kind: 'url', url: where };
}

/** As the server does by itself within a minute of work: plans made for empty tables are thrown away. */
async function analyse(): Promise<void> {
  await sql`analyze`.execute(hub.context.db);
  say({});
}

async function tell(): Promise<void> {
  const { shipped, duplicates, events } = await hub.summary();
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  say({
    ...{ shipped, duplicates, events },
    rssMb: process.memoryUsage.rss() / 2 ** 20,
    cpuMs: (user + system) / 1000,
    postgresCpuMs: folder === null ? null : postgresCpuMs(folder),
  });
}

function say(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

function fail(error: unknown): void {
  console.error(error);
  process.exit(1);
}
