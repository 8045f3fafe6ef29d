import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../src/core/scan.ts';
import { beginCard, type CardState, finishCard, readCard, reportOf } from '../../src/core/scanner-card.ts';
import { CARD_CODES, type CardCode, cardCode } from '../../src/core/scanner-card-codes.ts';
import { CARD_FINDINGS, type CardFindingCode } from '../../src/core/scanner-card-findings.ts';
import { asTypedWith } from '../../src/core/scanner-card-layouts.ts';
import { GS } from '../../src/core/us-keyboard.ts';

function frame(text: string, rest: Partial<Frame> = {}): Frame {
  return { source: 'scanner', kind: 'serial', no: 1, text, terminated: true, monoMs: 1000, ...rest };
}

/** As a well set up scanner sends it. */
function sent(code: CardCode): string {
  return `]${code.aims[0]}${code.text}`;
}

function play(frames: readonly Frame[], from: CardState = beginCard()): CardState {
  return frames.reduce((state, each) => readCard(state, each), from);
}

/** The whole card, with every code changed in the same way. */
function cardThrough(mangle: (text: string, code: CardCode) => string, rest: Partial<Frame> = {}) {
  return reportOf(play(CARD_CODES.map((code) => frame(mangle(sent(code), code), rest))));
}

const codesOf = (report: ReturnType<typeof reportOf>) => report.findings.map(({ code }) => code);
const withGs = CARD_CODES.filter(({ text }) => text.includes(GS));

describe('the test card', () => {
  it('is a minute: at most twelve codes, and no two with the same content', () => {
    expect(CARD_CODES.length).toBeLessThanOrEqual(12);
    expect(new Set(CARD_CODES.map(({ text }) => text)).size).toBe(CARD_CODES.length);
  });

  it('is open until every code was read, in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...CARD_CODES]), (codes) => {
        const report = reportOf(play(codes.map((code) => frame(sent(code)))));
        expect(report.findings).toEqual([]);
        expect(report.rows.filter(({ state }) => state === 'ok').map(({ id }) => id)).toEqual(
          CARD_CODES.filter((code) => codes.includes(code)).map(({ id }) => id),
        );
        expect(report.verdict).toBe(codes.length === CARD_CODES.length ? 'good' : 'open');
      }),
    );
  });

  it.each(CARD_CODES.flatMap((code) => code.aims.map((aim) => [aim, code] as const)))(
    'takes ]%s beside the data, as HID POS and a camera give it',
    (aim, code) => {
      const report = reportOf(play([frame(code.text, { kind: 'hidpos', aim: `]${aim}` })]));
      expect(report.findings).toEqual([]);
      expect(report.rows.find(({ id }) => id === code.id)?.state).toBe('ok');
    },
  );

  it('takes a separator in front of a GS1 code, which is FNC1 itself', () => {
    const report = reportOf(play(withGs.map((code) => frame(`]${code.aims[0]}${GS}${code.text}`))));
    expect(report.findings).toEqual([]);
  });

  it('lets a code be read again after a setting was changed', () => {
    const code = cardCode('gs1-128');
    const wrong = play([frame(sent(code).replace(GS, ''))]);
    expect(reportOf(wrong).findings).toMatchObject([{ code: 'gs-dropped', on: ['gs1-128'] }]);
    expect(reportOf(play([frame(sent(code))], wrong)).findings).toEqual([]);
  });
});

