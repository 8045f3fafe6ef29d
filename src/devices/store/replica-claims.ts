import type { OrderId } from '../../core/ids.ts';
import type { Replica } from '../../runtime/stores.ts';
import type { HeldClaims } from './held-claims.ts';
import type { LocalDb } from './local-db.ts';
import { MINE, OVERLAID, OWN, SETTLED } from './replica-queries.ts';
import { conflictOf, foundOf } from './replica-rows.ts';

/** What this station has a right to, and what contradicts what it did. */
export function createReplicaClaims(
  db: LocalDb,
  held: HeldClaims,
): Pick<Replica, 'claimed' | 'leases' | 'unopened' | 'held' | 'conflicts'> {
  const countHard = db.statement(
    `select count(*) as n from replica.sales s ${SETTLED} where s.reach = ${OWN} and s.claim = 'hard-mine' and d.order_id is null`,
  );
  const leased = db.statement(`select s.id, s.fence from replica.sales s where ${MINE} and s.claim = 'soft-mine'`);
  // Whatever was done since the order was last settled here counts as a beginning; being asked for or shown does not.
  const untouched = db.statement(
    `${OVERLAID} where ${MINE} and s.claim = 'hard-mine' and d.order_id is null and not exists (
       select 1 from entry e where e.order_id = s.id and e.type in ('order-opened', 'tote-given', 'item-picked', 'pick-short')
         and e.seq > coalesce((select o.seq from settled o where o.order_id = s.id), 0))
     order by s.priority desc, s.due_ms desc, s.number desc`,
  );
  const openConflicts = db.statement('select doc from replica.conflict order by opened_at_ms, id');
  return {
    claimed: () => Number(countHard.get()?.n),
    leases() {
      // Written by the replica's own writer, as are the others.
      return leased.all().map((row) => ({ orderId: String(row.id) as OrderId, fence: Number(row.fence) }));
    },
    unopened: () => untouched.all().map(foundOf),
    held: held.all,
    conflicts: () => openConflicts.all().map(conflictOf),
  };
}
