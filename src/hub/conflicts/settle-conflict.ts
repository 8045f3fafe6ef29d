import { ANSWERS_TO, type ConflictAnswer, type ConflictKind } from '../../core/conflict.ts';
import { ShippedPayloadSchema } from '../../wire/hub-payloads.ts';
import { instantOf } from '../../wire/hub-text.ts';
import type { Tx } from '../database/schema.ts';
import { isConflict } from '../events/event-batch.ts';
import { owedOf } from '../events/measure-shipment.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { makeBackorder } from '../orders/make-backorder.ts';
import { offerOutbound, withdrawOutbound } from '../outbound/offer-outbound.ts';
import { bringBack } from './bring-back.ts';
import {
  acceptedOf,
  bookParcels,
  type ContestedOrder,
  endOrder,
  forgetTracking,
  lockContested,
  type Parcel,
  setAccepted,
} from './parcels.ts';

export interface Decision {
  readonly id: string;
  readonly answer: ConflictAnswer;
  /** Name of the person or of the key. */
  readonly by: string;
  readonly note: string | null;
  /** Of the answer; stock that it moves is booked under it. */
  readonly eventId: string;
}

export interface Settled {
  /** Why nothing came of the answer; null: it was carried out. */
  readonly code: 'unknown_conflict' | 'conflict_closed' | 'wrong_answer' | 'wrong_state' | null;
  /** SKUs that there are fewer of: others may have reserved what is not there. */
  readonly setDown: readonly string[];
}

/**
 * Carries out what a person decided about a parcel. Locks the order, then the conflict, then stock; the caller publishes `changes` last.
 * What each answer does to order, shipment, stock and shop: test/hub/conflict-answers.test.ts has the table.
 */
