import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvRecord, splitRecords } from '../../src/hub/import/split-records.ts';

async function split(text: string | Uint8Array, sizes: readonly number[], limit?: number): Promise<CsvRecord[]> {
  async function* chunks() {
    const bytes = Buffer.from(text);
    for (let at = 0, turn = 0; at < bytes.length; turn++) {
      const size = sizes[turn % sizes.length] ?? 1;
      yield bytes.subarray(at, at + size);
      at += size;
    }
  }
  const records: CsvRecord[] = [];
  for await (const record of splitRecords(chunks(), ',', limit)) records.push(record);
  return records;
}
const seen = (records: readonly CsvRecord[]) =>
  records.map(({ line, bytes, tooLong }) => `${line}${tooLong ? '!' : ''}:${bytes}`);

describe('splitting a file into records', () => {
  test.each([[[1]], [[2]], [[3, 1]], [[1000]]])(
    'lines, quotes and both kinds of line break, in chunks of %j',
    async (sizes) => {
      const text = 'a,b\r\n"1\r\n2","x""y"\n\n3,4\r5,"6"';
      expect(seen(await split(text, sizes))).toEqual(['1:a,b', '2:"1\r\n2","x""y"', '5:3,4', '6:5,"6"']);
    },
  );

  test('a quote in the middle of a field opens nothing', async () => {
    expect(seen(await split('12" ruler,1\n13,2', [7]))).toEqual(['1:12" ruler,1', '2:13,2']);
  });

  test.each([[[1]], [[5]], [[1000]]])('a record over the limit costs one line, in chunks of %j', async (sizes) => {
    const long = 'x'.repeat(50);
    expect(seen(await split(`a\n${long}\nb`, sizes, 20))).toEqual(['1:a', expect.stringMatching(/^2!:x+$/), '3:b']);
    expect(seen(await split(`a\n"open\nb\nc\nd\ne\nf\ng\nh\ni\nj`, sizes, 12))).toEqual([
      '1:a',
      '2!:"open',
      '3:b',
      '4:c',
      '5:d',
      '6:e',
      '7:f',
      '8:g',
      '9:h',
      '10:i',
      '11:j',
    ]);
    expect(seen(await split(`a\n"open\nb`, sizes, 100))).toEqual(['1:a', '2!:"open', '3:b']);
  });

  test('how the stream is cut makes no difference', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '""'), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 8, max: 40 }),
        async (file, sizes, limit) => {
          const whole = await split(file, [1000], limit);
          const pieces = await split(file, sizes, limit);
          expect(pieces.map((record) => record.line)).toEqual(whole.map((record) => record.line));
          expect(pieces.map((record) => record.tooLong)).toEqual(whole.map((record) => record.tooLong));
          // Every line is accounted for: numbers only rise.
          expect(whole.every((record, index) => index === 0 || record.line > (whole[index - 1]?.line ?? 0))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
