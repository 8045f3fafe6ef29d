import { describe, expect, it } from 'vitest';
import { calendarDateOf, fullYearOf } from '../../../src/core/gs1/date.ts';
import { ALL_IDENTIFIERS, identifierAt, identifierOf } from '../../../src/core/gs1/identifier.ts';
import {
  type Gs1Payload,
  type Gs1Read,
  readGs1,
  readGs1Brackets,
  readGs1Link,
  withoutDoublePercent,
} from '../../../src/core/gs1/read-gs1.ts';
import type { Gs1Facts } from '../../../src/core/scan.ts';

const YEAR = 2026;
const GTIN = '09506000134352';

function good(bracketed: string, thisYear = YEAR): Gs1Read {
  const read = readGs1Brackets(bracketed, 'sure', thisYear);
  if (read.fault !== undefined) throw new Error(`${bracketed}: ${read.detail}`);
  return read;
}

const faultOf = (text: string) => readGs1(text, 'sure', YEAR);

describe('the identifiers', () => {
  it('are 541, and none is the beginning of another', () => {
    expect(ALL_IDENTIFIERS).toHaveLength(541);
    for (const { ai } of ALL_IDENTIFIERS) expect(identifierAt(`${ai}1234`, 0)?.ai).toBe(ai);
  });

  it('of predefined length have one length only', () => {
    for (const { ai, fixed, min, max } of ALL_IDENTIFIERS) if (fixed) expect([ai, min]).toEqual([ai, max]);
    expect(identifierOf('01')?.fixed).toBe(true);
    expect(identifierOf('10')?.fixed).toBe(false);
  });
});

describe('facts', () => {
  const rows: readonly (readonly [string, Gs1Facts])[] = [
    [`(01)${GTIN}`, { gtin14: GTIN }],
    ['(00)095060001343522349', { sscc: '095060001343522349' }],
    [`(02)${GTIN}(37)24`, { content: { gtin14: GTIN, count: 24 } }],
    [`(02)${GTIN}`, {}],
    ['(37)24', {}],
    ['(10)aB-1(21)007', { lot: 'aB-1', serial: '007' }],
    [
      '(17)261231(15)260630(11)260101(13)260202',
      { expiry: '2026-12-31', bestBefore: '2026-06-30', production: '2026-01-01' },
    ],
    ['(13)260202', { production: '2026-02-02' }],
    ['(17)280200', { expiry: '2028-02-29' }],
    ['(30)12', { count: 12 }],
    ['(3103)000195', { netWeight: { value: '000195', scale: 3, unit: 'kg' } }],
    ['(3200)000004', { netWeight: { value: '000004', scale: 0, unit: 'lb' } }],
    ['(400)PO-1', { orderNumber: 'PO-1' }],
    ['(410)9506000134352', { shipTo: '9506000134352' }],
    ['(414)9506000134352(254)A1-B', { place: { gln: '9506000134352', extension: 'A1-B' } }],
    ['(414)9506000134352', { place: { gln: '9506000134352' } }],
    ['(8003)09506000134352T7', { asset: '09506000134352T7' }],
    ['(8004)9506000T7', { asset: '9506000T7' }],
    ['(8008)2607151430', { productionAt: '2026-07-15T14:30' }],
    ['(8008)26071514', { productionAt: '2026-07-15T14' }],
    ['(8008)260715143059', { productionAt: '2026-07-15T14:30:59' }],
    ['(8018)950600013435223458', { gsrn: '950600013435223458' }],
  ];
  it.each(rows)('of %s', (text, facts) => {
    const read = readGs1Brackets(text, 'sure', YEAR);
    expect(read).toMatchObject({ payload: { t: 'gs1' } });
    expect(good(text).payload.facts).toEqual(facts);
  });

  it('never count by zero', () => {
    expect(readGs1Brackets('(30)0', 'sure', YEAR)).toMatchObject({ fault: 'bad-value', ai: '30' });
    expect(readGs1Brackets(`(02)${GTIN}(37)000`, 'sure', YEAR)).toMatchObject({ fault: 'bad-value', ai: '37' });
  });
});

describe('dates', () => {
  it.each([
    [26, 2026, 2026],
    [76, 2026, 2076], // 50 ahead
    [77, 2026, 1977], // 51 ahead is 49 back
    [99, 2026, 1999],
    [0, 2026, 2000],
    [0, 2051, 2100],
    [1, 2050, 2001],
    [49, 2099, 2149],
    [50, 2099, 2050],
    [99, 2000, 1999],
    [50, 2000, 2050],
    [51, 2000, 1951],
  ])('%i seen from %i is %i', (short, thisYear, full) => {
    expect(fullYearOf(short, thisYear)).toBe(full);
  });

  it('day 00 is the last day of its month', () => {
    expect(calendarDateOf('260200', YEAR)).toBe('2026-02-28');
    expect(calendarDateOf('000200', YEAR)).toBe('2000-02-29');
    expect(calendarDateOf('000200', 2070)).toBe('2100-02-28');
    expect(calendarDateOf('261100', YEAR)).toBe('2026-11-30');
    expect(good('(17)260200').warnings).toContain('day-00');
    expect(good('(17)260228').warnings).not.toContain('day-00');
  });
});

