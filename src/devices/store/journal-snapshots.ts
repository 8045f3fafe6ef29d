import { INITIAL_STATE, type State } from '../../core/state.ts';
import type { LocalDb, Row } from './local-db.ts';

/**
 * Raise this whenever `evolve` means something else by the same entries: old snapshots are then folded anew, from the base on. What the
 * base says is at least a fortnight old: fields that it does not know begin as they do in a new state; a field that means something
 * else now is brought up to date in `atVersion`.
 */
export const FOLD_VERSION = 5;

export interface Fold {
  readonly seq: number;
  readonly state: State;
}

/** States kept to begin the fold with: the snapshot makes a start fast, the base stands for the entries that were forgotten. */
export interface Snapshots {
  save(seq: number, state: State): void;
  /** The later of the two, never one that is ahead of the journal; null: the fold begins at the first entry. */
  load(lastSeq: number): Fold | null;
  base(): Fold | null;
  /** The caller holds the transaction in which the entries go. */
  saveBase(fold: Fold): void;
}

export function createSnapshots(db: LocalDb): Snapshots {
  const put = db.statement('insert or replace into snapshot (one, seq, fold, state) values (1, ?, ?, ?)');
  const row = db.statement('select seq, fold, state from snapshot where fold = ? and seq <= ?');
  const putBase = db.statement('insert or replace into base (one, seq, fold, state) values (1, ?, ?, ?)');
  const baseRow = db.statement('select seq, fold, state from base');

  const snapshots: Snapshots = {
    save: (seq, state) => put.run(seq, FOLD_VERSION, JSON.stringify(state)),
    load(lastSeq) {
      const saved = foldOf(row.get(FOLD_VERSION, lastSeq));
      const base = snapshots.base();
      return base !== null && base.seq > (saved?.seq ?? 0) ? base : saved;
    },
    base: () => foldOf(baseRow.get()),
    saveBase: ({ seq, state }) => putBase.run(seq, FOLD_VERSION, JSON.stringify(state)),
  };
  return snapshots;
}

function foldOf(row: Row | undefined): Fold | null {
  if (row === undefined) return null;
  // Written by a fold of this program into a checked file.
  return { seq: Number(row.seq), state: atVersion(JSON.parse(String(row.state)) as State) };
}

function atVersion(state: State): State {
  return { ...INITIAL_STATE, ...state };
}
