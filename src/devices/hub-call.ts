import { gzipSync } from 'node:zlib';
import type { z } from 'zod';
import { failure, type Result, success } from '../core/result.ts';
import type { HubFault } from '../runtime/hub-port.ts';
import type { StopSignal } from '../runtime/ports.ts';
import type { HubRoute } from '../wire/hub-api.ts';
import { PROTOCOL, PROTOCOL_HEADER } from '../wire/hub-feed.ts';
import { faultOf, readAnswer } from './hub-answer.ts';

export interface HubCallOptions {
  readonly url: string;
  /** Null: a call that needs none. */
  readonly key: string | null;
  readonly timeoutMs?: number;
  /** Bodies above this are packed; fewer bytes fit into one or two packets anyway. */
  readonly packAboveBytes?: number;
  /** Stands in for the network in tests: the real hub answers without a socket. */
  readonly fetch?: typeof fetch;
}

export interface Ask {
  readonly query?: Readonly<Record<string, string>>;
  /** Bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
  readonly timeoutMs?: number;
  readonly signal?: StopSignal;
}

const TIMEOUT_MS = 8000;
const PACK_ABOVE_BYTES = 2048;

export interface HubCall {
  /** Null: nothing new. */
  call<Schema extends z.ZodType>(
    route: HubRoute & { readonly answer: Schema },
    ask: Ask,
  ): Promise<Result<z.output<Schema> | null, HubFault>>;
  must<Schema extends z.ZodType>(
    route: HubRoute & { readonly answer: Schema },
    ask: Ask,
  ): Promise<Result<z.output<Schema>, HubFault>>;
  /** Raw bytes, or the problem that came in their place. */
  bytes(path: string): Promise<Result<Uint8Array, HubFault>>;
  /** An answer that is read as it comes. `stop` ends both the question and the answer. */
  open(path: string, accept: string, stop: AbortSignal): Promise<Result<Response, HubFault>>;
}

/** One question and its answer, in the terms of the contract. Never throws for the network's sake. */
export function createHubCall(options: HubCallOptions): HubCall {
  const fetchHub = options.fetch ?? fetch;
  const base = options.url.replace(/\/$/, '');
  const patience = options.timeoutMs ?? TIMEOUT_MS;
  const headers = {
    ...(options.key === null ? {} : { authorization: `Bearer ${options.key}` }),
    [PROTOCOL_HEADER]: String(PROTOCOL.max),
  };

  async function call<Schema extends z.ZodType>(
    route: HubRoute & { readonly answer: Schema },
    ask: Ask,
  ): Promise<Result<z.output<Schema> | null, HubFault>> {
    const query = ask.query === undefined ? '' : `?${new URLSearchParams(ask.query)}`;
    const stop = stopper(ask.timeoutMs ?? patience, ask.signal);
    try {
      const body = bodyOf(ask.body, options.packAboveBytes ?? PACK_ABOVE_BYTES);
      const response = await fetchHub(`${base}${route.path}${query}`, {
        method: route.method,
        headers: { ...headers, ...body.headers },
        body: body.bytes,
        signal: stop.signal,
        redirect: 'error',
      });
      const text = await response.text();
      if (response.status === 204) return success(null);
      return readAnswer(route, rawOf(response, text));
    } catch (error) {
      return failure({ kind: 'hub-unreachable', detail: reasonOf(error) });
    } finally {
      stop.done();
    }
  }

  return {
    call,
    async must<Schema extends z.ZodType>(route: HubRoute & { readonly answer: Schema }, ask: Ask) {
      const answer = await call(route, ask);
      if (answer.ok && answer.value === null) return failure({ kind: 'hub-garbled', detail: 'an empty answer' });
      return answer as Result<z.output<Schema>, HubFault>; // null was taken out above
    },
    async bytes(path) {
      const stop = stopper(patience, undefined);
      try {
        const response = await fetchHub(`${base}${path}`, { headers, signal: stop.signal, redirect: 'error' });
        const bytes = new Uint8Array(await response.arrayBuffer());
        return response.ok ? success(bytes) : failure(faultOf(rawOf(response, new TextDecoder().decode(bytes))));
      } catch (error) {
        return failure({ kind: 'hub-unreachable', detail: reasonOf(error) });
      } finally {
        stop.done();
      }
    },
    async open(path, accept, signal) {
      try {
        const response = await fetchHub(`${base}${path}`, {
          headers: { ...headers, accept },
          signal,
          redirect: 'error',
        });
        return response.ok ? success(response) : failure(faultOf(rawOf(response, await response.text())));
      } catch (error) {
        return failure({ kind: 'hub-unreachable', detail: reasonOf(error) });
      }
    },
  };
}

function rawOf(response: Response, text: string) {
  return { status: response.status, text, retryAfter: response.headers.get('retry-after') };
}

interface PackedBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: string | Uint8Array<ArrayBuffer> | null;
}

// Packed at once and not in a thread: a batch takes a millisecond, and a simulation is to run the same way twice.
function bodyOf(body: unknown, packAboveBytes: number): PackedBody {
  if (body === undefined) return { headers: {}, bytes: null };
  const raw = body instanceof Uint8Array;
  const type = { 'content-type': raw ? 'application/octet-stream' : 'application/json' };
  const plain = raw ? new Uint8Array(body) : JSON.stringify(body);
  if (plain.length <= packAboveBytes) return { headers: type, bytes: plain };
  return { headers: { ...type, 'content-encoding': 'gzip' }, bytes: new Uint8Array(gzipSync(plain, { level: 3 })) };
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

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
