import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const NAME = 'postgres';

/** Empty: run as we are. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root. When the hub is root, its database runs as the user postgres, which is made when there is none.
 * @param reached paths that this user must come to
 * @throws Error with a sentence when that cannot be
 */
export function accountFor(reached: readonly string[]): Account {
  if (process.getuid?.() !== 0) return {};
  const account = findAccount() ?? makeAccount();
  const closed = reached.map((path) => closedOnTheWayTo(path, account)).find((folder) => folder !== null);
  if (closed === undefined) return account;
  throw new Error(
    `PostgreSQL does not run as root, and the user ${NAME} cannot enter ${closed}: start the hub as another user, or keep program and data where that user can enter.`,
  );
}

function findAccount(): Required<Account> | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((text) => text.startsWith(`${NAME}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

function makeAccount(): Required<Account> {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]);
  } catch (error) {
    throw new Error(
      `PostgreSQL does not run as root, and a user ${NAME} could not be made (${error instanceof Error ? error.message : error}): start the hub as another user.`,
    );
  }
  const made = findAccount();
  if (made === null) throw new Error(`The user ${NAME} was made and is not in /etc/passwd`);
  return made;
}

function closedOnTheWayTo(path: string, account: Required<Account>): string | null {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const enters = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & enters) === 0) return folder;
    if (folder === dirname(folder)) return null;
  }
}
