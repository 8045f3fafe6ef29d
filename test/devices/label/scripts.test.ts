import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bitmap, bitmapOfRgba, isBlack } from '../../../src/core/bitmap.ts';
import type { LabelDocument, LabelElement } from '../../../src/core/label-document.ts';
import { findLabelAssets } from '../../../src/devices/label/assets.ts';
import { type LabelPipeline, openLabelPipeline } from '../../../src/devices/label/make-label.ts';
import { sampleLabel, zplForm } from './sample-label.ts';

/** The printer set back, then the picture. */
const OURS = '^XA ^PO ^PM ^LR ^LS ^MU ^JM ^PW ^LL ^LH ^FO ^GF ^FS ^PQ ^XZ'.split(' ');

/** Any font with Chinese and Japanese; which one does not matter. */
const CJK = [
  '/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc',
].find((path) => existsSync(path));
if (CJK === undefined) console.warn('No font with Chinese on this machine: drawing Chinese is NOT tested here.');

/** Has letters that the label fonts lack, on every machine. */
const MATHEMATICAL = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuMathTeXGyre.ttf');

let plain: LabelPipeline;
beforeAll(async () => {
  plain = await openLabelPipeline(findLabelAssets());
});

type Text = Extract<LabelElement, { t: 'text' }>;
const box = { t: 'text', xMm: 20, yMm: 20, wMm: 40, sizeMm: 6 } as const;
const alone = (over: Partial<Text>): LabelDocument => ({
  widthMm: 80,
  heightMm: 60,
  elements: [{ ...box, value: '', ...over }],
  expect: [],
});

async function pictureOf(document: LabelDocument, pipeline = plain): Promise<Bitmap> {
  const made = await pipeline.make(document, zplForm());
  if (!made.ok) throw new Error(`${made.error.code}: ${made.error.detail}`);
  const { data, width, height } = PNG.sync.read(Buffer.from(made.value.png));
  return bitmapOfRgba(data, width, height);
}

interface Ink {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly dots: number;
}

function inkOf(bitmap: Bitmap): Ink {
  let [left, right, top, bottom, dots] = [Number.POSITIVE_INFINITY, -1, Number.POSITIVE_INFINITY, -1, 0];
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    for (let x = 0; x < bitmap.widthDots; x += 1) {
      if (!isBlack(bitmap, x, y)) continue;
      [left, right, top, bottom] = [
        Math.min(left, x),
        Math.max(right, x + 1),
        Math.min(top, y),
        Math.max(bottom, y + 1),
      ];
      dots += 1;
    }
  }
  return { left, right, top, bottom, dots };
}

const dotsOf = (mm: number) => Math.round((mm * 203) / 25.4);
const SIZE = dotsOf(box.sizeMm);
/** A letter may lean over the edge of its own advance (j, f), and accents and tails over the em box. */
const [LEAN, REACH] = [Math.ceil(SIZE * 0.08), Math.ceil(SIZE * 0.3)];

function expectInside(ink: Ink, lines = 1): void {
  expect(ink.left).toBeGreaterThanOrEqual(dotsOf(box.xMm) - LEAN);
  expect(ink.right).toBeLessThanOrEqual(dotsOf(box.xMm) + dotsOf(box.wMm) + LEAN);
  expect(ink.top).toBeGreaterThanOrEqual(dotsOf(box.yMm) - REACH);
  expect(ink.bottom).toBeLessThanOrEqual(dotsOf(box.yMm) + SIZE * (1 + (lines - 1) * 1.26) + REACH);
}

const TEXTS = {
  Polish: 'Żółć Gęślą-Jaźń ŹŻĆŃ',
  Vietnamese: 'Nguyễn Thị Ánh Tuyết, Đường Lê Lợi',
  Greek: 'Γιώργος Παπαδόπουλος',
  Cyrillic: 'Щербакова Юлия Владимировна',
  Arabic: 'شارع الملك فيصل بن عبد العزيز آل سعود',
  Persian: 'می‌خواهم خیابان ولیعصر',
  Hebrew: 'רחוב דיזנגוף 99, תל אביב',
  Georgian: 'რუსთაველის გამზირი',
  mixed: 'Hotel שלום & عمارة 12, Dubai',
  capitals: 'WWWWWWWWWWWWWWWWWWWWWWWWWWW',
};

