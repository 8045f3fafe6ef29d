import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DrawZpl } from '../../../src/devices/zpl/draw-zpl.ts';
import { openDrawer, realLabel, realLabels } from './zpl-rig.ts';

let draw: DrawZpl;
beforeAll(async () => {
  draw = await openDrawer();
});

/** Long enough for a busy machine; what is not bounded takes minutes. */
const LONGEST_MS = 10_000;

function expectAnswer(zpl: Uint8Array): boolean {
  const begun = performance.now();
  const drawn = draw(zpl, 203);
  expect(performance.now() - begun).toBeLessThan(LONGEST_MS);
  if (!drawn.ok) expect(drawn.error).not.toBe('');
  return drawn.ok;
}

const COMMANDS = (
  '^FO ^FT ^A0 ^AD ^AZ ^A@ ^CF ^FB ^TB ^FD ^FV ^FS ^FX ^FR ^LR ^GB ^GC ^GD ^GE ^GS ^GF ^XG ^IM ^LH ^LS ^LT ^LL ^PW ^PO ^PM ' +
  '^PQ ^BY ^BC ^B2 ^B3 ^B7 ^B8 ^B9 ^BA ^BD ^BE ^BK ^BM ^BO ^BQ ^BR ^BU ^BX ^BZ ^CC ^CI ^FH ^FW ^SN ^XA ^XZ ~DG ~JA'
).split(' ');
const parameter = fc.oneof(
  fc.integer({ min: -40_000, max: 40_000 }).map(String),
  fc.constantFrom(
    '',
    'N',
    'R',
    'B',
    'I',
    'Y',
    'A',
    'W',
    '0',
    '1',
    '99999999999',
    '-',
    '2.7',
    ':Z64:eJw=:0000',
    'FFC0',
    '>;>8',
  ),
  fc.string({ maxLength: 12 }),
);
const command = fc
  .tuple(fc.constantFrom(...COMMANDS), fc.array(parameter, { maxLength: 8 }))
  .map(([name, parameters]) => name + parameters.join(','));

describe('whatever comes, there is an answer, soon', () => {
  it('to noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expectAnswer(Buffer.concat([Buffer.from('^XA^FO9,9'), noise, Buffer.from('^XZ')]));
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('to real commands with senseless parameters', () => {
    fc.assert(
      fc.property(fc.array(command, { minLength: 1, maxLength: 40 }), (commands) => {
        expectAnswer(Buffer.from(`^XA^PW400^LL400${commands.join('')}^XZ`, 'latin1'));
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it.runIf(realLabels.length > 0)(
    'to real labels with some bytes changed',
    () => {
      const change = fc.record({ at: fc.nat(), byte: fc.nat(255), cut: fc.nat(4) });
      fc.assert(
        fc.property(
          fc.constantFrom(...realLabels),
          fc.array(change, { minLength: 1, maxLength: 20 }),
          (file, changes) => {
            let bytes = Buffer.from(realLabel(file));
            for (const { at, byte, cut } of changes) {
              const place = at % bytes.length;
              bytes = Buffer.concat([bytes.subarray(0, place), Buffer.of(byte), bytes.subarray(place + cut)]);
            }
            expectAnswer(bytes);
          },
        ),
        { numRuns: 60 },
      );
    },
    60_000,
  );
});

describe('what asks for too much is refused in words', () => {
  const stream = (body: string): Uint8Array => Buffer.from(`^XA${body}^XZ`);
  const many = (body: string, count: number): Uint8Array => stream(body.repeat(count));

  it.each([
    ['more than 1 MB', stream('x'.repeat(1_000_001)), 'it is longer than 1 MB'],
    ['a wide label', stream('^PW30000^FO1,1^GB9,9,9^FS'), 'its labels are longer than 6000 dots'],
    ['a long label', stream('^LL6001^FO1,1^GB9,9,9^FS'), 'its labels are longer than 6000 dots'],
    ['fields', many('^FO1,1^GB9,9,9^FS', 2001), 'it has more than 2000 fields'],
    ['codes', many('^BCN^FDa^FS', 101), 'it has too many codes'],
    ['letters in codes', many(`^BON,2^FD${'a'.repeat(1000)}^FS`, 11), 'it has too many codes'],
    ['pictures', many('^GFA,4000000,4000000,700,F^FS', 3), 'its pictures are too large'],
    [
      'one picture again and again',
      stream(`~DGA,90000,100,F${'^XGA,10,10^FS'.repeat(500)}`),
      'it has more to draw than a label holds',
    ],
    ['blocks', many('^GB30000,30000,30000^FS', 2000), 'it has more to draw than a label holds'],
    ['huge letters', many('^A0N,2000,2000^FDMMMM^FS', 30), 'it has more text than a label holds'],
    ['labels', Buffer.from('^XA^GB9,9,9^XZ'.repeat(102)), 'it holds more than 100 labels'],
  ])('%s', (_, zpl, words) => {
    const begun = performance.now();
    expect(draw(zpl, 203)).toEqual({ ok: false, error: words });
    expect(performance.now() - begun).toBeLessThan(LONGEST_MS);
  });

  it('and what stays just below is drawn', () => {
    expect(expectAnswer(many('^FO1,1^GB9,9,9^FS', 2000))).toBe(true);
    expect(expectAnswer(many('^BCN^FDa^FS', 100))).toBe(true);
    expect(expectAnswer(stream(`^A0N,30,30^FB200,3^FD${'word '.repeat(5000)}^FS`))).toBe(true);
    expect(expectAnswer(stream(`^A0N,800,800^FD${'W'.repeat(3000)}^FS`))).toBe(true);
  });
});
