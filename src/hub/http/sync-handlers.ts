import { MAX_BATCH } from '../../wire/hub-feed.ts';
import { assertClaims } from '../claims/assert-claims.ts';
import { hardenClaims } from '../claims/harden-claims.ts';
import { overrideClaim, takeOver } from '../claims/override-claim.ts';
import { renewClaims } from '../claims/renew-claims.ts';
import { listConflicts } from '../conflicts/list-conflicts.ts';
import { listQuarantine } from '../conflicts/list-quarantine.ts';
import { replayQuarantine } from '../conflicts/replay-quarantine.ts';
import { resolveConflict } from '../conflicts/resolve-conflict.ts';
import { importEvents } from '../events/import-events.ts';
import { takeRawEvent } from '../events/take-raw-event.ts';
import { streamPokes } from '../feed/stream-pokes.ts';
import type { HubContext } from '../hub-context.ts';
import { addEnrolment, enrol } from '../office/enrolment.ts';
import { changeStation, listStations, revokeStation } from '../office/list-stations.ts';
import { addKey, listKeys, revokeKey } from '../office/office-keys.ts';
import { rotateKey } from '../office/rotate-key.ts';
import { addSession } from '../office/sessions.ts';
import { finishOutbound, leaseOutbound, listOutbound } from '../outbound/outbound.ts';
import { bookMoves } from '../stock/book-moves.ts';
import { listStock } from '../stock/list-stock.ts';
import type { Call, Handlers } from './handlers.ts';

type SyncHandlers = Omit<Handlers, 'hello' | 'feed' | 'claims' | 'events'>;

/** What many stations need beside the feed and the events: rights, keys, contradictions, goods, and what shops are told. */
export function createSyncHandlers(hub: HubContext, shared: boolean) {
  return {
    harden: ({ stationId, body }) => hardenClaims(hub, stationId, body),
    renewClaims: ({ stationId, body }) => renewClaims(hub, stationId, body),
    takeOver: ({ stationId, body }) => takeOver(hub, stationId, body),
    assertClaims: ({ stationId, body }) => assertClaims(hub, stationId, body),
    overrideClaim: (call) =>
      overrideClaim(hub, { orderId: call.params.id, by: nameOf(call), reason: call.body.reason }),
    stream: ({ signal }) => Promise.resolve(streamPokes(hub, { shared, signal })),
    rawEvent: ({ stationId, query, body }) => takeRawEvent(hub, stationId, { ...query, bytes: body }),
    enrol: ({ body }) => enrol(hub, body),
    addEnrolment: (call) => addEnrolment(hub, { ...call.body, by: nameOf(call) }),
    rotateKey: ({ stationId }) => rotateKey(hub, stationId),
    stations: async () => ({ stations: await listStations(hub) }),
    changeStation: ({ params, body }) => changeStation(hub, params.id, body),
    revokeStation: ({ params, body }) => revokeStation(hub, params.id, body.reason),
    importEvents: ({ params, body }) => importEvents(hub, params.id, body),
    addKey: ({ body }) => addKey(hub, body),
    keys: async () => ({ keys: await listKeys(hub) }),
    revokeKey: async ({ params, caller }) => {
      await revokeKey(hub, params.id, caller);
      return { keys: await listKeys(hub) };
    },
    addSession: ({ body }) => addSession(hub, body),
    conflicts: async ({ query }) => ({
      conflicts: await listConflicts(hub, { open: query.open !== 'false', limit: query.limit ?? 200 }),
    }),
    resolveConflict: (call) =>
      resolveConflict(hub, {
        id: call.params.id,
        answer: call.body.answer,
        note: call.body.note ?? null,
        by: nameOf(call),
      }),
    quarantine: ({ query }) => listQuarantine(hub, query.limit ?? 200),
    replayQuarantine: ({ body }) => replayQuarantine(hub, body.ids ?? null, MAX_BATCH),
    stock: ({ query }) =>
      listStock(hub, { sku: query.sku ?? null, after: query.after ?? null, limit: query.limit ?? 1000 }),
    moveStock: ({ body }) => bookMoves(hub, body.moves),
    outbound: async ({ query }) => ({
      rows: await listOutbound(hub, { state: query.state ?? null, limit: query.limit ?? 200 }),
    }),
    leaseOutbound: async ({ body }) => ({ rows: await leaseOutbound(hub, body) }),
    finishOutbound: ({ params, body }) => finishOutbound(hub, params.id, body),
  } satisfies Partial<SyncHandlers>;
}

function nameOf(call: Pick<Call<'overrideClaim'>, 'caller'>): string {
  return call.caller?.name ?? '';
}
