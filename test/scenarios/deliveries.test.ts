import { describe, expect, it } from 'vitest';
import { decode } from '../../src/core/decode.ts';
import { createFramer } from '../../src/core/framer.ts';
import { type Delivery, deliveriesOf } from '../../src/fakes/scenario/deliveries.ts';
import { digitalLinkOf, elementStringOf } from '../../src/fakes/scenario/gs1-text.ts';
import { PROFILES } from '../../src/fakes/scenario/profiles.ts';
import { createSeededDice } from '../../src/fakes/scenario/seeded-dice.ts';
import { type FaultStep, type Readable, scenarioSchema } from '../../src/wire/scenario.ts';

const EAN = { scan: '4006381333931' };
const GS = '\u001d';

function sentBy(step: Readable | FaultStep, profile = PROFILES.usual, seed = 1): readonly Delivery[] {
  return deliveriesOf(step, profile, createSeededDice(seed));
}

function text(deliveries: readonly Delivery[]): string {
  return deliveries.flatMap(({ chunks }) => chunks.map((chunk) => Buffer.from(chunk).toString('latin1'))).join('');
}

describe('what a scanner sends', () => {
  it.each([
    ['an EAN-13', EAN, ']E04006381333931\r'],
    ['an EAN-8', { scan: '20123451' }, ']E420123451\r'],
    ['a case in ITF-14', { scan: '19520000000032' }, ']I119520000000032\r'],
    ['a UPC-E', { scan: '01234558', as: 'UPCE' }, ']E001234558\r'],
    ['a text', { scan: 'LOC-A.01' }, ']C0LOC-A.01\r'],
    ['a command card', { command: 'UNDO' }, ']C0XQUNDOM\r'],
    ['a badge', { badge: '4711' }, ']C0XB47115\r'],
    ['GS1-128', { gs1: '(01)09506000134352(10)AB(21)7' }, `]C1010950600013435210AB${GS}217\r`],
    ['GS1 DataMatrix', { gs1: '(10)AB(17)261231', carrier: 'GS1_DM' }, `]d210AB${GS}17261231\r`],
    [
      'a Digital Link',
      { gs1: '(01)09506000134352(21)S/1(10)AB(17)261231', carrier: 'DL' },
      ']Q1https://id.gs1.org/01/09506000134352/10/AB/21/S%2F1?17=261231\r',
    ],
    ['raw bytes', { bytes: '02410d0a' }, '\u0002A\r\n'],
  ] as const satisfies readonly (readonly [string, Readable, string])[])('%s', (_, step, wanted) => {
    expect(text(sentBy(step))).toBe(wanted);
  });

  it('has no identifier, or another suffix, where the profile says so', () => {
    expect(text(sentBy(EAN, PROFILES.plain))).toBe('4006381333931\r');
    expect(text(sentBy(EAN, PROFILES.crlf))).toBe(']E04006381333931\r\n');
  });

  it('comes in pieces of 1 to 64 bytes, the same for the same seed and others for another', () => {
    const long = { scan: 'X'.repeat(2000) };
    const sizes = (seed: number) =>
      sentBy(long, PROFILES.usual, seed).flatMap(({ chunks }) => chunks.map(({ length }) => length));
    expect(sizes(7)).toEqual(sizes(7));
    expect(sizes(7)).not.toEqual(sizes(8));
    expect(Math.min(...sizes(7))).toBeGreaterThanOrEqual(1);
    expect(Math.max(...sizes(7))).toBeLessThanOrEqual(64);
    expect(new Set(sizes(7)).size).toBeGreaterThan(10);
  });

  it('is one write for several reads without a gap, and one for each otherwise', () => {
    expect(sentBy({ ...EAN, times: 2, gapMs: 0 }).map(({ chunks }) => chunks.length)).toEqual([1]);
    expect(sentBy({ ...EAN, times: 3, gapMs: 5 }).map(({ afterMs }) => afterMs)).toEqual([5, 5, 5]);
  });

  it('says the elements that were written in brackets, and needs no separator that it does not have', () => {
    for (const gs1 of [
      '(01)09506000134352(17)261231(10)AB-1(21)99',
      '(10)LOT(11)260101(3103)001250(21)S(410)9506000134352(400)PO',
      '(00)095060001343520000(02)09506000134352(37)12',
      '(8003)09506000134352X1',
    ]) {
      const { payload } = decode({ text: `]C1${elementStringOf(gs1)}` }, { aim: 'on', today: '2026-11-23' });
      const read = payload.t === 'gs1' ? payload.elements.map(({ ai, value }) => `(${ai})${value}`).join('') : payload;
      expect(read).toBe(gs1);
    }
    expect(() => digitalLinkOf('(10)A')).toThrow('begins with (01)');
  });
});

