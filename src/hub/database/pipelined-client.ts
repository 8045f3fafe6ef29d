import pg from 'pg';

/**
 * Each connection keeps this many statements prepared. The hub has some dozens that are asked all the time; lists of differing lengths make ever new texts,
 * and those that come later are planned each time.
 */
const MOST_KEPT = 256;
/** The shape of "all columns" changes under a prepared statement when another program adds one, and the server then refuses it. */
const ALL_COLUMNS = /^\s*select (distinct )?\*|^\s*select [^(]*"\.\*|returning \*/i;

/**
 * Stands in the text of a statement whose answer nobody reads: it is not waited for, and travels with the next one that is. What it fails with is thrown
 * there, so a transaction that is committed has done all of it.
 */
export const UNANSWERED = '/* unanswered */';

/**
 * Stands in the text of a statement that is the last one of its transaction: `commit` goes out behind it at once. Between its answer and the commit the hub
 * may be busy with others for milliseconds, and would hold its locks for so long; of the feed's counter all writers of a warehouse wait for that one.
 * To the database both are comments.
 */
export const LAST_STATEMENT = '/* last */';

interface Known {
  /** How the server knows it; null: it is not worth keeping. */
  readonly name: string | null;
  readonly isUnanswered: boolean;
  readonly isLast: boolean;
}

const texts = new Map<string, Known>();

function lookAt(text: string): Known {
  const known = texts.get(text);
  if (known !== undefined) return known;
  const isRoom = texts.size < MOST_KEPT;
  const looked = {
    name: isRoom && !ALL_COLUMNS.test(text) ? `packhouse-${texts.size}` : null,
    isUnanswered: text.includes(UNANSWERED),
    isLast: text.includes(LAST_STATEMENT),
  };
  if (isRoom) texts.set(text, looked);
  return looked;
}

type Answer = Promise<unknown>;
type Ask = (...words: unknown[]) => Answer;

const answered = (command: string): Answer => Promise.resolve({ command, rowCount: 0, rows: [] });

/**
 * A connection that spares the server planning, and both of them round trips. It prepares what it is asked with values; `begin` travels with the first
 * statement of its transaction, `commit` with the last one where that says so, and what nobody reads the answer of with the next one.
 */
export class PipelinedClient extends pg.Client {
  #begins = false;
  /** Statements are being kept back, to travel with the next one. */
  #holds = false;
  #commit: Answer | null = null;
  /** What the first of those failed with that nobody waited for; of this transaction, and gone with it. */
  #transaction: { failed: { readonly error: unknown } | null } = { failed: null };

  constructor(config?: pg.ClientConfig) {
    super(config);
    // Sends what is asked without waiting for earlier answers. Set here, because a copy of the pool's settings would lack the password, which it hides.
    Object.assign(this, { pipeline: true });
    // The driver has nine signatures for one function; Kysely uses one, with text and values.
    this.query = ((...words: unknown[]) => this.#take(words)) as pg.Client['query'];
  }

  #take(words: readonly unknown[]): unknown {
    const [text, values] = words;
    if (typeof text !== 'string') return this.#ask(...words);
    if (text === 'begin') return this.#begin();
    if (text === 'commit' || text === 'rollback') return this.#end(text);
    if (this.#commit !== null) throw new Error(`A statement after the last one of its transaction: ${text}`);
    const known = lookAt(text);
    const { name } = known;
    const isNamed = name !== null && Array.isArray(values) && values.length > 0;
    return this.#send(known, isNamed ? [{ name, text, values }, ...words.slice(2)] : words);
  }

  #begin(): Answer {
    this.#begins = true;
    this.#transaction = { failed: null };
    return answered('BEGIN');
  }

  #send({ isUnanswered, isLast }: Known, asked: readonly unknown[]): Answer {
    if (this.#begins) {
      this.#begins = false;
      this.#hold();
      this.#unawaited('begin');
    }
    if (isUnanswered) {
      this.#hold();
      this.#unawaited(...asked);
      return answered('UPDATE');
    }
    if (isLast) this.#hold();
    const answer = this.#whole(this.#ask(...asked));
    if (isLast) {
      this.#commit = this.#whole(this.#ask('commit'));
      this.#commit.catch(() => undefined); // told to whoever asks for the commit
    }
    this.#release();
    return answer;
  }

  #end(text: 'commit' | 'rollback'): Answer {
    const isEmpty = this.#begins;
    const sent = this.#commit;
    this.#begins = false;
    this.#commit = null;
    if (isEmpty) return answered(text.toUpperCase());
    if (text === 'commit') {
      const committed = sent ?? this.#whole(this.#ask(text));
      this.#leave();
      return committed;
    }
    // After a failure the commit that was sent has ended the transaction, as a rollback.
    const ended = sent?.catch(() => answered('ROLLBACK')) ?? this.#ask(text);
    this.#leave();
    return ended;
  }

  #leave(): void {
    this.#transaction = { failed: null };
    this.#release();
  }

  #hold(): void {
    if (this.#holds) return;
    this.#holds = true;
    this.connection.stream.cork();
  }

  #release(): void {
    if (!this.#holds) return;
    this.#holds = false;
    this.connection.stream.uncork();
  }

  #unawaited(...asked: readonly unknown[]): void {
    const transaction = this.#transaction;
    this.#ask(...asked).catch((error: unknown) => {
      transaction.failed ??= { error };
    });
  }

  /** What comes after a failed statement fails only because of that one. */
  async #whole(answer: Answer): Answer {
    const transaction = this.#transaction;
    try {
      const value = await answer;
      if (transaction.failed === null) return value;
    } catch (error) {
      throw transaction.failed?.error ?? error;
    }
    throw transaction.failed.error;
  }

  #ask(...words: readonly unknown[]): Answer {
    return (super.query as unknown as Ask).apply(this, [...words]);
  }
}
