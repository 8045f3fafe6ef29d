import type { KeyboardFrame } from '../../src/wire/ipc-contract.ts';
import { characterOf, type KeyPosition } from './key-table.ts';
import { codeOf, gapLimitMs, WEDGE_RULES, type WedgeRules } from './wedge-rules.ts';

export interface KeyPress extends KeyPosition {
  /** Alt or the system key: never part of a code. */
  readonly other: boolean;
  readonly repeat: boolean;
  readonly composing: boolean;
  /** `KeyboardEvent.timeStamp` */
  readonly atMs: number;
}

export interface WedgeState {
  /** Characters since the last slow gap. */
  readonly run: string;
  readonly runGapMs: number;
  /** A held key is no scan. */
  readonly held: boolean;
  /** What a person has typed so far. */
  readonly typed: string;
  readonly typedGapMs: number;
  /** From the last typed character to the first of the run. */
  readonly joinGapMs: number;
  readonly lastAtMs: number;
}

export const IDLE_WEDGE: WedgeState = {
  run: '',
  runGapMs: 0,
  held: false,
  typed: '',
  typedGapMs: 0,
  joinGapMs: 0,
  lastAtMs: Number.NEGATIVE_INFINITY,
};

export interface WedgeStep {
  readonly state: WedgeState;
  /** A whole code; or half of one, that ended without Enter and must not be taken for typing. */
  readonly out: KeyboardFrame | { readonly kind: 'partial' } | null;
  /** The page must not see the key. */
  readonly swallow: boolean;
}

/**
 * Tells a scanner that types from a person who types, by the time between keys alone (scanning design, 9). Pure: the
 * times are those of the key events themselves, so a page that was busy for a second cannot make a person look fast.
 */
export function pressKey(state: WedgeState, key: KeyPress, rules: WedgeRules = WEDGE_RULES): WedgeStep {
  const unchanged = { state, out: null, swallow: false };
  if (key.composing || key.other) return unchanged;
  if (key.code === 'Enter' || key.code === 'NumpadEnter' || key.code === 'Tab') return endRun(state, key, rules);
  if (key.code === 'Escape')
    return { state: { ...IDLE_WEDGE, lastAtMs: state.lastAtMs }, out: null, swallow: !isEmpty(state) };
  if (key.code === 'Backspace') {
    const left = (state.typed + (state.held ? '' : state.run)).slice(0, -1);
    return {
      state: { ...state, typed: left, run: '', runGapMs: 0, held: false, lastAtMs: key.atMs },
      out: null,
      swallow: !isEmpty(state),
    };
  }
  const character = characterOf(key, rules.mode, rules.gsKeys);
  if (character === null) return unchanged;
  if (key.repeat) return { state: { ...state, held: true, lastAtMs: key.atMs }, out: null, swallow: true };

  const gapMs = key.atMs - state.lastAtMs;
  if (state.run !== '' && gapMs <= gapLimitMs(state.run, rules)) {
    const run = state.run + character;
    return {
      state: { ...state, run, runGapMs: Math.max(state.runGapMs, gapMs), lastAtMs: key.atMs },
      out: null,
      swallow: true,
    };
  }
  const settled = settle(state, gapMs, rules);
  return {
    state: {
      ...settled.state,
      run: character,
      runGapMs: 0,
      // Right after a held key that was first seen in mid hold, this is still the same sequence.
      held: state.held && state.run === '' && gapMs <= rules.maxGapMs,
      typedGapMs: isEmpty(state) ? 0 : typedGap(state, gapMs),
      joinGapMs: gapMs,
      lastAtMs: key.atMs,
    },
    out: settled.out,
    swallow: true,
  };
}

