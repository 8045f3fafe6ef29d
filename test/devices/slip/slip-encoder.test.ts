import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlipBlock } from '../../../src/core/label-document.ts';
import { drawSymbol } from '../../../src/devices/label/symbol.ts';
import { decodeSymbols } from '../../../src/devices/label/verify.ts';
import { createRollDrawer } from '../../../src/devices/slip/draw-roll.ts';
import { escposBarsOf } from '../../../src/devices/slip/escpos-bars.ts';
import { rollLinesOf } from '../../../src/devices/slip/roll-lines.ts';
import { encodeSlip } from '../../../src/devices/slip/slip-encoder.ts';
import { openSlipFonts, visibleSlip } from '../../../src/devices/slip/slip-fonts.ts';
import { createEncoder, isPrintable } from '../../../src/devices/slip/slip-text.ts';
import { wrapText } from '../../../src/devices/slip/wrap-text.ts';
import { characterOf } from '../../../src/fakes/virtual-printer/code-pages.ts';
import { readEscposCommand } from '../../../src/fakes/virtual-printer/escpos-command.ts';
import type { Sheet } from '../../../src/fakes/virtual-printer/sheet.ts';
import { OWN, SSCC } from '../../core/labels/sample-content.ts';
import { NARROW, openParts, openSlipBench, type SlipBench, WIDE } from './slip-fixture.ts';

let bench: SlipBench;
let encode: (blocks: readonly SlipBlock[]) => Uint8Array | null;
beforeAll(async () => {
  bench = await openSlipBench();
  const { fonts: files, monoFont, raster } = await openParts();
  const fonts = openSlipFonts(files, monoFont);
  encode = (blocks) => {
    const visible = visibleSlip({ blocks }, fonts);
    if (!visible.ok) return null;
    return encodeSlip(rollLinesOf(visible.value, WIDE, fonts), WIDE, createRollDrawer(WIDE, fonts, raster).line);
  };
});
afterAll(() => bench.close());

async function sheetOf(blocks: readonly SlipBlock[], form: typeof WIDE | typeof NARROW = WIDE): Promise<Sheet> {
  return bench.print((await bench.make({ blocks }, form)).bytes);
}

