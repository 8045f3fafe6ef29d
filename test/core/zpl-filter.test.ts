import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterZpl } from '../../src/core/zpl-filter.ts';

const LABEL =
  '^XA^PW812^LL1218^CI28^FO40,40^A0N,40,40^FH_^FDJ_C3_BCrgen^FS^FO40,200^BY3^BCN,160^FD>;12345678^FS^PQ1^XZ';
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const filter = (text: string) => filterZpl(bytesOf(text));
/** What was refused, as `command: why`; empty when it passed. */
const refusals = (text: string) => {
  const judged = filter(text);
  return judged.ok ? [] : judged.error.refused.map(({ command, why }) => `${command}: ${why}`);
};

/** Grouped as the reasons are; the last line is not known to anybody here. */
const REFUSED = `
~JA ~JR ~JC ~JG ~JL ~JP ~JX ^JZN ^JZY ^JUF ^JUN ^JUR ^JBE ^JMB ^JT0001 ^JJ1
^KP1234 ^KDA ^KNprinter ^KL1 ^NS ^NI ^ND2,P,10.0.0.5 ~NC001 ~NR ^NPP ^SXO,A,Y,Y ^SZ1 ^SCX ^SR ^SQC ^ST01,01,26 ^SI1
^RS8 ^RFW ^WD*:*.* ~WC ~WL ^ML1000 ^MPD ^MA ^MCN ^MFF,F ^MFC ^MMC ^MMP ^MUI ^MUD,150,300
^DFR:FORMAT.ZPL ^DFE:FORMAT.ZPL ^XFR:FORMAT.ZPL ^IDR:*.* ^ISE:A.GRF,Y ^TOE:A.GRF,R:B.GRF ^CME ^EG ^EF ~EG ^FLE:A.FNT ^LF
~DGE:LOGO.GRF,8,1,FFFFFFFFFFFFFFFF ~DGB:A.GRF,8,1,FFFFFFFFFFFFFFFF ~DYE:CERT.NRD,B,NRD,4,,ABCD ~DYE:A.TTF,A,T,4,,41424344
~DUE:FONT,4,41424344 ~DBR:F.FNT,1,1,1,1,1,1,A,#0 ~DEE:T.DAT,4,4142
~HS ~HI ~HQES ~HD ~HM ^HH ^HFR ^HG ^HTA ^HW*:*.* ^HZA ^HV1 ^HYE:A.GRF
^PP ~PP ~PS ~PR ~PH ^PH ^PF100 ^PQ2 ^PQ50 ^PQ0 ^PQ1,1 ^PQ,,9 ^PQ1,0,5 ^PQx ^CN1 ^CP1 ^ZZ1 ^XSY
^CC/ ~CC/ ^CD; ~CD; ^CT+ ~CT+ ^CI0,36,21 ^CW0,E:ARIAL.TTF
^QQ ~QQ ^A# ^!!`
  .trim()
  .split(/\s+/);

