import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { HUB_ROUTES, type HubRoute, type HubRouteName, type StoredBytes } from '../../wire/hub-api.ts';
import { PROTOCOL, PROTOCOL_HEADER } from '../../wire/hub-feed.ts';
import { problemOf } from '../../wire/hub-problem.ts';
import type { HubContext, LogEntry } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { type Caller, whoIs } from '../office/keys.ts';
import { answerProblem, problemFor } from './answer-problem.ts';
import { describeRoute } from './describe-route.ts';
import { bodyLimitOf, type Call, createHandlers } from './handlers.ts';
import { serveOpenApi } from './open-api.ts';

const STOP_MS = 5000;

export interface ServerParts {
  readonly hub: HubContext;
  readonly shared: boolean;
  readonly log: (entry: LogEntry) => void;
}

export interface HubServer {
  readonly server: FastifyInstance;
  /** Takes no more requests, and returns when those under way are answered, or after five seconds without them. */
  stop(): Promise<void>;
}

/** The HTTP server, made from the contract. It answers without a socket too, through `inject`. */
export async function createServer({ hub, shared, log }: ServerParts): Promise<HubServer> {
  const server = fastify({
    logger: false, // fastify's own log would hold headers, and with them keys
    forceCloseConnections: 'idle',
    requestTimeout: 300_000,
    onProtoPoisoning: 'remove', // an event with a strange key must not hold up its whole batch
    onConstructorPoisoning: 'remove',
  });
  server.setValidatorCompiler(validatorCompiler);
  // The hub made the answer and the station parses it; parsing it here as well would take a third of every pull.
  server.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  server.removeContentTypeParser('text/plain');
  server.addContentTypeParser('text/csv', (_request, stream, done) => done(null, stream));
  server.setErrorHandler((error, _request, reply) => answerProblem(reply, problemFor(error, log)));
  server.setNotFoundHandler((request, reply) =>
    answerProblem(
      reply,
      problemOf(
        'not_found',
        `There is no ${request.method} ${pathOf(request.url)}. /openapi.json lists what there is.`,
      ),
    ),
  );
  server.addHook('onResponse', (request, reply, done) => {
    log({
      level: 'info',
      message: 'request',
      method: request.method,
      route: request.routeOptions.url ?? pathOf(request.url),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
  const drained = watchDrain(server);
  await serveOpenApi(server);
  const handlers = createHandlers(hub, shared);
  for (const [name, route] of Object.entries(HUB_ROUTES) as [HubRouteName, HubRoute][]) {
    // Type-safe on both sides; only this seam, which serves all routes alike, cannot say which one it is.
    const handle = handlers[name] as (call: Call<HubRouteName>) => Promise<unknown>;
    addRoute(server, hub, { name, route, handle });
  }
  return {
    server,
    async stop() {
      const closing = server.close();
      let impatience: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        impatience = setTimeout(resolve, STOP_MS);
      });
      await Promise.race([drained(), enough]);
      clearTimeout(impatience);
      // What is left now are connections kept alive by stations; they would hold the hub up for nothing.
      server.server.closeAllConnections();
      await closing;
    },
  };
}

/** Requests without a socket are not seen by the socket server's own close, so they are counted here. */
function watchDrain(server: FastifyInstance): () => Promise<void> {
  const underWay = new Set<FastifyRequest>();
  let empty: (() => void) | null = null;
  server.addHook('onRequest', (request, _reply, done) => {
    underWay.add(request);
    done();
  });
  const over = (request: FastifyRequest) => {
    underWay.delete(request);
    if (underWay.size === 0) empty?.();
  };
  server.addHook('onResponse', (request, _reply, done) => {
    over(request);
    done();
  });
  // A station that hangs up in mid poll gets no response, so that hook would never tell.
  server.addHook('onRequestAbort', (request, done) => {
    over(request);
    done();
  });
  return () => (underWay.size === 0 ? Promise.resolve() : new Promise((resolve) => (empty = resolve)));
}

interface Served {
  readonly name: HubRouteName;
  readonly route: HubRoute;
  readonly handle: (call: Call<HubRouteName>) => Promise<unknown>;
}

function addRoute(server: FastifyInstance, hub: HubContext, { name, route, handle }: Served): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  server.route({
    method: route.method,
    url: route.path.replace(/\{(\w+)\}/g, ':$1'),
    schema: describeRoute(name, route),
    bodyLimit: bodyLimitOf(route.role),
    // Before the body is read: who may not speak is not listened to.
    onRequest: async (request) => {
      if (route.role !== 'anyone') callers.set(request, await authorise(hub, route, request));
    },
    async handler(request, reply) {
      if (route.body === 'csv' && !isStream(request.body))
        throw new HubRefusal('unsupported_media', 'Send the file itself as the body, with content-type text/csv.');
      const caller = callers.get(request);
      const answer = await handle({
        query: request.query,
        params: request.params,
        body: request.body,
        stationId: caller?.kind === 'station' ? caller.stationId : undefined,
        protocol: protocolOf(request),
        signal: goneSignal(request, reply),
      } as Call<HubRouteName>);
      if (answer === null && route.mayBeEmpty === true) return reply.code(204).send();
      // What a route answers with stands in the contract; this seam serves all of them.
      if (route.answer === 'bytes') return sendBytes(request, reply, answer as StoredBytes);
      return reply
        .code(route.mayRepeat === true && isUnchanged(answer) ? 200 : (route.status ?? 200))
        .header('content-type', 'application/json; charset=utf-8')
        .send(answer);
    },
  });
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

async function authorise(hub: HubContext, route: HubRoute, request: FastifyRequest): Promise<Caller> {
  const caller = await whoIs(hub, request.headers.authorization);
  if (caller.kind === route.role || route.role === 'member') return caller;
  throw new HubRefusal(
    'wrong_role',
    `${route.method} ${route.path} needs ${route.role === 'office' ? 'an office key (pho_…)' : 'a station key (psk_…)'}.`,
  );
}

function protocolOf(request: FastifyRequest): number {
  const header = request.headers[PROTOCOL_HEADER];
  return header === undefined ? PROTOCOL.max : Number(header);
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

function pathOf(url: string): string {
  return (url.split('?', 1)[0] ?? '').slice(0, 100);
}
