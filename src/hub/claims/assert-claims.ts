import { sql } from 'kysely';
import type { OrderId } from '../../core/ids.ts';
import type { AssertAnswer, AssertRequest, ClaimRefusal } from '../../wire/hub-claims.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { transact } from '../database/transact.ts';
import { createFeedChanges, publish } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { lockStation } from './answer-once.ts';
import { type HeldOrder, judgeAssertion } from './judge-assertion.ts';
import { lockNamed } from './lent-order.ts';
import { isRecovering } from './recovery.ts';

/**
 * After a restore: the station says which hard claims it has, and the hub remembers them. A station must have told its events first,
 * all of them: what it shipped after the backup looks free here, and is lent to others once everybody has spoken.
 * Claims that the hub remembers and the station does not name stay as they are: its events say what became of them, and
 * what it never heard of reaches it with the feed.
 * @throws HubRefusal wrong_epoch, seq_gap
 */
export async function assertClaims(hub: HubContext, stationId: string, ask: AssertRequest): Promise<AssertAnswer> {
  const rights = new Map<string, number>(ask.claims.map((claim) => [claim.order_id.toLowerCase(), claim.fence]));
  const answer = await transact(hub.db, async (tx) => {
    const station = await lockStation(tx, stationId);
    if (station.epoch !== ask.epoch) {
      throw new HubRefusal(
        'wrong_epoch',
        `The hub is at epoch ${station.epoch} of this station. Ask /v1/hello and go on from there.`,
        { expected: station.epoch },
      );
    }
    // What it shipped after the backup looks free here until its events have come.
    if (station.last_seq < ask.last_seq) {
      throw new HubRefusal(
        'seq_gap',
        `The hub has the events of this station up to ${station.last_seq}. Send the rest first, then say the claims.`,
        { expected: station.last_seq + 1 },
      );
    }
    await tx
      .updateTable('station')
      .set({ asserted_at: instantOf(hub.clock()), last_seen: instantOf(hub.clock()) })
      .where('id', '=', stationId)
      .execute();
    const recovering = await isRecovering(tx);
    const orders = new Map((await lockNamed(tx, hub, [...rights.keys()])).map((order) => [order.id, order]));
    const kept: HeldOrder[] = [];
    const lost: { order_id: OrderId; code: ClaimRefusal }[] = [];
    for (const [id, fence] of rights) {
      const judgement = judgeAssertion(orders.get(id), { stationId, fence });
      if (judgement.t === 'lost') lost.push({ order_id: id as OrderId, code: judgement.code });
      else kept.push(judgement.as);
    }
    const written = await write(tx, hub, stationId, kept);
    const changes = createFeedChanges();
    for (const order of kept) if (order.news) changes.orders.add(order.id);
    await publish(tx, hub, changes);
    return { kept: written, lost, recovering };
  });
  hub.bell.ring();
  return answer;
}

async function write(
  tx: Tx,
  hub: HubContext,
  stationId: string,
  kept: readonly HeldOrder[],
): Promise<AssertAnswer['kept']> {
  if (kept.length === 0) return [];
  const { rows } = await sql<{ id: string; fence: number; rev: number }>`
    update orders set claim_station = ${stationId}::uuid, claim_class = 'hard', claim_expires = null, state = held.state,
      fence = held.fence, rev = rev + case when held.news then 1 else 0 end,
      claimed_at = case when held.anew then ${instantOf(hub.clock())}::timestamptz else claimed_at end,
      worker = case when held.anew then null else worker end,
      edited_rev = case when held.anew then null else edited_rev end,
      agreed_rev = case when held.anew then null else agreed_rev end
    from json_to_recordset(${JSON.stringify(kept)}::json) as held(id uuid, state text, fence bigint, anew boolean, news boolean)
    where orders.id = held.id returning orders.id, orders.fence, orders.rev`.execute(tx);
  return rows.map(({ id, fence, rev }) => ({ order_id: id as OrderId, fence: Number(fence), rev }));
}
