import * as z from 'zod';

/**
 * A backup is gzip of lines of JSON in UTF-8: a head; for each table, in an order in which every row finds the rows it points to, a line that names it and
 * then its rows; an end with the SHA-256 (lower-case hex) of all bytes before it. Rows are written and read by the database itself, so that no number and
 * no time goes through JavaScript: `jsonb` as its text, `bytea` as Base64, `timestamptz` in UTC with microseconds.
 */
export const BACKUP_FORMAT = 1;

export const BackupHeadSchema = z.object({
  packhouse: z.literal('hub-backup'),
  format: z.literal(BACKUP_FORMAT),
  /** Name of the last migration; the rows fit the tables as they stood then. */
  migration: z.string(),
  hub_id: z.uuid(),
  taken_at: z.string(),
  /** Rows by table. */
  counts: z.record(z.string(), z.int().nonnegative()),
});
export type BackupHead = z.infer<typeof BackupHeadSchema>;

export const TableLineSchema = z.strictObject({
  table: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
});
export type TableLine = z.infer<typeof TableLineSchema>;

export const EndLineSchema = z.strictObject({
  end: z.literal(true),
  rows: z.int().nonnegative(),
  sha256: z.string(),
});

/** A file that is no backup, is cut off or was changed, or a database that may not be written over; says what to do. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}
