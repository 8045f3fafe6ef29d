import { Readable } from 'node:stream';
import type { FastifyInstance, InjectOptions } from 'fastify';

/** The server as a `fetch`: the real one answers, only the socket is left out. */
export function injectFetch(server: FastifyInstance): typeof fetch {
  return async (input, init) => {
    const request = new Request(
      input,
      init === undefined ? {} : { ...init, ...(isStreaming(init.body) ? { duplex: 'half' } : {}) },
    );
    const url = new URL(request.url);
    const method = request.method as 'GET' | 'POST' | 'PUT';
    const headers = Object.fromEntries(request.headers);
    const body =
      request.body === null
        ? {}
        : { payload: Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]) };
    const ask = { method, url: url.pathname + url.search, headers, ...body };
    if (headers.accept === 'text/event-stream') return streamed(server, ask, request.signal);
    const answer = await server.inject({ ...ask, signal: request.signal });
    request.signal.throwIfAborted(); // as the network's fetch does
    return new Response([204, 304].includes(answer.statusCode) ? null : answer.rawPayload, {
      status: answer.statusCode,
      headers: fieldsOf(answer.headers),
    });
  };
}

/** An answer without an end is handed on as it comes; whoever stops reading it has gone. */
async function streamed(server: FastifyInstance, ask: InjectOptions, signal: AbortSignal): Promise<Response> {
  const gone = new AbortController();
  const answer = await server.inject({ ...ask, payloadAsStream: true, signal: AbortSignal.any([signal, gone.signal]) });
  signal.throwIfAborted();
  const body = answer.stream();
  return new Response(
    webStreamOf(body, () => gone.abort()),
    { status: answer.statusCode, headers: fieldsOf(answer.headers) },
  );
}

/** Node's own conversion closes what was cancelled a second time, and that throws where nobody can catch it (nodejs/node 20). */
function webStreamOf(body: Readable, leave: () => void): ReadableStream<Uint8Array> {
  let open = true;
  const end = (say: () => void) => {
    if (open) say();
    open = false;
    leave();
  };
  return new ReadableStream({
    start(controller) {
      body.on('data', (chunk: Uint8Array) => open && controller.enqueue(new Uint8Array(chunk)));
      body.on('end', () => end(() => controller.close()));
      body.on('error', (error) => end(() => controller.error(error)));
      body.on('close', () => end(() => controller.error(new Error('The answer was broken off'))));
    },
    cancel() {
      end(() => body.destroy());
    },
  });
}

function fieldsOf(headers: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
}

function isStreaming(body: RequestInit['body'] | undefined): boolean {
  return typeof body === 'object' && body !== null && (body instanceof ReadableStream || Symbol.asyncIterator in body);
}
