import type { HubAnswer, HubBody } from '../../wire/hub-api.ts';
import type { OutboundRow } from '../../wire/hub-outbound.ts';
import { instantOf } from '../../wire/hub-text.ts';
import { transact } from '../database/transact.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { leaseRows } from './lease-outbound.ts';

/** After so many tries a person looks. */
const MOST_TRIES = 10;

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

export async function listOutbound(
  hub: HubContext,
  ask: { readonly state: 'todo' | 'done' | 'review' | null; readonly limit: number },
): Promise<HubAnswer<'outbound'>['rows']> {
  let query = hub.db
    .selectFrom('outbound')
    .innerJoin('connector', 'connector.id', 'outbound.connector_id')
    .innerJoin('orders', 'orders.id', 'outbound.order_id')
    .select([
      'outbound.id',
      'connector.name as connector',
      'orders.number',
      'outbound.shipment_id',
      'outbound.state',
      'outbound.tries',
      'outbound.next_at',
      'outbound.remote_ref',
      'outbound.last_error',
    ]);
  if (ask.state !== null) query = query.where('outbound.state', '=', ask.state);
  const rows = await query.orderBy('outbound.next_at').orderBy('outbound.id').limit(ask.limit).execute();
  return rows.map(({ next_at, ...row }) => ({ ...row, next_at: next_at.toISOString() }));
}

export function leaseOutbound(hub: HubContext, ask: HubBody<'leaseOutbound'>): Promise<OutboundRow[]> {
  return leaseRows(hub, { ...ask, mostTries: MOST_TRIES });
}

/**
 * How telling the shop went. What the shop called the shipment is kept in any case: the next worker finds it by that.
 * @throws HubRefusal not_found, stale_lock
 */
export function finishOutbound(
  hub: HubContext,
  id: string,
  ask: HubBody<'finishOutbound'>,
): Promise<HubAnswer<'finishOutbound'>> {
  return transact(hub.db, async (tx) => {
    const row = await tx
      .selectFrom('outbound')
      .select(['state', 'tries', 'lock_token', 'remote_ref', 'last_error'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined)
      throw new HubRefusal('not_found', 'There is no such row. POST /v1/outbound/lease gives some.');
    if (row.lock_token !== ask.lock_token) {
      throw new HubRefusal(
        'stale_lock',
        'The lease ran out and another worker has the row now. Leave it to that one; lease again for other rows.',
      );
    }
    // A lost answer told again, or a row that was withdrawn while the worker had it: only the shop's name for it is news.
    const state = row.state === 'todo' ? stateAfter(ask.outcome, row.tries) : row.state;
    await tx
      .updateTable('outbound')
      .set({
        state,
        remote_ref: ask.remote_ref ?? row.remote_ref,
        locked_until: null,
        ...(row.state === 'todo' ? { last_error: state === 'done' ? null : (ask.error ?? row.last_error) } : {}),
        ...(state === 'todo' ? { next_at: instantOf(hub.clock() + pauseMs(ask, row.tries)) } : {}),
      })
      .where('id', '=', id)
      .execute();
    return { id, state };
  });
}

function stateAfter(outcome: HubBody<'finishOutbound'>['outcome'], tries: number): 'todo' | 'done' | 'review' {
  if (outcome !== 'retry') return outcome;
  return tries >= MOST_TRIES ? 'review' : 'todo';
}

function pauseMs({ retry_after_seconds }: HubBody<'finishOutbound'>, tries: number): number {
  if (retry_after_seconds !== undefined) return retry_after_seconds * 1000;
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
}
