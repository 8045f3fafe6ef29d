import { describe, expect, it } from 'vitest';
import {
  IDLE_WEDGE,
  isHalfCode,
  type KeyPress,
  pressKey,
  restKeys,
  typedText,
  type WedgeState,
  type WedgeStep,
} from '../../renderer/scan/wedge.ts';
import { WEDGE_RULES, type WedgeRules } from '../../renderer/scan/wedge-rules.ts';
import { GS } from '../../src/core/us-keyboard.ts';
import { key, keys, layoutKeys } from './wedge-keys.ts';

function play(list: readonly KeyPress[], rules: WedgeRules = WEDGE_RULES) {
  let state: WedgeState = IDLE_WEDGE;
  const outs: NonNullable<WedgeStep['out']>[] = [];
  let seenByPage = 0;
  for (const press of list) {
    const step = pressKey(state, press, rules);
    state = step.state;
    if (step.out !== null) outs.push(step.out);
    if (!step.swallow) seenByPage += 1;
  }
  return { state, outs, seenByPage };
}

const wedge = (text: string, maxGapMs: number) => ({ kind: 'wedge', text, maxGapMs });

describe('a scanner that types', () => {
  it('gives an EAN at 2 ms a key, and the page sees none of it', () => {
    expect(play(keys('4006381333931', 2))).toMatchObject({ outs: [wedge('4006381333931', 2)], seenByPage: 0 });
  });

  it('gives a location with points, a slash and a blank', () => {
    expect(play(keys('LOC-A.01/02 b', 5)).outs).toEqual([wedge('LOC-A.01/02 b', 5)]);
  });

  it('gives a GS1 Digital Link whole', () => {
    const link = 'https://id.gs1.org/01/09506000134352?17=261231';
    expect(play(keys(link, 3)).outs).toEqual([wedge(link, 3)]);
  });

  it('gives Ctrl+] and F8 as the GS1 separator', () => {
    const text = ']C10109506000134352\u001d21SN1';
    expect(play(keys(text, 4)).outs).toEqual([wedge(text, 4)]);
    const withF8 = keys('10ABC!21SN1', 4).map((press) => (press.key === '!' ? { ...press, code: 'F8' } : press));
    expect(play(withF8).outs).toEqual([wedge('10ABC\u001d21SN1', 4)]);
  });

  it('may be slow when its code begins with an AIM identifier', () => {
    expect(play(keys(']C1109506', 90)).outs).toEqual([wedge(']C1109506', 90)]);
    expect(play(keys(']C1109506', 260)).outs.at(-1)).toMatchObject({ kind: 'manual' });
  });

  it('is heard twice when it reads twice without a pause', () => {
    expect(play([...keys('12345', 2), ...keys('12345', 2, 'Enter', 1012)]).outs).toEqual([
      wedge('12345', 2),
      wedge('12345', 2),
    ]);
  });

  it('may end with Tab', () => {
    expect(play(keys('12345', 2, 'Tab')).outs).toEqual([wedge('12345', 2)]);
  });

  it('is read by key position, whatever the layout says and whether CapsLock is on', () => {
    // A French keyboard reports `key: 'a'` here and a German one 'z' for KeyY; CapsLock turns every letter round.
    const presses = keys('QyZ-1', 2);
    expect(presses.map((press) => press.code)).toEqual(['KeyQ', 'KeyY', 'KeyZ', 'Minus', 'Digit1', 'Enter']);
    expect(play(presses).outs).toEqual([wedge('QyZ-1', 2)]);
  });

  it('is read aright through CapsLock, which turns the reported letters round', () => {
    const presses = keys('XQackM', 2).map((press) => ({ ...press, caps: true, key: press.shift ? 'a' : 'A' }));
    expect(play(presses).outs).toEqual([wedge('XQackM', 2)]);
  });

  it('is read aright from a layout that prints something else on the keys', () => {
    const french = ['&', 'é', '"'];
    const presses = keys('123', 2).map((press, at) => ({ ...press, key: french[at] ?? 'Enter' }));
    expect(play(presses).outs).toEqual([wedge('123', 2)]);
  });

  it('keeps its capitals when the computer reports them without Shift', () => {
    const presses = keys('pb-mira:', 2).map((press) => ({
      ...press,
      shift: false,
      key: 'PB_MIRA:'.charAt((press.atMs - 1000) / 2),
    }));
    expect(play(presses).outs).toEqual([wedge('PB_MIRA:', 2)]);
  });

  it.each([1, 4, 7])('is never cut by a hiccup after %i characters', (at) => {
    const text = '4006381333931';
    const first = keys(text.slice(0, at), 2, null);
    const rest = keys(text.slice(at), 2, 'Enter', 1000 + at * 2 + 90);
    expect(play([...first, ...rest]).outs).toEqual([wedge(text, 92)]);
  });

  it('is whole, if doubtful, when it stumbles at the end', () => {
    const presses = [...keys('40063813339', 2, null), ...keys('31', 2, 'Enter', 1120)];
    expect(play(presses).outs).toEqual([{ kind: 'manual', text: '4006381333931', maxGapMs: 100 }]);
  });

  it('works on the number pad', () => {
    const presses = [1, 2, 3].map((digit, at) => key(String(digit), 1000 + at * 3, { code: `Numpad${digit}` }));
    expect(play([...presses, key('Enter', 1009, { code: 'NumpadEnter' })]).outs).toEqual([wedge('123', 3)]);
  });
});