describe('refusals', () => {
  // Rows of the side-by-side table of the scanning design, section 2.4, and the pitfalls.
  it.each([
    ['0109506000134353', 'check-digit', '01'],
    ['4109506000134353', 'check-digit', '410'],
    ['17261331', 'bad-date', '17'],
    ['17260230', 'bad-date', '17'],
    ['0109506000', 'too-short', '01'],
    [`01${GTIN}10`, 'empty', '10'],
    [`10${'A'.repeat(21)}`, 'too-long', '10'],
    ['10A\xe9', 'bad-character', '10'],
    ['10A B', 'bad-character', '10'],
    ['01A9506000134352', 'bad-character', '01'],
    ['88AB', 'unknown-ai', '88'],
    ['21A\x1d21B', 'ai-conflict', '21'],
    [`01${GTIN}02${GTIN}`, 'ai-conflict', '02'],
    [`01${GTIN}3712`, 'ai-conflict', '01'],
    ['21A\x1d235B', 'ai-conflict', '21'],
    ['10A\x1d\x1d21B', 'empty', undefined],
    ['\x1d\x1d10A', 'empty', undefined],
    ['', 'empty', undefined],
    ['80082607152430', 'bad-time', '8008'],
    ['80082600151430', 'bad-date', '8008'],
    ['3106000195', 'unknown-ai', '3106'],
    ['0109506000\x1d10A', 'too-short', '01'],
  ])('%j: %s', (text, fault, ai) => {
    const read = faultOf(text);
    expect(read).toMatchObject({ fault });
    expect(read.fault === undefined ? null : read.ai?.slice(0, ai?.length)).toBe(ai);
  });

  it('say where, and never what was there', () => {
    expect(faultOf(`01${GTIN}17261331`)).toEqual({
      fault: 'bad-date',
      ai: '17',
      detail: 'AI 17: no such day, from character 17',
    });
    expect(faultOf('8018950600013435223450')).toMatchObject({ detail: 'AI 8018: wrong check digit, from character 1' });
  });

  it('same identifier twice with one value is no conflict', () => {
    expect(faultOf('21A\x1d21A').fault).toBeUndefined();
  });

  it('a missing separator is legal GS1: only the catalogue can find it', () => {
    expect(good('(10)ABC12321SN1').payload.facts).toEqual({ lot: 'ABC12321SN1' });
  });
});

describe('coupons', () => {
  const HEAD = '01234561234561111'; // company, offer, saving 1, first purchase 1
  it.each([
    `${HEAD}0123`,
    `${HEAD}9123`,
    `${HEAD}0123101101239`, // a second purchase, of any company
    `${HEAD}01233210131`,
    `${HEAD}012332101314210131`,
    `${HEAD}01235012345661123456790000`, // serial, retailer, saving code
  ])('%s', (coupon) => {
    expect(readGs1Brackets(`(8110)${coupon}`, 'sure', YEAR)).toMatchObject({ payload: { t: 'gs1' } });
  });

  it.each([
    `${HEAD}5123`, // no such requirement
    `${HEAD}0123321013142101310`, // something after the end
    `${HEAD}012332101314210201`, // ends before it begins
    `${HEAD}012332102304210131`, // 30 February
    `${HEAD}012342101313210131`, // out of order
    `${HEAD}012393000`, // no such saving
    `${HEAD}0123A`,
  ])('%s is refused', (coupon) => {
    expect(readGs1Brackets(`(8110)${coupon}`, 'sure', YEAR)).toMatchObject({ fault: 'bad-value', ai: '8110' });
  });
});

describe('links', () => {
  it.each([
    [
      'https://id.gs1.org/01/9506000134352/22/V/10/L/21/S?17=261231&linkType=all',
      { gtin14: GTIN, lot: 'L', serial: 'S', expiry: '2026-12-31' },
    ],
    ['https://a/01/9506000134352/10/A+B%2F1', { gtin14: GTIN, lot: 'A+B/1' }],
    ['HTTPS://ID.GS1.ORG/00/095060001343522349', { sscc: '095060001343522349' }],
    ['http://a.example:8080/x/414/9506000134352/254/B7#top', { place: { gln: '9506000134352', extension: 'B7' } }],
    ['https://a/8018/950600013435223458/8019/1', { gsrn: '950600013435223458' }],
  ])('%s', (text, facts) => {
    expect(readGs1Link(text, YEAR)).toMatchObject({ payload: { via: 'link', text } });
    const read = readGs1Link(text, YEAR);
    expect(read?.fault === undefined ? read?.payload.facts : read).toEqual(facts);
  });

  it.each([
    ['https://a/01/9506000134352/10/L/22/V', 'bad-link'], // order
    ['https://a/01/9506000134352?10=L', 'bad-link'], // belongs into the path
    ['https://a/01/9506000134352?99=A&99=A', 'bad-link'], // twice
    ['https://a/01/9506000134352?89=A', 'unknown-ai'],
    ['https://a/01/9506000134352?99=', 'empty'],
    ['https://a/01/9506000134352?99=A+B', 'bad-character'], // + is a space in the query
    ['https://a b/01/9506000134352', 'bad-character'],
    ['https://a/01/9506000134352?02=09506000134352', 'ai-conflict'],
  ])('%s: %s', (text, fault) => {
    expect(readGs1Link(text, YEAR)).toMatchObject({ fault });
  });

  it.each([
    'https://example.com',
    'https://a/shop',
    'HtTps://a/01/9506000134352',
    'ftp://a/01/9506000134352',
    'https://a/01/9506000134352/about/us',
  ])('%s is none', (text) => {
    expect(readGs1Link(text, YEAR)).toBeNull();
  });
});

describe('doubled percent signs', () => {
  it('become single ones, in facts as well', () => {
    const payload: Gs1Payload = good('(10)A%%B(21)S').payload;
    const again = withoutDoublePercent(payload, '2026-07-15');
    expect(again).toMatchObject({
      elements: [
        { ai: '10', value: 'A%B' },
        { ai: '21', value: 'S' },
      ],
      facts: { lot: 'A%B', serial: 'S' },
    });
    expect(withoutDoublePercent(good('(10)A%B').payload, '2026-07-15')).toBeNull();
  });
});
