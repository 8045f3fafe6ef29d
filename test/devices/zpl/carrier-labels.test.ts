import { beforeAll, describe, expect, it } from 'vitest';
import { decodeSymbols } from '../../../src/devices/label/verify.ts';
import type { DrawZpl } from '../../../src/devices/zpl/draw-zpl.ts';
import { renderZpl } from '../label/render-zpl.ts';
import { decodeLabel, drawOne, inkOf, openDrawer, realLabel, realLabels } from './zpl-rig.ts';

let draw: DrawZpl;
beforeAll(async () => {
  draw = await openDrawer();
});

const GS = '\x1d';
/** What a person reads off the labels, code by code. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  // Its Code 128 runs off the paper (see below), on the independent renderer too.
  'amazon.zpl': ['code39 1AAAAAAA'],
  // Drawn bar by bar with ^GB: no code field says what it holds.
  'dhlparceluk.zpl': ['code128 AGL55655500001868043001'],
  'dpdpl.zpl': [],
  'fedex.zpl': [
    'code128 9632080400200044387500271053820000',
    `pdf417 ${[
      '[)>\x1e01',
      ...['0211111', '840', '804', '271053820000', 'FDEG', '200044387', '047', '', '1/1', '0.23LB', 'N'],
      ...['5000 S 160th St', 'Des Moines', 'WA', 'Test Receiver\x1e06', '10ZGH007', '12Z13602284998', '20Z\x1c'],
      ...['31Z9632080400200044387500271053820000', '9K23414445', '\x1e\x04'],
    ].join(GS)}`,
  ],
  'glscz.zpl': ['itf 903844384574'],
  'ups.zpl': [
    'code128 1Z680RA4DL08720000',
    'code128 4210405000',
    `maxicode ${[
      '[)>\x1e01',
      ...[
        '965000  ',
        '040',
        '403',
        '1Z08720000',
        'UPSN',
        '680RA4',
        '051',
        '',
        '1/1',
        '1',
        'N',
        '',
        'HALLEIN',
        '\x1e\x04',
      ],
    ].join(GS)}`,
  ],
  'usps.zpl': [
    `gs1-128 42098028${GS}9205590303190000000000`,
    `gs1datamatrix 42098028${GS}9205590303196500000000`,
    `gs1datamatrix 42098028${GS}9205590303196500000000`,
  ],
};

const names = (symbols: readonly { readonly symbology: string; readonly text: string }[]): readonly string[] =>
  symbols.map(({ symbology, text }) => `${symbology} ${text}`).sort();

describe.runIf(realLabels.length > 0)('real labels', () => {
  it.each(realLabels)('%s: every code is read from our picture', async (file) => {
    const label = drawOne(draw, realLabel(file));
    expect(label.unknown).toEqual([]);
    expect(names(await decodeLabel(label))).toEqual(SAID[file]);
  });

  it.each(realLabels)('%s: the fields say what the codes hold, and where', async (file) => {
    const label = drawOne(draw, realLabel(file));
    const decoded = names(await decodeLabel(label));
    for (const { kind, data, rect } of label.symbols) {
      const { x, y, width, height } = rect;
      const whole = x >= 0 && y >= 0 && x + width <= label.bitmap.widthDots && y + height <= label.bitmap.heightDots;
      if (whole) expect(decoded).toContain(`${kind} ${data}`);
      else expect(`${file} ${data}`).toBe('amazon.zpl AMZNCC00000010000000');
    }
  });

  it.each(realLabels)('%s: whatever is found on an independent picture is found on ours', async (file) => {
    const foreign = await renderZpl(realLabel(file), 203, 816, 1224);
    const ours = names(await decodeLabel(drawOne(draw, realLabel(file))));
    expect(ours).toEqual(expect.arrayContaining([...names(await decodeSymbols(foreign, 'any'))]));
  });

  it.each(realLabels)('%s: its ink covers the same area as the independent picture', async (file) => {
    const label = drawOne(draw, realLabel(file));
    const upright = drawOne(
      draw,
      Buffer.from(Buffer.from(realLabel(file)).toString('latin1').replace(/\^POI/g, '^PON'), 'latin1'),
    );
    expect(label.inverted).toBe(/\^POI/.test(Buffer.from(realLabel(file)).toString('latin1')));
    const foreign = inkOf(await renderZpl(realLabel(file), 203, 816, 1224));
    const ours = inkOf(upright.bitmap);
    if (foreign === undefined || ours === undefined) throw new Error('nothing was drawn');
    // It centres labels that are narrower than the paper, and does not cut them off at ^PW.
    const centred = Math.floor((816 - upright.bitmap.widthDots) / 2);
    expect(Math.abs(ours.x + centred - foreign.x)).toBeLessThanOrEqual(14);
    expect(Math.abs(ours.y - foreign.y)).toBeLessThanOrEqual(4);
    expect(Math.abs(ours.y + ours.height - foreign.y - foreign.height)).toBeLessThanOrEqual(12);
  });

  it('Amazon: the code that is wider than the paper is named, though nobody can read it', () => {
    const { symbols } = drawOne(draw, realLabel('amazon.zpl'));
    expect(symbols.at(-1)).toEqual({
      kind: 'code128',
      data: 'AMZNCC00000010000000',
      // Subset B, 20 characters at 3 dots: 765 dots from 145 on, on paper of 812.
      rect: { x: 145, y: 996, width: 765, height: 166 },
    });
  });

  it.each(realLabels)('%s is drawn for 300 dpi too', (file) => {
    const label = drawOne(draw, realLabel(file), 300);
    expect(label.bitmap.heightDots).toBe(file === 'glscz.zpl' ? 679 : 1800);
    expect(label.unknown).toEqual([]);
  });
});
