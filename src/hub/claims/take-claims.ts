import type { ClaimAnswer, ClaimRequest } from '../../wire/hub-claims.ts';
import type { Tx } from '../database/schema.ts';
import type { HubContext } from '../hub-context.ts';
import { answerLoans } from './answer-loans.ts';
import { type Asker, answerOnce } from './answer-once.ts';
import { judgeClaim } from './judge-claim.ts';
import { lockNamed, lockUrgent } from './lent-order.ts';
import { stillRecovering } from './recovery.ts';
import { sweepLeases } from './sweep-leases.ts';

/** A named order is one that a packer holds in his hands, so it may go beyond the buffer, but not without end. */
const NAMED_FACTOR = 2;
/** A station that takes nothing ahead must still get what it scans: the open order, and boxes that wait for their label. */
const NAMED_LEAST = 5;

/**
 * Lends orders to a station: the most urgent ones, or those it names.
 * @throws HubRefusal request_id_reused, recovering
 */
export async function takeClaims(hub: HubContext, stationId: string, request: ClaimRequest): Promise<ClaimAnswer> {
  await sweepLeases(hub);
  const { class: kind, want = null, order_ids = null, filter = null } = request;
  const content = ['claims', kind, want, order_ids, filter?.carrier ?? null, filter?.pick ?? null];
  return answerOnce(hub, { stationId, requestId: request.request_id, content }, (tx, asker, changed) =>
    request.order_ids === undefined
      ? lendUrgent(tx, hub, asker, { request, changed })
      : lendNamed(tx, hub, asker, {
          request,
          ids: [...new Set(request.order_ids.map((id) => id.toLowerCase()))],
          changed,
        }),
  );
}

interface Ask {
  readonly request: ClaimRequest;
  readonly changed: Set<string>;
}

async function lendUrgent(tx: Tx, hub: HubContext, asker: Asker, { request, changed }: Ask): Promise<ClaimAnswer> {
  if (asker.recovering) throw stillRecovering();
  const room = request.class === 'hard' ? asker.offlineBuffer - asker.held : Number.POSITIVE_INFINITY;
  const want = Math.min(request.want ?? 0, room);
  const orders = await lockUrgent(tx, hub, { want, filter: request.filter });
  const judged = orders.map((order) => ({ id: order.id, order, judgement: { t: 'grant' } as const }));
  return answerLoans(tx, hub, asker, judged, { class: request.class, changed });
}

async function lendNamed(
  tx: Tx,
  hub: HubContext,
  asker: Asker,
  { request, ids, changed }: Ask & { readonly ids: readonly string[] },
): Promise<ClaimAnswer> {
  let room = Math.max(asker.offlineBuffer * NAMED_FACTOR, NAMED_LEAST) - asker.held;
  const orders = new Map((await lockNamed(tx, hub, ids)).map((order) => [order.id, order]));
  const judged = ids.map((id) => {
    const order = orders.get(id);
    const judgement = judgeClaim(order, { stationId: asker.id, class: request.class, room });
    if (request.class === 'hard' && (judgement.t === 'grant' || judgement.t === 'harden')) room--;
    return { id, order, judgement };
  });
  return answerLoans(tx, hub, asker, judged, { class: request.class, changed });
}
