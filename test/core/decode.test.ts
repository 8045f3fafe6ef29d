import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasCheckCharacter, mod3736 } from '../../src/core/check-character.ts';
import { choiceCodeOf, commandCodeOf, quantityCodeOf, readCommandCode } from '../../src/core/command-code.ts';
import { decode } from '../../src/core/decode.ts';
import { checkDigitOf, expandUpcE, isGtin, toGtin14 } from '../../src/core/gtin.ts';
import { countIn, isParcelCode, nextParcelCode, parcelCodeOf } from '../../src/core/parcel-code.ts';
import { SATISFIES } from '../../src/core/phase.ts';
import { placeCodeOf, readPlaceCode, readStationCode, stationCodeOf } from '../../src/core/place-code.ts';
import type { DecodeOptions } from '../../src/core/scan.ts';
import { readUtf8 } from '../../src/core/utf8.ts';

const AUTO: DecodeOptions = { aim: 'auto', today: '2026-07-15' };
const read = (text: string, options: Partial<DecodeOptions> = {}) => decode({ text }, { ...AUTO, ...options });
const payloadOf = (text: string, options: Partial<DecodeOptions> = {}) => read(text, options).payload;
const invalid = (fault: string) => ({ t: 'invalid', code: fault === 'glued' ? 'scan-glued' : 'invalid-code', fault });

