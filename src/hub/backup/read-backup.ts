import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type * as z from 'zod';
import type { TableLine } from './backup-format.ts';
import { type BackupHead, BackupHeadSchema, BackupRefused, EndLineSchema, TableLineSchema } from './backup-format.ts';

export type BackupPart =
  | { readonly t: 'head'; readonly head: BackupHead }
  | { readonly t: 'table'; readonly table: TableLine }
  /** A row of the table before it, as JSON text. */
  | { readonly t: 'row'; readonly line: string };

/**
 * Reads a backup from its beginning; only when the iteration comes to its end without an error is the file whole and unchanged.
 * @throws BackupRefused
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const hash = createHash('sha256');
  let head: BackupHead | null = null;
  let table: TableLine | null = null;
  let tables = 0;
  let left = 0;
  let rows = 0;
  let ended = false;
  for await (const line of linesIn(file)) {
    if (ended) throw refuse(file, 'there is something after its end');
    if (head === null) {
      head = parse(file, BackupHeadSchema, line);
      yield { t: 'head', head };
    } else if (left > 0) {
      left--;
      rows++;
      yield { t: 'row', line };
    } else if (line.startsWith('{"end":')) {
      const end = parse(file, EndLineSchema, line);
      if (end.sha256 !== hash.digest('hex') || end.rows !== rows || tables !== Object.keys(head.counts).length)
        throw refuse(file, 'it was changed after it was made');
      ended = true;
      continue;
    } else {
      table = parse(file, TableLineSchema, line);
      const count = head.counts[table.table];
      if (count === undefined) throw refuse(file, 'it was changed after it was made');
      tables++;
      left = count;
      yield { t: 'table', table };
    }
    hash.update(line);
    hash.update('\n');
  }
  if (!ended) throw refuse(file, 'its end is missing');
}

/** Split at line feeds alone: other breaks may stand inside a row. */
async function* linesIn(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  // Errors arrive through the iteration below.
  const text = pipeline(source, createGunzip(), () => undefined);
  text.setEncoding('utf8');
  // A line may be as long as a carrier's document, that is many chunks: put together once, at its end.
  let begun: string[] = [];
  try {
    for await (const chunk of text) {
      const [first = '', ...more] = String(chunk).split('\n');
      begun.push(first);
      const last = more.pop();
      if (last === undefined) continue;
      yield begun.join('');
      yield* more;
      begun = [last];
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw refuse(file, 'it is cut off, damaged, or no backup');
    throw error;
  }
  if (begun.join('') !== '') throw refuse(file, 'its end is missing');
}

function parse<Schema extends z.ZodType>(file: string, schema: Schema, line: string): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw refuse(file, 'it is damaged, or no backup');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw refuse(file, 'it is damaged, no backup of a hub, or of a newer format');
  return parsed.data;
}

function refuse(file: string, why: string): BackupRefused {
  return new BackupRefused(`${file} cannot be restored: ${why}. Take another backup; nothing was written.`);
}
