import { copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Artefacts, Journal, Replica } from '../../runtime/stores.ts';
import { createArtefacts } from './artefacts.ts';
import { createJournal } from './journal.ts';
import { type LocalDb, openLocalDb } from './local-db.ts';
import { createReplica } from './replica.ts';
import { NewerStore, prepareJournal, prepareReplica } from './store-schema.ts';

export interface Store {
  readonly journal: Journal;
  readonly replica: Replica;
  readonly artefacts: Artefacts;
  /** Writes what the hub said into a new store's folder: for training, which has a journal of its own. */
  copyReplica(folder: string): void;
  close(): void;
}

/** The journal cannot be used. It was copied before anything else was tried; `copy` says where to. */
export class JournalDamaged extends Error {
  readonly copy: string;
  constructor(path: string, copy: string, cause: unknown) {
    super(`The journal ${path} is damaged. A copy is kept as ${copy}. Call support before packing goes on.`, { cause });
    this.copy = copy;
  }
}

/**
 * Opens the station's own disk: `journal.db` (what happened here) and `replica.db` (what the hub said).
 * @throws NewerStore when a newer program wrote the journal, JournalDamaged when it cannot be read; neither changes the file.
 */
export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true });
  const journalPath = join(folder, 'journal.db');
  const db = openJournal(journalPath);
  try {
    attachReplica(db, join(folder, 'replica.db'));
    return {
      journal: createJournal(db),
      replica: createReplica(db),
      artefacts: createArtefacts(db),
      copyReplica(to) {
        mkdirSync(to, { recursive: true });
        db.statement('vacuum replica into ?').run(join(to, 'replica.db'));
      },
      close: () => db.close(),
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

function openJournal(path: string): LocalDb {
  const existed = existsSync(path);
  let db: LocalDb | null = null;
  try {
    db = openLocalDb(path);
    const check = db.statement('pragma main.quick_check').get();
    if (check?.quick_check !== 'ok') throw new Error(`quick_check: ${String(check?.quick_check)}`);
    prepareJournal(db);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof NewerStore || !existed) throw error;
    // Named after the file's own time: a start that fails again finds its copy and makes no other one.
    const copy = `${path}.damaged-${statSync(path).mtime.toISOString().replaceAll(/[:.]/g, '-')}`;
    for (const tail of ['', '-wal', '-shm']) {
      if (existsSync(path + tail) && !existsSync(copy + tail)) copyFileSync(path + tail, copy + tail);
    }
    throw new JournalDamaged(path, copy, error);
  }
}

function attachReplica(db: LocalDb, path: string): void {
  try {
    attach(db, path);
  } catch {
    // What the hub said can be fetched again; what cannot be read is thrown away and the next pull fills a new one.
    detach(db);
    for (const tail of ['', '-wal', '-shm']) rmSync(path + tail, { force: true });
    attach(db, path);
  }
}

function attach(db: LocalDb, path: string): void {
  db.statement('attach database ? as replica').run(path);
  db.exec('pragma replica.journal_mode = wal');
  // Lost pages of the replica come again with the next pull, so it need not wait for the disk.
  db.exec('pragma replica.synchronous = normal');
  prepareReplica(db);
}

function detach(db: LocalDb): void {
  const attached = db.statement('pragma database_list').all();
  if (attached.some((row) => row.name === 'replica')) db.exec('detach database replica');
}