describe('ZPL of a carrier', () => {
  it('passes when it only draws', () => {
    const judged = filter(LABEL);
    if (!judged.ok) throw new Error(JSON.stringify(judged.error));
    expect(judged.value.labels).toBe(1);
    expect(judged.value.widthDots).toBe(812);
    expect(Object.fromEntries(judged.value.commands)).toMatchObject({
      '^XA': 1,
      '^FD': 2,
      '^A0': 1,
      '^BC': 1,
      '^XZ': 1,
    });
  });

  it('has as many labels as formats that draw', () => {
    expect(filter('^XA^MCY^XZ\r\n^XA^FO1,1^GB9,9,9^FS^XZ\n')).toMatchObject({ ok: true, value: { labels: 1 } });
    expect(filter(`${LABEL}\n${LABEL}`)).toMatchObject({ ok: true, value: { labels: 2 } });
    expect(refusals('^XA^CI28^XZ')).toEqual([': there is no label in it']);
    expect(refusals('')).toEqual([': there is no label in it']);
    expect(refusals(' \r\n\t')).toEqual([': there is no label in it']);
  });

  it('must be whole', () => {
    expect(refusals('^XA^FDx^FS')).toEqual(['^XA: the label has no end (^XZ)']);
    expect(refusals('^XA^FDx^XA^FS^XZ')).toEqual(['^XA: a label begins inside another']);
    expect(filter('^XA^LL1520^CI28\n^XA^CWW,E:ARIAL.TTF^FDx^FS^XZ')).toMatchObject({ ok: true, value: { labels: 1 } });
    expect(refusals(`^XZ${LABEL}`)).toEqual(['^XZ: a label ends that has not begun']);
    expect(refusals(`hello ${LABEL}`)).toEqual(['hello: it stands outside of a label']);
    expect(refusals(`${LABEL}^FO10,10`)[0]).toBe('^FO: it stands outside of a label');
    expect(refusals(`${LABEL}^F`)[0]).toBe('^F: not a command');
    expect(filter(`^XA^FDx^FS^PQ1${' '.repeat(200)},9^XZ`).ok).toBe(false);
    expect(filter(`\u00ef\u00bb\u00bf${LABEL}`).ok).toBe(true);
  });

  it('names the place of what is refused', () => {
    expect(filter('^XA^FDx^FS~JR^XZ')).toEqual({
      ok: false,
      error: { refused: [{ command: '~JR', at: 10, why: 'it resets, calibrates or empties the printer' }] },
    });
  });

  it.each(REFUSED)('never brings %s', (command) => {
    for (const text of [
      `^XA^FO1,1^FDx^FS${command}^XZ`,
      `^XA${command}^FO1,1^FDx^FS^XZ`,
      `${LABEL}${command}`,
      `${command}${LABEL}`,
    ]) {
      expect([text, filter(text).ok]).toEqual([text, false]);
    }
    // Nor hidden in a text, a comment or lower case.
    expect(filter(`^XA^FO1,1^FDstreet ${command} 5^FS^XZ`).ok).toBe(false);
    expect(filter(`^XA^FXnote ${command}^FS^FDx^FS^XZ`).ok).toBe(false);
    expect(filter(`^XA^FO1,1^FDx^FS${command.toLowerCase()}^XZ`).ok).toBe(false);
  });

  it.each([
    '! U1 setvar "device.reset" ""',
    '! U1 do "device.restore_defaults"',
    '! UTILITIES',
    '! 0 200 200 210 1',
    '\x02',
    '\x03',
    '\x10JR',
    '\x1eJUF',
    '\x05',
    '\x1b',
    '\x00',
  ])('never brings the other writing %j', (hidden) => {
    for (const text of [`${LABEL}\r\n${hidden}\r\n`, `^XA^FD${hidden}^FS^XZ`, `^XA\r\n${hidden}\r\n^FDx^FS^XZ`]) {
      expect([text, filter(text).ok]).toEqual([text, false]);
    }
  });

  it('brings harmless settings that real labels bring', () => {
    const settings =
      '~TA000 ~JSN ^LT0 ^MNW ^MTD ^PON ^POI ^PMN ^LH0,20 ^JMA ^PR6,6 ~SD30 ^JUS ^LRN ^CI28 ^MMT ^LS0 ^LL0679 ^PQ1,0,1,Y ^PQ1 ^PQ ' +
      '^MUd ^MFN,N ^MCY ^CVY ^SZ2 ^XB ^DN ^MD30 ^PR12 ^PA0,1,1,0 ^CI0 ^PW812 ^CWW,E:ARIAL.TTF';
    for (const setting of settings.split(' ')) {
      expect([setting, refusals(`^XA${setting}^FDx^FS^XZ`)]).toEqual([setting, []]);
    }
  });

  it('steps over counted data, whatever is in it', () => {
    expect(refusals('^XA^GFB,8,8,1,~JR^XA~JA^FS^XZ')).toEqual([
      '^GF: its byte counts do not agree',
      '~JR: it resets, calibrates or empties the printer',
      '^XA: a label begins inside another',
      '~JA: it resets, calibrates or empties the printer',
    ]);
    expect(refusals('^XA^GFB,9,9,1,~JR^XA~JA^FS^XZ')).toEqual([]);
    expect(refusals('^XA^GFC,9,18,1,~JR^XA~JA^FS^XZ')).toEqual([]);
    expect(refusals('~DYR:LOGO,B,P,9,,~JR^XA~JA^XA^XGR:LOGO.PNG^FS^XZ')).toEqual([]);
    expect(refusals('~DGR:LOGO.GRF,2,1,FFFF\r\n^XA^XGR:LOGO.GRF,1,1^FS^XZ')).toEqual([]);
  });

  it.each([
    ['two counts', '^GFB,4,9,1,~JR~JA^FS'],
    ['less than it draws', '^GFB,6,12,1,~JR~JA^FS'],
    ['a row of nothing', '^GFB,6,6,0,~JR~JA^FS'],
    ['half a row', '^GFB,6,6,4,~JR~JA^FS'],
    ['no number', '^GFB,x,6,1,~JR~JA^FS'],
    ['more than there is', '^GFB,9999,9999,1,~JR~JA^FS'],
    ['a negative number', '^GFC,-6,6,1,~JR~JA^FS'],
    ['a file of nothing', '~DYR:A,B,G,0,,~JR~JA'],
  ])('trusts no count that is wrong: %s', (_, field) => {
    expect(filter(`^XA^FDx^FS${field}^XZ`).ok).toBe(false);
  });

  it('says at most twenty times why', () => {
    const judged = filter('~JR'.repeat(10_000));
    expect(judged.ok ? 0 : judged.error.refused.length).toBe(20);
  });
});