describe('a person who types', () => {
  it('is manual at 60 ms a key, and seen while typing', () => {
    const { outs } = play(keys('4006', 60));
    expect(outs).toEqual([{ kind: 'manual', text: '4006', maxGapMs: 60 }]);
    const half = play(keys('4006', 60, null)).state;
    expect(typedText(half, false)).toBe('400');
    expect(typedText(half, true)).toBe('4006');
  });

  it('stays a person when the page was blocked and the keys come all at once', () => {
    // The events are handled within a millisecond of each other; their own times are 60 ms apart.
    expect(play(keys('40063813', 60)).outs).toEqual([{ kind: 'manual', text: '40063813', maxGapMs: 60 }]);
  });

  it('stays a person with one quick pair of keys', () => {
    const presses = [key('a', 1000), key('b', 1090), key('c', 1110), key('Enter', 1200)];
    expect(play(presses).outs).toEqual([{ kind: 'manual', text: 'abc', maxGapMs: 90 }]);
  });

  it('cannot make a scan by holding a key', () => {
    const held = Array.from({ length: 22 }, (_, at) => key('7', 1500 + at * 27, { repeat: true }));
    const { outs, seenByPage } = play([key('7', 1000), ...held, key('Enter', 2121)]);
    expect({ outs, seenByPage }).toEqual({ outs: [], seenByPage: 0 });
  });

  it('takes back with Backspace and drops with Escape', () => {
    const typed = play([...keys('4007', 80, null), key('Backspace', 1400), key('6', 1500), key('Enter', 1600)]);
    expect(typed.outs).toMatchObject([{ kind: 'manual', text: '4006' }]);
    expect(play([...keys('4007', 80, null), key('Escape', 1400), key('Enter', 1500)]).outs).toEqual([]);
  });

  it('keeps what was typed while a scan comes in between', () => {
    const { outs, state } = play([...keys('40', 80, null), ...keys('4006381333931', 2, 'Enter', 1400)]);
    expect(outs).toEqual([wedge('4006381333931', 2)]);
    expect(typedText(state, true)).toBe('40');
  });

  it('sends nothing with Enter alone, and Enter never reaches a key on the screen', () => {
    expect(play([key('Enter', 1000)])).toMatchObject({ outs: [], seenByPage: 0 });
  });

  it('is not heard through a shortcut or an input method', () => {
    const shortcut = key('r', 1000, { ctrl: true });
    const alt = key('x', 1100, { other: true });
    const composed = key('a', 1200, { composing: true });
    expect(play([shortcut, alt, composed])).toMatchObject({ state: IDLE_WEDGE, seenByPage: 3 });
  });
});

describe('half a code', () => {
  it('is told and never joined to the next', () => {
    const half = keys('400638', 2, null);
    expect(isHalfCode(play(half).state)).toBe(true);
    const { outs } = play([...half, ...keys('4006381333931', 2, 'Enter', 2000)]);
    expect(outs).toEqual([{ kind: 'partial' }, wedge('4006381333931', 2)]);
  });

  it('stays half when somebody presses Enter afterwards', () => {
    expect(play([...keys('400638', 2, null), key('Enter', 1500)]).outs).toEqual([{ kind: 'partial' }]);
  });

  it('is not taken for typing', () => {
    const { state } = play(keys('400638', 2, null));
    expect(typedText(state, true)).toBe('');
  });

  it('of two characters is typing', () => {
    expect(play(keys('40', 2)).outs).toMatchObject([{ kind: 'manual', text: '40' }]);
  });
});

