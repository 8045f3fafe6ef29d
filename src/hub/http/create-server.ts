import fastify, { type FastifyInstance, type FastifyRequest, type FastifyServerOptions } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { HUB_ROUTES, type HubRoute, type HubRouteName } from '../../wire/hub-api.ts';
import { problemOf } from '../../wire/hub-problem.ts';
import type { HubContext, LogEntry } from '../hub-context.ts';
import { createCallers } from '../office/keys.ts';
import { answerGarble } from './answer-garble.ts';
import { answerProblem, problemFor } from './answer-problem.ts';
import { type Call, createHandlers } from './handlers.ts';
import { serveOpenApi } from './open-api.ts';
import { readBodies } from './read-body.ts';
import { serveRoute } from './serve-route.ts';
import type { HubTls } from './tls.ts';

const STOP_MS = 5000;

/** How long a caller may take, and how many there may be: each connection costs memory, and a slow one costs it for long. */
const LIMITS = {
  connections: 4096,
  headerBytes: 16_384,
  headersMs: 15_000,
  /** Of a request and a body of any kind but a file. */
  bodyMs: 30_000,
  /** A file of 64 MiB on a poor line. */
  requestMs: 300_000,
  checkEveryMs: 5000,
} as const;
export type ServerLimits = { readonly [Limit in keyof typeof LIMITS]: number };

export interface ServerParts {
  readonly hub: HubContext;
  readonly shared: boolean;
  readonly log: (entry: LogEntry) => void;
  /** Left out: plain HTTP. */
  readonly tls?: HubTls | undefined;
  readonly limits?: Partial<ServerLimits>;
}

export interface HubServer {
  readonly server: FastifyInstance;
  /** Takes no more requests, and returns when those under way are answered, or after five seconds without them. */
  stop(): Promise<void>;
}

/** The HTTP server, made from the contract. It answers without a socket too, through `inject`. */
export async function createServer({ hub, shared, log, tls, limits }: ServerParts): Promise<HubServer> {
  const most = { ...LIMITS, ...limits };
  const server = openServer(most, tls, log);
  server.setValidatorCompiler(validatorCompiler);
  // The hub made the answer and the station parses it; parsing it here as well would take a third of every pull.
  server.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  readBodies(server);
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
  const whoIs = createCallers(hub);
  for (const [name, route] of Object.entries(HUB_ROUTES) as [HubRouteName, HubRoute][]) {
    // Type-safe on both sides; only this seam, which serves all routes alike, cannot say which one it is.
    const handle = handlers[name] as (call: Call<HubRouteName>) => Promise<unknown>;
    serveRoute(server, { name, route, handle, bodyMs: most.bodyMs, whoIs });
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

function openServer(most: ServerLimits, tls: HubTls | undefined, log: ServerParts['log']): FastifyInstance {
  const http = { maxHeaderSize: most.headerBytes, connectionsCheckingInterval: most.checkEveryMs };
  const options: FastifyServerOptions = {
    logger: false, // fastify's own log would hold headers, and with them keys
    forceCloseConnections: 'idle',
    onProtoPoisoning: 'remove', // an event with a strange key must not hold up its whole batch
    onConstructorPoisoning: 'remove',
    requestTimeout: most.requestMs,
    clientErrorHandler: answerGarble,
    frameworkErrors: (error, _request, reply) => answerProblem(reply, problemFor(error, log)),
    ...(tls === undefined ? { http } : { https: { ...http, key: tls.key, cert: tls.cert } }),
  };
  const server = fastify(options);
  server.server.headersTimeout = most.headersMs;
  server.server.maxConnections = most.connections;
  return server;
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

function pathOf(url: string): string {
  return (url.split('?', 1)[0] ?? '').slice(0, 100);
}
