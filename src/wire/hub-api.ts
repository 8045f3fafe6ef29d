import * as z from 'zod';
import { ClaimAnswerSchema, ClaimRequestSchema } from './hub-claims.ts';
import { PushAnswerSchema, PushRequestSchema } from './hub-events.ts';
import { FeedPageSchema, FeedQuerySchema, HelloSchema } from './hub-feed.ts';
import {
  ImportQuerySchema,
  ImportReportSchema,
  NewStationAnswerSchema,
  NewStationSchema,
  OrderAnswerSchema,
  OrderRowSchema,
  OrdersAnswerSchema,
  OrdersQuerySchema,
  PutItemsAnswerSchema,
  PutItemsSchema,
  PutPeopleAnswerSchema,
  PutPeopleSchema,
  PutStockSchema,
  SummarySchema,
} from './hub-office.ts';
import { OrderIdSchema } from './hub-order.ts';
import { PAPER_ROUTES } from './hub-paper-routes.ts';
import type { ProblemCode } from './hub-problem.ts';
import { OrderChangeSchema, SalesOrderSchema } from './hub-sales.ts';
import { OfficeSiteSchema, PutSiteSchema } from './hub-site.ts';
import { ShippedUnitsQuerySchema, ShippedUnitsSchema, TasksSchema } from './hub-tasks.ts';

/** `station`: a psk_ key. `office`: a pho_ key. `member`: either of them. `anyone`: no key. */
export type HubRole = 'station' | 'office' | 'member' | 'anyone';

/** Bytes that never change, under their hash. */
export interface StoredBytes {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

export interface HubRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** With `{name}` for parameters, as OpenAPI writes it. */
  readonly path: string;
  readonly role: HubRole;
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** A schema is read as JSON; `csv` is a text/csv stream. */
  readonly body?: z.ZodType | 'csv';
  /** The answer of a success with content. `bytes` are sent as they are, with their hash as ETag, to be kept for ever. */
  readonly answer: z.ZodType | 'bytes';
  /** Status of a success with content; 200 when left out. */
  readonly status?: 200 | 201;
  /** An answer whose `outcome` is `unchanged` has status 200: it was there already. */
  readonly mayRepeat?: true;
  /** 204 is possible, and means: nothing new. */
  readonly mayBeEmpty?: true;
  readonly problems: readonly ProblemCode[];
}

/** A file is streamed and read row by row; there is nothing to check of it as a whole. */
export const CsvBodySchema = z.unknown().describe('A CSV file');

export const BytesAnswerSchema = z.unknown().describe('The bytes, unchanged');

export const EmptyAnswerSchema = z.null().describe('Nothing new');

const OrderParams = z.object({ id: OrderIdSchema });