describe('what the library gets wrong', () => {
  it('blank lines are kept, and no line overruns the margin', async () => {
    const { text } = await sheetOf(
      [
        { t: 'text', value: '' },
        { t: 'text', value: 'a word '.repeat(20) },
        { t: 'text', value: 'x'.repeat(100) },
        { t: 'pair', left: 'left '.repeat(12), right: 'right' },
        { t: 'pair', left: 'left', right: 'right'.repeat(12) },
        { t: 'rule' },
      ],
      NARROW,
    );
    expect(text[0]).toBe('');
    expect(Math.max(...text.map((line) => line.length))).toBe(32);
    expect(text.join('').match(/x/g)).toHaveLength(100);
    // Nothing of a long right text is lost either.
    expect(text.join('').replaceAll(' ', '').match(/right/g)).toHaveLength(13);
  });

  it.each(['Zażółć gęślą jaźń', 'Ελληνικά', 'Привет, мир', 'Łódź Ćma Đorđe', 'Größe 10 € – “ok”', 'İstanbul ığş'])(
    '%s is printed as it is written, in letters',
    async (value) => {
      expect((await sheetOf([{ t: 'text', value }])).text[0]).toBe(value);
    },
  );

  it('a character counts once in a line, however many bytes it has', async () => {
    const { text } = await sheetOf([{ t: 'pair', left: 'é€'.repeat(20), right: 'ü€' }]);
    expect(text[0]).toBe(`${'é€'.repeat(20)}${' '.repeat(6)}ü€`);
  });

  it('whatever is sent as letters is the right byte of the right page', () => {
    const wrong: string[] = [];
    let count = 0;
    for (let code = 0x80; code < 0x2700; code += 1) {
      const character = String.fromCodePoint(code);
      if (!isPrintable(character)) continue;
      count += 1;
      const encoder = createEncoder(48);
      encoder.append(character);
      const bytes = encoder.getBuffer();
      const at = bytes.lastIndexOf(Buffer.from([0x1b, 0x74]));
      const [page = 0, ...rest] = bytes.subarray(at + 2);
      if (rest.length !== 1 || characterOf(rest[0] ?? 0, page) !== character) wrong.push(character);
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(400);
  });

  it('letters that join or run to the left are never sent one by one', () => {
    expect(['שלום', 'سلام', 'สวัสดี', 'Ánh ạ'].map(isPrintable)).toEqual([false, false, false, false]);
  });

  it('braces in a barcode are data', async () => {
    const sheet = await sheetOf([{ t: 'code128', value: 'A{B}{{1' }]);
    expect(await decodeSymbols(sheet.bitmap, 'own')).toMatchObject([{ symbology: 'code128', text: 'A{B}{{1' }]);
  });

  it.each(['A'.repeat(60), 'Größe 4'])('a barcode of %s does not go: it is printed as text', async (value) => {
    const sheet = await sheetOf([{ t: 'code128', value }], NARROW);
    expect(sheet.text.join('').replaceAll(' ', '')).toBe(value.replaceAll(' ', ''));
    expect(await decodeSymbols(sheet.bitmap, 'own')).toEqual([]);
  });

  it.each([OWN, SSCC, '1234567', 'A123456', 'A12345B', '{'])(
    'bars of %s are as narrow as another encoder makes them',
    (value) => {
      const drawn = drawSymbol({ symbology: 'code128', text: value }, 1, 1);
      expect(drawn).toMatchObject({ ok: true, value: { widthDots: escposBarsOf(value)?.modules } });
    },
  );

  it('any value of digits and letters reads back from the bars that were ordered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[ -~]{1,20}$/), async (value) => {
        const bars = escposBarsOf(value);
        if (bars === null || (bars.modules + 20) * 2 > WIDE.widthDots) return;
        const sheet = await bench.print((await bench.make({ blocks: [{ t: 'code128', value }] })).bytes);
        expect(await decodeSymbols(sheet.bitmap, 'own')).toMatchObject([{ symbology: 'code128', text: value }]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('text from an order', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom('\x1b', '\x1d', '\x10', '\x04', '\x14', '@', 'V', '\x00', 'א', 'é'),
      maxLength: 40,
    }),
    fc.constantFrom(
      '\x1b@\x1bp\x00',
      '\x1dV\x00',
      '\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08',
      '\x1d(k\x03\x001Q0',
      '^XA~JA',
    ),
  );

  it('can never become a command', () => {
    const plain = commandsOf(blocksOf('A', 'A'));
    let made = 0;
    fc.assert(
      fc.property(hostile, hostile, (one, two) => {
        const commands = commandsOf(blocksOf(one, two));
        // Beyond the commands of the same slip with harmless text there are only line ends, code pages and pictures.
        if (commands === null) return;
        made += 1;
        expect(commands).toEqual(plain);
      }),
      { numRuns: 300 },
    );
    expect(made).toBeGreaterThan(100);
  });

  it.each(['\x1b@', '\x10\x14\x01\x00\x08', '^XA^PQ50^XZ', '~JA', '\x1dV\x00', '\u202Egnp.exe'])(
    '%j is printed, and understood as nothing else',
    async (value) => {
      const { text } = await sheetOf([
        { t: 'title', value },
        { t: 'text', value, bold: true },
        { t: 'pair', left: value, right: '1' },
      ]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      const shown = value.replace(/[\x00-\x1f\u202E]/g, '?').trim();
      expect(text.slice(0, 3)).toEqual([shown, shown, shown.padEnd(47) + 1]);
    },
  );

  it('always fits its columns', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 8, max: 48 }), (text, columns) => {
        const lines = wrapText(text, columns, (line) => Array.from(line).length);
        expect(lines.every((line) => Array.from(line).length <= columns)).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
      { numRuns: 150 },
    );
  });

  const blocksOf = (one: string, two: string): readonly SlipBlock[] => [
    { t: 'title', value: one },
    { t: 'text', value: one },
    { t: 'pair', left: one, right: two },
  ];

  /** Kinds of commands that the job has, as the virtual printer takes it apart; null when the text was refused. */
  function commandsOf(blocks: readonly SlipBlock[]): readonly string[] | null {
    const bytes = encode(blocks);
    if (bytes === null) return null;
    const names: string[] = [];
    for (let at = 0; at < bytes.length; ) {
      const command = readEscposCommand(bytes, at);
      if (command === null) throw new Error('The job ends in mid command');
      const { name, params } = command;
      names.push(`${name} ${/^(text|LF|GS v|ESC t|GS \( D)$/.test(name) ? '' : params.join(' ')}`);
      at += command.length;
    }
    const harmless = ['text ', 'LF ', 'GS v ', 'ESC t ', 'GS ( D ', 'ESC a 1', 'ESC a 0', 'ESC ! 0', 'ESC ! 48'];
    return names.filter((name) => !harmless.includes(name));
  }
});
