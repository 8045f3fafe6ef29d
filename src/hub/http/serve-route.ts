import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema, FastifySchemaCompiler } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import type { HubRoute, HubRouteName, Poke, StoredBytes } from '../../wire/hub-api.ts';
import { PROTOCOL, PROTOCOL_HEADER } from '../../wire/hub-feed.ts';
import { problemOf } from '../../wire/hub-problem.ts';
import { decodeCursor, tagOf } from '../feed/feed-cursor.ts';
import { HubRefusal } from '../hub-refusal.ts';
import type { JsonText } from '../json-text.ts';
import type { Caller } from '../office/keys.ts';
import { answerProblem } from './answer-problem.ts';
import { describeRoute } from './describe-route.ts';
import type { Call } from './handlers.ts';
import { bodyLimitOf, checkType, unpack } from './read-body.ts';
import { sendJson } from './send-json.ts';
import { sendPokes } from './send-pokes.ts';

export interface Served {
  readonly name: HubRouteName;
  readonly route: HubRoute;
  readonly handle: (call: Call<HubRouteName>) => Promise<unknown>;
  /** How long a body may be on its way; files may take longer. */
  readonly bodyMs: number;
  readonly whoIs: (authorization: string | undefined) => Promise<Caller>;
}

/** One route of the contract. Who may not speak is not listened to; what is sent is checked; what comes back is sent as the route says. */
export function serveRoute(server: FastifyInstance, { name, route, handle, bodyMs, whoIs }: Served): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  const limit = bodyLimitOf(route);
  server.route({
    method: route.method,
    url: route.path.replace(/\{(\w+)\}/g, ':$1'),
    schema: describeRoute(name, route),
    bodyLimit: limit,
    ...(route.envelope === undefined ? {} : { validatorCompiler: withEnvelope(route.envelope) }),
    // Asking for the head of a stream would never end.
    exposeHeadRoute: route.answer !== 'pokes',
    onRequest: async (request) => {
      if (route.roles.length > 0) callers.set(request, await authorise(whoIs, route, request));
      checkType(route, request.headers['content-type']);
    },
    preParsing: async (request, reply, payload) => {
      if (route.body === undefined) return payload;
      if (route.body === 'csv') return unpack(payload, request.headers['content-encoding'], null);
      giveUpAfter(bodyMs, request, reply);
      return unpack(payload, request.headers['content-encoding'], limit);
    },
    async handler(request, reply) {
      if (route.body === 'csv' && !isStream(request.body))
        throw new HubRefusal('unsupported_media', 'Send the file itself as the body, with content-type text/csv.');
      if ((route.body === 'bytes' || route.body === 'lines') && !(request.body instanceof Uint8Array))
        throw new HubRefusal('invalid_request', 'The body is missing.');
      const caller = callers.get(request);
      if (route.intent === true) refuseOtherProtocol(protocolOf(request));
      const answer = await handle({
        query: request.query,
        params: request.params,
        body: request.body,
        stationId: caller?.kind === 'station' ? caller.stationId : undefined,
        caller: caller ?? null,
        protocol: protocolOf(request),
        // Made only for those who ask for it.
        get signal() {
          return goneSignal(request, reply);
        },
      } as Call<HubRouteName>);
      return send(route, request, reply, answer);
    },
  });
}

// What a route answers with stands in the contract; this seam serves all of them, hence the casts.
function send(route: HubRoute, request: FastifyRequest, reply: FastifyReply, answer: unknown): unknown {
  if (route.mayBeUnchanged === true) return sendPage(request, reply, answer as JsonText | null);
  if (answer === null && route.mayBeEmpty === true) return reply.code(204).send();
  if (route.answer === 'bytes') return sendBytes(request, reply, answer as StoredBytes);
  if (route.answer === 'pokes') return sendPokes(reply, answer as AsyncIterable<Poke>);
  reply.code(route.mayRepeat === true && isUnchanged(answer) ? 200 : (route.status ?? 200));
  return sendJson(reply, JSON.stringify(answer), request.headers['accept-encoding']);
}

/** A page of the feed. Who names the tag of what he has is told 304 when there is nothing new. */
function sendPage(request: FastifyRequest, reply: FastifyReply, page: JsonText | null): unknown {
  const known = request.headers['if-none-match'];
  if (page === null) {
    const at = decodeCursor(String((request.query as { readonly cursor?: string }).cursor ?? ''));
    return reply.code(at !== null && known === tagOf(at) ? 304 : 204).send();
  }
  if (page.tag !== null) reply.header('etag', page.tag);
  if (page.tag !== null && known === page.tag) return reply.code(304).send();
  return sendJson(reply.code(200), page.text, request.headers['accept-encoding']);
}

/** The hash names the bytes, so what somebody has kept under it is right for ever. */
function sendBytes(request: FastifyRequest, reply: FastifyReply, { bytes, sha256 }: StoredBytes): FastifyReply {
  const tag = `"${sha256}"`;
  reply.header('etag', tag).header('cache-control', 'private, max-age=31536000, immutable');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  // Never shown by a browser as what its first bytes look like.
  return reply
    .code(200)
    .header('content-type', 'application/octet-stream')
    .header('x-content-type-options', 'nosniff')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

function isUnchanged(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'outcome' in answer && answer.outcome === 'unchanged';
}

async function authorise(whoIs: Served['whoIs'], route: HubRoute, request: FastifyRequest): Promise<Caller> {
  const caller = await whoIs(request.headers.authorization);
  if (route.roles.includes(caller.kind)) return caller;
  throw new HubRefusal(
    'wrong_role',
    `${route.method} ${route.path} is for ${route.roles.join(', ')}; this key is of a ${caller.kind}.`,
  );
}

function withEnvelope(envelope: z.ZodType): FastifySchemaCompiler<FastifySchema> {
  // Every schema of a route is zod's, as `describeRoute` gives them.
  return ({ schema, ...of }) =>
    validatorCompiler({ ...of, schema: of.httpPart === 'body' ? envelope : (schema as z.ZodType) });
}

/** Only new work is refused to a program that is too old or too new; what happened may always be told. */
function refuseOtherProtocol(protocol: number): void {
  if (protocol >= PROTOCOL.min && protocol <= PROTOCOL.max) return;
  throw new HubRefusal(
    'upgrade_required',
    `The hub speaks protocol ${PROTOCOL.min} to ${PROTOCOL.max}, the station ${protocol}. Update the older one.`,
  );
}

function protocolOf(request: FastifyRequest): number {
  const header = request.headers[PROTOCOL_HEADER];
  return header === undefined ? PROTOCOL.max : Number(header);
}

/** Whoever sends a byte now and then would hold memory for as long as he likes. */
function giveUpAfter(bodyMs: number, request: FastifyRequest, reply: FastifyReply): void {
  if (request.raw.complete) return;
  const timer = setTimeout(() => {
    reply.header('connection', 'close');
    answerProblem(reply, problemOf('invalid_request', `The body did not arrive within ${bodyMs / 1000} s.`));
  }, bodyMs);
  const over = () => clearTimeout(timer);
  request.raw.on('end', over).on('close', over);
}

function goneSignal(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.on('close', () => controller.abort());
  if (request.raw.destroyed && !request.raw.complete) controller.abort();
  return controller.signal;
}

function isStream(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
