import * as z from 'zod';
import { CLAIM_ROUTES } from './hub-claim-routes.ts';
import { ClaimAnswerSchema, ClaimRequestSchema } from './hub-claims.ts';
import { CONFLICT_ROUTES } from './hub-conflict-routes.ts';
import { PushAnswerSchema, PushEnvelopeSchema, PushRequestSchema } from './hub-events.ts';
import { FeedPageSchema, FeedQuerySchema, HelloSchema } from './hub-feed.ts';
import { OFFICE_ROUTES } from './hub-office-routes.ts';
import { ORDER_ROUTES } from './hub-order-routes.ts';
import { OUTBOUND_ROUTES } from './hub-outbound-routes.ts';
import { PAPER_ROUTES } from './hub-paper-routes.ts';
import type { ProblemCode } from './hub-problem.ts';
import { STATION_ROUTES } from './hub-station-routes.ts';
import { STOCK_ROUTES } from './hub-stock-routes.ts';

/**
 * Who may speak to the hub. `station`: a psk_ key. `office`: a pho_ key. `connector`: a pco_ key of a shop or a carrier. `packer` and
 * `supervisor`: a pps_ key that badge and PIN were given for (`POST /v1/sessions`); a lead is a packer here.
 */
export const HUB_ROLES = ['station', 'packer', 'supervisor', 'office', 'connector'] as const;
export type HubRole = (typeof HUB_ROLES)[number];

/** Bytes that never change, under their hash. */
export interface StoredBytes {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** One line of the stream: there is something at or after `pos` that the reader may not have; never what it is. */
export interface Poke {
  readonly pos: number;
}

export interface HubRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** With `{name}` for parameters, as OpenAPI writes it. */
  readonly path: string;
  /** Whoever has one of these may call it; none: anybody. */
  readonly roles: readonly HubRole[];
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** A schema is read as JSON; `csv` is a text/csv stream; `bytes` and `lines` (JSON lines) are read whole, unparsed. */
  readonly body?: z.ZodType | 'csv' | 'bytes' | 'lines';
  /** What of the body is checked when it comes in, where that is less than what it should be: the rest is judged piece by piece. */
  readonly envelope?: z.ZodType;
  /**
   * The answer of a success with content. `bytes` are sent as they are, with their hash as ETag, to be kept for ever; `pokes` is a
   * text/event-stream.
   */
  readonly answer: z.ZodType | 'bytes' | 'pokes';
  /** Status of a success with content; 200 when left out. */
  readonly status?: 200 | 201;
  /** An answer whose `outcome` is `unchanged` has status 200: it was there already. */
  readonly mayRepeat?: true;
  /** 204 is possible, and means: nothing new. */
  readonly mayBeEmpty?: true;
  /** 304 is possible: what the ETag in If-None-Match names is still so. */
  readonly mayBeUnchanged?: true;
  /** Asks for new work: refused with 426 to a program that is too old or too new. Facts never are. */
  readonly intent?: true;
  readonly problems: readonly ProblemCode[];
}

/** A file is streamed and read row by row; there is nothing to check of it as a whole. */
export const CsvBodySchema = z.unknown().describe('A CSV file');

export const BytesAnswerSchema = z.unknown().describe('The bytes, unchanged');

export const LinesBodySchema = z.unknown().describe('JSON lines');

export const PokesAnswerSchema = z
  .unknown()
  .describe('A stream of `event: poke` with `data: {"pos":N}`; a comment line every 20 s');

export const EmptyAnswerSchema = z.null().describe('Nothing new');

/** The whole contract. The server, the OpenAPI document, the station's client and the tests are made from it. */
export const HUB_ROUTES = {
  hello: {
    method: 'GET',
    path: '/v1/hello',
    roles: ['station'],
    summary: 'Who the hub is, who you are, and from which seq to go on; the first call after every reconnect',
    answer: HelloSchema,
    problems: [],
  },
  feed: {
    method: 'GET',
    path: '/v1/feed',
    roles: ['station'],
    summary: 'What changed since the cursor: orders, catalogue, people; repeats are possible, losses are not',
    query: FeedQuerySchema,
    answer: FeedPageSchema,
    mayBeEmpty: true,
    mayBeUnchanged: true,
    problems: ['must_refetch', 'busy'],
  },
  claims: {
    method: 'POST',
    path: '/v1/claims',
    roles: ['station'],
    summary: 'Takes orders for this station; hard claims never expire',
    body: ClaimRequestSchema,
    answer: ClaimAnswerSchema,
    intent: true,
    problems: ['request_id_reused', 'recovering'],
  },
  ...CLAIM_ROUTES,
  events: {
    method: 'POST',
    path: '/v1/events',
    roles: ['station'],
    summary: 'Hands over journal entries; safe to repeat',
    body: PushRequestSchema,
    envelope: PushEnvelopeSchema,
    answer: PushAnswerSchema,
    problems: ['seq_gap', 'seq_fork', 'wrong_epoch', 'too_large'],
  },
  ...STATION_ROUTES,
  ...ORDER_ROUTES,
  ...PAPER_ROUTES,
  ...CONFLICT_ROUTES,
  ...STOCK_ROUTES,
  ...OUTBOUND_ROUTES,
  ...OFFICE_ROUTES,
  health: {
    method: 'GET',
    path: '/healthz',
    roles: [],
    summary: 'Whether the hub and its database answer',
    answer: z.object({ ok: z.boolean() }),
    problems: ['busy'],
  },
} as const satisfies Record<string, HubRoute>;

export type HubRouteName = keyof typeof HUB_ROUTES;
type RouteOf<Name extends HubRouteName> = (typeof HUB_ROUTES)[Name];

export type HubAnswer<Name extends HubRouteName> =
  RouteOf<Name> extends { readonly answer: infer Answer }
    ? Answer extends z.ZodType
      ? z.output<Answer>
      : Answer extends 'pokes'
        ? AsyncIterable<Poke>
        : StoredBytes
    : never;
export type HubBody<Name extends HubRouteName> =
  RouteOf<Name> extends { readonly body: infer Body }
    ? Body extends z.ZodType
      ? z.output<Body>
      : Body extends 'csv'
        ? AsyncIterable<Uint8Array>
        : Uint8Array
    : undefined;
export type HubQuery<Name extends HubRouteName> =
  RouteOf<Name> extends { readonly query: infer Query extends z.ZodType } ? z.output<Query> : undefined;
export type HubParams<Name extends HubRouteName> =
  RouteOf<Name> extends { readonly params: infer Params extends z.ZodType } ? z.output<Params> : undefined;
