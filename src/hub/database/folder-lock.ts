import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/**
 * PGlite has no lock of its own, and two processes on one folder lose data in silence. SQLite's file lock is held by
 * the operating system, so it ends with the process, whichever way that ends.
 * @throws FolderInUse naming the folder and the other process
 */
export function lockFolder(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pidFile = join(folder, 'hub.pid');
  const lock = new DatabaseSync(join(folder, 'hub.lock'));
  try {
    lock.exec('pragma busy_timeout=0; pragma journal_mode=delete; begin exclusive');
  } catch (error) {
    lock.close();
    if (!isLocked(error)) throw error;
    throw new FolderInUse(
      `The data folder ${folder} is in use by another hub${processIn(pidFile)}. Stop that one, ask it over HTTP, or give another --data folder.`,
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    release() {
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

function processIn(pidFile: string): string {
  try {
    return ` (process ${readFileSync(pidFile, 'utf8').trim()})`;
  } catch {
    return '';
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && /locked|busy/i.test(error.message);
}