function endRun(state: WedgeState, key: KeyPress, rules: WedgeRules): WedgeStep {
  if (key.repeat || isEmpty(state)) return { state, out: null, swallow: true };
  const gapMs = key.atMs - state.lastAtMs;
  const least = state.typed === '' ? rules.minLength : rules.minLengthAfterTyping;
  const maxGapMs = Math.max(state.runGapMs, gapMs);
  const cleared = { ...IDLE_WEDGE, lastAtMs: key.atMs };
  if (!state.held && state.run.length >= least && maxGapMs <= gapLimitMs(state.run, rules)) {
    // A code is never cut: keys right before the burst belong to it.
    if (state.typed !== '' && state.joinGapMs <= rules.hiccupMs) {
      const text = codeOf(state.typed + state.run, rules);
      return { state: cleared, out: { kind: 'wedge', text, maxGapMs: typedGap(state, maxGapMs) }, swallow: true };
    }
    return {
      state: { ...cleared, typed: state.typed },
      out: { kind: 'wedge', text: codeOf(state.run, rules), maxGapMs },
      swallow: true,
    };
  }
  // A burst that stayed without its suffix is half a code; an Enter that somebody presses later does not make it whole.
  if (isBurst(state, rules) && gapMs > rules.hiccupMs) {
    return { state: { ...cleared, typed: state.typed }, out: { kind: 'partial' }, swallow: true };
  }
  if (key.code === 'Tab') return { state, out: null, swallow: true };
  const text = (state.typed + (state.held ? '' : state.run)).trim();
  const out = text === '' ? null : ({ kind: 'manual', text, maxGapMs: typedGap(state, gapMs) } as const);
  return { state: cleared, out, swallow: true };
}

/** The run ended by a pause: typing, unless it was a burst that only a scanner makes. */
function settle(state: WedgeState, gapMs: number, rules: WedgeRules): { state: WedgeState; out: WedgeStep['out'] } {
  const next = { ...state, run: '', runGapMs: 0, held: false };
  if (state.held || state.run === '') return { state: next, out: null };
  if (gapMs > rules.quietMs && isWhole(state, rules)) return { state: next, out: frameOf(state, rules) };
  if (isBurst(state, rules) && gapMs > rules.hiccupMs) return { state: next, out: { kind: 'partial' } };
  return { state: { ...next, typed: state.typed + state.run }, out: null };
}

/** Call after `quietMs` of silence: a scanner that sends no suffix has then sent its code whole. */
export function restKeys(state: WedgeState, rules: WedgeRules = WEDGE_RULES): Pick<WedgeStep, 'state' | 'out'> {
  if (!isWhole(state, rules)) return { state, out: null };
  return { state: { ...IDLE_WEDGE, typed: state.typed, lastAtMs: state.lastAtMs }, out: frameOf(state, rules) };
}

function frameOf({ run, runGapMs }: WedgeState, rules: WedgeRules): KeyboardFrame {
  return { kind: 'wedge', text: codeOf(run, rules), maxGapMs: runGapMs };
}

/** A burst that needs no Enter, because its scanner sends none. */
function isWhole(state: WedgeState, rules: WedgeRules): boolean {
  return rules.suffix === 'none' && !state.held && state.run.length >= rules.minLengthAfterTyping;
}

function isBurst(state: WedgeState, rules: WedgeRules): boolean {
  return state.run.length >= rules.minLength && !state.held;
}

export function isEmpty(state: WedgeState): boolean {
  return state.run === '' && state.typed === '';
}

/** What the typed box shows: a run counts as typing once it has been quiet for a while. */
export function typedText(state: WedgeState, quiet: boolean, rules: WedgeRules = WEDGE_RULES): string {
  return quiet && !state.held && !isBurst(state, rules) ? state.typed + state.run : state.typed;
}

/** The page has been quiet after a burst without Enter: half a code. */
export function isHalfCode(state: WedgeState, rules: WedgeRules = WEDGE_RULES): boolean {
  return isBurst(state, rules);
}

function typedGap(state: WedgeState, gapMs: number): number {
  return Math.min(60_000, Math.max(state.typedGapMs, gapMs));
}