describe('check characters', () => {
  it('agrees with the published GRid example of ISO 7064 MOD 37,36', () => {
    expect(mod3736('A12425GABC1234002')).toBe('M');
  });

  it('agrees with the command sheet of the scanning design', () => {
    const actions = ['next', 'undo', 'skip', 'hold', 'confirm', 'acknowledge', 'reprint', 'help', 'sign-out'] as const;
    expect(actions.map(commandCodeOf)).toEqual([
      'XQNEXTB',
      'XQUNDOM',
      'XQSKIPL',
      'XQHOLDT',
      'XQCONFIRMZ',
      'XQACK7',
      'XQREPRINTA',
      'XQHELP7',
      'XQLOGOUTP',
    ]);
    expect([2, 5, 10].map(quantityCodeOf)).toEqual(['XQQTY2X', 'XQQTY5R', 'XQQTY10X']);
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

  // The vectors of the scanning design, section 6.
  it.each([
    ['01234565', '012345000065'],
    ['04252614', '042100005264'],
    ['06397126', '063200009716'],
    ['01234531', '012300000451'],
    ['01234543', '012340000053'],
  ])('expands UPC-E %s', (short, long) => {
    expect(expandUpcE(short)).toBe(long);
  });

  it.each(['01234566', '21234565', '1234565', 'A1234565'])('does not expand %s', (text) => {
    expect(expandUpcE(text)).toBeNull();
  });
});

describe('EAN, UPC and ITF', () => {
  it.each([
    [']E04006381333931', '04006381333931', 'EAN-13', 'sure'],
    [']E00036000291452', '00036000291452', 'UPC-A', 'sure'],
    [']E0036000291452', '00036000291452', 'UPC-A', 'sure'],
    [']E004252614', '00042100005264', 'UPC-E', 'sure'],
    [']E096385074', '00000096385074', 'EAN-8', 'sure'], // no UPC-E has number system 9
    [']E00123454', '00012340000053', 'UPC-E', 'inferred'], // check digit left out
    [']E04252614', '00042100005264', 'UPC-E', 'inferred'], // number system left out
    [']E0425261', '00042100005264', 'UPC-E', 'inferred'], // both
    [']E496385074', '00000096385074', 'EAN-8', 'sure'],
    [']E3400638133393112', '04006381333931', 'EAN-13', 'sure'],
    [']E3400638133393112345', '04006381333931', 'EAN-13', 'sure'],
    [']E34006381333931 12345', '04006381333931', 'EAN-13', 'sure'],
    [']E1400638133393112', '04006381333931', 'EAN-13', 'sure'],
    [']E203600029145212345', '00036000291452', 'UPC-A', 'sure'],
    [']E14006381333931', '04006381333931', 'EAN-13', 'sure'], // add-on named and left out
    [']I110012345000017', '10012345000017', 'ITF-14', 'sure'],
    [']I010012345000017', '10012345000017', 'ITF-14', 'sure'],
    [']I31001234500001', '10012345000017', 'ITF-14', 'sure'],
    ['4006381333931', '04006381333931', 'EAN-13', 'inferred'],
    ['036000291452', '00036000291452', 'UPC-A', 'inferred'],
    ['10012345000017', '10012345000017', 'unknown', 'inferred'],
  ])('%s', (text, gtin14, carrier, confidence) => {
    const { payload, warnings } = read(text);
    expect(payload).toMatchObject({ t: 'gtin', gtin14, carrier, confidence });
    expect(warnings).toEqual(confidence === 'inferred' ? ['inferred'] : []);
  });

  it('holds the other reading of eight digits', () => {
    expect(payloadOf('01234565')).toMatchObject({
      gtin14: '00000001234565',
      carrier: 'EAN-8',
      alt: ['00012345000065'],
    });
    expect(payloadOf('96385074')).toMatchObject({ carrier: 'EAN-8', alt: [] });
    expect(payloadOf('04252614')).toMatchObject({ gtin14: '00042100005264', carrier: 'UPC-E', alt: [] });
    expect(payloadOf(']E00425261')).toMatchObject({
      gtin14: '00004252000061',
      carrier: 'UPC-E',
      alt: ['00042100005264'],
    });
  });

  it.each([
    [']E04006381333932', 'check-digit'],
    [']E0036000291453', 'check-digit-stripped'],
    [']E0400638133393', 'check-digit-stripped'],
    [']E003600029145', 'check-digit-stripped'],
    [']E49638507', 'check-digit-stripped'],
    [']E496385075', 'check-digit'],
    [']E0', 'empty'],
    [']E012345678901234', 'too-long'],
    [']E01234', 'too-short'],
    [']E01234ABC890123', 'bad-character'],
    [']E112', 'too-short'],
    [']E3400638133393212', 'check-digit'],
  ])('%s is refused: %s', (text, fault) => {
    expect(payloadOf(text)).toMatchObject(invalid(fault));
  });

  it.each(['4006381333932', '12345', ']I112345678901234', ']I1123456', ']C04006381333931'])('%s is a text', (text) => {
    expect(payloadOf(text)).toEqual({ t: 'text', text: text.replace(/^\]../, '') });
  });
});

describe('identifiers', () => {
  it('parts what is in the table, and everything of its form where the scanner sends identifiers', () => {
    expect(read(']C0A1')).toMatchObject({ aim: 'C0', payload: { t: 'text', text: 'A1' } });
    expect(read(']Y1A1')).toMatchObject({ aim: null, payload: { t: 'text', text: ']Y1A1' } });
    expect(read(']Y1A1', { aim: 'on' })).toMatchObject({ aim: 'Y1', payload: { t: 'text', text: 'A1' } });
    expect(read(']C0A1', { aim: 'off' })).toMatchObject({ aim: null, payload: { t: 'text', text: ']C0A1' } });
    expect(read(']C0')).toMatchObject({ aim: null, payload: { t: 'text', text: ']C0' } });
  });

  it('warns when a scanner that sends identifiers sends none', () => {
    expect(read('4006381333931', { aim: 'on' }).warnings).toEqual(['aim-missing', 'inferred']);
    expect(read(']E04006381333931', { aim: 'on' }).warnings).toEqual([]);
  });

  it('takes one that comes beside the data', () => {
    expect(decode({ text: '96385074', aim: ']E4' }, { ...AUTO, aim: 'off' })).toMatchObject({
      aim: 'E4',
      payload: { carrier: 'EAN-8', confidence: 'sure' },
    });
    expect(decode({ text: ']E496385074', aim: ']E4' }, AUTO).payload).toMatchObject({ carrier: 'EAN-8' });
  });

  it('passes on that a frame had no end', () => {
    expect(decode({ text: 'A1', terminated: false }, AUTO).warnings).toEqual(['unterminated']);
    expect(decode({ text: 'A1', terminated: true }, AUTO).warnings).toEqual([]);
  });
});

describe('commands and our own codes', () => {
  it.each(['XQUNDOM', 'xqundom', ']C0XQUNDOM', ']Q1XQUNDOM', ']Q2XQUNDOM', ']d1XQUNDOM', ']A0xqundom'])(
    '%s',
    (text) => {
      expect(payloadOf(text)).toEqual({ t: 'command', instruction: { kind: 'do', action: 'undo' }, text: 'XQUNDOM' });
    },
  );

  it('are never taken from other symbologies', () => {
    expect(payloadOf(']L0XQUNDOM').t).toBe('text');
    expect(payloadOf(']C1XQUNDOM')).toMatchObject(invalid('unknown-ai'));
    expect(payloadOf(']E0XQUNDOM')).toMatchObject(invalid('bad-character'));
  });

  it.each(['XQUNDON', ']C0XQUNDON'])('%s is damaged, and never an item', (text) => {
    expect(payloadOf(text, { isKnown: () => true })).toMatchObject(invalid('check-character'));
  });

  it('knows one that it does not know', () => {
    expect(payloadOf(`XQDANCE${mod3736('XQDANCE')}`)).toMatchObject(invalid('unknown-command'));
  });

  it('reads the codes of another system', () => {
    expect(payloadOf('O-BTN.validate')).toMatchObject({ instruction: { kind: 'do', action: 'confirm' } });
  });

  it('reads a badge, and keeps nothing of a damaged one', () => {
    const badge = `XB4711${mod3736('XB4711')}`;
    expect(payloadOf(badge)).toEqual({ t: 'badge', text: badge });
    expect(payloadOf(`]C0${badge}`)).toEqual({ t: 'badge', text: badge });
    const damaged = payloadOf('XB4711999');
    expect(damaged).toMatchObject({ ...invalid('check-character'), text: '' });
    expect(JSON.stringify(damaged)).not.toContain('4711');
  });

  it('reads parcels, places and stations', () => {
    const parcel = parcelCodeOf({ no: 5, epoch: 1 }, 42);
    expect(payloadOf(`]C0${parcel}`)).toEqual({ t: 'parcel', text: parcel });
    expect(payloadOf(placeCodeOf('A.01/02'))).toEqual({ t: 'place', bin: 'A.01/02', text: 'L-A.01/02' });
    expect(payloadOf(stationCodeOf(7))).toEqual({ t: 'station', no: 7, text: stationCodeOf(7) });
    expect(payloadOf(stationCodeOf(7).toLowerCase())).toEqual({ t: 'station', no: 7, text: stationCodeOf(7) });
  });

  it('refuses damaged ones', () => {
    const spoilt = (code: string) => code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A');
    expect(payloadOf(spoilt(parcelCodeOf({ no: 5, epoch: 1 }, 42)))).toMatchObject(invalid('check-character'));
    expect(payloadOf(spoilt(stationCodeOf(7)))).toMatchObject(invalid('check-character'));
  });

  it('places and stations read back, and nothing else can be printed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{1,40}$/), fc.nat(9999), (bin, no) => {
        expect(readPlaceCode(placeCodeOf(bin))).toBe(bin);
        expect(readStationCode(stationCodeOf(no))).toBe(no);
      }),
    );
    expect(() => placeCodeOf('')).toThrow(/A bin is named/);
    expect(() => stationCodeOf(10_000)).toThrow(/0 to 9999/);
  });
});

