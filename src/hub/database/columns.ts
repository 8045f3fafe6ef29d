import type { ColumnType } from 'kysely';

/** Written as JSON text: the two drivers disagree about arrays, but both take text for jsonb. */
export type Json<Value> = ColumnType<Value, string, string>;
export type Time = ColumnType<Date, string, string>;
export type MaybeTime = ColumnType<Date | null, string | null | undefined, string | null>;
export type MaybeText = ColumnType<string | null, string | null | undefined, string | null>;
export type MadeByDatabase = ColumnType<Date, string | undefined, string>;
export type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>;
