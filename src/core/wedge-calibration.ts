import { type CardCode, cardCode } from './scanner-card-codes.ts';
import type { CardFindingCode } from './scanner-card-findings.ts';
import { type CardMatch, matchCard } from './scanner-card-match.ts';
import { GS, usCharactersOf } from './us-keyboard.ts';

/** A key of a scanner that types, as the window sees it. */
export interface CalibrationKey {
  /** `KeyboardEvent.code` */
  readonly code: string;
  /** `KeyboardEvent.key` */
  readonly key: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  /** `KeyboardEvent.timeStamp` */
  readonly atMs: number;
}

/** How one scanner types; kept with the station's settings. */
export interface WedgeProfile {
  /** Longest gap within a scan: the 99th percentile of what was seen and half as much again, within sane bounds. */
  readonly maxGapMs: number;
  /** `us`: it sends the positions of a US keyboard; `key`: those of the computer's own layout. */
  readonly mode: 'us' | 'key';
  readonly sendsGs: boolean;
  /** What it types in place of the GS1 separator, when it does. */
  readonly gsSubstitute: string | null;
  readonly sendsAim: boolean;
  readonly suffix: 'enter' | 'tab' | 'none';
  /** What it types before every code, AIM identifier aside. */
  readonly prefix: string | null;
  /** So slow that only its prefix tells it from a person. */
  readonly needsPrefix: boolean;
}

export type CalibrationFinding =
  | { readonly code: 'not-the-sheet'; readonly what: string } // what it read is not the code for this
  | { readonly code: 'scans-differ'; readonly what: string } // three scans of one code must be equal
  | { readonly code: 'suffix-differs'; readonly what: string }
  | { readonly code: 'needs-prefix'; readonly what: string } // as slow as a person: switch AIM identifiers on
  | { readonly code: 'too-slow'; readonly what: string }
  | { readonly code: CardFindingCode; readonly what: string | null };

export interface CalibrationState {
  readonly scans: readonly CalibrationScan[];
  readonly open: readonly CalibrationKey[];
}

interface CalibrationScan {
  readonly keys: readonly CalibrationKey[];
  readonly suffix: WedgeProfile['suffix'];
  /** When the suffix came. */
  readonly endMs: number | null;
}

export const CALIBRATION_SCANS = 3;
/** After a silence of this length, the next key begins another scan. */
export const CALIBRATION_QUIET_MS = 300;
/** From here on a person types as fast (scanning design, 2.5). */
const AS_SLOW_AS_A_PERSON_MS = 45;
/** With a prefix, a scan holds together up to this gap. */
const SLOWEST_MS = 250;
/** Below 35 ms no person is met, so nothing is won by less; from 60 ms on four gaps of a person may pass. */
const GAP_BOUNDS_MS = { least: 35, most: 59 };
/** What a profile can live with. */
const HARMLESS: readonly CardFindingCode[] = ['gs-dropped', 'gs-substituted', 'prefix'];

/** The code to scan: it has an identifier, both cases, signs and a separator. */
export const CALIBRATION_CODE: CardCode = cardCode('gs1-128');

export function beginCalibration(): CalibrationState {
  return { scans: [], open: [] };
}

export function pressCalibrationKey(state: CalibrationState, key: CalibrationKey): CalibrationState {
  if (state.scans.length >= CALIBRATION_SCANS || /^(Shift|Control|Alt|Meta|CapsLock)/.test(key.code)) return state;
  if (key.code === 'Enter' || key.code === 'NumpadEnter') return endScan(state, 'enter', key.atMs);
  if (key.code === 'Tab') return endScan(state, 'tab', key.atMs);
  const last = state.open.at(-1);
  if (last !== undefined && key.atMs - last.atMs > CALIBRATION_QUIET_MS) {
    const ended = endScan(state, 'none', null);
    return ended.scans.length >= CALIBRATION_SCANS ? ended : { ...ended, open: [key] };
  }
  return { ...state, open: [...state.open, key] };
}

/** Call when `CALIBRATION_QUIET_MS` have passed without a key: the last scan of a scanner without suffix ends so. */
export function quietCalibration(state: CalibrationState): CalibrationState {
  return endScan(state, 'none', null);
}

export type Calibration =
  | { readonly t: 'open'; readonly scansLeft: number }
  | { readonly t: 'profile'; readonly profile: WedgeProfile }
  | { readonly t: 'finding'; readonly finding: CalibrationFinding };

