import { beforeAll, describe, expect, it } from 'vitest';
import { choiceCodeOf, commandCodeOf, readCommandCode } from '../../../src/core/command-code.ts';
import { SATISFIES } from '../../../src/core/phase.ts';
import { readPlaceCode, readStationCode } from '../../../src/core/place-code.ts';
import type { Frame } from '../../../src/core/scan.ts';
import { beginCard, readCard, reportOf } from '../../../src/core/scanner-card.ts';
import { CARD_CODES } from '../../../src/core/scanner-card-codes.ts';
import { CALIBRATION_CODE } from '../../../src/core/wedge-calibration.ts';
import { cardSheetOf } from '../../../src/devices/sheets/card-sheet.ts';
import { commandSheetOf } from '../../../src/devices/sheets/command-sheet.ts';
import { badgeSheetOf, binSheetOf, stationSheetOf } from '../../../src/devices/sheets/name-sheets.ts';
import type { Paper } from '../../../src/devices/sheets/page.ts';
import { CODE_GAP_MM, PAPERS } from '../../../src/devices/sheets/page.ts';
import { setupSheetOf } from '../../../src/devices/sheets/setup-sheet.ts';
import { type SheetLanguage, sheetWords } from '../../../src/devices/sheets/words.ts';
import { codesOn, gapMm, openPaperScanner, type PrintedCode, type ReadCode } from './read-sheet.ts';

let scan: (code: PrintedCode) => Promise<readonly ReadCode[]>;
beforeAll(async () => {
  scan = await openPaperScanner();
});

const EVIL = '</text><script>alert("1")</script>&amp;';
const PEOPLE = [
  { name: 'Mira K.', code: 'XB1001' },
  { name: EVIL, code: 'XBABCDEFGHIJKLMNOPQRSTUVWXYZ01' },
  { name: 'Zoë Őrségi-Nagyváradi Szentgyörgyi'.repeat(1), code: 'XB1003' },
];
const BINS = ['A-01-02', 'b.7/3', 'WWWWWWWWWWWWWWWWWWWWWWWWWWWW', '<B>&"\'', '0'];
const STATIONS = [
  { name: 'Pack 3', no: 3, printer: 'Zebra <door>' },
  { name: 'Pack 9999', no: 9999, printer: null },
];

const SHEETS: Readonly<Record<string, (paper: Paper, language: SheetLanguage) => string>> = {
  commands: commandSheetOf,
  badges: (paper, language) => badgeSheetOf(PEOPLE, paper, language),
  bins: (paper, language) => binSheetOf(BINS, paper, language),
  stations: (paper, language) => stationSheetOf(STATIONS, paper, language),
  setup: setupSheetOf,
  card: cardSheetOf,
};
const ALL = Object.entries(SHEETS).flatMap(([name, make]) =>
  (['a4', 'letter'] as const).flatMap((paper) =>
    (['en', 'de'] as const).map((language) => ({ name, paper, language, html: make(paper, language) })),
  ),
);

describe.each(ALL)('the $name sheet, $paper, $language', ({ paper, language, html }) => {
  const codes = codesOn(html);

  it('has codes that are large and far enough apart, and none off the paper', () => {
    expect(codes.length).toBeGreaterThan(0);
    const { widthMm, heightMm } = PAPERS[paper];
    for (const [at, code] of codes.entries()) {
      expect(code.moduleMm).toBeGreaterThanOrEqual(0.5);
      const [x, y, width, height] = code.boxMm;
      expect([code.text, x >= 0 && y >= 0 && x + width <= widthMm && y + height <= heightMm]).toEqual([
        code.text,
        true,
      ]);
      for (const other of codes.slice(at + 1).filter(({ page }) => page === code.page))
        expect([code.text, other.text, gapMm(code, other) >= CODE_GAP_MM - 0.01]).toEqual([
          code.text,
          other.text,
          true,
        ]);
    }
  });

  it('stands alone: its paper is named, and it runs and loads nothing', () => {
    expect(html).toContain(`@page { size: ${PAPERS[paper].css};`);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|javascript:|\son\w+=/i);
    // The namespace is a name; nothing is fetched from it. The Digital Link stands in a code, where it is meant.
    const addresses = [...html.replaceAll(/data-code="[^"]*"/g, '').matchAll(/https?:\/\/[^"\s<]*/g)].map(
      ([address]) => address,
    );
    expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg']));
  });
});

