import { type RawBuilder, sql } from 'kysely';
import type { OrderState } from '../../core/order.ts';
import type { HoldReasonEntry } from '../../wire/hub-office.ts';
import type { Tx } from '../database/schema.ts';
import type { FeedChanges } from './publish.ts';

/** What becomes of an order that is locked. It is written with its new place on the feed, in one version of its row: each has an entry in most of its indexes. */
export interface OrderPatch {
  /** Undefined: as it was; so with all of these. */
  readonly state?: OrderState | undefined;
  readonly hold?: readonly HoldReasonEntry[] | undefined;
  /** Rev that the station works from. */
  readonly agreed?: number | undefined;
  /** Person id of who opened it. */
  readonly worker?: string | undefined;
  /** The claim ended. */
  readonly free?: true | undefined;
  readonly lent?: Lent | undefined;
}

export interface Lent {
  readonly stationId: string;
  readonly class: 'soft' | 'hard';
  /** UTC; null: it does not end. */
  readonly expires: string | null;
  /** Since when, UTC; null: the same owner as before, under the same fence. */
  readonly since: string | null;
  /** From another station. */
  readonly taken: boolean;
}

/** The columns of a patch in the JSON that travels to the database. */
export const PATCH_COLUMNS = sql.raw(
  `patched boolean, state text, hold jsonb, agreed int, worker text, free boolean, lent uuid, class text, expires timestamptz,
   since timestamptz, taken boolean`,
);

export function columnsOf({ state, hold, agreed, worker, free, lent }: OrderPatch): Record<string, unknown> {
  return {
    ...{ patched: true, state, hold, agreed, worker, free },
    ...(lent === undefined ? {} : { lent: lent.stationId, class: lent.class, expires: lent.expires }),
    ...(lent?.since == null ? {} : { since: lent.since, taken: lent.taken }),
  };
}

/** For `update orders set`, from rows named `change`. Whoever has an order next begins anew, from whatever the order says then. */
export function patchSet(): RawBuilder<unknown> {
  return sql`
    rev = orders.rev + case when change.patched then 1 else 0 end,
    state = coalesce(change.state, orders.state),
    hold_reasons = coalesce(change.hold, orders.hold_reasons),
    fence = orders.fence + case when change.since is null then 0 else 1 end,
    override_count = orders.override_count + case when change.taken then 1 else 0 end,
    claim_station = case when change.free is null then coalesce(change.lent, orders.claim_station) end,
    claim_class = case when change.free is null then coalesce(change.class, orders.claim_class) end,
    claim_expires = case when change.free is not null then null when change.lent is null then orders.claim_expires else change.expires end,
    claimed_at = case when change.free is null then coalesce(change.since, orders.claimed_at) end,
    worker = case when change.free is null and change.since is null then coalesce(change.worker, orders.worker) end,
    edited_rev = case when change.free is null and change.since is null then orders.edited_rev end,
    agreed_rev = case when change.free is null and change.since is null then coalesce(change.agreed, orders.agreed_rev) end`;
}

/** Writes what would be written with the feed, for those who have to read it before; they are published all the same. */
export async function writePatches(tx: Tx, changes: FeedChanges): Promise<void> {
  if (changes.patches.size === 0) return;
  const rows = JSON.stringify([...changes.patches].map(([id, patch]) => ({ id, ...columnsOf(patch) })));
  changes.patches.clear();
  await sql`
    update orders set ${patchSet()}
    from json_to_recordset(${rows}::json) as change(id uuid, ${PATCH_COLUMNS}) where orders.id = change.id`.execute(tx);
}