export function calibrationOf({ scans }: CalibrationState): Calibration {
  if (scans.length < CALIBRATION_SCANS) return { t: 'open', scansLeft: CALIBRATION_SCANS - scans.length };
  const us = readAs('us', scans);
  const read = us.fault === null ? us : best(us, readAs('key', scans));
  if (read.fault !== null) return { t: 'finding', finding: read.fault };
  const suffixes = [...new Set(scans.map(({ suffix }) => suffix))];
  const [suffix] = suffixes;
  if (suffix === undefined || suffixes.length > 1)
    return { t: 'finding', finding: { code: 'suffix-differs', what: suffixes.join(' ') } };
  const gapMs = highGapMs(scans);
  if (gapMs > SLOWEST_MS) return { t: 'finding', finding: { code: 'too-slow', what: `${Math.round(gapMs)} ms` } };
  const profile = profileOf(read, gapMs, suffix);
  if (profile.needsPrefix && !profile.sendsAim && profile.prefix === null)
    return { t: 'finding', finding: { code: 'needs-prefix', what: `${Math.round(gapMs)} ms` } };
  return { t: 'profile', profile };
}

interface ModeReading {
  readonly mode: WedgeProfile['mode'];
  readonly match: CardMatch | null;
  readonly fault: CalibrationFinding | null;
}

function readAs(mode: WedgeProfile['mode'], scans: readonly CalibrationScan[]): ModeReading {
  const texts = scans.map(({ keys }) => keys.map((key) => characterOf(key, mode)).join(''));
  const matches = texts.map((text) => matchCard(text, CALIBRATION_CODE));
  const [first = ''] = texts;
  const [match = null] = matches;
  const strange = texts.find((_, at) => matches[at] === null);
  if (match === null || strange !== undefined)
    return { mode, match: null, fault: { code: 'not-the-sheet', what: strange ?? first } };
  const other = texts.find((text) => text !== first);
  if (other !== undefined) return { mode, match, fault: { code: 'scans-differ', what: other } };
  const bad = match.clues.find(({ code }) => !HARMLESS.includes(code));
  return { mode, match, fault: bad ?? null };
}

/** The reading that is right, or that needs less to be supposed. */
function best(us: ModeReading, key: ModeReading): ModeReading {
  if (key.fault === null) return key;
  if (us.match === null || key.match === null) return us.match === null ? key : us;
  return key.match.cost < us.match.cost ? key : us;
}

function profileOf({ mode, match }: ModeReading, gapMs: number, suffix: WedgeProfile['suffix']): WedgeProfile {
  const clueOf = (code: CardFindingCode) => match?.clues.find((clue) => clue.code === code);
  const gsSubstitute = clueOf('gs-substituted')?.what ?? null;
  const { least, most } = GAP_BOUNDS_MS;
  return {
    maxGapMs: Math.min(most, Math.max(least, Math.ceil(gapMs * 1.5))),
    mode,
    sendsGs: gsSubstitute === null && clueOf('gs-dropped') === undefined,
    gsSubstitute,
    sendsAim: match?.aim === 'right',
    suffix,
    prefix: clueOf('prefix')?.what ?? null,
    needsPrefix: gapMs > AS_SLOW_AS_A_PERSON_MS,
  };
}

/** The 99th percentile, by nearest rank, of all gaps within the scans, the one to the suffix included. */
function highGapMs(scans: readonly CalibrationScan[]): number {
  const gaps = scans.flatMap(({ keys, endMs }) => {
    const times = [...keys.map(({ atMs }) => atMs), ...(endMs === null ? [] : [endMs])];
    return times.slice(1).map((atMs, at) => atMs - (times[at] ?? atMs));
  });
  gaps.sort((a, b) => a - b);
  return gaps[Math.ceil(gaps.length * 0.99) - 1] ?? 0;
}

function characterOf({ code, key, shift, ctrl }: CalibrationKey, mode: WedgeProfile['mode']): string {
  if (code === 'F8' || (ctrl && code === 'BracketRight')) return GS;
  if (ctrl) return '';
  if (mode === 'key') return [...key].length === 1 ? key : '';
  return usCharactersOf(code)?.[shift ? 1 : 0] ?? '';
}

function endScan(state: CalibrationState, suffix: WedgeProfile['suffix'], endMs: number | null): CalibrationState {
  // A second suffix, as in CR LF, ends nothing.
  if (state.open.length === 0) return state;
  return { scans: [...state.scans, { keys: state.open, suffix, endMs }], open: [] };
}
