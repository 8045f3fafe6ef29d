import type { z } from 'zod';
import { failure, type Result, success } from '../../src/core/result.ts';
import { faultOf } from '../../src/devices/hub-answer.ts';
import type { HubFault, HubPort } from '../../src/runtime/hub-port.ts';
import { HUB_ROUTES, type HubRoute } from '../../src/wire/hub-api.ts';
import type { WireEvent } from '../../src/wire/hub-events.ts';
import type { Ask, Link } from './network.ts';

const TIMEOUT_MS = 8_000;

/**
 * The station's side of the contract over a virtual line: the same routes, requests and answers as `devices/hub-client.ts`, with virtual
 * timeouts in place of real timers.
 * @param spoil what a broken program would send in place of an event; always the same for the same event
 */
export function createSimPort(link: Link, spoil: (event: WireEvent) => WireEvent): HubPort {
  async function call<Schema extends z.ZodType>(
    route: HubRoute & { readonly answer: Schema },
    name: string,
    how: Partial<Pick<Ask, 'body' | 'timeoutMs' | 'waitMs'>> & { readonly query?: string } = {},
  ): Promise<Result<z.output<Schema> | null, HubFault>> {
    const { query = '', ...rest } = how;
    const answered = await link.call({
      name,
      method: route.method,
      path: route.path + query,
      timeoutMs: TIMEOUT_MS,
      ...rest,
    });
    if (!answered.ok) return failure({ kind: 'hub-unreachable', detail: answered.detail });
    const { status, text } = answered.reply;
    if (status === 204 || status === 304) return success(null);
    const json: unknown = JSON.parse(text);
    if (status < 200 || status >= 300) return failure(faultOf({ status, text, retryAfter: null }));
    const parsed = route.answer.safeParse(json);
    if (parsed.success) return success(parsed.data);
    throw new Error(`${name} answers what its own contract does not allow: ${parsed.error.message}`);
  }

  async function must<Schema extends z.ZodType>(
    route: HubRoute & { readonly answer: Schema },
    name: string,
    body?: unknown,
    query?: string,
  ): Promise<Result<z.output<Schema>, HubFault>> {
    const answer = await call(route, name, {
      ...(body === undefined ? {} : { body }),
      ...(query === undefined ? {} : { query }),
    });
    if (answer.ok && answer.value === null) return failure({ kind: 'hub-garbled', detail: 'an empty answer' });
    return answer as Result<z.output<Schema>, HubFault>; // null was taken out above
  }

  return {
    hello: () => must(HUB_ROUTES.hello, 'hello'),
    feed({ cursor, waitSeconds }) {
      const query = new URLSearchParams({ ...(cursor === null ? {} : { cursor }), limit: '500', wait: '0' });
      return call(HUB_ROUTES.feed, 'feed', {
        query: `?${query}`,
        timeoutMs: (waitSeconds + 10) * 1000,
        waitMs: waitSeconds * 1000,
      });
    },
    claim: (request) => must(HUB_ROUTES.claims, 'claims', request),
    push: (request) => must(HUB_ROUTES.events, 'events', { ...request, events: request.events.map(spoil) }),
    harden: (request) => must(HUB_ROUTES.harden, 'harden', request),
    renew: (items) => must(HUB_ROUTES.renewClaims, 'renew', { items }),
    takeOver: (request) => must(HUB_ROUTES.takeOver, 'take-over', request),
    assertClaims: (request) => must(HUB_ROUTES.assertClaims, 'assert', request),
    pushRaw: ({ bytes, epoch, seq, id }) =>
      must(HUB_ROUTES.rawEvent, 'raw', bytes, `?epoch=${epoch}&seq=${seq}&id=${id}`),
    stream: (signal, onPoke) =>
      new Promise((resolve) => {
        const stop = link.listen(onPoke, (detail) => resolve({ kind: 'hub-unreachable', detail }));
        signal.addEventListener('abort', () => {
          stop();
          resolve(null);
        });
      }),
    async document(sha256) {
      const answered = await link.call({
        name: 'document',
        method: 'GET',
        path: `/v1/documents/${sha256}`,
        timeoutMs: TIMEOUT_MS,
      });
      if (!answered.ok) return failure({ kind: 'hub-unreachable', detail: answered.detail });
      const { status, text, bytes } = answered.reply;
      return status === 200 ? success(bytes) : failure(faultOf({ status, text, retryAfter: null }));
    },
  };
}
