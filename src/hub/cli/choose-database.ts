import type { DatabaseChoice } from '../database/open-database.ts';
import { type Arguments, text } from './read-arguments.ts';
import { UsageError } from './usage.ts';

const DEFAULT_FOLDER = 'hub-data';

export function dataFolder(args: Arguments): string {
  return text(args, 'data') ?? DEFAULT_FOLDER;
}

/** @throws UsageError */
export function chooseDatabase(args: Arguments, url: string | undefined): DatabaseChoice {
  const engine = text(args, 'engine');
  if (engine !== undefined && engine !== 'pglite' && engine !== 'postgres')
    throw new UsageError(`--engine is pglite or postgres, not "${engine}"; a server is named by DATABASE_URL.`);
  if (url !== undefined && url !== '') {
    if (engine === undefined) return { kind: 'url', url };
    throw new UsageError('DATABASE_URL names a server, and --engine an embedded database: take one of them away.');
  }
  return { kind: engine === 'postgres' ? 'embedded-postgres' : 'pglite', dir: dataFolder(args) };
}
