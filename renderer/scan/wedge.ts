import type { KeyboardFrame } from '../../src/wire/ipc-contract.ts';
import { characterOf, type KeyPosition } from './key-table.ts';

/**
 * Tells a scanner that types from a person who types, by the time between keys alone (scanning design, 9). Pure: the
 * times are those of the key events themselves, so a page that was busy for a second cannot make a person look fast.
 */
export interface WedgeRules {
  /** Longest gap within a scan. */
  readonly maxGapMs: number;
  readonly minLength: number;
  /** After text that a person typed, a burst must be this long to be believed. */
  readonly minLengthAfterTyping: number;
  /** A code that starts with an AIM identifier, `]`, is a scan at any speed up to this gap. */
  readonly prefixedGapMs: number;
  /** A burst that follows other keys within this time is the rest of one code: nobody turns from typing to scanning faster. */
  readonly hiccupMs: number;
  /** Silence after which a short run is shown as typed. */
  readonly quietMs: number;
}

export const WEDGE_RULES: WedgeRules = {
  maxGapMs: 35,
  minLength: 3,
  minLengthAfterTyping: 6,
  prefixedGapMs: 250,
  hiccupMs: 250,
  quietMs: 120,
};

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
  const character = characterOf(key);
  if (character === null) return unchanged;
  if (key.repeat) return { state: { ...state, held: true, lastAtMs: key.atMs }, out: null, swallow: true };

  const gapMs = key.atMs - state.lastAtMs;
  if (state.run !== '' && gapMs <= limitOf(state.run, rules)) {
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
      held: false,
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
  if (!state.held && state.run.length >= least && maxGapMs <= limitOf(state.run, rules)) {
    // A code is never cut: keys right before the burst belong to it.
    if (state.typed !== '' && state.joinGapMs <= rules.hiccupMs) {
      const text = state.typed + state.run;
      return { state: cleared, out: { kind: 'wedge', text, maxGapMs: typedGap(state, maxGapMs) }, swallow: true };
    }
    return {
      state: { ...cleared, typed: state.typed },
      out: { kind: 'wedge', text: state.run, maxGapMs },
      swallow: true,
    };
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
  if (isBurst(state, rules) && gapMs > rules.hiccupMs) return { state: next, out: { kind: 'partial' } };
  return { state: { ...next, typed: state.typed + state.run }, out: null };
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

function limitOf(run: string, rules: WedgeRules): number {
  return run.startsWith(']') ? rules.prefixedGapMs : rules.maxGapMs;
}

function typedGap(state: WedgeState, gapMs: number): number {
  return Math.min(60_000, Math.max(state.typedGapMs, gapMs));
}
