import { sql } from 'kysely';
import type { OrderId } from '../../core/ids.ts';
import type { OrderState } from '../../core/order.ts';
import type { ClaimAnswer, ClaimRefusal, ClaimRequest } from '../../wire/hub-claims.ts';
import { instantOf } from '../../wire/hub-text.ts';
import { anyId } from '../database/any-of.ts';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from '../feed/publish.ts';
import type { HubContext } from '../hub-context.ts';
import { type HolderRecord, holderColumns, holderIn } from '../orders/holder.ts';

export const LEASE_MS = 600_000;

/** An order as far as lending it matters; its row is locked. */
export interface LentOrder extends HolderRecord {
  readonly id: string;
  readonly state: OrderState;
  readonly claim_station: string | null;
  readonly claim_class: 'soft' | 'hard' | null;
  readonly claim_expires: Date | null;
  readonly fence: number;
  readonly rev: number;
}

type Granted = ClaimAnswer['granted'][number];

const columns = [
  'orders.id',
  'orders.state',
  'orders.claim_station',
  'orders.claim_class',
  'orders.claim_expires',
  'orders.fence',
  'orders.rev',
  ...holderColumns,
] as const;

/** In the order of their ids, as everybody locks them. An order without a document was never on the feed: nobody can name it. */
export async function lockNamed(tx: Tx, hub: HubContext, ids: readonly string[]): Promise<LentOrder[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('orders')
    .select(columns)
    .where('orders.warehouse_id', '=', hub.warehouseId)
    .where('orders.id', '=', anyId(ids))
    .where('orders.doc', 'is not', null)
    .orderBy('orders.id')
    .forUpdate()
    .execute();
}

/** The most urgent ones that are free and that nobody is just taking. */
export async function lockUrgent(
  tx: Tx,
  hub: HubContext,
  { want, filter }: { readonly want: number; readonly filter: ClaimRequest['filter'] },
): Promise<LentOrder[]> {
  if (want <= 0) return [];
  let query = tx
    .selectFrom('orders')
    .select(columns)
    .where('orders.warehouse_id', '=', hub.warehouseId)
    // As they stand and not as parameters: else the plan would be made anew each time, to see that the index of free orders fits.
    .where(sql<boolean>`orders.state = 'ready'`)
    .where('orders.claim_station', 'is', null);
  if (filter?.carrier !== undefined) query = query.where(sql`orders.doc ->> 'carrier'`, '=', filter.carrier);
  if (filter?.pick !== undefined) {
    query = query.where(sql`coalesce((orders.doc ->> 'pick')::boolean, false)`, '=', filter.pick);
  }
  return query
    .orderBy('orders.priority')
    .orderBy('orders.ship_by')
    .orderBy('orders.created_at')
    .orderBy('orders.id')
    .limit(want)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** What is to happen to an order that may be lent. */
export interface Loan {
  readonly order: LentOrder;
  /** `renew` only moves the end of a lease, so nobody is told of it. */
  readonly as: 'grant' | 'take' | 'harden' | 'renew';
}

/** A new owner is a new fence, and begins from what the order says now. What others are told of is written when it is published. */
export async function lend(
  tx: Tx,
  hub: HubContext,
  stationId: string,
  loans: readonly Loan[],
  how: { readonly class: 'soft' | 'hard'; readonly changes: FeedChanges },
): Promise<Map<string, Granted>> {
  const now = hub.clock();
  const expires = how.class === 'soft' ? instantOf(now + LEASE_MS) : null;
  const granted = new Map<string, Granted>();
  const renewed: string[] = [];
  for (const { order, as } of loans) {
    const isNew = as === 'grant' || as === 'take';
    granted.set(order.id, {
      order_id: order.id as OrderId,
      fence: order.fence + (isNew ? 1 : 0),
      class: how.class,
      rev: order.rev + (as === 'renew' ? 0 : 1),
      expires_at: expires,
    });
    if (as === 'renew') {
      renewed.push(order.id);
      continue;
    }
    const since = isNew ? instantOf(now) : null;
    how.changes.patches.set(order.id, {
      ...(how.class === 'hard' ? { state: 'claimed' } : {}),
      lent: { stationId, class: how.class, expires, since, taken: as === 'take' },
    });
    how.changes.orders.add(order.id);
  }
  if (renewed.length > 0) {
    const ends = { claim_expires: expires };
    await tx.updateTable('orders').set(ends).where('id', '=', anyId(renewed)).execute();
  }
  return granted;
}

/** What is this station's already is told again; the claim stays what it is. */
export function held(order: LentOrder): Granted {
  return {
    order_id: order.id as OrderId,
    fence: order.fence,
    class: order.claim_class ?? 'hard',
    rev: order.rev,
    expires_at: order.claim_expires?.toISOString() ?? null,
  };
}

export function refusal(
  orderId: string,
  order: LentOrder | undefined,
  code: ClaimRefusal,
): ClaimAnswer['refused'][number] {
  const holder = code === 'taken' && order !== undefined ? holderIn(order) : null;
  return {
    order_id: orderId as OrderId,
    code,
    state: order?.state ?? null,
    ...(holder === null ? {} : { holder }),
  };
}
