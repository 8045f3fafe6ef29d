import type { HubPort } from '../runtime/hub-port.ts';
import { HUB_ROUTES } from '../wire/hub-api.ts';
import { createHubCall } from './hub-call.ts';
import { followPokes } from './hub-stream.ts';

/** The station's side of the hub's contract, made from the same table as the server. Never throws for the network's sake. */
export function createHubClient(options: {
  readonly url: string;
  readonly key: string;
  readonly timeoutMs?: number;
  /** Bodies above this are packed; 2048 when left out. */
  readonly packAboveBytes?: number;
  /** A stream that says nothing for so long is given up; 50 s when left out. */
  readonly silentMs?: number;
  /** Stands in for the network in tests: the real hub answers without a socket. */
  readonly fetch?: typeof fetch;
}): HubPort {
  const hub = createHubCall(options);
  const { timeoutMs: connectMs = 8000, silentMs } = options;
  const times = { connectMs, ...(silentMs === undefined ? {} : { silentMs }) };
  return {
    hello: () => hub.must(HUB_ROUTES.hello, {}),
    feed({ cursor, waitSeconds, signal }) {
      const query = { ...(cursor === null ? {} : { cursor }), limit: '500', wait: String(waitSeconds) };
      return hub.call(HUB_ROUTES.feed, { query, signal, timeoutMs: (waitSeconds + 10) * 1000 });
    },
    claim: (body) => hub.must(HUB_ROUTES.claims, { body }),
    push: (body) => hub.must(HUB_ROUTES.events, { body }),
    harden: (body) => hub.must(HUB_ROUTES.harden, { body }),
    renew: (items) => hub.must(HUB_ROUTES.renewClaims, { body: { items } }),
    takeOver: (body) => hub.must(HUB_ROUTES.takeOver, { body }),
    assertClaims: (body) => hub.must(HUB_ROUTES.assertClaims, { body }),
    pushRaw({ epoch, seq, id, bytes }) {
      return hub.must(HUB_ROUTES.rawEvent, { query: { epoch: String(epoch), seq: String(seq), id }, body: bytes });
    },
    stream: (signal, onPoke) => followPokes(hub, times, signal, onPoke),
    document: (sha256) => hub.bytes(`/v1/documents/${sha256}`),
  };
}
