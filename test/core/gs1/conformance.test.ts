import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/core/decode.ts';
import { CHECKS } from '../../../src/core/gs1/check.ts';
import { unescapeUri } from '../../../src/core/gs1/digital-link.ts';
import { faultOf } from '../../../src/core/gs1/element-string.ts';
import type { CharacterSet, Identifier } from '../../../src/core/gs1/identifier.ts';
import { identifierOf } from '../../../src/core/gs1/identifier.ts';
import type { Gs1Element, Payload } from '../../../src/core/scan.ts';
import { DISAGREEMENTS } from './disagreements.ts';
import { type Vector, vectors } from './vectors.ts';

const OPTIONS = { aim: 'auto', today: '2026-07-15' } as const;
const THIS_YEAR = 2026;

interface Outcome {
  readonly name: string;
  readonly agrees: boolean;
}

const payloadOf = (text: string): Payload => decode({ text }, OPTIONS).payload;
const isRead = ({ t }: Payload) => t === 'gs1' || t === 'gtin';

/** Elements in one row, `^` where FNC1 stands: at the start and after every identifier without predefined length. */
function rowOf(elements: readonly Gs1Element[]): string {
  return elements
    .map(({ ai, value }, index) => {
      const before = elements[index - 1];
      return `${before === undefined || !identifierOf(before.ai)?.fixed ? '^' : ''}${ai}${value}`;
    })
    .join('');
}

function rowIn(payload: Payload): string {
  return payload.t === 'gs1' ? rowOf(payload.elements) : '';
}

/** The trailing FNC1 of a case says nothing that its elements do not say. */
const bare = (row: string | undefined) => row?.replace(/\^$/, '');

/** A symbol without FNC1 first is a text to us, which the reference takes as it is. */
function scanDataAgrees({ ok, scanData = '', dataStr = '' }: Vector): boolean {
  const payload = payloadOf(scanData);
  if (!ok) return !isRead(payload);
  if (dataStr.startsWith('^')) return rowIn(payload) === dataStr;
  if (/^\]E/.test(scanData)) return payload.t === 'gtin' && payload.gtin14 === dataStr.padStart(14, '0');
  if (/^\]\w+HTTPS?:/i.test(scanData)) return payload.t === 'gs1' && payload.via === 'link';
  // ']Q1' alone names a symbology and nothing else; there is no text to take the name away from.
  return payload.t === 'text' && payload.text === (scanData.length === 3 ? scanData : scanData.slice(3));
}

function aiDataAgrees({ ok, unbracketed = '' }: Vector): boolean {
  // Without FNC1 first it is not GS1 data at all.
  const text = unbracketed.startsWith('^') ? `]C1${unbracketed.slice(1).replaceAll('^', '\x1d')}` : unbracketed;
  const payload = payloadOf(text);
  return ok ? rowIn(payload) === bare(unbracketed) : payload.t !== 'gs1';
}

function linkAgrees({ ok, uri = '', unbracketed }: Vector): boolean {
  const payload = payloadOf(`]Q1${uri}`);
  return ok ? rowIn(payload) === unbracketed : payload.t !== 'gs1';
}

function bracketsAgree({ ok, bracketed = '', unbracketed }: Vector): boolean {
  const payload = payloadOf(bracketed);
  return ok ? rowIn(payload) === unbracketed : payload.t !== 'gs1';
}

/** A missing companion is a warning to us, because items often carry two symbols; repeats and exclusions are refused. */
function relationAgrees({ ok, rule, bracketed = '' }: Vector): boolean {
  const { payload, warnings } = decode({ text: bracketed }, OPTIONS);
  if (rule === 'validateAIrepeats' || rule === 'validateAImutex') return ok === (payload.t === 'gs1');
  return payload.t === 'gs1' && ok === !warnings.includes('requisite-missing');
}

function acceptanceAgrees({ ok, bracketed = '' }: Vector): boolean {
  return ok === (payloadOf(bracketed).t === 'gs1');
}