describe('glued scans', () => {
  it.each([
    '40063813339314006381333931',
    '0360002914524006381333931',
    '100123450000174006381333931',
    ']E04006381333931]E04006381333931',
    ']I110012345000017]I110012345000017',
    ']C1010950600013435210AB]C10109506000134352',
    '4006381333931]E04006381333931',
  ])('%s', (text) => {
    expect(payloadOf(text)).toMatchObject(invalid('glued'));
  });

  it('of our own codes are told from texts, and a badge among them is not kept', () => {
    expect(payloadOf(']C0XQNEXTB]C0XQNEXTB')).toMatchObject({ ...invalid('glued'), text: 'XQNEXTB]C0XQNEXTB' });
    const badge = `XB4711${mod3736('XB4711')}`;
    for (const text of [`]C0${badge}]C0${badge}`, `${badge}]E04006381333931`, `${badge}]C0${badge}`]) {
      expect(payloadOf(text)).toMatchObject({ ...invalid('glued'), text: '' });
    }
  });

  it('leaves texts alone', () => {
    expect(payloadOf(']C0A[1]B2')).toEqual({ t: 'text', text: 'A[1]B2' });
    expect(payloadOf('A[1]B2')).toEqual({ t: 'text', text: 'A[1]B2' });
    expect(payloadOf('40063813339314006381333931', { isKnown: () => true }).t).toBe('text');
    expect(payloadOf(']C040063813339314006381333931').t).toBe('text');
  });
});

