import { describe, expect, it } from 'vitest';
import { asTypedWith } from '../../src/core/scanner-card-layouts.ts';
import { GS, usCharactersOf } from '../../src/core/us-keyboard.ts';
import {
  beginCalibration,
  CALIBRATION_CODE,
  CALIBRATION_QUIET_MS,
  type CalibrationKey,
  calibrationOf,
  pressCalibrationKey,
  quietCalibration,
} from '../../src/core/wedge-calibration.ts';

const CODES = [
  ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `Key${letter}`),
  ...Array.from('0123456789', (digit) => `Digit${digit}`),
  ...['Space', 'Minus', 'Equal', 'BracketLeft', 'BracketRight', 'Backslash', 'Quote', 'Comma', 'Period', 'Slash'],
  ...['Backquote', 'Semicolon'],
];

interface Habits {
  readonly gapMs?: number;
  readonly suffix?: 'Enter' | 'Tab' | null;
  readonly gs?: 'ctrl' | 'f8' | 'none' | string;
  readonly aim?: string;
  readonly prefix?: string;
  /** What the computer's layout makes of the positions. */
  readonly typed?: (character: string) => string;
  /** The keys stand where that layout has the characters, and not where a US keyboard has them. */
  readonly own?: boolean;
}

function positionOf(character: string): { code: string; shift: boolean } {
  for (const code of CODES) {
    const [plain, shifted] = usCharactersOf(code) ?? [];
    if (character === plain || character === shifted) return { code, shift: character !== plain };
  }
  throw new Error(`No key types ${JSON.stringify(character)}`);
}

/** One scan of the calibration code by a scanner with these habits, modifier keys included. */
function scan(fromMs: number, habits: Habits = {}): CalibrationKey[] {
  const { gapMs = 4, suffix = 'Enter', gs = 'ctrl', aim = ']C1', prefix = '', typed = (same) => same, own } = habits;
  const separator = gs === 'ctrl' || gs === 'f8' ? GS : gs === 'none' ? '' : gs;
  const text = prefix + aim + CALIBRATION_CODE.text.replace(GS, separator);
  const keys: CalibrationKey[] = [];
  let atMs = fromMs;
  for (const character of text) {
    if (character === GS) {
      const ctrl = gs === 'ctrl';
      if (ctrl) keys.push({ code: 'ControlLeft', key: 'Control', shift: false, ctrl: true, atMs });
      keys.push({ code: ctrl ? 'BracketRight' : 'F8', key: ctrl ? ']' : 'F8', shift: false, ctrl, atMs });
    } else {
      const { code, shift } = positionOf(character);
      if (shift) keys.push({ code: 'ShiftLeft', key: 'Shift', shift: true, ctrl: false, atMs });
      const place = own ? { code: `Key${code.length}`, shift: false } : { code, shift };
      keys.push({ ...place, key: typed(character), ctrl: false, atMs });
    }
    atMs += gapMs;
  }
  if (suffix !== null) keys.push({ code: suffix, key: suffix, shift: false, ctrl: false, atMs });
  return keys;
}

function calibrate(...scans: readonly (readonly CalibrationKey[])[]) {
  return calibrationOf(quietCalibration(scans.flat().reduce(pressCalibrationKey, beginCalibration())));
}

const thrice = (habits: Habits = {}) => calibrate(scan(1000, habits), scan(20_000, habits), scan(40_000, habits));

const GOOD = {
  maxGapMs: 35,
  mode: 'us',
  sendsGs: true,
  gsSubstitute: null,
  sendsAim: true,
  suffix: 'enter',
  prefix: null,
  needsPrefix: false,
};