/** Read quite differently from the filter: as bytes that must not be there at all. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not come through
  /[\^~\x10\x1e](J[ABCDEFGHILNOPQRTWXZ]|JU[^S]|K[A-Z]|N[A-Z]|H[A-Z]|C[CDT]|DF|XF|I[DS]|S[TXRC]|W[A-Z]|R[A-Z]|P[SPFH]|TO)|\x02|\x03|! U1/i;

describe('whatever happens to a label', () => {
  const forbidden = fc.constantFrom(
    '~JR',
    '~JA',
    '^JUF',
    '^KPabcd',
    '^NS',
    '~HS',
    '^CC!',
    '^DFE:X.ZPL',
    '^IDR:*.*',
    '^PQ9',
    '~DGE:A.GRF,1,1,FF',
    '\x10JR',
    '! U1 do "x"\n',
  );

  it('a forbidden command does not come through, wherever it stands', () => {
    fc.assert(
      fc.property(forbidden, fc.nat(LABEL.length), (command, at) => {
        expect(filter(LABEL.slice(0, at) + command + LABEL.slice(at)).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('what passes holds no forbidden bytes', () => {
    let passed = 0;
    const piece = fc.oneof(
      fc.string({ maxLength: 4 }),
      forbidden,
      fc.constantFrom(
        '^',
        '~',
        '^^',
        '^FD',
        '^FS',
        '^XA',
        '^XZ',
        '^FX',
        '^FH_',
        '_5E',
        '\r\n',
        '^GB9,9,9^FS',
        '^CI28',
        '\x1d',
      ),
    );
    const change = fc.record({ at: fc.nat(LABEL.length), drop: fc.nat(6), put: piece });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const text = changes.reduce(
          (label, { at, drop, put }) => label.slice(0, at) + put + label.slice(at + drop),
          LABEL,
        );
        if (!filter(text).ok) return;
        passed += 1;
        expect([text, FORBIDDEN.test(text)]).toEqual([text, false]);
      }),
      { numRuns: 5000 },
    );
    expect(passed).toBeGreaterThan(200);
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        expect(filterZpl(noise).ok).toBe(false);
      }),
    );
  });
});

const REAL = '../shared/data/carrier-zpl';
describe.runIf(existsSync(REAL))('the real labels', () => {
  it.each(existsSync(REAL) ? readdirSync(REAL) : [])('%s passes, and is one label', (file) => {
    const bytes = Uint8Array.from(readFileSync(join(REAL, file)));
    const before = bytes.slice();
    expect(filterZpl(bytes)).toMatchObject({ ok: true, value: { labels: 1 } });
    expect(bytes).toEqual(before);
  });
});
if (!existsSync(REAL)) console.warn(`${REAL} is not there: the real labels were not judged`);
