import { sql } from 'kysely';
import type { Tx } from '../database/schema.ts';
import type { TableLine } from './backup-format.ts';

/** The migrator's own; a restore makes them by migrating. */
const NOT_OURS = ['kysely_migration', 'kysely_migration_lock'];

/** All tables as the database itself knows them, each after those it refers to: a new migration needs no change here. */
export async function planTables(tx: Tx): Promise<readonly TableLine[]> {
  const columns = await sql<{ table: string; name: string; type: string }>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.relname, a.attnum`.execute(tx);
  const references = await sql<{ from: string; to: string }>`
    select f.relname as from, t.relname as to from pg_constraint k
    join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and f.relnamespace = current_schema()::regnamespace`.execute(tx);
  const tables = new Map<string, { name: string; type: string }[]>();
  for (const { table, name, type } of columns.rows) {
    if (!NOT_OURS.includes(table)) tables.set(table, [...(tables.get(table) ?? []), { name, type }]);
  }
  return inOrder([...tables.keys()], references.rows).map((table) => ({ table, columns: tables.get(table) ?? [] }));
}

function inOrder(tables: readonly string[], references: readonly { from: string; to: string }[]): readonly string[] {
  const placed: string[] = [];
  const waiting = new Set(tables);
  while (waiting.size > 0) {
    const free = [...waiting].filter((table) =>
      references.every(({ from, to }) => from !== table || to === table || !waiting.has(to)),
    );
    if (free.length === 0) throw new Error(`These tables refer to each other in a circle: ${[...waiting].join(', ')}`);
    for (const table of free) waiting.delete(table);
    placed.push(...free);
  }
  return placed;
}