describe('calibration by three scans of the sheet', () => {
  it('counts the scans that are still wanted', () => {
    expect(calibrate()).toEqual({ t: 'open', scansLeft: 3 });
    expect(calibrate(scan(1000), scan(2000))).toEqual({ t: 'open', scansLeft: 1 });
  });

  it('finds nothing to note about a well set up scanner', () => {
    expect(thrice()).toEqual({ t: 'profile', profile: GOOD });
  });

  it('is not confused by a second suffix, nor by a fourth scan', () => {
    const twoEnds = (fromMs: number) => [
      ...scan(fromMs),
      { code: 'Enter', key: 'Enter', shift: false, ctrl: false, atMs: fromMs + 500 },
    ];
    expect(calibrate(twoEnds(1000), twoEnds(3000), twoEnds(5000), scan(7000, { gs: 'none' }))).toEqual({
      t: 'profile',
      profile: GOOD,
    });
  });

  it.each([
    ['F8 for GS', { gs: 'f8' }, {}],
    ['no GS', { gs: 'none' }, { sendsGs: false }],
    ['a sign for GS', { gs: '|' }, { sendsGs: false, gsSubstitute: '|' }],
    ['a name for GS', { gs: '{GS}' }, { sendsGs: false, gsSubstitute: '{GS}' }],
    ['no AIM identifier', { aim: '' }, { sendsAim: false }],
    ['a prefix', { prefix: '~' }, { prefix: '~' }],
    ['a prefix and no identifier', { aim: '', prefix: '##' }, { sendsAim: false, prefix: '##' }],
    ['Tab', { suffix: 'Tab' }, { suffix: 'tab' }],
    ['no suffix', { suffix: null }, { suffix: 'none' }],
    ['a French layout', { typed: (text: string) => asTypedWith('french', text) }, {}],
    ['a German layout', { typed: (text: string) => asTypedWith('german', text) }, {}],
    ['CapsLock', { typed: (text: string) => text.toUpperCase() }, {}],
    ['the layout of the computer', { own: true }, { mode: 'key' }],
    ['30 ms a key', { gapMs: 30 }, { maxGapMs: 45 }],
    ['45 ms a key', { gapMs: 45 }, { maxGapMs: 59 }],
    ['46 ms a key, with an identifier', { gapMs: 46 }, { maxGapMs: 59, needsPrefix: true }],
    [
      '200 ms a key, with a prefix',
      { gapMs: 200, aim: '', prefix: '~' },
      { maxGapMs: 59, needsPrefix: true, sendsAim: false, prefix: '~' },
    ],
  ] as const)('%s', (_, habits, differs) => {
    expect(thrice(habits)).toEqual({ t: 'profile', profile: { ...GOOD, ...differs } });
  });

  it('goes by the 99th percentile, so one hiccup does not make the scanner slow', () => {
    const hiccup = scan(1000).map((key, at) => (at > 20 ? { ...key, atMs: key.atMs + 100 } : key));
    expect(calibrate(hiccup, scan(20_000), scan(40_000))).toEqual({ t: 'profile', profile: GOOD });
  });
});

describe('what calibration finds wrong', () => {
  const finding = (habits: Habits) => {
    const result = thrice(habits);
    return result.t === 'finding' ? result.finding : result;
  };

  it('as slow as a person and without a prefix', () => {
    expect(finding({ gapMs: 46, aim: '' })).toEqual({ code: 'needs-prefix', what: '46 ms' });
  });

  it('slower than any scan is held together', () => {
    expect(finding({ gapMs: 260 })).toEqual({ code: 'too-slow', what: '260 ms' });
  });

  it('another code than that of the sheet', () => {
    const keys = [...'4006381333931'].map((digit, at) => ({
      code: `Digit${digit}`,
      key: digit,
      shift: false,
      ctrl: false,
      atMs: at * 3,
    }));
    const other = (fromMs: number) =>
      [...keys, { code: 'Enter', key: 'Enter', shift: false, ctrl: false, atMs: 50 }].map((key) => ({
        ...key,
        atMs: key.atMs + fromMs,
      }));
    expect(calibrate(other(0), other(1000), other(2000))).toEqual({
      t: 'finding',
      finding: { code: 'not-the-sheet', what: '4006381333931' },
    });
  });

  it('a scanner that turns capitals into small letters', () => {
    const shiftless = (fromMs: number) =>
      scan(fromMs).map((key) => ({ ...key, shift: false, key: key.key.toLowerCase() }));
    // Without Shift, signs turn into others as well.
    expect(calibrate(shiftless(1000), shiftless(2000), shiftless(3000))).toMatchObject({ t: 'finding' });
  });

  it('keys that get lost', () => {
    const lost = (fromMs: number) => scan(fromMs).filter(({ code }) => code !== 'Digit3');
    expect(calibrate(lost(1000), lost(2000), lost(3000))).toMatchObject({
      t: 'finding',
      finding: { code: 'characters-lost' },
    });
    expect(calibrate(scan(1000), lost(2000), scan(3000))).toMatchObject({
      t: 'finding',
      finding: { code: 'scans-differ' },
    });
  });

  it('a suffix that comes only sometimes', () => {
    expect(calibrate(scan(1000), scan(20_000, { suffix: 'Tab' }), scan(40_000))).toEqual({
      t: 'finding',
      finding: { code: 'suffix-differs', what: 'enter tab' },
    });
  });

  it('a silence ends a scan that has no suffix, and no shorter one does', () => {
    const gapped = (quietMs: number) => {
      const keys = scan(1000, { suffix: null });
      const cut = Math.floor(keys.length / 2);
      return keys.map((key, at) => (at >= cut ? { ...key, atMs: key.atMs + quietMs } : key));
    };
    const state = (quietMs: number) =>
      quietCalibration(gapped(quietMs).reduce(pressCalibrationKey, beginCalibration()));
    expect(state(CALIBRATION_QUIET_MS - 10).scans).toHaveLength(1);
    expect(state(CALIBRATION_QUIET_MS + 1).scans).toHaveLength(2);
  });
});
