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

  return {
    hello: () => must(HUB_ROUTES.hello, {}),
    feed({ cursor, waitSeconds, signal }) {
      const query = { ...(cursor === null ? {} : { cursor }), limit: '500', wait: String(waitSeconds) };
      return call(HUB_ROUTES.feed, { query, signal, timeoutMs: (waitSeconds + 10) * 1000 });
    },
    claim: (request) => must(HUB_ROUTES.claims, { body: request }),
    push: (request) => must(HUB_ROUTES.events, { body: request }),
  };
}

function read<Schema extends z.ZodType>(
  route: HubRoute & { readonly answer: Schema },
  status: number,
  text: string,
): Result<z.output<Schema>, HubFault> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return failure({ kind: 'hub-garbled', detail: `status ${status}, not JSON: ${text.slice(0, 80)}` });
  }
  if (status >= 200 && status < 300) {
    const parsed = route.answer.safeParse(json);
    if (parsed.success) return success(parsed.data);
    return failure({
      kind: 'hub-garbled',
      detail: `${route.path}: ${parsed.error.issues[0]?.message ?? 'does not fit'}`,
    });
  }
  const problem = ProblemSchema.safeParse(json);
  if (!problem.success || status >= 500) return failure({ kind: 'hub-garbled', detail: `status ${status}` });
  const { code, detail, expected } = problem.data;
  return failure({ kind: 'hub-refused', status, code, detail, expected: expected ?? null });
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
