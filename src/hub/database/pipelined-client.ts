import pg from 'pg';

/**
 * Each connection keeps this many statements prepared. The hub has some dozens that are asked all the time; lists of differing lengths make ever new texts,
 * and those that come later are planned each time.
 */
const MOST_KEPT = 256;
/** The shape of "all columns" changes under a prepared statement when another program adds one, and the server then refuses it. */
const ALL_COLUMNS = /^\s*select (distinct )?\*|^\s*select [^(]*"\.\*|returning \*/i;

const names = new Map<string, string | null>();

/**
 * Begins the text of a statement that is the last one of its transaction: `commit` goes out behind it at once. Between its answer and the commit the hub
 * may be busy with others for milliseconds, and would hold its locks for so long; of the feed's counter all writers of a warehouse wait for that one.
 * A database that does not know this client takes it for a comment.
 */
export const LAST_STATEMENT = '/* last */';

/** How a text is known to the server; null: it is not worth keeping. */
function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST_KEPT) return null;
  const name = ALL_COLUMNS.test(text) ? null : `packhouse-${names.size}`;
  names.set(text, name);
  return name;
}

type Ask = (...words: unknown[]) => Promise<unknown>;

/**
 * A connection that spares the server planning and both of them round trips. It prepares what it is asked with values; `begin` travels with the first
 * statement of its transaction, and `commit` with the last one where that says so.
 */
export class PipelinedClient extends pg.Client {
  #begins = false;
  #commit: Promise<unknown> | null = null;

  constructor(config?: pg.ClientConfig) {
    // Sends what is asked without waiting for earlier answers; the types do not know it yet.
    super({ ...config, pipeline: true } as pg.ClientConfig);
    // The driver has nine signatures for one function; Kysely uses one, with text and values.
    this.query = ((...words: unknown[]) => this.#take(words)) as pg.Client['query'];
  }

  #take(words: readonly unknown[]): unknown {
    const [text, values] = words;
    if (typeof text !== 'string') return this.#ask(...words);
    if (text === 'begin') return this.#begin();
    if (text === 'commit' || text === 'rollback') return this.#end(text);
    if (this.#commit !== null) throw new Error(`A statement after the last one of its transaction: ${text}`);
    const name = Array.isArray(values) && values.length > 0 ? nameOf(text) : null;
    const asked = name === null ? words : [{ name, text, values }, ...words.slice(2)];
    const isLast = text.trimStart().startsWith(LAST_STATEMENT);
    if (!this.#begins && !isLast) return this.#ask(...asked);
    return this.#together(asked, isLast);
  }

  #begin(): Promise<unknown> {
    this.#begins = true;
    return Promise.resolve({ command: 'BEGIN', rowCount: null, rows: [] });
  }

  #end(text: 'commit' | 'rollback'): Promise<unknown> {
    const nothingBegun = this.#begins;
    const sent = this.#commit;
    this.#begins = false;
    this.#commit = null;
    if (nothingBegun) return Promise.resolve({ command: text.toUpperCase(), rowCount: null, rows: [] });
    // After the last statement has failed the commit behind it has ended the transaction, as a rollback.
    return sent ?? this.#ask(text);
  }

  /** In one packet. */
  #together(asked: readonly unknown[], isLast: boolean): Promise<unknown> {
    const { stream } = this.connection;
    stream.cork();
    try {
      if (this.#begins) {
        this.#begins = false;
        // It fails only with its connection, and then what follows fails too.
        this.#ask('begin').catch(() => undefined);
      }
      const answer = this.#ask(...asked);
      if (isLast) {
        this.#commit = this.#ask('commit');
        this.#commit.catch(() => undefined); // told to whoever asks for the commit
      }
      return answer;
    } finally {
      stream.uncork();
    }
  }

  #ask(...words: unknown[]): Promise<unknown> {
    return (super.query as unknown as Ask).apply(this, words);
  }
}
