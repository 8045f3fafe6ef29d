import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFramer, DEFAULT_FRAMING, type Framed, type Framing } from '../../src/core/framer.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const texts = (framed: readonly Framed[]) => framed.flatMap((each) => (each.t === 'frame' ? [each.text] : []));

describe('framer', () => {
  it.each(['\r', '\n', '\r\n', '\n\r', '\r\r\n'])('takes %j as the end of a code', (end) => {
    expect(texts(createFramer().push(bytes(`4006381333931${end}85123A${end}`), 0))).toEqual([
      '4006381333931',
      '85123A',
    ]);
  });

  it('never glues the half before an unplug to the scan after it', () => {
    const framer = createFramer();
    framer.push(bytes('40063813'), 0);
    expect(framer.reset()).toEqual([{ t: 'dropped', why: 'partial', bytes: 8 }]);
    expect(texts(framer.push(bytes('4006381333931\r'), 1))).toEqual(['4006381333931']);
  });

  it('gives up an unterminated rest, or takes it from a scanner without suffix', () => {
    const discard = createFramer();
    discard.push(bytes('123'), 0);
    expect(discard.idle(600)).toEqual([{ t: 'dropped', why: 'partial', bytes: 3 }]);
    const emit = createFramer({ ...DEFAULT_FRAMING, idlePolicy: 'emit' });
    emit.push(bytes('123'), 0);
    expect(emit.idle(60)).toMatchObject([{ t: 'frame', text: '123', terminated: false }]);
  });

  it('keeps GS and drops noise', () => {
    const framed = createFramer().push(bytes('\xff\x00\x07]C101\x1d10A\r'), 0);
    expect(texts(framed)).toEqual([']C101\x1d10A']);
    expect(framed).toContainEqual({ t: 'dropped', why: 'noise', bytes: 2 });
  });

  it('drops a flood whole, then reads on', () => {
    const framer = createFramer({ ...DEFAULT_FRAMING, maxBytes: 10 });
    expect(framer.push(bytes(`${'9'.repeat(50)}\r`), 0)).toMatchObject([{ t: 'dropped', why: 'overlong' }]);
    expect(texts(framer.push(bytes('123\r'), 0))).toEqual(['123']);
  });

  it('keeps line breaks between STX and ETX', () => {
    const framer = createFramer({ ...DEFAULT_FRAMING, stx: 2, etx: 3 });
    expect(texts(framer.push(bytes('noise\x02two\r\nlines\x03\r\x02b\x03'), 0))).toEqual(['two\r\nlines', 'b']);
  });

  it('gives the same frames however the bytes were chunked (20,000 streams)', () => {
    const framings: Framing[] = [
      DEFAULT_FRAMING,
      { ...DEFAULT_FRAMING, stx: 2, etx: 3 },
      { ...DEFAULT_FRAMING, maxBytes: 6 },
    ];
    const byte = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 48, max: 57 }) },
      { weight: 1, arbitrary: fc.constantFrom(13, 10, 2, 3, 0, 29, 255, 93, 7) },
    );
    fc.assert(
      fc.property(
        fc.array(byte, { maxLength: 60 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.constantFrom(...framings),
        (stream, cuts, framing) => {
          const whole = texts(createFramer(framing).push(Uint8Array.from(stream), 0));
          const framer = createFramer(framing);
          const places = [...new Set([0, ...cuts.map((cut) => cut % (stream.length + 1)), stream.length])].sort(
            (a, b) => a - b,
          );
          const pieces = places
            .slice(1)
            .flatMap((end, at) => texts(framer.push(Uint8Array.from(stream.slice(places[at], end)), 0)));
          expect(pieces).toEqual(whole);
        },
      ),
      { numRuns: 20_000 },
    );
  });
});