/** Each row: a setting, what it does to a code, on which codes that can be seen, and the one finding. */
const MANGLES: readonly {
  readonly name: string;
  readonly on: readonly CardCode[];
  readonly mangle: (text: string, code: CardCode) => string;
  readonly rest?: Partial<Frame>;
  readonly finding: CardFindingCode;
  readonly what?: string | null;
}[] = [
  { name: 'no identifiers', on: CARD_CODES, mangle: (text) => text.slice(3), finding: 'no-aim' },
  {
    name: 'an identifier of another symbology',
    on: CARD_CODES,
    mangle: (text) => `]X0${text.slice(3)}`,
    finding: 'aim-wrong',
    what: ']X0',
  },
  { name: 'no GS', on: withGs, mangle: (text) => text.replace(GS, ''), finding: 'gs-dropped', what: null },
  ...['|', '{GS}', '<GS>', '#', ' ', '\u00e8'].map((what) => ({
    name: `GS as ${what}`,
    on: withGs,
    mangle: (text: string) => text.replace(GS, what),
    finding: 'gs-substituted' as const,
    what,
  })),
  {
    name: 'no suffix',
    on: CARD_CODES,
    mangle: (text) => text,
    rest: { terminated: false },
    finding: 'suffix-missing',
    what: null,
  },
  ...['E', '*', '\u0002', 'SCN:'].map((what) => ({
    name: `prefix ${what} before the identifier`,
    on: CARD_CODES,
    mangle: (text: string) => what + text,
    finding: 'prefix' as const,
    what,
  })),
  {
    name: 'a prefix between identifier and code',
    on: CARD_CODES,
    mangle: (text) => `${text.slice(0, 3)}#${text.slice(3)}`,
    finding: 'prefix',
    what: '#',
  },
  {
    name: 'a printed suffix',
    on: CARD_CODES,
    mangle: (text) => `${text}\\r`,
    finding: 'suffix-extra',
    what: '\\r',
  },
  {
    name: 'no check digits',
    on: ['ean-13', 'ean-8', 'itf-14'].map((id) => cardCode(id as 'ean-13')),
    mangle: (text) => text.slice(0, -1),
    finding: 'check-digit-stripped',
    what: null,
  },
  {
    name: 'UPC-A without its check digit',
    on: [cardCode('upc-a')],
    mangle: (text) => text.slice(0, -1),
    finding: 'check-digit-stripped',
  },
  {
    name: 'UPC-A as twelve digits',
    on: [cardCode('upc-a')],
    mangle: (text) => text.replace(']E00', ']E0'),
    finding: 'upca-as-12',
  },
  { name: 'UPC-E as it is', on: [cardCode('upc-e')], mangle: () => ']E004252614', finding: 'upce-not-expanded' },
  {
    name: 'CapsLock',
    on: CARD_CODES,
    mangle: (text) => [...text].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join(''),
    finding: 'case-changed',
  },
  {
    name: 'all capitals',
    on: [cardCode('code-128')],
    mangle: (t) => t.toUpperCase(),
    finding: 'case-changed',
    what: 'upper',
  },
  {
    name: 'all small letters',
    on: CARD_CODES.filter(({ text, aims }) => /[A-Z]/.test(`${aims[0]}${text}`)),
    mangle: (t) => t.toLowerCase(),
    finding: 'case-changed',
  },
  ...(['french', 'german', 'british'] as const).map((layout) => ({
    name: `a ${layout} keyboard`,
    on: CARD_CODES.filter((code) => asTypedWith(layout, sent(code)) !== sent(code)),
    mangle: (text: string) => asTypedWith(layout, text),
    rest: { kind: 'wedge' as const },
    finding: 'layout-wrong' as const,
    what: layout,
  })),
  {
    name: 'seven bits with even parity',
    on: CARD_CODES,
    mangle: (text) =>
      [...text]
        .map((c) =>
          String.fromCharCode(c.charCodeAt(0) + (c.charCodeAt(0).toString(2).replaceAll('0', '').length % 2) * 128),
        )
        .join(''),
    finding: 'parity-wrong',
    what: 'even',
  },
  {
    name: 'lost characters',
    on: CARD_CODES.filter(({ text }) => text.length > 8),
    mangle: (text) => text.slice(0, 6) + text.slice(8),
    finding: 'characters-lost',
  },
  {
    name: 'the rest missing',
    on: CARD_CODES.filter(({ text }) => text.length > 8),
    mangle: (text) => text.slice(0, -3),
    finding: 'cut-short',
  },
  {
    name: 'another sign in one place',
    on: [cardCode('code-128'), cardCode('datamatrix')],
    mangle: (text) => text.replace('-', '~'),
    finding: 'characters-changed',
    what: '-→~',
  },
];

