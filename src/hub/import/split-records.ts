export interface CsvRecord {
  /** Line of the file where the record begins, from 1. */
  readonly line: number;
  readonly bytes: Buffer;
  /** The record went on past the limit; `bytes` is only its beginning. */
  readonly tooLong: boolean;
}

export const MAX_RECORD_BYTES = 65_536;
const HEAD_BYTES = 1024;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/**
 * Cuts a stream of bytes into CSV records, holding never much more than one record. A record over the limit costs
 * exactly one line: with a quote that never closes, reading goes on at the line after the one where it was opened.
 */
export async function* splitRecords(
  source: AsyncIterable<Uint8Array>,
  delimiter: string,
  limit = MAX_RECORD_BYTES,
): AsyncGenerator<CsvRecord> {
  const cutter = createCutter(delimiter.charCodeAt(0), limit);
  for await (const chunk of source) yield* cutter.push(chunk);
  yield* cutter.end();
}

function createCutter(delimiter: number, limit: number) {
  let held = Buffer.alloc(0);
  let start = 0;
  let at = 0;
  let line = 1;
  /** Line breaks inside the current record. */
  let breaks = 0;
  let firstBreak = -1;
  let quote: 'none' | 'in' | 'after' = 'none';
  let fieldStart = true;
  /** Set while the rest of a line that is too long is thrown away. */
  let dropped: CsvRecord | null = null;

  function begin(from: number, nextLine: number): void {
    start = at = from;
    line = nextLine;
    breaks = 0;
    firstBreak = -1;
    quote = 'none';
    fieldStart = true;
  }

  function* scan(last: boolean): Generator<CsvRecord> {
    for (;;) {
      if (at >= held.length) {
        if (!last || quote !== 'in' || firstBreak < 0) return;
        // The file ended inside a quote that was opened lines ago: give up that one line and read the others.
        yield* giveUpFirstLine();
        continue;
      }
      const byte = held[at];
      if (dropped !== null) {
        at++;
        if (byte !== LF) continue;
        yield dropped;
        begin(at, dropped.line + 1);
        dropped = null;
        continue;
      }
      if (byte === LF || byte === CR) {
        if (byte === CR && at + 1 >= held.length && !last) return; // whether LF follows is in the next chunk
        const length = byte === CR && held[at + 1] === LF ? 2 : 1;
        if (quote === 'in') {
          breaks++;
          if (firstBreak < 0) firstBreak = at;
          at += length;
        } else {
          if (at > start) yield { line, bytes: Buffer.from(held.subarray(start, at)), tooLong: false };
          begin(at + length, line + breaks + 1);
          continue;
        }
      } else {
        step(byte);
        at++;
      }
      if (at - start > limit) yield* overflow();
    }
  }

  function step(byte: number | undefined): void {
    if (quote === 'in') {
      if (byte === QUOTE) quote = 'after';
    } else if (byte === QUOTE && (quote === 'after' || fieldStart)) {
      quote = 'in';
      fieldStart = false;
    } else {
      quote = 'none';
      fieldStart = byte === delimiter;
    }
  }

  function* overflow(): Generator<CsvRecord> {
    if (firstBreak >= 0) {
      yield* giveUpFirstLine();
      return;
    }
    dropped = { line, bytes: Buffer.from(held.subarray(start, Math.min(at, start + HEAD_BYTES))), tooLong: true };
    start = at;
  }

  function* giveUpFirstLine(): Generator<CsvRecord> {
    const end = firstBreak;
    yield { line, bytes: Buffer.from(held.subarray(start, Math.min(end, start + HEAD_BYTES))), tooLong: true };
    begin(end + (held[end] === CR && held[end + 1] === LF ? 2 : 1), line + 1);
  }

  return {
    *push(chunk: Uint8Array): Generator<CsvRecord> {
      const from = dropped === null ? start : at;
      held = held.length === from ? Buffer.from(chunk) : Buffer.concat([held.subarray(from), chunk]);
      at -= from;
      if (firstBreak >= 0) firstBreak -= from;
      start = 0;
      yield* scan(false);
    },
    *end(): Generator<CsvRecord> {
      yield* scan(true);
      if (dropped !== null) yield dropped;
      else if (held.length > start) yield { line, bytes: Buffer.from(held.subarray(start)), tooLong: quote === 'in' };
    },
  };
}