describe('an independent decoder reads', () => {
  const formats: Readonly<Record<string, string>> = { code128: 'Code128' };

  it.each(ALL.filter(({ language, name }) => language === 'en' && !['card', 'setup'].includes(name)))(
    'every code of the $name sheet, $paper',
    async ({ html }) => {
      for (const code of codesOn(html)) {
        const read = await scan(code);
        expect(read).toEqual([{ format: formats[code.symbology], text: code.text, aim: ']C0' }]);
      }
    },
  );

  it.each(['a4', 'letter'] as const)('the test card, %s, and its report is good', async (paper) => {
    let state = beginCard();
    const codes = codesOn(cardSheetOf(paper, 'en'));
    for (const [no, code] of codes.entries()) {
      const read = await scan(code);
      expect([code.text, read.length]).toEqual([code.text, 1]);
      const [{ text = '', aim = '' } = {}] = read;
      const frame: Frame = { source: 'paper', kind: 'camera', no, text, terminated: true, monoMs: no, aim };
      state = readCard(state, frame);
    }
    const report = reportOf(state);
    // zxing hands UPC-A and UPC-E over as EAN-13 or as printed; both are said to be fine.
    expect(report.findings.filter(({ grade }) => grade !== 'note')).toEqual([]);
    expect(report.rows.filter((row) => row.state !== 'ok')).toEqual([]);
    expect(report.verdict).toBe('good');
    expect(codes.length).toBe(CARD_CODES.length);
  });

  it('the codes of the setup sheet: the test, and the code for calibrating', async () => {
    const codes = codesOn(setupSheetOf('a4', 'en'));
    const read = await Promise.all(codes.map(scan));
    expect(read).toEqual([
      [{ format: 'Code128', text: commandCodeOf('check-scanner'), aim: ']C0' }],
      [{ format: 'Code128', text: CALIBRATION_CODE.text, aim: ']C1' }],
    ]);
  });
});

describe('the command sheet', () => {
  const texts = codesOn(commandSheetOf('a4', 'en')).map(({ text }) => text);

  it('has every action, every choice and the quantities, each once, and all are understood', () => {
    const meanings = texts.map(readCommandCode);
    expect(meanings.filter((meaning) => typeof meaning === 'string')).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
    const { actions, choices } = sheetWords('en');
    for (const action of Object.keys(actions)) expect(texts).toContain(commandCodeOf(action as 'next'));
    for (const choice of Object.keys(choices)) expect(texts).toContain(choiceCodeOf(choice as 'yes'));
    for (const action of Object.values(SATISFIES).flat()) expect(texts).toContain(commandCodeOf(action));
    expect(texts.length).toBe(Object.keys(actions).length + Object.keys(choices).length + 3);
  });

  it.each(['en', 'de'] as const)(
    'in %s has a word and an icon under each code, and no word for two things of a kind',
    (language) => {
      const { actions, choices } = sheetWords(language);
      const html = commandSheetOf('a4', language);
      for (const words of [Object.values(actions), Object.values(choices)]) {
        expect(new Set(words).size).toBe(words.length);
        for (const word of words) expect(html).toContain(`>${word}</text>`);
      }
      expect(html.match(/fill="none" stroke="#000"/g)?.length).toBe(texts.length);
    },
  );

  it('says nothing that a packer must not read', () => {
    for (const language of ['en', 'de'] as const) {
      const words = [
        ...Object.values(sheetWords(language).actions),
        ...Object.values(sheetWords(language).choices),
      ].join(' ');
      expect(words).not.toMatch(/\b(please|error|bitte|fehler)\b/i);
    }
  });
});

describe('names from lists', () => {
  it('stand on the sheet as they are, and never as part of the page', () => {
    const html = badgeSheetOf(PEOPLE, 'a4', 'en');
    expect(html).toContain('&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;');
    expect(binSheetOf(['<B>&"\''], 'a4', 'en')).toContain('>&lt;B&gt;&amp;&quot;&apos;</text>');
  });

  it('with characters that no page may hold are shown as such', () => {
    expect(badgeSheetOf([{ name: 'A\u0000\u001b\ud800B', code: 'XB1001' }], 'a4', 'en')).toContain(
      '>A\ufffd\ufffd\ufffdB</text>',
    );
  });

  it('make place and station codes that the station reads', () => {
    expect(codesOn(binSheetOf(BINS, 'a4', 'en')).map(({ text }) => readPlaceCode(text))).toEqual(BINS);
    expect(codesOn(stationSheetOf(STATIONS, 'a4', 'en')).map(({ text }) => readStationCode(text))).toEqual([3, 9999]);
  });

  it('may be many: 300 bins on pages, every one once', () => {
    const bins = Array.from({ length: 300 }, (_, at) => `R${String(at).padStart(4, '0')}`);
    const codes = codesOn(binSheetOf(bins, 'a4', 'en'));
    expect(codes.map(({ text }) => text.slice(2))).toEqual(bins);
    expect(new Set(codes.map(({ page }) => page)).size).toBeGreaterThan(20);
  });

  it('keep a badge code from being read by eye', () => {
    expect(badgeSheetOf(PEOPLE, 'a4', 'en').replaceAll(/data-code="[^"]*"/g, '')).not.toContain('XB1001');
  });
});