/** The whole contract. The server, the OpenAPI document, the station's client and the tests are made from it. */
export const HUB_ROUTES = {
  hello: {
    method: 'GET',
    path: '/v1/hello',
    role: 'station',
    summary: 'Who the hub is, who you are, and from which seq to go on; the first call after every reconnect',
    answer: HelloSchema,
    problems: [],
  },
  feed: {
    method: 'GET',
    path: '/v1/feed',
    role: 'station',
    summary: 'What changed since the cursor: orders, catalogue, people; repeats are possible, losses are not',
    query: FeedQuerySchema,
    answer: FeedPageSchema,
    mayBeEmpty: true,
    problems: ['must_refetch', 'busy'],
  },
  claims: {
    method: 'POST',
    path: '/v1/claims',
    role: 'station',
    summary: 'Takes orders for this station; hard claims never expire',
    body: ClaimRequestSchema,
    answer: ClaimAnswerSchema,
    problems: ['request_id_reused', 'upgrade_required'],
  },
  events: {
    method: 'POST',
    path: '/v1/events',
    role: 'station',
    summary: 'Hands over journal entries; safe to repeat',
    body: PushRequestSchema,
    answer: PushAnswerSchema,
    problems: ['seq_gap', 'seq_fork', 'wrong_epoch', 'too_large'],
  },
  importOrders: {
    method: 'POST',
    path: '/v1/orders/import',
    role: 'office',
    summary: 'Imports a CSV file of order lines; answers with a report per row and order',
    query: ImportQuerySchema,
    body: 'csv',
    answer: ImportReportSchema,
    problems: ['unknown_mapping', 'missing_columns', 'wrong_encoding', 'too_large', 'unsupported_media'],
  },
  addOrder: {
    method: 'POST',
    path: '/v1/orders',
    role: 'office',
    summary: 'Takes in one sales order; the same one again changes nothing',
    body: SalesOrderSchema,
    answer: OrderAnswerSchema,
    problems: [],
  },
  orders: {
    method: 'GET',
    path: '/v1/orders',
    role: 'office',
    summary: 'Orders with the reasons why some are held',
    query: OrdersQuerySchema,
    answer: OrdersAnswerSchema,
    problems: [],
  },
  changeOrder: {
    method: 'PATCH',
    path: '/v1/orders/{id}',
    role: 'office',
    summary: 'Changes an order that has not left yet; the station that holds it is told through the feed',
    params: OrderParams,
    body: OrderChangeSchema,
    answer: OrderRowSchema,
    problems: ['not_found', 'wrong_state', 'not_packable', 'label_not_voided'],
  },
  cancelOrder: {
    method: 'POST',
    path: '/v1/orders/{id}/cancel',
    role: 'office',
    summary: "Cancels an order; one that a station holds waits for the station's answer (cancel_pending)",
    params: OrderParams,
    answer: OrderRowSchema,
    problems: ['not_found', 'wrong_state'],
  },
  releaseHold: {
    method: 'POST',
    path: '/v1/orders/{id}/release-hold',
    role: 'office',
    summary: 'Verifies a held order again and lets it go when nothing is in the way',
    params: OrderParams,
    answer: OrderRowSchema,
    problems: ['not_found', 'wrong_state', 'still_held'],
  },
  ...PAPER_ROUTES,
  putItems: {
    method: 'PUT',
    path: '/v1/items',
    role: 'office',
    summary: 'Adds or replaces catalogue items; orders that waited for them are verified again',
    body: PutItemsSchema,
    answer: PutItemsAnswerSchema,
    problems: [],
  },
  putStock: {
    method: 'PUT',
    path: '/v1/stock',
    role: 'office',
    summary: 'Sets units on hand; a SKU that was never set is not counted',
    body: PutStockSchema,
    answer: PutItemsAnswerSchema,
    problems: [],
  },
  putPeople: {
    method: 'PUT',
    path: '/v1/people',
    role: 'office',
    summary: 'Adds or changes people with badge and PIN',
    body: PutPeopleSchema,
    answer: PutPeopleAnswerSchema,
    problems: ['name_taken'],
  },
  site: {
    method: 'GET',
    path: '/v1/site',
    role: 'office',
    summary: 'How this warehouse wants it done: rules, cartons, sender, company prefix',
    answer: OfficeSiteSchema,
    problems: [],
  },
  putSite: {
    method: 'PUT',
    path: '/v1/site',
    role: 'office',
    summary: 'Replaces rules, cartons, sender and company prefix, whole; stations hear of it through the feed',
    body: PutSiteSchema,
    answer: OfficeSiteSchema,
    problems: [],
  },
  tasks: {
    method: 'GET',
    path: '/v1/tasks',
    role: 'office',
    summary: 'What benches found and a person has to look at: shelves to count, damaged goods, unsure barcodes',
    answer: TasksSchema,
    problems: [],
  },
  shippedUnits: {
    method: 'GET',
    path: '/v1/shipped-units',
    role: 'office',
    summary: 'Where units of a SKU went, by lot or serial: the answer that a recall needs',
    query: ShippedUnitsQuerySchema,
    answer: ShippedUnitsSchema,
    problems: [],
  },
  addStation: {
    method: 'POST',
    path: '/v1/stations',
    role: 'office',
    summary: 'Adds a station and shows its key, once',
    body: NewStationSchema,
    answer: NewStationAnswerSchema,
    status: 201,
    problems: ['name_taken'],
  },
  summary: {
    method: 'GET',
    path: '/v1/summary',
    role: 'office',
    summary: 'Numbers for the board',
    answer: SummarySchema,
    problems: [],
  },
  health: {
    method: 'GET',
    path: '/healthz',
    role: 'anyone',
    summary: 'Whether the hub and its database answer',
    answer: z.object({ ok: z.boolean() }),
    problems: ['busy'],
  },
} as const satisfies Record<string, HubRoute>;

export type HubRouteName = keyof typeof HUB_ROUTES;
type RouteOf<Name extends HubRouteName> = (typeof HUB_ROUTES)[Name];

export type HubAnswer<Name extends HubRouteName> =
  RouteOf<Name> extends { readonly answer: infer Answer extends z.ZodType } ? z.output<Answer> : StoredBytes;
export type HubBody<Name extends HubRouteName> =
  RouteOf<Name> extends { readonly body: infer Body }
    ? Body extends z.ZodType
      ? z.output<Body>
      : AsyncIterable<Uint8Array>
    : undefined;
export type HubQuery<Name extends HubRouteName> =
  RouteOf<Name> extends { readonly query: infer Query extends z.ZodType } ? z.output<Query> : undefined;
export type HubParams<Name extends HubRouteName> =
  RouteOf<Name> extends { readonly params: infer Params extends z.ZodType } ? z.output<Params> : undefined;
