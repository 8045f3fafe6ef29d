import type { Identity, Replica } from '../../runtime/stores.ts';
import type { LocalDb } from './local-db.ts';
import { identityOf } from './replica-rows.ts';

/**
 * Who this station is. It stands in the replica, which training copies, and beside the journal: who lost the replica must still
 * notice that the hub is another one than before.
 */
export function createIdentity(db: LocalDb): { read: Replica['identity']; write: Replica['setIdentity'] } {
  const inReplica = db.statement("select value from replica.meta where key = 'identity'");
  const besideJournal = db.statement("select value from main.meta where key = 'identity'");
  const put = ['replica', 'main'].map((where) =>
    db.statement(`insert or replace into ${where}.meta (key, value) values ('identity', ?)`),
  );
  /** Read for every scan and changed hardly ever; undefined: to be read again. */
  let known: Identity | null | undefined;

  function stored(): string | null {
    const value = inReplica.get()?.value ?? besideJournal.get()?.value;
    return typeof value === 'string' ? value : null;
  }

  return {
    read() {
      if (known !== undefined) return known;
      const json = stored();
      known = json === null ? null : identityOf(json);
      return known;
    },
    write(next) {
      const json = JSON.stringify(next);
      if (inReplica.get()?.value === json && besideJournal.get()?.value === json) return;
      known = undefined;
      db.transaction(() => {
        for (const each of put) each.run(json);
      });
    },
  };
}
