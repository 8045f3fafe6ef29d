import { evolve } from '../../core/evolve.ts';
import { INITIAL_STATE, type State } from '../../core/state.ts';
import type { Journal } from '../../runtime/stores.ts';
import { createPaperForgetting } from './forget-papers.ts';
import { entriesOf } from './journal-rows.ts';
import type { Fold, Snapshots } from './journal-snapshots.ts';
import type { LocalDb } from './local-db.ts';

/** So many entries at a time, that a scan which comes meanwhile does not wait. */
const ENTRIES = 75;
/** How much longer it is known that an order was settled here, milliseconds. */
const SETTLED_MS = 386 * 24 * 3_600_000;

/**
 * A slice of forgetting at each call: the oldest entries are folded on, then that fold becomes the base in one write, then the entries
 * under it go. So the fold of what stays is the fold of everything, wherever a call is the last one. Entries of orders under way stay,
 * though the base holds what they meant: what a scan asks about an order is looked up in them.
 * @returns how far this call got, in whatever it did; both 0 when there is nothing left to do
 */
export function createForgetting(db: LocalDb, snapshots: Snapshots, acknowledged: () => number): Journal['forget'] {
  const below = db.statement('select seq, order_id from entry where seq > ? and seq <= ? order by seq limit ?');
  const drop = db.statement('delete from entry where seq = ?');
  const dropSettled = db.statement('delete from settled where at_ms < ? and by <> ? and seq <= ?');
  const forgetPapers = createPaperForgetting(db);
  /** The fold so far; what is not in the base yet is worked out again after a restart. Null: nothing was done since the start. */
  let reached: Fold | null = null;
  let baseSeq = 0;
  /** Entries up to here have gone, or stay for their order's sake. */
  let passedSeq = 0;

  /** Folds on, up to the first entry that must stay. One written while the clock stood ahead keeps those after it a while longer. */
  function foldedOn(from: Fold, beforeMs: number): Fold {
    let { seq, state } = from;
    for (const entry of entriesOf(db, from.seq, ENTRIES)) {
      if (entry.atMs >= beforeMs || entry.seq > acknowledged() || entry.seq - from.seq > ENTRIES) break;
      state = evolve(state, entry);
      seq = entry.seq;
    }
    return { seq, state };
  }

  function dropBelow(underWay: ReadonlySet<string>): number {
    const rows = below.all(passedSeq, Math.min(baseSeq, acknowledged()), ENTRIES);
    db.transaction(() => {
      for (const { seq, order_id: orderId } of rows) {
        if (typeof orderId !== 'string' || !underWay.has(orderId)) drop.run(seq ?? null);
      }
    });
    passedSeq = Number(rows.at(-1)?.seq ?? passedSeq);
    return rows.length;
  }

  return (beforeMs, now) => {
    const base = reached ?? snapshots.base() ?? { seq: 0, state: INITIAL_STATE };
    if (reached === null) baseSeq = base.seq;
    const next = foldedOn(base, beforeMs);
    reached = next;
    const walked = next.seq - base.seq;
    if (walked > 0) return { entries: walked, papers: 0 };
    if (next.seq > baseSeq) {
      db.transaction(() => snapshots.saveBase(next));
      baseSeq = next.seq;
      return { entries: 1, papers: 0 };
    }
    const underWay = ordersUnderWay(now);
    const dropped = dropBelow(underWay);
    if (dropped > 0) return { entries: dropped, papers: 0 };
    dropSettled.run(beforeMs - SETTLED_MS, 'parked', acknowledged());
    const papers = forgetPapers(beforeMs, underWay);
    // Next time the orders that were under way may have ended.
    if (papers === 0) passedSeq = 0;
    return { entries: 0, papers };
  };
}

function ordersUnderWay(state: State): ReadonlySet<string> {
  return new Set([
    ...[state.work, ...state.parked].flatMap((work) => (work === null ? [] : [work.order.id])),
    ...state.aside.map(({ orderId }) => orderId),
    ...state.waiting.map(({ orderId }) => orderId),
    ...(state.round?.orders ?? []).map(({ order }) => order.id),
    ...[state.asking, state.pointed].flatMap((named) => (named === null ? [] : [named.orderId])),
    ...Object.keys(state.picked),
  ]);
}