export async function settleConflict(tx: Tx, hub: HubContext, ask: Decision, changes: FeedChanges): Promise<Settled> {
  const named = await tx.selectFrom('conflict').select('order_id').where('id', '=', ask.id).executeTakeFirst();
  if (named === undefined) return refused('unknown_conflict');
  const order = await lockContested(tx, named.order_id);
  const conflict = await tx
    .selectFrom('conflict')
    .select(['kind', 'event_id', 'resolved_at'])
    .where('id', '=', ask.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (conflict.resolved_at !== null) return refused('conflict_closed');
  if (!isConflict(conflict.kind) || !isAnswerTo(conflict.kind, ask.answer)) return refused('wrong_answer');
  if (ask.answer === 'ask-lead') {
    await tx.updateTable('conflict').set({ asked_lead: true }).where('id', '=', ask.id).execute();
    changes.conflicts.add(ask.id);
    return { code: null, setDown: [] };
  }
  const parcel = await tx
    .selectFrom('shipment')
    .select(['id', 'event_id', 'accepted'])
    .where('event_id', '=', conflict.event_id)
    .executeTakeFirstOrThrow();
  const accepted = await acceptedOf(tx, order.id);
  const contest = { order, parcel, accepted, kind: conflict.kind };
  const setDown = await carryOut(tx, hub, contest, ask, changes);
  if (setDown === null) return refused('wrong_state');
  await tx
    .updateTable('conflict')
    .set({
      resolved_at: instantOf(hub.clock()),
      resolution: JSON.stringify({ answer: ask.answer, by: ask.by, note: ask.note }),
    })
    .where('id', '=', ask.id)
    .execute();
  changes.conflicts.add(ask.id);
  return { code: null, setDown };
}

function refused(code: NonNullable<Settled['code']>): Settled {
  return { code, setDown: [] };
}

function isAnswerTo(kind: ConflictKind, answer: ConflictAnswer): boolean {
  const answers: readonly ConflictAnswer[] = ANSWERS_TO[kind];
  return answers.includes(answer);
}

interface Contest {
  readonly order: ContestedOrder;
  /** The one that the conflict is about. */
  readonly parcel: Parcel;
  /** The one that counts. */
  readonly accepted: Parcel | null;
  readonly kind: ConflictKind;
}

/** @returns SKUs of which there are fewer now; null: the order is in no state for it */
async function carryOut(
  tx: Tx,
  hub: HubContext,
  contest: Contest,
  ask: Decision,
  changes: FeedChanges,
): Promise<readonly string[] | null> {
  switch (ask.answer) {
    case 'still-right':
    case 'ask-lead':
      return [];
    case 'keep-first':
      await forgetTracking(tx, contest.parcel);
      return [];
    case 'keep-second':
      return keepSecond(tx, hub, contest, ask, changes);
    case 'taken-back':
      return takeBack(tx, hub, contest, ask, changes);
    case 'has-left':
      return letLeave(tx, hub, contest, ask, changes);
  }
}

async function keepSecond(
  tx: Tx,
  hub: HubContext,
  { order, parcel, accepted }: Contest,
  { eventId, answer }: Decision,
  changes: FeedChanges,
): Promise<readonly string[] | null> {
  // Verification took its document away: only a verified order can have left.
  if (order.doc === null) return null;
  const setDown = await bookParcels(tx, hub, order, { eventId, answer, leaves: parcel, returns: accepted });
  if (accepted !== null) {
    await setAccepted(tx, accepted, false);
    await forgetTracking(tx, accepted);
    await withdrawOutbound(tx, accepted.id, { reason: 'Another parcel of the order left instead.', told: 'leave' });
  }
  await setAccepted(tx, parcel, true);
  await offerOutbound(tx, hub, parcel.id);
  await endOrder(tx, hub, order, changes);
  return setDown;
}

async function takeBack(
  tx: Tx,
  hub: HubContext,
  { order, parcel, kind }: Contest,
  { eventId, answer }: Decision,
  changes: FeedChanges,
): Promise<readonly string[]> {
  await forgetTracking(tx, parcel);
  if (kind === 'shipped_after_cancel') return [];
  if (parcel.accepted) {
    await bookParcels(tx, hub, order, { eventId, answer, returns: parcel });
    await setAccepted(tx, parcel, false);
    await withdrawOutbound(tx, parcel.id, { reason: 'The parcel was taken back and unpacked.', told: 'review' });
  }
  if (parcel.accepted || order.state === 'review') await bringBack(tx, hub, order, parcel, changes);
  return [];
}

/** What has left has left: its goods are gone from the shelves. It counts, unless another parcel does or the shop had cancelled. */
async function letLeave(
  tx: Tx,
  hub: HubContext,
  { order, parcel, accepted, kind }: Contest,
  { eventId, answer }: Decision,
  changes: FeedChanges,
): Promise<readonly string[] | null> {
  const counts = kind !== 'shipped_after_cancel' && accepted === null;
  if (counts && order.doc === null) return null;
  const setDown = await bookParcels(tx, hub, order, { eventId, answer, leaves: parcel });
  if (!counts) return setDown;
  await setAccepted(tx, parcel, true);
  await offerOutbound(tx, hub, parcel.id);
  await endOrder(tx, hub, order, changes);
  await oweRest(tx, hub, order, parcel, changes);
  return setDown;
}

/** What the bench called short of a parcel that counts after all; nothing where the shop wants nothing more. */
async function oweRest(
  tx: Tx,
  hub: HubContext,
  order: ContestedOrder,
  parcel: Parcel,
  changes: FeedChanges,
): Promise<void> {
  if (order.hold_reasons.some(({ code }) => code === 'cancelled-by-shop')) return;
  const event = await tx.selectFrom('event').select('payload').where('id', '=', parcel.event_id).executeTakeFirst();
  // Stored as it was read; one that was read by an older hub may say less.
  const shipped = ShippedPayloadSchema.safeParse(event?.payload);
  if (!shipped.success) return;
  const { shipment } = shipped.data;
  await makeBackorder(tx, hub, { orderId: order.id, owed: owedOf(shipment, order.doc) }, changes);
}
