import { Duplex } from 'node:stream';
import type { PGlite } from '@electric-sql/pglite';

/**
 * The embedded database as the server at the other end of a connection: what the driver writes at once goes in as one message, and what comes
 * back is read from here. So one client speaks to every engine, with the same prepared statements, the same batches, and the same types; PGlite's own
 * `query` parses and plans each statement anew, in five calls into the database.
 */
export class PgliteSocket extends Duplex {
  readonly #pglite: PGlite;

  constructor(pglite: PGlite) {
    super();
    this.#pglite = pglite;
  }

  /** What the driver asks of a socket. */
  connect(): this {
    this.#pglite.waitReady.then(
      () => this.emit('connect'),
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  override _read(): void {
    // Answers come with what was asked.
  }

  override _write(bytes: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#exchange(bytes).then(() => done(), done);
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#exchange(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done);
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  async #exchange(bytes: Buffer): Promise<void> {
    // A startup packet has no letter in front, and is answered by itself.
    if (bytes[0] === 0) {
      this.push(Buffer.from(await this.#pglite.execProtocolRaw(bytes, { syncToFs: false })));
      return;
    }
    const answers: Buffer[] = [];
    await this.#pglite.execProtocolRawStream(bytes, {
      // Neither file system that the hub uses has anything to do there: files are flushed as the database asks.
      syncToFs: false,
      onRawData: (answer) => answers.push(Buffer.from(answer)), // a copy: these bytes are the database's own memory
    });
    if (answers.length > 0) this.push(Buffer.concat(answers));
  }
}