describe('what is set wrong', () => {
  const rows = MANGLES.flatMap((row) => row.on.map((code) => ({ ...row, code })));
  it.each(rows)('$name on $code.id is $finding, and nothing else', ({ code, mangle, rest, finding, what }) => {
    const report = reportOf(play([frame(mangle(sent(code), code), rest)]));
    expect(report.findings.map((each) => [each.code, each.on])).toEqual([[finding, [code.id]]]);
    if (what !== undefined) expect(report.findings[0]?.what).toBe(what);
    expect(report.findings[0]?.fix).toBe(CARD_FINDINGS[finding].fix);
    const row = report.rows.find(({ id }) => id === code.id);
    // Identifiers are said of the scanner, not of one code.
    if (finding !== 'no-aim') expect(row?.finding?.code).toBe(finding);
    expect(report.rows.filter(({ state }) => state !== 'open').map(({ id }) => id)).toEqual([code.id]);
  });

  it('says once what it saw on all codes', () => {
    expect(cardThrough((text) => text.slice(3))).toMatchObject({
      verdict: 'usable',
      findings: [{ code: 'no-aim', on: CARD_CODES.map(({ id }) => id) }],
    });
    expect(cardThrough((text) => `E${text}`)).toMatchObject({
      verdict: 'usable',
      findings: [{ code: 'prefix', what: 'E' }],
    });
    expect(codesOf(cardThrough((text) => asTypedWith('german', text), { kind: 'wedge' }))).toEqual(['layout-wrong']);
  });

  it('says aim-partly when some codes come with an identifier', () => {
    const report = cardThrough((text, { id }) => (id === 'qr' ? text.slice(3) : text));
    expect(report.findings).toMatchObject([{ code: 'aim-partly', on: ['qr'] }]);
  });

  it('names every fault of a scanner that has several, the worst first', () => {
    const report = cardThrough((text) => text.slice(3).replace(GS, '').toUpperCase(), { terminated: false });
    expect(new Set(codesOf(report))).toEqual(new Set(['gs-dropped', 'case-changed', 'no-aim', 'suffix-missing']));
    expect(report.verdict).toBe('bad');
    expect(report.findings.map(({ grade }) => grade)).toEqual(['bad', 'bad', 'usable', 'usable']);
  });

  it('says two codes in one read, both of them', () => {
    const [ean, long] = [cardCode('ean-8'), cardCode('gs1-128')];
    for (const [first, second] of [
      [ean, long],
      [long, ean],
      [ean, ean],
    ] as const) {
      const report = reportOf(play([frame(sent(first) + sent(second))]));
      expect(codesOf(report)).toEqual(['glued']);
      expect(new Set(report.findings[0]?.on)).toEqual(new Set([first.id, second.id]));
    }
    expect(codesOf(reportOf(play([frame(ean.text + cardCode('ean-13').text)])))).toEqual(['glued', 'no-aim']);
  });

  it('says a slow line and slow keys, by the time from the first to the last', () => {
    const code = cardCode('ean-13');
    const at = (kind: Frame['kind'], tookMs: number) =>
      reportOf(readCard(beginCard(), frame(sent(code), { kind }), { firstMonoMs: 1000 - tookMs })).findings;
    expect(at('serial', 49)).toEqual([]);
    expect(at('serial', 51)).toMatchObject([{ code: 'slow', what: 'line', fix: 'raise-line-speed' }]);
    expect(at('wedge', 15 * 35)).toEqual([]);
    expect(at('wedge', 15 * 36)).toMatchObject([{ code: 'slow', what: 'keys', fix: 'hurry-keys' }]);
    const typed = reportOf(play([frame(sent(code), { kind: 'manual' })]));
    expect(typed.findings).toMatchObject([{ code: 'slow', what: 'keys' }]);
  });

  it('ignores what a person types, and remembers what is not on the card', () => {
    expect(reportOf(play([frame('hello', { kind: 'manual' })])).findings).toEqual([]);
    expect(reportOf(play([frame('4006381333931')])).findings).toMatchObject([
      { code: 'not-on-card', what: '4006381333931', grade: 'note' },
    ]);
    expect(reportOf(play([frame('\u00fe\u0080\u00f8x\u00e6')])).findings).toMatchObject([
      { code: 'garbled', fix: 'match-line-settings' },
    ]);
  });

  it('calls what was not read when the person has finished; without a vital code the scanner is no use', () => {
    const all = CARD_CODES.filter(({ id }) => id !== 'databar').map((code) => frame(sent(code)));
    const without = reportOf(finishCard(play(all)));
    expect(without).toMatchObject({ verdict: 'usable', findings: [{ code: 'unread-symbology', on: ['databar'] }] });
    const only = reportOf(finishCard(play([frame(sent(cardCode('qr')))])));
    expect(only.verdict).toBe('bad');
    expect(only.rows.filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('never takes a foreign code for one of the card', () => {
    const foreign = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => /^[\x20-\x7e]*$/.test(text));
    fc.assert(
      fc.property(foreign, (text) => {
        const { readings } = readCard(beginCard(), frame(text));
        expect(readings).toEqual({});
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('tells any mixture of faults apart, on any code', () => {
    const mixture = fc.record({
      code: fc.constantFrom(...CARD_CODES),
      aim: fc.boolean(),
      gs: fc.constantFrom(GS, '', '|', '{GS}', '~'),
      prefix: fc.constantFrom('', '*', 'S1:', '\u0002'),
      change: fc.constantFrom('none', 'upper', 'french', 'german'),
      terminated: fc.boolean(),
    });
    fc.assert(
      fc.property(mixture, ({ code, aim, gs, prefix, change, terminated }) => {
        const full = aim ? sent(code) : code.text;
        const changed =
          change === 'upper' ? full.toUpperCase() : change === 'none' ? full : asTypedWith(change as 'french', full);
        const text = prefix + changed.replace(GS, gs);
        const expected = [
          ...(aim ? [] : ['no-aim']),
          ...(gs === GS || !full.includes(GS) ? [] : [gs === '' ? 'gs-dropped' : 'gs-substituted']),
          ...(prefix === '' ? [] : ['prefix']),
          ...(changed === full ? [] : [change === 'upper' ? 'case-changed' : 'layout-wrong']),
          ...(terminated ? [] : ['suffix-missing']),
        ];
        const report = reportOf(play([frame(text, { terminated })]));
        expect([code.id, codesOf(report).sort()]).toEqual([code.id, expected.sort()]);
        expect(report.rows.filter(({ state }) => state !== 'open').map(({ id }) => id)).toEqual([code.id]);
      }),
      { numRuns: 1000, seed: 11 },
    );
  });
});
