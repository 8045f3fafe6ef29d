import type { Readable } from 'node:stream';
import type { HUB_ROUTES, HubAnswer, HubBody, HubParams, HubQuery, HubRouteName } from '../../wire/hub-api.ts';
import { MAX_BATCH } from '../../wire/hub-feed.ts';
import { createClaims } from '../claims/take-claims.ts';
import { documentBytes } from '../documents/document-bytes.ts';
import { documentsOf } from '../documents/order-documents.ts';
import { putDocument } from '../documents/put-document.ts';
import { voidDocument } from '../documents/void-document.ts';
import { createPushes } from '../events/take-events.ts';
import { waitFeed } from '../feed/wait-feed.ts';
import type { HubContext } from '../hub-context.ts';
import { connectorFor, importOrders } from '../import/import-orders.ts';
import { loadMapping } from '../import/load-mapping.ts';
import type { JsonText } from '../json-text.ts';
import { putItems } from '../office/catalogue.ts';
import { helloFor } from '../office/hello.ts';
import type { Caller } from '../office/keys.ts';
import { putPeople } from '../office/people.ts';
import { printAttemptsOf } from '../office/print-attempts.ts';
import { shippedUnitsOf } from '../office/shipped-units.ts';
import { putSite, siteOf } from '../office/site.ts';
import { addStation } from '../office/stations.ts';
import { putStock } from '../office/stock.ts';
import { summaryOf } from '../office/summary.ts';
import { tasksOf } from '../office/tasks.ts';
import { cancelOrder } from '../orders/cancel-order.ts';
import { changeOrder } from '../orders/change-order.ts';
import { listOrders } from '../orders/list-orders.ts';
import { releaseHold } from '../orders/release-hold.ts';
import { PLAIN_DEFAULTS } from '../orders/sales-order.ts';
import { takeSalesOrder } from '../orders/take-sales-order.ts';
import { createSyncHandlers } from './sync-handlers.ts';

type RolesOf<Name extends HubRouteName> = (typeof HUB_ROUTES)[Name]['roles'];

/** What a handler is given; everything in it has been checked against the contract. */
export interface Call<Name extends HubRouteName> {
  readonly query: HubQuery<Name>;
  readonly params: HubParams<Name>;
  readonly body: HubBody<Name>;
  /** Of the station that asks; undefined where others may ask, and do. */
  readonly stationId: RolesOf<Name> extends readonly ['station'] ? string : string | undefined;
  /** Null: nobody who was asked for a key. */
  readonly caller: Caller | null;
  readonly protocol: number;
  /** Aborts when the caller has gone or the hub stops. */
  readonly signal: AbortSignal;
}

/** Null: nothing new. A page of the feed comes as text. */
type Answered<Name extends HubRouteName> = Name extends 'feed' ? JsonText : HubAnswer<Name>;

export type Handlers = {
  readonly [Name in HubRouteName]: (call: Call<Name>) => Promise<Answered<Name> | null>;
};

export function createHandlers(hub: HubContext, shared: boolean): Handlers {
  const claims = createClaims(hub);
  const pushes = createPushes(hub);
  return {
    hello: ({ stationId }) => helloFor(hub, stationId),
    feed: ({ stationId, query, signal }) =>
      waitFeed(hub, {
        stationId,
        cursor: query.cursor ?? null,
        limit: query.limit ?? MAX_BATCH,
        waitMs: (query.wait ?? 0) * 1000,
        shared,
        signal,
      }),
    claims: ({ stationId, body }) => claims({ stationId, request: body }),
    ...createSyncHandlers(hub, shared),
    events: ({ stationId, body }) => pushes({ stationId, ...body }),
    importOrders: ({ query, body }) =>
      importOrders(hub, body as Readable, {
        mapping: loadMapping(query.mapping),
        madeUpAddresses: query.made_up_addresses === 'true',
        learnCatalogue: query.learn_catalogue === 'true',
        stock: query.stock ?? null,
      }),
    async addOrder({ body, caller }) {
      const connectorId =
        caller?.kind === 'connector'
          ? await connectorFor(hub, 'shop', caller.name)
          : await connectorFor(hub, 'office', 'office');
      const sales = { order: body, defaults: PLAIN_DEFAULTS, unreadable: [] };
      const { outcome, order } = await takeSalesOrder(hub, {
        connectorId,
        sales,
        learnCatalogue: false,
        initialStock: null,
      });
      return { outcome, order };
    },
    orders: async ({ query }) => ({
      orders: await listOrders(hub, { state: query.state ?? null, limit: query.limit ?? 200 }),
    }),
    changeOrder: ({ params, body }) => changeOrder(hub, params.id, body),
    cancelOrder: ({ params }) => cancelOrder(hub, params.id),
    releaseHold: ({ params }) => releaseHold(hub, params.id),
    documents: ({ params }) => documentsOf(hub, params.id),
    putDocument: ({ params, body }) => putDocument(hub, params.id, body),
    voidDocument: ({ params, body }) => voidDocument(hub, { orderId: params.id, sha256: params.sha256, ...body }),
    document: ({ stationId, params }) => documentBytes(hub, { sha256: params.sha256, stationId: stationId ?? null }),
    printAttempts: ({ query }) => printAttemptsOf(hub, query),
    putItems: ({ body }) => putItems(hub, body.items),
    putStock: ({ body }) => putStock(hub, body.stock),
    putPeople: async ({ body }) => ({ people: await putPeople(hub, body.people) }),
    site: () => siteOf(hub.db, hub.warehouseId),
    putSite: ({ body }) => putSite(hub, body),
    tasks: () => tasksOf(hub),
    shippedUnits: ({ query }) =>
      shippedUnitsOf(hub, {
        sku: query.sku,
        lot: query.lot ?? null,
        serial: query.serial ?? null,
        limit: query.limit ?? 500,
      }),
    addStation: ({ body }) => addStation(hub, { name: body.name, offlineBuffer: body.offline_buffer }),
    summary: () => summaryOf(hub),
    async health() {
      await hub.db.selectFrom('hub').select('id').executeTakeFirstOrThrow();
      return { ok: true };
    },
  };
}
