import { createRecall } from './journal-recall.ts';
import { entriesOf } from './journal-rows.ts';
import { JOURNAL_STEPS } from './journal-schema.ts';
import type { LocalDb } from './local-db.ts';
import { REPLICA } from './replica-schema.ts';

/** What this program writes. A store with a higher number was written by a newer one and is left alone. */
export const JOURNAL_VERSION = JOURNAL_STEPS.length;
export const REPLICA_VERSION = 4;

export class NewerStore extends Error {
  constructor(what: string, found: number, known: number) {
    super(
      `The ${what} was written by a newer Packhouse (format ${found}; this one knows ${known}). Install the newer version again.`,
    );
  }
}

/** Brings an older journal to this program's format: all steps or none, and no entry is touched. */
export function prepareJournal(db: LocalDb): void {
  const found = versionOf(db, 'main');
  if (found > JOURNAL_VERSION) throw new NewerStore('journal', found, JOURNAL_VERSION);
  if (found === JOURNAL_VERSION) return;
  db.transaction(() => {
    for (const step of JOURNAL_STEPS.slice(found)) db.exec(step);
    // What is looked up beside the entries is made of them alone, so a new table is filled by reading them once more.
    const recall = createRecall(db);
    for (const entry of entriesOf(db, 0)) recall.note(entry);
    db.exec(`pragma main.user_version = ${JOURNAL_VERSION}`);
  });
}

/** Refuses any other version; the replica can always be fetched again, so whoever opens it then begins a new one. */
export function prepareReplica(db: LocalDb): void {
  const found = versionOf(db, 'replica');
  if (found === REPLICA_VERSION) return;
  if (found !== 0) throw new NewerStore('replica', found, REPLICA_VERSION);
  db.transaction(() => {
    db.exec(REPLICA);
    db.exec(`pragma replica.user_version = ${REPLICA_VERSION}`);
  });
}

function versionOf(db: LocalDb, schema: 'main' | 'replica'): number {
  return Number(db.statement(`pragma ${schema}.user_version`).get()?.user_version ?? 0);
}
