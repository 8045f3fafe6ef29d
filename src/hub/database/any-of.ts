import { type RawBuilder, sql } from 'kysely';

/** For `where('id', '=', anyId(ids))`: one text for any number of them, so that the statement stays prepared; `in` makes a new one for each. */
export function anyId(ids: readonly string[]): RawBuilder<string> {
  return sql`any(${[...ids]}::uuid[])`;
}

/** The same for texts. */
export function anyText(texts: readonly string[]): RawBuilder<string> {
  return sql`any(${[...texts]}::text[])`;
}
