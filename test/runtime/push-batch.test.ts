import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../src/core/event.ts';
import { batchOf } from '../../src/runtime/push-batch.ts';
import { wireEventOf } from '../../src/wire/hub-events.ts';
import { MAX_BATCH, MAX_BATCH_BYTES } from '../../src/wire/hub-feed.ts';

function entry(seq: number, text = ''): JournalEntry {
  return {
    seq,
    id: `id-${seq}`,
    version: 1,
    atMs: 0,
    bootId: 'boot',
    monoMs: 0,
    personId: null,
    orderId: null,
    fence: null,
    event: {
      type: 'scan-refused',
      orderId: null,
      code: 'unknown-code',
      detail: {},
      scan: { scanId: 's', source: 'scanner', text },
    },
  };
}

const batch = (entries: readonly JournalEntry[]) => batchOf(entries, (each) => wireEventOf(each, null));
const numbers = (from: number, count: number, text?: string) =>
  Array.from({ length: count }, (_, at) => entry(from + at, text));
const bytesOf = (events: readonly unknown[]) => Buffer.byteLength(JSON.stringify({ epoch: 1_000_000, events }));

describe('a batch of events', () => {
  it('is empty when there is nothing to send', () => {
    expect(batch([])).toEqual([]);
  });

  it('carries as many as the hub takes at once, from the first, in order', () => {
    const sent = batch(numbers(7, MAX_BATCH + 100));
    expect(sent.map(({ seq }) => seq)).toEqual(Array.from({ length: MAX_BATCH }, (_, at) => 7 + at));
  });

  it('reads no more of the journal than it sends', () => {
    let read = 0;
    function* journal() {
      for (let seq = 1; ; seq += 1) {
        read += 1;
        yield entry(seq);
      }
    }
    expect(batchOf(journal(), (each) => wireEventOf(each, null))).toHaveLength(MAX_BATCH);
    expect(read).toBe(MAX_BATCH);
  });

  it.each([
    ['one byte a character', 'a'],
    ['three bytes a character', '箱'],
    ['six bytes a character', '\u0007'],
  ])('stays within the hub’s bytes at %s, and loses nothing between batches', (_, character) => {
    const entries = numbers(1, 300, character.repeat(4000));
    const seen: number[] = [];
    while (seen.length < entries.length) {
      const sent = batch(entries.slice(seen.length));
      expect(sent.length).toBeGreaterThan(0);
      expect(bytesOf(sent)).toBeLessThanOrEqual(MAX_BATCH_BYTES);
      seen.push(...sent.map(({ seq }) => seq));
    }
    expect(seen).toEqual(entries.map(({ seq }) => seq));
  });

  it('sends a huge event alone, and never leaves it lying', () => {
    const huge = entry(2, 'x'.repeat(MAX_BATCH_BYTES));
    expect(batch([entry(1), huge, entry(3)]).map(({ seq }) => seq)).toEqual([1]);
    expect(batch([huge, entry(3)]).map(({ seq }) => seq)).toEqual([2]);
    expect(batch([entry(3)]).map(({ seq }) => seq)).toEqual([3]);
  });
});
