import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFramer, DEFAULT_FRAMING, type Framed, type Framing, SUFFIXLESS_FRAMING } from '../../src/core/framer.ts';

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
    expect(discard.idle(1200)).toEqual([]);
    const emit = createFramer(SUFFIXLESS_FRAMING);
    emit.push(bytes('123'), 0);
    expect(emit.idle(60)).toEqual([{ t: 'frame', text: '123', terminated: false, monoMs: 60 }]);
    expect(emit.idle(120)).toEqual([]);
    expect([DEFAULT_FRAMING.idleMs, SUFFIXLESS_FRAMING.idleMs]).toEqual([500, 50]);
  });

  it('takes other ends, TAB among them, and makes no frame of nothing', () => {
    const framer = createFramer({ ...DEFAULT_FRAMING, terminators: [9] });
    expect(framer.push(bytes('\t\t12\t\t34\t'), 7)).toEqual([
      { t: 'frame', text: '12', terminated: true, monoMs: 7 },
      { t: 'frame', text: '34', terminated: true, monoMs: 7 },
    ]);
  });

  it('keeps EOT, FS, GS, RS and US, and drops NUL without a word', () => {
    const kept = '[)>\x1e06\x1d1P\x1f\x1c\x1e\x04';
    expect(createFramer().push(bytes(`\x00${kept}\x00\r`), 0)).toEqual([
      { t: 'frame', text: kept, terminated: true, monoMs: 0 },
    ]);
  });

  it('drops and counts noise, and tells of it before the frame that it came with', () => {
    expect(createFramer().push(bytes('\xff\xff\x07]C101\x7f\x1d10\x11A\r\x13'), 0)).toEqual([
      { t: 'dropped', why: 'noise', bytes: 5 },
      { t: 'frame', text: ']C101\x1d10A', terminated: true, monoMs: 0 },
    ]);
    expect(texts(createFramer().push(bytes('caf\xff\xe9\r'), 0))).toEqual(['caf\xff\xe9']);
  });

  it('tells of noise alone at the next silence', () => {
    const framer = createFramer();
    expect(framer.push(bytes('\x01\x02\x03'), 0)).toEqual([]);
    expect(framer.idle(600)).toEqual([{ t: 'dropped', why: 'noise', bytes: 3 }]);
    framer.push(bytes('\x01'), 700);
    expect(framer.reset()).toEqual([{ t: 'dropped', why: 'noise', bytes: 1 }]);
  });

  it('drops a flood whole, then reads on', () => {
    const framer = createFramer({ ...DEFAULT_FRAMING, maxBytes: 10 });
    expect(framer.push(bytes(`${'9'.repeat(50)}\r`), 0)).toEqual([{ t: 'dropped', why: 'overlong', bytes: 50 }]);
    expect(texts(framer.push(bytes(`${'1'.repeat(10)}\r`), 0))).toEqual(['1'.repeat(10)]);
    framer.push(bytes('9'.repeat(11)), 0);
    expect(framer.idle(600)).toEqual([{ t: 'dropped', why: 'overlong', bytes: 11 }]);
  });

  it('takes 4096 bytes and no more', () => {
    expect(texts(createFramer().push(bytes(`${'1'.repeat(4096)}\r`), 0))).toEqual(['1'.repeat(4096)]);
    expect(texts(createFramer().push(bytes(`${'1'.repeat(4097)}\r`), 0))).toEqual([]);
  });

  it('keeps line breaks between STX and ETX', () => {
    const framer = createFramer({ ...DEFAULT_FRAMING, stx: 2, etx: 3 });
    expect(texts(framer.push(bytes('noise\x02two\r\nlines\x03\r\x02b\x03'), 0))).toEqual(['two\r\nlines', 'b']);
  });

  it('drops the open frame at a new STX, and what goes on after a silence', () => {
    const framer = createFramer({ ...DEFAULT_FRAMING, stx: 2, etx: 3 });
    expect(framer.push(bytes('\x0212\x0234\x03'), 0)).toEqual([
      { t: 'dropped', why: 'partial', bytes: 2 },
      { t: 'frame', text: '34', terminated: true, monoMs: 0 },
    ]);
    framer.push(bytes('\x0240063'), 1);
    expect(framer.idle(600)).toEqual([{ t: 'dropped', why: 'partial', bytes: 5 }]);
    expect(framer.push(bytes('81333931\x03\r\n\x02ok\x03'), 700)).toEqual([
      { t: 'dropped', why: 'noise', bytes: 9 },
      { t: 'frame', text: 'ok', terminated: true, monoMs: 700 },
    ]);
  });

  it('takes STX alone as a prefix and ETX alone as an end', () => {
    expect(texts(createFramer({ ...DEFAULT_FRAMING, stx: 2 }).push(bytes('\x0212\r\x0234\r'), 0))).toEqual([
      '12',
      '34',
    ]);
    expect(texts(createFramer({ ...DEFAULT_FRAMING, etx: 3 }).push(bytes('12\x0334\x03'), 0))).toEqual(['12', '34']);
  });

  it('gives the same frames however the bytes were chunked (20,000 streams)', () => {
    const framings: Framing[] = [
      DEFAULT_FRAMING,
      { ...DEFAULT_FRAMING, terminators: [9] },
      { ...DEFAULT_FRAMING, stx: 2, etx: 3 },
      { ...DEFAULT_FRAMING, stx: 2 },
      { ...DEFAULT_FRAMING, maxBytes: 6 },
      { ...DEFAULT_FRAMING, stx: 2, etx: 3, maxBytes: 6 },
    ];
    const byte = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 48, max: 57 }) },
      { weight: 1, arbitrary: fc.constantFrom(13, 10, 9, 2, 3) },
      { weight: 1, arbitrary: fc.constantFrom(0, 4, 29, 255, 93, 7, 127) },
    );
    let frames = 0;
    fc.assert(
      fc.property(
        fc.array(byte, { maxLength: 60, size: 'max' }),
        fc.array(fc.nat(), { maxLength: 12, size: 'max' }),
        fc.constantFrom(...framings),
        (stream, cuts, framing) => {
          const outOf = (pieces: readonly (readonly number[])[]): string => {
            const framer = createFramer(framing);
            const out = pieces.flatMap((piece) => framer.push(Uint8Array.from(piece), 0));
            // What is left open has to be the same as well.
            return JSON.stringify([...out, ...framer.idle(600)]);
          };
          const places = [0, ...cuts.map((cut) => cut % (stream.length + 1)), stream.length].sort((a, b) => a - b);
          const whole = outOf([stream]);
          if (whole.includes('"frame"')) frames += 1;
          if (outOf(places.slice(1).map((end, at) => stream.slice(places[at], end))) !== whole) throw new Error(whole);
        },
      ),
      { numRuns: 20_000, seed: 40063813 },
    );
    expect(frames).toBeGreaterThan(7000);
  });
});
