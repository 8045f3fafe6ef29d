import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { OrderId } from '../../core/ids.ts';
import type { ClaimAnswer, ClaimRequest } from '../../wire/hub-claims.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { type ClaimableOrder, type ClaimJudgement, judgeClaim } from './judge-claim.ts';
import { sweepLeases } from './sweep-leases.ts';

const LEASE_MS = 600_000;
/** A named order is one that a packer holds in his hands, so it may go beyond the buffer, but not without end. */
const NAMED_FACTOR = 2;

/** Lends orders to a station. The same request id gets the same answer. @throws HubRefusal request_id_reused */
export async function takeClaims(hub: HubContext, stationId: string, request: ClaimRequest): Promise<ClaimAnswer> {
  await sweepLeases(hub);
  const answer = await transact(hub.db, async (tx) => {
    const station = await tx
      .selectFrom('station')
      .select(['id', 'offline_buffer'])
      .where('id', '=', stationId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const told = await recall(tx, stationId, request);
    if (told !== null) return told;
    return grant(tx, hub, station, request);
  });
  hub.bell.ring();
  return answer;
}

async function recall(tx: Tx, stationId: string, request: ClaimRequest): Promise<ClaimAnswer | null> {
  const memo = await tx
    .selectFrom('request_memo')
    .select(['request_hash', 'response'])
    .where('station_id', '=', stationId)
    .where('request_id', '=', request.request_id)
    .executeTakeFirst();
  if (memo === undefined) return null;
  if (Buffer.from(memo.request_hash).equals(hashOf(request))) return memo.response;
  throw new HubRefusal(
    'request_id_reused',
    'This request_id was used for another claim. Make a new id for every new claim.',
  );
}

async function grant(
  tx: Tx,
  hub: HubContext,
  station: { readonly id: string; readonly offline_buffer: number },
  request: ClaimRequest,
): Promise<ClaimAnswer> {
  const held = await tx
    .selectFrom('orders')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('claim_station', '=', station.id)
    .where('claim_class', '=', 'hard')
    .executeTakeFirstOrThrow();
  const named = request.order_ids !== undefined;
  const buffer = station.offline_buffer * (named ? NAMED_FACTOR : 1);
  let room = Math.max(0, buffer - Number(held.n));
  const rows = named
    ? await lockNamed(tx, hub, request.order_ids ?? [])
    : await lockUrgent(tx, hub, wantedOf(request, room));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const answer: ClaimAnswer = { granted: [], refused: [] };
  const changes = createFeedChanges();
  for (const id of named ? [...new Set<string>(request.order_ids)] : rows.map((row) => row.id)) {
    const order = byId.get(id);
    const judgement = judgeClaim(order, { stationId: station.id, class: request.class, room });
    if (order === undefined || judgement.t === 'refuse') {
      const code = judgement.t === 'refuse' ? judgement.code : 'unknown-order';
      answer.refused.push({ order_id: id as OrderId, code, state: order?.state ?? null });
      continue;
    }
    if (request.class === 'hard' && judgement.t !== 'held') room--;
    answer.granted.push(await apply(tx, hub, station.id, order, { judgement, class: request.class }));
    if (judgement.t === 'grant' || judgement.t === 'harden') changes.orders.add(id);
  }
  await tx
    .insertInto('request_memo')
    .values({
      station_id: station.id,
      request_id: request.request_id,
      request_hash: hashOf(request),
      response: JSON.stringify(answer),
    })
    .execute();
  await publish(tx, hub.warehouseId, changes);
  return answer;
}

type LockedOrder = ClaimableOrder & {
  readonly fence: number;
  readonly rev: number;
  readonly claim_expires: Date | null;
};

const columns = ['id', 'state', 'claim_station', 'claim_class', 'fence', 'rev', 'claim_expires'] as const;

function wantedOf(request: ClaimRequest, room: number): number {
  const want = request.want ?? 0;
  return request.class === 'hard' ? Math.min(want, room) : want;
}

function lockNamed(tx: Tx, hub: HubContext, ids: readonly string[]): Promise<LockedOrder[]> {
  return tx
    .selectFrom('orders')
    .select(columns)
    .where('warehouse_id', '=', hub.warehouseId)
    .where('id', 'in', ids)
    .where('doc', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}

async function lockUrgent(tx: Tx, hub: HubContext, want: number): Promise<LockedOrder[]> {
  if (want === 0) return [];
  return tx
    .selectFrom('orders')
    .select(columns)
    .where('warehouse_id', '=', hub.warehouseId)
    .where('state', '=', 'ready')
    .where('claim_station', 'is', null)
    .orderBy('priority')
    .orderBy('ship_by')
    .orderBy('id')
    .limit(want)
    .forUpdate()
    .skipLocked()
    .execute();
}

async function apply(
  tx: Tx,
  hub: HubContext,
  stationId: string,
  order: LockedOrder,
  how: { readonly judgement: ClaimJudgement; readonly class: 'soft' | 'hard' },
): Promise<ClaimAnswer['granted'][number]> {
  if (how.judgement.t === 'held') {
    return { order_id: order.id as OrderId, fence: order.fence, class: 'hard', rev: order.rev, expires_at: null };
  }
  const expires = how.class === 'soft' ? instantOf(hub.clock() + LEASE_MS) : null;
  const newOwner = how.judgement.t === 'grant' ? 1 : 0;
  const news = how.judgement.t === 'renew' ? 0 : 1;
  const row = await tx
    .updateTable('orders')
    .set({
      claim_station: stationId,
      claim_class: how.class,
      claim_expires: expires,
      state: how.class === 'hard' ? 'claimed' : order.state,
      fence: sql`fence + ${newOwner}`,
      rev: sql`rev + ${news}`,
    })
    .where('id', '=', order.id)
    .returning(['fence', 'rev'])
    .executeTakeFirstOrThrow();
  return { order_id: order.id as OrderId, fence: row.fence, class: how.class, rev: row.rev, expires_at: expires };
}

function hashOf(request: ClaimRequest): Buffer {
  const content = [request.class, request.want ?? null, request.order_ids ?? null];
  return createHash('sha256').update(JSON.stringify(content)).digest();
}