describe('what a scanner should not send', () => {
  const gs1 = { gs1: '(01)09506000134352(10)AB(21)7' };

  it.each([
    ['partial', { fault: 'partial', of: EAN, n: 6 }, ']E0400'],
    ['half without a number', { fault: 'partial', of: EAN }, ']E040063'],
    ['glue', { fault: 'glue', of: EAN }, ']E04006381333931]E04006381333931\r'],
    ['drop-suffix', { fault: 'drop-suffix', of: EAN }, ']E04006381333931'],
    ['double-suffix', { fault: 'double-suffix', of: EAN }, ']E04006381333931\r\r'],
    ['no-gs', { fault: 'no-gs', of: gs1 }, ']C1010950600013435210AB217\r'],
    ['no-aim', { fault: 'no-aim', of: EAN }, '4006381333931\r'],
    ['strip-check', { fault: 'strip-check', of: EAN }, ']E0400638133393\r'],
  ] as const satisfies readonly (readonly [string, FaultStep, string])[])('%s', (_, step, wanted) => {
    expect(text(sentBy(step))).toBe(wanted);
  });

  it('slow: byte by byte', () => {
    expect(sentBy({ fault: 'slow', of: EAN })).toMatchObject([{ chunkGapMs: 20, chunks: { length: 17 } }]);
  });

  it('flood: as often as it is told', () => {
    const flood = sentBy({ fault: 'flood', of: EAN, n: 12 });
    expect([flood.length, flood[0]?.afterMs]).toEqual([12, 5]);
  });

  it('noise, and bytes of another speed, end no code', () => {
    const noise = sentBy({ fault: 'noise', n: 40 });
    const misread = sentBy({ fault: 'wrong-baud', of: { scan: `${'0123456789'.repeat(3)}ABCXYZ-./` }, n: 3 });
    const framer = createFramer();
    const frames = [...noise, ...misread].flatMap(({ chunks }) => chunks.flatMap((chunk) => framer.push(chunk, 0)));
    expect(frames.filter(({ t }) => t === 'frame')).toEqual([]);
    expect(misread).toHaveLength(3);
  });
});

describe('the format', () => {
  const base = { name: 'a', about: 'What must hold here.', seed: 1, profile: 'usual', order: null };
  const faults = (step: unknown) => scenarioSchema.safeParse({ ...base, steps: [step] }).success;

  it.each([
    { scan: 'A', times: 0 },
    { scan: 'A', as: 'EAN14' },
    { command: 'NO SUCH' },
    { command: 'NOSUCHCARD' },
    { gs1: '0109506000134352' },
    { bytes: '0' },
    { fault: 'partial' },
    { fault: 'sleepy', of: EAN },
    { unplug: { forMs: 10, atByte: 3 } },
    { expect: {} },
    { expect: { verdict: 'fine' } },
    { expect: { verdict: 'accepted', line: 'M-02' } },
    { key: 'dance' },
    { wait: -1 },
    { wait: 1, scan: 'A' },
  ])('does not take %j', (step) => {
    expect(faults(step)).toBe(false);
  });

  it.each([
    { ...EAN, echoMs: 60 },
    { command: 'QTY5' },
    { fault: 'noise' },
    { unplug: { of: EAN, atByte: 3, forMs: 10 } },
    { expect: { answers: 0 } },
    { human: { text: 'A', gapMs: [1, 2] } },
    { key: 'undo' },
    { choose: 'yes' },
    { block: { ms: 1, during: [EAN] } },
  ])('takes %j', (step) => {
    expect(faults(step)).toBe(true);
  });
});