describe('GS1', () => {
  it('is read or refused, never a text, when the symbology says so', () => {
    expect(payloadOf(']C1010950600013435210ABC\x1d21S1')).toMatchObject({
      t: 'gs1',
      via: 'element',
      confidence: 'sure',
      facts: { gtin14: '09506000134352', lot: 'ABC', serial: 'S1' },
    });
    expect(payloadOf(']d20109506000134353', { isKnown: () => true })).toMatchObject({
      ...invalid('check-digit'),
      ai: '01',
    });
  });

  it.each([
    ['0109506000134352', '09506000134352'],
    ['010950600013435210ABC', '09506000134352'],
    ['(01)09506000134352(10)ABC', '09506000134352'],
    ['010950600013435210ABC\x1d21S1', '09506000134352'],
    ['\x1d10ABC', undefined],
    ['\xe810123', undefined],
    ['\xf110123', undefined],
  ])('%j is inferred', (text, gtin14) => {
    const { payload, warnings } = read(text);
    expect(payload).toMatchObject({ t: 'gs1', confidence: 'inferred' });
    expect(payload.t === 'gs1' && payload.facts.gtin14).toBe(gtin14);
    expect(warnings).toContain('inferred');
    expect(payloadOf(text, { isKnown: (raw) => text.endsWith(raw) })).not.toMatchObject({ t: 'gs1' });
  });

  it.each(['0109506000134353', '(01)09506000134353', '10ABC', '(88)1', 'AB\x1dC', '010950600013435230000', '\xf1andu'])(
    '%j is not',
    (text) => {
      expect(payloadOf(text)).toEqual({ t: 'text', text });
    },
  );

  it('puts GS where the scanner sends something else, and takes off a prefix', () => {
    const options = { gsSubstitute: '{GS}', stripPrefix: '@' };
    expect(payloadOf('@]C110ABC{GS}21S1', options)).toMatchObject({ facts: { lot: 'ABC', serial: 'S1' } });
    expect(payloadOf('A{GS}B@', options)).toEqual({ t: 'text', text: 'A\x1dB@' });
  });

  it('tells what was odd', () => {
    expect(read(']C10109506000134352\x1d10A').warnings).toEqual(['extra-gs']);
    expect(read(']C1\x1d0109506000134352').warnings).toEqual(['extra-gs']);
    expect(read(']C1010950600013435217260200').warnings).toEqual(['day-00']);
    expect(read(']C110A').warnings).toEqual(['requisite-missing']);
    expect(read(']C1010950600013435210A').warnings).toEqual([]);
  });

  it('reads links in any symbology, and leaves web pages alone', () => {
    for (const aim of ['', ']Q1', ']d1', ']C0']) {
      expect(payloadOf(`${aim}https://id.gs1.org/01/9506000134352/10/AB?17=261231`)).toMatchObject({
        t: 'gs1',
        via: 'link',
        confidence: 'sure',
        facts: { gtin14: '09506000134352', lot: 'AB', expiry: '2026-12-31' },
      });
    }
    expect(payloadOf(']Q1https://example.com/shop/item').t).toBe('text');
    expect(payloadOf(']Q1https://id.gs1.org/01/9506000134353')).toMatchObject(invalid('check-digit'));
    const page = 'https://example.com/2024/01/shoes';
    expect(payloadOf(page)).toMatchObject(invalid('too-short'));
    expect(payloadOf(page, { isKnown: (text) => text === page })).toEqual({ t: 'text', text: page });
  });

  it('mends a doubled percent sign in a GS1 QR code when it makes the value too long', () => {
    const lot = `${'A'.repeat(19)}%`;
    expect(payloadOf(`]Q310${lot}%`)).toMatchObject({ facts: { lot } });
    expect(payloadOf(`]d210${lot}%`)).toMatchObject(invalid('too-long'));
    expect(payloadOf(']Q310A%%')).toMatchObject({ facts: { lot: 'A%%' } });
  });
});

