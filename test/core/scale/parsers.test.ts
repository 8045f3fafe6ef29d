import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCALE_DIALECTS, type ScaleProtocol } from '../../../src/core/scale/dialect.ts';
import type { ScaleMessage } from '../../../src/core/scale/scale-message.ts';
import { SAMPLES } from './sample-messages.ts';

const PROTOCOLS = Object.keys(SCALE_DIALECTS) as ScaleProtocol[];
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const ENDS = { 'mt-sics': '\r\n', nci: '\x03', cas: '\r\n', 'toledo-8217': '\r' } as const;
const parserOf = (protocol: ScaleProtocol) => SCALE_DIALECTS[protocol].createParser();

describe.each(SAMPLES)('$protocol $unit $text', ({ protocol, unit, text, means }) => {
  it('is read as its manual says', () => {
    const detail = means.t === 'fault' ? { detail: expect.any(String) } : {};
    expect(SCALE_DIALECTS[protocol].createParser({ unit }).push(bytesOf(text))).toEqual([{ ...means, ...detail }]);
  });
});

/** Some samples of one protocol, one after the other. */
const streams = (protocol: ScaleProtocol) =>
  fc
    .array(fc.constantFrom(...SAMPLES.filter((sample) => sample.protocol === protocol)), { maxLength: 12 })
    .map((samples) => bytesOf(samples.map(({ text }) => text).join('')));

describe.each(PROTOCOLS)('%s', (protocol) => {
  it('means the same however the bytes are chunked', () => {
    fc.assert(
      fc.property(streams(protocol), fc.array(fc.integer({ min: 1, max: 64 })), (bytes, sizes) => {
        const parser = parserOf(protocol);
        const messages: ScaleMessage[] = [];
        let from = 0;
        for (const size of [...sizes, bytes.length]) {
          messages.push(...parser.push(bytes.subarray(from, from + size)));
          from += size;
        }
        expect(messages).toEqual(parserOf(protocol).push(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  it('never makes a stable weight of garbage', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const weights = parserOf(protocol)
          .push(bytes)
          .filter((message) => message.t === 'weight' && message.stable !== false);
        expect(weights).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  it('never makes a weight of a message that has lost its head or its tail', () => {
    const weights = SAMPLES.filter((sample) => sample.protocol === protocol && sample.means.t === 'weight');
    for (const { text, unit, means } of weights) {
      for (let cut = 1; cut < text.length; cut += 1) {
        const tail = SCALE_DIALECTS[protocol].createParser({ unit }).push(bytesOf(text.slice(cut)));
        // A line feed before, an address before: what is left may be the whole message still.
        expect(tail.filter((message) => message.t === 'weight' && !isSame(message, means))).toEqual([]);
        const parser = SCALE_DIALECTS[protocol].createParser({ unit });
        const head = parser.push(bytesOf(text.slice(0, cut)));
        expect(head.filter((message) => message.t === 'weight' && !isSame(message, means))).toEqual([]);
      }
    }
  });

  it('forgets a half message when it is told to, and reads the next one', () => {
    const parser = parserOf(protocol);
    const sample = SAMPLES.find((each) => each.protocol === protocol);
    parser.push(bytesOf((sample?.text ?? '').slice(0, 9)));
    parser.reset();
    expect(parser.push(bytesOf(sample?.text ?? ''))).toEqual([sample?.means]);
  });

  it('reads on after a message without end', () => {
    const parser = parserOf(protocol);
    const sample = SAMPLES.find((each) => each.protocol === protocol);
    const messages = parser.push(bytesOf(`\x02${'9'.repeat(1000)}${ENDS[protocol]}${sample?.text}`));
    expect(messages[0]).toMatchObject({ t: 'fault', code: 'syntax', detail: expect.stringContaining('more than 64') });
    expect(messages).toHaveLength(2);
    expect(messages.at(-1)).toEqual(sample?.means);
  });

  it('says nothing of what it could not read: it may be another device', () => {
    const messages = parserOf(protocol).push(bytesOf(`\x02XB1001MIRA${ENDS[protocol]}`));
    expect(messages.map(({ t }) => t)).toEqual(['fault']);
    expect(JSON.stringify(messages)).not.toContain('1001');
  });
});

function isSame(message: ScaleMessage, means: ScaleMessage): boolean {
  return JSON.stringify(message) === JSON.stringify(means);
}
