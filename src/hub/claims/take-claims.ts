import type { ClaimAnswer, ClaimRequest } from '../../wire/hub-claims.ts';
import { groupWork, type Outcome, only } from '../group-work.ts';
import type { HubContext } from '../hub-context.ts';
import { answerLoans } from './answer-loans.ts';
import { type Asked, answerOnce, answerTogether } from './answer-once.ts';
import { judgeClaim } from './judge-claim.ts';
import { lockNamed, lockUrgent } from './lent-order.ts';
import { stillRecovering } from './recovery.ts';
import { sweepLeases } from './sweep-leases.ts';

/** A named order is one that a packer holds in his hands, so it may go beyond the buffer, but not without end. */
const NAMED_FACTOR = 2;
/** A station that takes nothing ahead must still get what it scans: the open order, and boxes that wait for their label. */
const NAMED_LEAST = 5;

/** Of one transaction; each of them locks some orders. */
const MOST_TOGETHER = 64;

export interface Claim {
  readonly stationId: string;
  readonly request: ClaimRequest;
}

/** Takes claims, those of several stations in one transaction when many come at once. @throws as `takeClaims` */
export function createClaims(hub: HubContext): (claim: Claim) => Promise<ClaimAnswer> {
  const together = groupWork((claims: readonly Claim[]) => lendUrgent(hub, claims), {
    atOnce: 1,
    most: MOST_TOGETHER,
    keyOf: ({ stationId }) => stationId,
    weightOf: () => 1,
  });
  const isPlain = ({ order_ids, filter }: ClaimRequest) => order_ids === undefined && filter === undefined;
  return (claim) => (isPlain(claim.request) ? together(claim) : takeClaims(hub, claim));
}

/**
 * Lends orders to a station: the most urgent ones, or those it names.
 * @throws HubRefusal request_id_reused, recovering
 */
export async function takeClaims(hub: HubContext, claim: Claim): Promise<ClaimAnswer> {
  if (claim.request.order_ids !== undefined) return lendNamed(hub, claim, claim.request.order_ids);
  return only(await lendUrgent(hub, [claim]));
}

function askedBy({ stationId, request }: Claim): Asked {
  const { class: kind, want = null, order_ids = null, filter = null } = request;
  const content = ['claims', kind, want, order_ids, filter?.carrier ?? null, filter?.pick ?? null];
  return { stationId, requestId: request.request_id, content };
}

/** To several stations at once only without a filter: the first one's would be everybody's. */
async function lendUrgent(hub: HubContext, claims: readonly Claim[]): Promise<readonly Outcome<ClaimAnswer>[]> {
  await sweepLeases(hub);
  const asks = claims.map((claim) => ({ ...askedBy(claim), request: claim.request }));
  return answerTogether(hub, asks, async (tx, fresh, changes) => {
    const wants = fresh.map(({ ask: { request }, asker }) => {
      if (asker.recovering) throw stillRecovering();
      const room = request.class === 'hard' ? Math.max(0, asker.offlineBuffer - asker.held) : Number.POSITIVE_INFINITY;
      return Math.min(request.want ?? 0, room);
    });
    const want = wants.reduce((sum, each) => sum + each, 0);
    const orders = await lockUrgent(tx, hub, { want, filter: fresh[0]?.ask.request.filter });
    const answers: ClaimAnswer[] = [];
    let given = 0;
    for (const [index, { ask, asker }] of fresh.entries()) {
      const next = given + (wants[index] ?? 0);
      const judged = orders
        .slice(given, next)
        .map((order) => ({ id: order.id, order, judgement: { t: 'grant' } as const }));
      answers.push(await answerLoans(tx, hub, asker, judged, { class: ask.request.class, changes }));
      given = next;
    }
    return answers;
  });
}

async function lendNamed(hub: HubContext, claim: Claim, named: readonly string[]): Promise<ClaimAnswer> {
  await sweepLeases(hub);
  const { request } = claim;
  const ids = [...new Set(named.map((id) => id.toLowerCase()))];
  return answerOnce(hub, askedBy(claim), async (tx, asker, changes) => {
    let room = Math.max(asker.offlineBuffer * NAMED_FACTOR, NAMED_LEAST) - asker.held;
    const orders = new Map((await lockNamed(tx, hub, ids)).map((order) => [order.id, order]));
    const judged = ids.map((id) => {
      const order = orders.get(id);
      const judgement = judgeClaim(order, { stationId: asker.id, class: request.class, room });
      if (request.class === 'hard' && (judgement.t === 'grant' || judgement.t === 'harden')) room--;
      return { id, order, judgement };
    });
    return answerLoans(tx, hub, asker, judged, { class: request.class, changes });
  });
}