/** The rows of the scanning design's table 2.5, what the two libraries tried there got wrong included. */
describe('table 2.5', () => {
  const scan = (text: string, rest: Partial<KeyPress> = {}) => keys(text, 2).map((press) => ({ ...press, ...rest }));
  /** A scanner that was calibrated at 40 to 50 ms a key. */
  const slow: WedgeRules = { ...WEDGE_RULES, maxGapMs: 59 };

  it.each([
    ['an EAN-13 at 2 ms a key', '4006381333931'],
    ['a location', 'LOC-A.01/02 b'],
    ['a Digital Link', 'https://id.gs1.org/01/09506000134352?17=261231'],
    ['GS as Ctrl+]', `]C1010950600013435210ABC${GS}21SN1`],
  ])('%s is whole, and nothing of it reaches the page', (_, text) => {
    const { outs, seenByPage } = play(scan(text));
    expect(outs).toEqual([wedge(text, 2)]);
    // What a field or a key with the focus would have got: neither text nor the Enter that presses it.
    expect(seenByPage).toBe(0);
  });

  it('a slow scanner, 40 to 50 ms a key, is a scan once it is calibrated', () => {
    const presses = keys('4006381333931', 45).map((press, at) => ({ ...press, atMs: press.atMs + (at % 2) * 5 }));
    expect(play(presses, slow).outs).toEqual([wedge('4006381333931', 50)]);
    expect(play(presses).outs).toMatchObject([{ kind: 'manual' }]);
  });

  it('a person at 60 ms a key is manual, by the default rules and by those of a slow scanner', () => {
    for (const rules of [WEDGE_RULES, slow])
      expect(play(keys('4006381333931', 60), rules).outs).toEqual([
        { kind: 'manual', text: '4006381333931', maxGapMs: 60 },
      ]);
  });

  it('a held key with 22 repeats at 27 ms is nothing', () => {
    const held = Array.from({ length: 22 }, (_, at) => key('7', 1500 + at * 27, { repeat: true }));
    expect(play([key('7', 1000), ...held, key('Enter', 2115)]).outs).toEqual([]);
  });

  it('no scan begins in a key that was held before the window had the focus', () => {
    const held = [key('7', 1000, { repeat: true }), key('7', 1027, { repeat: true })];
    expect(play([...held, ...keys('123', 2, 'Enter', 1040)]).outs).toEqual([]);
  });

  it('a person is a person while the page is blocked: what counts is when the keys were pressed', () => {
    expect(play(keys('40063813', 60)).outs).toMatchObject([{ kind: 'manual' }]);
  });

  it('two identical scans without a gap are two', () => {
    const twice = [...keys('4006381333931', 2), ...keys('4006381333931', 2, 'Enter', 1028)];
    expect(play(twice).outs).toEqual([wedge('4006381333931', 2), wedge('4006381333931', 2)]);
  });

  it.each(['us', 'french', 'german', 'capsLock'] as const)('%s: the code is exact', (layout) => {
    for (const text of ['LOT-zy7.a_', ']C10104006381333931', 'https://id.gs1.org/01/09506000134352?17=261231'])
      expect(play(layoutKeys(text, layout, 2)).outs).toEqual([wedge(text, 2)]);
  });
});

describe('what a calibration found', () => {
  it("reads a scanner that sends the computer's own layout as the computer does", () => {
    const french = layoutKeys('LOT-zy7.a_', 'french', 2);
    expect(play(french, { ...WEDGE_RULES, mode: 'key' }).outs).not.toEqual([wedge('LOT-zy7.a_', 2)]);
    const own = keys('qaZ', 2).map((press, at) => ({
      ...press,
      code: 'KeyA',
      key: ['a', 'é', ']', 'Enter'][at] ?? '',
    }));
    const withEnd = [...own.slice(0, 3), key('Enter', 1006)];
    const altGraph = withEnd.map((press) => ({ ...press, altGraph: press.key === ']' }));
    expect(play(altGraph, { ...WEDGE_RULES, mode: 'key' }).outs).toEqual([wedge('aé]', 2)]);
  });

  it('puts GS where the scanner types a substitute, and takes its prefix off', () => {
    const rules = { ...WEDGE_RULES, gsSubstitute: '{GS}', stripPrefix: '~', prefixes: ['~', ']'] };
    expect(play(keys('~10ABC{GS}21S', 2), rules).outs).toEqual([wedge(`10ABC${GS}21S`, 2)]);
    const f9 = keys('10ABC!21S', 2).map((press) =>
      press.code === 'Digit1' && press.shift ? { ...press, code: 'F9' } : press,
    );
    expect(play(f9, { ...WEDGE_RULES, gsKeys: ['F8', 'F9'] }).outs).toEqual([wedge(`10ABC${GS}21S`, 2)]);
  });

  it('lets a prefix of its own hold a slow scan together, every key of it swallowed', () => {
    const rules = { ...WEDGE_RULES, stripPrefix: '#@', prefixes: ['#@', ']'] };
    expect(play(keys('#@4006381333931', 120), rules)).toMatchObject({
      outs: [wedge('4006381333931', 120)],
      seenByPage: 0,
    });
    expect(play(keys('#@4006381333931', 251), rules).outs).toMatchObject([{ kind: 'manual' }]);
  });

  it('ends a code by silence when the scanner sends no suffix', () => {
    const rules: WedgeRules = { ...WEDGE_RULES, suffix: 'none' };
    const { state, outs } = play(keys('4006381333931', 2, null), rules);
    expect(outs).toEqual([]);
    expect(restKeys(state, rules).out).toEqual(wedge('4006381333931', 2));
    expect(restKeys(state, WEDGE_RULES).out).toBeNull();
    // The page was busy, and the next scan was there before its silence was noticed.
    const next = play([...keys('4006381333931', 2, null), ...keys('96385074', 2, null, 2000)], rules);
    expect(next.outs).toEqual([wedge('4006381333931', 2)]);
    expect(restKeys(next.state, rules).out).toEqual(wedge('96385074', 2));
    expect(restKeys(play(keys('40063', 2, null), rules).state, rules).out).toBeNull();
  });
});
