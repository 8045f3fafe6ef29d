import type { z } from 'zod';
import { failure, type Result, success } from '../core/result.ts';
import type { HubFault, HubPort } from '../runtime/hub-port.ts';
import type { StopSignal } from '../runtime/ports.ts';
import { HUB_ROUTES, type HubRoute } from '../wire/hub-api.ts';
import { PROTOCOL, PROTOCOL_HEADER } from '../wire/hub-feed.ts';
import { ProblemSchema } from '../wire/hub-problem.ts';

interface Ask {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly timeoutMs?: number;
  readonly signal?: StopSignal;
}

/** The station's side of the hub's contract, made from the same table as the server. Never throws for the network's sake. */
export function createHubClient(options: {
  readonly url: string;
  readonly key: string;
  readonly timeoutMs?: number;
  /** Stands in for the network in tests: the real hub answers without a socket. */
  readonly fetch?: typeof fetch;
}): HubPort {
  const fetchHub = options.fetch ?? fetch;
  const base = options.url.replace(/\/$/, '');

  async function call<Schema extends z.ZodType>(
    route: HubRoute & { readonly answer: Schema },
    ask: Ask,
  ): Promise<Result<z.output<Schema> | null, HubFault>> {
    const query = ask.query === undefined ? '' : `?${new URLSearchParams(ask.query)}`;
    const stop = stopper(ask.timeoutMs ?? options.timeoutMs ?? 8000, ask.signal);
    try {
      const response = await fetchHub(`${base}${route.path}${query}`, {
        method: route.method,
        headers: {
          authorization: `Bearer ${options.key}`,
          [PROTOCOL_HEADER]: String(PROTOCOL.max),
          ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: ask.body === undefined ? null : JSON.stringify(ask.body),
        signal: stop.signal,
        redirect: 'error',
      });
      const text = await response.text();
      if (response.status === 204) return success(null);
      return read(route, response.status, text);
    } catch (error) {
      return failure({ kind: 'hub-unreachable', detail: reasonOf(error) });
    } finally {
      stop.done();
    }
  }

  async function must<Schema extends z.ZodType>(
    route: HubRoute & { readonly answer: Schema },
    ask: Ask,
  ): Promise<Result<z.output<Schema>, HubFault>> {
    const answer = await call(route, ask);
    if (answer.ok && answer.value === null) return failure({ kind: 'hub-garbled', detail: 'an empty answer' });
    return answer as Result<z.output<Schema>, HubFault>; // null was taken out above
  }

  /** Raw bytes, or the problem that came in their place. */
  async function bytesOf(path: string): Promise<Result<Uint8Array, HubFault>> {
    const stop = stopper(options.timeoutMs ?? 8000, undefined);
    try {
      const response = await fetchHub(`${base}${path}`, {
        headers: { authorization: `Bearer ${options.key}`, [PROTOCOL_HEADER]: String(PROTOCOL.max) },
        signal: stop.signal,
        redirect: 'error',
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.ok) return success(bytes);
      return failure(problemOf(response.status, new TextDecoder().decode(bytes)));
    } catch (error) {
      return failure({ kind: 'hub-unreachable', detail: reasonOf(error) });
    } finally {
      stop.done();
    }
  }

  return {
    hello: () => must(HUB_ROUTES.hello, {}),
    feed({ cursor, waitSeconds, signal }) {
      const query = { ...(cursor === null ? {} : { cursor }), limit: '500', wait: String(waitSeconds) };
      return call(HUB_ROUTES.feed, { query, signal, timeoutMs: (waitSeconds + 10) * 1000 });
    },
    claim: (request) => must(HUB_ROUTES.claims, { body: request }),
    push: (request) => must(HUB_ROUTES.events, { body: request }),
    document: (sha256) => bytesOf(`/v1/documents/${sha256}`),
  };
}

function read<Schema extends z.ZodType>(
  route: HubRoute & { readonly answer: Schema },
  status: number,
  text: string,
): Result<z.output<Schema>, HubFault> {
  if (status < 200 || status >= 300) return failure(problemOf(status, text));
  const json = jsonOf(text);
  if (json === undefined) return failure({ kind: 'hub-garbled', detail: notJson(status, text) });
  const parsed = route.answer.safeParse(json);
  if (parsed.success) return success(parsed.data);
  return failure({
    kind: 'hub-garbled',
    detail: `${route.path}: ${parsed.error.issues[0]?.message ?? 'does not fit'}`,
  });
}

function problemOf(status: number, text: string): HubFault {
  const json = jsonOf(text);
  if (json === undefined) return { kind: 'hub-garbled', detail: notJson(status, text) };
  const problem = ProblemSchema.safeParse(json);
  if (!problem.success || status >= 500) return { kind: 'hub-garbled', detail: `status ${status}` };
  const { code, detail, expected } = problem.data;
  return { kind: 'hub-refused', status, code, detail, expected: expected ?? null };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notJson(status: number, text: string): string {
  return `status ${status}, not JSON: ${text.slice(0, 80)}`;
}

function stopper(timeoutMs: number, outer: StopSignal | undefined): { signal: AbortSignal; done(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  outer?.addEventListener('abort', abort);
  if (outer?.aborted === true) abort();
  return {
    signal: controller.signal,
    done() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
