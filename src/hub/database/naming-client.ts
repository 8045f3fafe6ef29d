import pg from 'pg';

/**
 * Each connection keeps this many statements prepared. The hub has some dozens that are asked all the time; lists of differing lengths make ever new texts,
 * and those that come later are planned each time.
 */
const MOST_KEPT = 256;
/** A result of "all columns" changes its shape under a prepared statement when another program adds a column. */
const ALL_COLUMNS = /^\s*select \*|^\s*select [^(]*"\.\*|returning \*/i;

const names = new Map<string, string | null>();

/** @returns how a text is known to the server; null: it is not worth keeping */
function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST_KEPT) return null;
  const name = ALL_COLUMNS.test(text) ? null : `packhouse-${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * Prepares what it is asked with values: the server plans a statement a few times and then keeps the plan. Of a push of 40 events planning was
 * two thirds of what PostgreSQL had to do.
 */
export class NamingClient extends pg.Client {
  // The driver has nine signatures for one function; only the one that Kysely uses is changed.
  override query = ((...words: unknown[]) => {
    const [text, values] = words;
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : null;
    const ask = super.query as (...words: unknown[]) => unknown;
    return name === null ? ask.apply(this, words) : ask.call(this, { name, text, values }, ...words.slice(2));
  }) as pg.Client['query'];
}
