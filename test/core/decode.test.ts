import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasCheckCharacter, mod3736 } from '../../src/core/check-character.ts';
import { commandCodeOf, readCommandCode } from '../../src/core/command-code.ts';
import { decode } from '../../src/core/decode.ts';
import { checkDigitOf, isGtin, toGtin14 } from '../../src/core/gtin.ts';
import { countIn, isParcelCode, nextParcelCode, parcelCodeOf } from '../../src/core/parcel-code.ts';
import { SATISFIES } from '../../src/core/phase.ts';

describe('check characters', () => {
  it('agrees with the published GRid example of ISO 7064 MOD 37,36', () => {
    expect(mod3736('A12425GABC1234002')).toBe('M');
  });

  it('agrees with the command sheet of the scanning design', () => {
    expect(
      ['next', 'undo', 'skip', 'hold', 'put-back', 'acknowledge', 'reprint', 'help', 'sign-out'].map((action) =>
        commandCodeOf(action as 'next'),
      ),
    ).toEqual([
      'XQNEXTB',
      'XQUNDOM',
      'XQSKIPL',
      'XQHOLDT',
      'XQCANCEL7',
      'XQACK7',
      'XQREPRINTA',
      'XQHELP7',
      'XQLOGOUTP',
    ]);
  });

  it('catches every single wrong character', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9A-Z]{1,20}$/),
        fc.nat(),
        fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
        (body, at, wrong) => {
          const good = body + mod3736(body);
          const place = at % good.length;
          if (good[place] === wrong) return;
          expect(hasCheckCharacter(good.slice(0, place) + wrong + good.slice(place + 1))).toBe(false);
        },
      ),
    );
  });
});

describe('GTIN', () => {
  it.each(['4006381333931', '96385074', '036000291452', '10012345000017'])('takes %s', (text) => {
    expect(isGtin(text)).toBe(true);
    expect(toGtin14(text)).toHaveLength(14);
  });

  it('refuses every wrong check digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), fc.integer({ min: 1, max: 9 }), (body, off) => {
        expect(isGtin(body + checkDigitOf(body))).toBe(true);
        expect(isGtin(body + ((checkDigitOf(body) + off) % 10))).toBe(false);
      }),
    );
  });
});

describe('decode', () => {
  it.each([
    ['4006381333931', { t: 'gtin', gtin14: '04006381333931' }],
    [']E04006381333931', { t: 'gtin', gtin14: '04006381333931' }],
    [']E496385074', { t: 'gtin', gtin14: '00000096385074' }],
    ['036000291452', { t: 'gtin', gtin14: '00036000291452' }],
    [']I110012345000017', { t: 'gtin', gtin14: '10012345000017' }],
    ['85123A', { t: 'text', text: '85123A' }],
    [']C085123A', { t: 'text', text: '85123A' }],
    ['536365', { t: 'text', text: '536365' }],
    ['xqundom', { t: 'command', action: 'undo' }],
    [']C0XQNEXTB', { t: 'command', action: 'next' }],
    ['XQNEXTC', { t: 'invalid', code: 'invalid-code' }],
    [']E04006381333932', { t: 'invalid', code: 'invalid-code' }],
    ['40063813339314006381333931', { t: 'invalid', code: 'scan-glued' }],
    [']E04006381333931]E04006381333931', { t: 'invalid', code: 'scan-glued' }],
    [']C10109506000134352', { t: 'invalid', code: 'invalid-code' }],
  ])('%s', (text, payload) => {
    expect(decode(text)).toMatchObject(payload);
  });

  it('never keeps the text of a damaged badge', () => {
    expect(decode('XB123456789')).toEqual(expect.objectContaining({ t: 'invalid', text: '' }));
  });

  it('gives every text one meaning and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decode(text).t).toBeTypeOf('string');
      }),
    );
  });
});

it('every action has a command barcode that reads back', () => {
  for (const action of new Set(Object.values(SATISFIES).flat())) {
    expect(readCommandCode(commandCodeOf(action))).toEqual({ action });
  }
});

it('parcel codes of different stations, epochs and counts are never the same', () => {
  const codes = [1, 2, 9999].flatMap((no) =>
    [1, 99].flatMap((epoch) => [1, 2, 999_999].map((count) => parcelCodeOf({ no, epoch }, count))),
  );
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.every(isParcelCode)).toBe(true);
  expect(() => parcelCodeOf({ no: 10_000, epoch: 1 }, 1)).toThrow(/does not fit/);
});

it('the next parcel code counts on, is never used twice, and never ends in a letter that looks like a digit', () => {
  const station = { no: 5, epoch: 1 };
  const codes = new Set<string>();
  for (let made = 0; codes.size < 500; ) {
    const code = nextParcelCode(station, made);
    expect(code).not.toMatch(/[OI]$/);
    expect(countIn(code)).toBeGreaterThan(made);
    made = countIn(code);
    codes.add(code);
  }
  expect(codes.size).toBe(500);
});
