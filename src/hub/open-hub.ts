import { randomBytes } from 'node:crypto';
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid';
import type { OrderId } from '../core/ids.ts';
import type { Item } from '../core/order.ts';
import type { HubAnswer } from '../wire/hub-api.ts';
import type { PutDocument } from '../wire/hub-documents.ts';
import type { ImportReport, NewStation, PersonInput, Summary } from '../wire/hub-office.ts';
import type { SalesOrder } from '../wire/hub-sales.ts';
import type { OfficeSite } from '../wire/hub-site.ts';
import { type DatabaseChoice, openDatabase } from './database/open-database.ts';
import type { Database } from './database/schema.ts';
import { transact } from './database/transact.ts';
import { createFeedBell } from './feed/feed-bell.ts';
import { createServer } from './http/create-server.ts';
import { createHandlers, type Handlers } from './http/handlers.ts';
import { injectFetch } from './http/inject-fetch.ts';
import { type HubTls, ownCertificate } from './http/tls.ts';
import type { HubContext, LogEntry } from './hub-context.ts';
import { type ImportOptions, importOrders } from './import/import-orders.ts';
import { loadMapping } from './import/load-mapping.ts';
import { addKey } from './office/office-keys.ts';
import { createTryLimits } from './office/try-limit.ts';
import { runSweeps } from './retention/run-sweeps.ts';

export interface HubOptions {
  readonly database: DatabaseChoice;
  readonly clock?: () => number;
  readonly newId?: () => string;
  readonly log?: (entry: LogEntry) => void;
  /** Left out: plain HTTP. */
  readonly tls?: HubTls;
  /** What stations are told to connect to; left out: the address it listens on. */
  readonly publicUrl?: string;
}

/** An open hub. The functions are what the command line, the demo and the tests use; over HTTP the same code answers. */
export interface Hub {
  readonly id: string;
  readonly context: HubContext;
  /** Answers like the network would, without a socket: give it to a client as its `fetch`. */
  readonly handle: typeof fetch;
  /** @returns the address under which it really listens; port 0 lets the system choose */
  listen(at: { readonly host: string; readonly port: number }): Promise<{ readonly url: string }>;
  importOrders(
    source: AsyncIterable<Uint8Array>,
    options: Omit<ImportOptions, 'mapping'> & { readonly mapping: string },
  ): Promise<ImportReport>;
  addOrder(order: SalesOrder): Promise<HubAnswer<'addOrder'>>;
  addStation(ask: { readonly name: string; readonly offline_buffer?: number }): Promise<NewStation>;
  addOfficeKey(name: string): Promise<HubAnswer<'addKey'>>;
  putItems(items: readonly Item[]): Promise<HubAnswer<'putItems'>>;
  putStock(stock: readonly { readonly sku: string; readonly on_hand: number }[]): Promise<HubAnswer<'putStock'>>;
  putPeople(people: readonly PersonInput[]): Promise<HubAnswer<'putPeople'>>;
  putSite(site: OfficeSite): Promise<HubAnswer<'putSite'>>;
  putDocument(orderId: string, document: PutDocument): Promise<HubAnswer<'putDocument'>>;
  voidDocument(orderId: string, sha256: string, reason: string): Promise<HubAnswer<'voidDocument'>>;
  summary(): Promise<Summary>;
  /** Answers what is under way, then lets go of the database. */
  close(): Promise<void>;
}

/** @throws FolderInUse, NewerDatabase, or the driver's error when the database cannot be reached */
export async function openHub(options: HubOptions): Promise<Hub> {
  const log = options.log ?? (() => undefined);
  const { db, shared, close } = await openDatabase(options.database);
  try {
    const bell = createFeedBell();
    const clock = options.clock ?? Date.now;
    let listensAt: string | null = null;
    let stopSweeps = () => Promise.resolve();
    const context: HubContext = {
      ...(await identify(db)),
      db,
      clock,
      newId: options.newId ?? uuidv7,
      bell,
      limits: createTryLimits(clock),
      get publicUrl() {
        return options.publicUrl ?? listensAt;
      },
      certificate: options.tls === undefined ? null : ownCertificate(options.tls.cert),
    };
    const { server, stop } = await createServer({ hub: context, shared, log, tls: options.tls });
    await server.ready();
    return hubOf({
      context,
      handlers: createHandlers(context, shared),
      handle: injectFetch(server),
      async listen({ host, port }) {
        listensAt = await server.listen({ host, port });
        stopSweeps = runSweeps(context, log);
        return { url: listensAt };
      },
      async close() {
        bell.close();
        await stop();
        await stopSweeps();
        await close();
      },
    });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Parts extends Pick<Hub, 'context' | 'handle' | 'listen' | 'close'> {
  readonly handlers: Handlers;
}

function hubOf({ context, handlers, handle, listen, close }: Parts): Hub {
  const call = {
    query: undefined,
    params: undefined,
    stationId: undefined,
    caller: null,
    protocol: 1,
    signal: new AbortController().signal,
  };
  let closing: Promise<void> | null = null;
  return {
    id: context.hubId,
    context,
    handle,
    listen,
    importOrders: (source, { mapping, ...rest }) =>
      importOrders(context, source, { ...rest, mapping: loadMapping(mapping) }),
    addOrder: (order) => answered(handlers.addOrder({ ...call, body: order })),
    addStation: (ask) => answered(handlers.addStation({ ...call, body: ask })),
    addOfficeKey: (name) => addKey(context, { name, role: 'office' }),
    putItems: (items) => answered(handlers.putItems({ ...call, body: { items: items as never } })),
    putStock: (stock) => answered(handlers.putStock({ ...call, body: { stock: stock as never } })),
    putPeople: (people) => answered(handlers.putPeople({ ...call, body: { people: [...people] } })),
    putSite: (site) => answered(handlers.putSite({ ...call, body: site as never })),
    putDocument: (id, body) => answered(handlers.putDocument({ ...call, params: { id: id as OrderId }, body })),
    voidDocument: (id, sha256, reason) =>
      answered(handlers.voidDocument({ ...call, params: { id: id as OrderId, sha256 }, body: { reason } })),
    summary: () => answered(handlers.summary({ ...call, body: undefined })),
    close: () => (closing ??= close()),
  };
}

async function answered<Answer>(answer: Promise<Answer | null>): Promise<Answer> {
  const value = await answer;
  if (value === null) throw new Error('A route that always has an answer gave none');
  return value;
}

/** Who this database is; made up once, when it is new. */
async function identify(db: Database): Promise<Pick<HubContext, 'hubId' | 'badgeSalt' | 'warehouseId'>> {
  return transact(db, async (tx) => {
    await tx
      .insertInto('hub')
      .values({ id: uuidv4(), badge_salt: randomBytes(32) })
      .onConflict((conflict) => conflict.column('one').doNothing())
      .execute();
    await tx
      .insertInto('warehouse')
      .values({ id: uuidv4(), code: 'MAIN', name: 'Main warehouse' })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .execute();
    const hub = await tx.selectFrom('hub').selectAll().executeTakeFirstOrThrow();
    const warehouse = await tx
      .selectFrom('warehouse')
      .select('id')
      .where('code', '=', 'MAIN')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('feed_head')
      .values({ warehouse_id: warehouse.id, epoch: uuidv4() })
      .onConflict((conflict) => conflict.column('warehouse_id').doNothing())
      .execute();
    return { hubId: hub.id, badgeSalt: hub.badge_salt, warehouseId: warehouse.id };
  });
}