describe('a text stays in its box', () => {
  for (const [name, value] of Object.entries(TEXTS)) {
    for (const align of ['start', 'centre', 'end'] as const) {
      it(`${name}, ${align}`, async () => {
        for (const [bold, lines] of [
          [false, 1],
          [true, 1],
          [false, 3],
        ] as const) {
          const ink = inkOf(await pictureOf(alone({ value, align, bold, lines })));
          expect(ink.dots).toBeGreaterThan(100);
          expectInside(ink, lines);
        }
      });
    }
  }

  it('whatever people type, or is refused by name', async () => {
    const drawable = fc.constantFrom(
      ...Array.from('aWjfgÅŹß§@%&<>"^~_\\ΩЖيשՀ'),
      'שלום',
      'مرحبا',
      'J̌',
      '^XA',
      '~JA',
      '\x1b@',
      '\x10\x14\x08',
      '\u202e',
    );
    const unit = fc.oneof(
      { weight: 10, arbitrary: fc.array(drawable, { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')) },
      { weight: 10, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
      { weight: 1, arbitrary: fc.constantFrom('🙂', '日本', 'ไทย') },
    );
    const text = fc.array(unit, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(' '));
    const tally = { drawn: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(1, 2, 3), async (value, lines) => {
        const made = await plain.make(alone({ value, lines }), zplForm());
        if (!made.ok) {
          tally.refused += 1;
          expect(made.error).toMatchObject({
            code: 'missing-glyphs',
            detail: expect.stringMatching(/^U\+[0-9A-F]{4}/),
          });
          return;
        }
        tally.drawn += 1;
        const zpl = Buffer.from(made.value.bytes).toString('latin1');
        expect(zpl.match(/[\^~].{2}/g)).toEqual(OURS);
        const { data, width, height } = PNG.sync.read(Buffer.from(made.value.png));
        const ink = inkOf(bitmapOfRgba(data, width, height));
        if (ink.dots > 0) expectInside(ink, lines);
      }),
      { numRuns: 120 },
    );
    expect(Math.min(tally.drawn, tally.refused)).toBeGreaterThan(10);
  });

  it('at the very edge of the label, with its accents and tails', async () => {
    const tall = async (yMm: number) =>
      inkOf(await pictureOf({ ...alone({}), elements: [{ ...box, yMm, value: 'ŻÓŁĆgj' }] }));
    const [top, middle, bottom] = [await tall(0), await tall(20), await tall(54)];
    expect([top.dots, bottom.dots].map((dots) => Math.abs(dots - middle.dots) < middle.dots * 0.03)).toEqual([
      true,
      true,
    ]);
    expect(top.top).toBeGreaterThanOrEqual(0);
    expect(bottom.bottom).toBeLessThanOrEqual(dotsOf(60));
  });
});

describe('a hostile address', () => {
  it.each([
    ['ZPL', { name: 'ACME ^XZ^XA^PQ50^FO10,10^FDPWNED^FS ~JA' }],
    ['ESC/POS', { name: '\x1b@\x1dV\x00\x10\x14\x08' }],
    ['SVG', { name: '</text><image href="file:///etc/passwd"/>&lt;', company: ']]>' }],
    ['two hundred characters', { name: 'Maximilian '.repeat(19), street: 'W'.repeat(200) }],
    ['Greek and Cyrillic', { name: 'Γιώργος Παπαδόπουλος', street: 'ул. Пушкина, дом Колотушкина' }],
    ['stacked marks', { name: `Z${'\u0335\u0317\u0321'.repeat(40)}` }],
    ['direction overrides', { name: '\u202Egnp.exe\u202C', street: '\uD800' }],
  ])('of %s leaves the label and its commands as they are', async (_, to) => {
    const made = await plain.make(sampleLabel(to), zplForm());
    if (!made.ok) throw new Error(made.error.detail);
    const zpl = Buffer.from(made.value.bytes).toString('latin1');
    expect(zpl.match(/[\^~].{2}/g)).toEqual(OURS);
    expect(made.value.decoded).toHaveLength(2);
  });

  it.each([
    ['日本語 🙂', 'U+65E5 U+672C U+8A9E U+1F642 in "日本語 🙂"'],
    ['\u{E000}', 'U+E000 in "\u{E000}"'],
    [`ไทย ${'x'.repeat(60)}`, `U+0E44 U+0E17 U+0E22 in "ไทย ${'x'.repeat(36)}"`],
  ])('that no font has, %s, is refused by its characters', async (name, detail) => {
    const made = await plain.make(sampleLabel({ name }), zplForm());
    expect(made).toEqual({ ok: false, error: { code: 'missing-glyphs', detail } });
  });
});

describe('a font of a site that cannot be used', () => {
  it('is not one that can', async () => {
    const given = await openLabelPipeline(findLabelAssets([MATHEMATICAL]));
    const value = '\u{1D49C}\u{1D4D0}';
    expect(await plain.make(alone({ value }), zplForm())).toMatchObject({
      ok: false,
      error: { code: 'missing-glyphs' },
    });
    const ink = inkOf(await pictureOf(alone({ value }), given));
    expect(ink.dots).toBeGreaterThan(100);
    expectInside(ink);
  });

  it('stops the start by its name', async () => {
    const wasm = findLabelAssets().resvgWasm;
    await expect(openLabelPipeline(findLabelAssets([wasm]))).rejects.toThrow(`The font ${wasm} cannot be used`);
  });

  it('that we can read but not draw with, too', async () => {
    // Our reader looks at a character map of its own, the rasteriser at the outlines: take them away.
    const file = Buffer.from(readFileSync(MATHEMATICAL));
    for (const tag of ['glyf', 'loca', 'CFF ']) {
      const at = file.indexOf(tag, 12, 'latin1');
      if (at > 0 && at < 500) file.write('none', at, 'latin1');
    }
    const folder = mkdtempSync(join(tmpdir(), 'packhouse-font-'));
    const path = join(folder, 'hollow.ttf');
    writeFileSync(path, file);
    await expect(openLabelPipeline(findLabelAssets([path]))).rejects.toThrow(`The font ${path} cannot be drawn with`);
    rmSync(folder, { recursive: true });
  });
});

describe.runIf(CJK !== undefined)(`Chinese and Japanese with ${CJK ?? 'no font'}`, () => {
  const value = '東京都千代田区丸の内一丁目九番一号 株式会社パックハウス 北京市朝阳区';
  let wide: LabelPipeline;
  beforeAll(async () => {
    wide = await openLabelPipeline(findLabelAssets([CJK ?? '']));
  });

  it('is drawn with the font that a site gave, inside its box', async () => {
    for (const lines of [1, 2, 3]) {
      const ink = inkOf(await pictureOf(alone({ value, lines, bold: lines === 2 }), wide));
      expect(ink.dots).toBeGreaterThan(300);
      expectInside(ink, lines);
    }
  });

  it('draws other ink for other characters, no boxes', async () => {
    const [east, capital] = [
      await pictureOf(alone({ value: '東' }), wide),
      await pictureOf(alone({ value: '京' }), wide),
    ];
    expect(Buffer.from(east.bits).equals(Buffer.from(capital.bits))).toBe(false);
  });

  it('is refused without it, and for what it lacks too', async () => {
    expect(await plain.make(alone({ value }), zplForm())).toMatchObject({
      ok: false,
      error: { code: 'missing-glyphs' },
    });
    expect(await wide.make(alone({ value: '東京🙂' }), zplForm())).toEqual({
      ok: false,
      error: { code: 'missing-glyphs', detail: 'U+1F642 in "東京🙂"' },
    });
  });

  it('changes nothing for a label that does not need it', async () => {
    const [without, given] = [await plain.make(sampleLabel(), zplForm()), await wide.make(sampleLabel(), zplForm())];
    expect(given.ok && given.value.sha256).toBe(without.ok && without.value.sha256);
  });
});
