import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';

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
    const answer = await server.inject({
      method,
      url: url.pathname + url.search,
      headers,
      signal: request.signal,
      ...body,
    });
    request.signal.throwIfAborted(); // as the network's fetch does
    const fields = Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    return new Response([204, 304].includes(answer.statusCode) ? null : answer.rawPayload, {
      status: answer.statusCode,
      headers: fields,
    });
  };
}

function isStreaming(body: RequestInit['body'] | undefined): boolean {
  return typeof body === 'object' && body !== null && (body instanceof ReadableStream || Symbol.asyncIterator in body);
}