describe('character sets', () => {
  it('reads UTF-8 where it is announced or Latin-1 makes no sense', () => {
    const utf8 = (text: string) => String.fromCharCode(...Buffer.from(text, 'utf8'));
    expect(payloadOf(`]Q2${utf8('Größe')}`)).toEqual({ t: 'text', text: 'Größe' });
    expect(payloadOf(`]Q2\\000026${utf8('Größe')}`)).toEqual({ t: 'text', text: 'Größe' });
    expect(payloadOf(utf8('À1'))).toEqual({ t: 'text', text: 'À1' });
    expect(payloadOf(`]C0${utf8('é')}`)).toEqual({ t: 'text', text: 'Ã©' });
    expect(payloadOf(']C0caf\xe9')).toEqual({ t: 'text', text: 'café' });
    expect(payloadOf(']Q2caf\xe9')).toEqual({ t: 'text', text: 'café' });
  });

  it('agrees with the strict decoder of the platform', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const bytes = fc.oneof(
      fc.array(fc.constantFrom(0x41, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff), {
        maxLength: 6,
      }),
      fc.string({ unit: 'binary' }).map((text) => [...Buffer.from(text, 'utf8')]),
    );
    fc.assert(
      fc.property(bytes, (input) => {
        let expected: string | null;
        try {
          expected = strict.decode(Uint8Array.from(input));
        } catch {
          expected = null;
        }
        expect(readUtf8(String.fromCharCode(...input))).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });
});

it('gives every text one meaning and never throws', () => {
  const start = fc.constantFrom(
    '',
    ']C1',
    ']E0',
    ']E3',
    ']Q3',
    ']Q2',
    ']I3',
    ']C0',
    '\x1d',
    '(',
    'https://a/01/',
    'XQ',
    'XB',
    'PH',
    'XS',
    'L-',
  );
  fc.assert(
    fc.property(start, fc.string({ unit: 'binary' }), fc.constantFrom('on', 'off', 'auto'), (head, text, aim) => {
      expect(payloadOf(head + text, { aim }).t).toBeTypeOf('string');
    }),
    { numRuns: 3000 },
  );
});

it('every action has a command barcode that reads back', () => {
  for (const action of new Set(Object.values(SATISFIES).flat())) {
    expect(payloadOf(commandCodeOf(action))).toMatchObject({ t: 'command', instruction: { kind: 'do', action } });
  }
  expect(readCommandCode(choiceCodeOf('yes'))).toEqual({ kind: 'choose', choice: 'yes' });
  expect(readCommandCode(quantityCodeOf(5))).toEqual({ kind: 'quantity', units: 5 });
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