/** What the reference's checks are called, and in which character set they are asked. */
const CHECK_NAMES: Readonly<Record<string, readonly [CharacterSet, keyof typeof CHECKS | null]>> = {
  cset39: ['y', null],
  cset82: ['x', null],
  csum: ['n', 'mod10'],
  gcppos1: ['x', 'gcp'],
  gcppos2: ['x', 'gcp2'],
  hh: ['n', 'hh'],
  hhmi: ['n', 'hhmm'],
  nonzero: ['n', 'nonzero'],
  nozeroprefix: ['n', 'no-zero-first'],
  pcenc: ['x', 'percent'],
  pieceoftotal: ['n', 'pieces'],
  yymmd0: ['n', 'date0'],
  yymmdd: ['n', 'date'],
  zero: ['n', 'zero'],
};

/** An identifier that is nothing but this check. An empty value is a matter of length, so it goes to the check alone. */
function checkAccepts(name: string, data: string): boolean {
  const [set, check] = CHECK_NAMES[name] ?? [];
  if (set === undefined || check === undefined) throw new Error(`No check of ours stands for ${name}`);
  const checks = check === null ? [] : [CHECKS[check]];
  if (data === '') return checks.every((each) => each(data, THIS_YEAR) === null);
  const part = { set, min: 1, max: 99, optional: false, checks };
  const identifier: Identifier = {
    ai: name,
    parts: [part],
    min: 1,
    max: 99,
    fixed: false,
    key: null,
    attribute: true,
    excludes: [],
    needs: [],
  };
  return faultOf(identifier, data, THIS_YEAR) === null;
}

function outcomesOf(sets: NonNullable<typeof vectors>): Record<string, Outcome[]> {
  const named = (set: string, text: string | undefined, src: string) => `${set} ${src.replace(/.*\//, '')} ${text}`;
  const run = (set: string, cases: readonly Vector[], agrees: (one: Vector) => boolean): Outcome[] =>
    cases.map((one) => ({
      name: named(set, one.scanData ?? one.uri ?? one.bracketed ?? one.unbracketed, one.src),
      agrees: agrees(one),
    }));
  const { processScanData, processAIdata, parseAIdata, parseDLuri, validateAIs, aiLinters, URIunescape } = sets.sets;
  return {
    processScanData: run('processScanData', processScanData, scanDataAgrees),
    processAIdata: run('processAIdata', processAIdata, aiDataAgrees),
    parseAIdata: run('parseAIdata', parseAIdata, bracketsAgree),
    parseDLuri: run('parseDLuri', parseDLuri, linkAgrees),
    validateAIs: run('validateAIs', validateAIs, relationAgrees),
    aiLinters: run('aiLinters', aiLinters, acceptanceAgrees),
    URIunescape: URIunescape.map((one) => ({
      name: named('URIunescape', one.in, one.src),
      agrees: unescapeUri(one.in, false) === one.plusNotSpace && unescapeUri(one.in, true) === one.plusSpace,
    })),
    linters: Object.entries(sets.linters).flatMap(([name, cases]) =>
      cases.map(({ ok, data, err = '' }) => ({
        name: `linters ${name} ${JSON.stringify(data)} ${err}`.trim(),
        agrees: checkAccepts(name, data) === ok,
      })),
    ),
  };
}

if (vectors === null) {
  console.info('gs1-vectors.json is not beside this checkout (../shared/data): the outside GS1 cases were not run.');
  it('vectors are not here', () => {
    expect(vectors).toBeNull();
  });
} else {
  const here = vectors;
  const outcomes = outcomesOf(here);

  describe('GS1 conformance', () => {
    it.each(Object.keys(outcomes))('%s: all agree but those that are listed with a reason', (set) => {
      const differing = (outcomes[set] ?? []).filter(({ agrees }) => !agrees).map(({ name }) => name);
      const listed = Object.keys(DISAGREEMENTS).filter((name) => name.startsWith(`${set} `));
      expect([...new Set(differing)].sort()).toEqual(listed.sort());
    });

    it('runs every case of the sets about reading', () => {
      const counts = Object.fromEntries(Object.entries(outcomes).map(([set, cases]) => [set, cases.length]));
      console.info(
        `GS1 cases run: ${JSON.stringify(counts)}; listed disagreements: ${Object.keys(DISAGREEMENTS).length}`,
      );
      for (const [set, cases] of Object.entries(here.sets)) {
        if (!set.startsWith('generate')) expect([set, counts[set]]).toEqual([set, cases.length]);
      }
      expect(Object.keys(here.linters).sort()).toEqual(Object.keys(CHECK_NAMES).sort());
    });
  });
}
