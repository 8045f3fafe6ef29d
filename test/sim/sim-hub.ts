import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { sweepLeases } from '../../src/hub/claims/sweep-leases.ts';
import type { Database } from '../../src/hub/database/schema.ts';
import { createFeedBell } from '../../src/hub/feed/feed-bell.ts';
import { createServer } from '../../src/hub/http/create-server.ts';
import type { HubContext, LogEntry } from '../../src/hub/hub-context.ts';
import { type Hub, openHub } from '../../src/hub/open-hub.ts';
import { addWatchers, backUp, emptyTables, putBack, tablesOf } from './hub-tables.ts';

export interface HubAsk {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly key: string;
  readonly body?: unknown;
  /** Who asks and why, for the trace and the watchers. */
  readonly cause: string;
}

export interface HubReply {
  readonly status: number;
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** Where the process dies: before or after the commit of so many transactions from now. */
export interface HubDeath {
  readonly after: number;
  readonly when: 'before-commit' | 'after-commit';
}

/** The real hub on one embedded database, whose process can die at any commit and be started again. */
export interface SimHub {
  readonly hub: Hub;
  readonly db: Database;
  /** Empty, with time and ids that belong to the next history. */
  begin(time: { readonly nowMs: () => number; readonly newId: () => string }): Promise<void>;
  /** Null: the process died over it, or is not there. */
  ask(ask: HubAsk): Promise<HubReply | null>;
  isUp(): boolean;
  die(): void;
  dieAt(death: HubDeath): void;
  /** It lives on, whatever was meant to happen to it. */
  spare(): void;
  start(): Promise<void>;
  /** What the hub does by itself every half minute: leases that are over go back. */
  sweep(): Promise<void>;
  /** Rings of the bell since the process started. */
  rings(): number;
  backUp(): Promise<void>;
  restore(epoch: string): Promise<void>;
  query<Row>(text: string): Promise<readonly Row[]>;
  /** Errors that the hub logged: none is expected that is not part of the play. */
  takeErrors(): readonly LogEntry[];
  close(): Promise<void>;
}

export async function openSimHub(): Promise<SimHub> {
  let time = { nowMs: () => 0, newId: () => '' };
  const hub = await openHub({
    database: { kind: 'pglite', dir: null },
    clock: () => time.nowMs(),
    newId: () => time.newId(),
  });
  const { db } = hub.context;
  await sql`delete from feed_head`.execute(db);
  await sql`update warehouse set id = '00000000-0000-4000-8000-0000000000a0'`.execute(db);
  await sql`insert into feed_head (warehouse_id, epoch)
    values ('00000000-0000-4000-8000-0000000000a0', '00000000-0000-4000-8000-0000000000e0')`.execute(db);
  await sql`update hub set id = '00000000-0000-4000-8000-0000000000b0', badge_salt = '\\x73616c74'`.execute(db);
  const tables = await tablesOf(db);
  await addWatchers(db);

  const errors: LogEntry[] = [];
  let up = false;
  let death: { left: number; readonly when: HubDeath['when'] } | null = null;
  let running: { readonly server: FastifyInstance; readonly context: HubContext } | null = null;

  function die(): void {
    up = false;
    death = null;
  }

  /** Every commit passes here, so the process can die on either side of it. */
  const mortal = watchCommits(db, {
    assertAlive() {
      if (!up) throw new Error('The hub has died');
    },
    dying() {
      if (death === null) return null;
      death.left -= 1;
      return death.left < 0 ? death.when : null;
    },
    die,
  });

  const sim: SimHub = {
    hub,
    db,
    async begin(next) {
      time = next;
      await emptyTables(db, tables);
      errors.length = 0;
      await sim.start();
    },
    async ask(ask) {
      if (!up || running === null) return null;
      // Who only reads changes nothing that a watcher could note.
      if (ask.method !== 'GET') await sql`select set_config('sim.cause', ${ask.cause}, false)`.execute(db);
      const answer = await running.server.inject({
        method: ask.method as 'GET', // the contract's own methods
        url: ask.path,
        headers: {
          authorization: `Bearer ${ask.key}`,
          'pack-protocol': '1',
          ...(ask.body === undefined
            ? {}
            : { 'content-type': ask.body instanceof Uint8Array ? 'application/octet-stream' : 'application/json' }),
        },
        ...(ask.body === undefined
          ? {}
          : { payload: ask.body instanceof Uint8Array ? Buffer.from(ask.body) : JSON.stringify(ask.body) }),
      });
      if (!up) return null;
      return { status: answer.statusCode, text: answer.payload, bytes: answer.rawPayload };
    },
    isUp: () => up,
    die,
    dieAt(next) {
      death = { left: next.after, when: next.when };
    },
    spare() {
      death = null;
    },
    async start() {
      await running?.server.close();
      const context: HubContext = {
        ...hub.context,
        db: mortal,
        badgeSalt: Buffer.from('salt'),
        ...IDS,
        bell: createFeedBell(),
      };
      const { server } = await createServer({
        hub: context,
        shared: false,
        log: (entry) => {
          if (entry.level === 'error' && up) errors.push(entry);
        },
      });
      await server.ready();
      running = { server, context };
      up = true;
    },
    async sweep() {
      if (!up || running === null) return;
      await sql`select set_config('sim.cause', 'hub sweeps', false)`.execute(db);
      try {
        await sweepLeases(running.context);
      } catch (error) {
        // It may die over this, too.
        if (up) throw error;
      }
    },
    rings: () => running?.context.bell.count ?? 0,
    backUp: () => backUp(db, tables),
    async restore(epoch) {
      await putBack(
        db,
        tables,
        sql`with marked as (update hub set recovering_since = ${new Date(time.nowMs()).toISOString()}, restored_at = ${new Date(time.nowMs()).toISOString()})
          , told as (update station set asserted_at = null) update feed_head set epoch = ${epoch}`,
      );
    },
    async query<Row>(text: string) {
      return (await sql.raw<Row>(text).execute(db)).rows;
    },
    takeErrors: () => errors.splice(0),
    async close() {
      await running?.server.close();
      await hub.close();
    },
  };
  return sim;
}

const IDS = {
  hubId: '00000000-0000-4000-8000-0000000000b0',
  warehouseId: '00000000-0000-4000-8000-0000000000a0',
};

/** The same database, but somebody is told of every transaction before and after its commit. */
function watchCommits(
  db: Database,
  told: {
    assertAlive(): void;
    dying(): HubDeath['when'] | null;
    die(): void;
  },
): Database {
  const builder = (inner: object): object =>
    new Proxy(inner, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name !== 'execute') return (...args: unknown[]) => builder(value.apply(target, args));
        return async (work: unknown) => {
          told.assertAlive();
          const dies = told.dying();
          if (dies === 'before-commit') {
            told.die();
            throw new Error('The hub died before it could commit');
          }
          const answer: unknown = await value.call(target, work);
          if (dies === null) return answer;
          told.die();
          throw new Error('The hub died right after its commit');
        };
      },
    });
  return new Proxy(db, {
    get(target, name) {
      told.assertAlive();
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name === 'transaction') return () => builder(target.transaction());
      return value.bind(target);
    },
  });
}
