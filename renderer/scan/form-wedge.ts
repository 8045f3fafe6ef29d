import type { KeyboardFrame } from '../../src/wire/ipc-contract.ts';
import { characterOf } from './key-table.ts';
import type { KeyPress } from './wedge.ts';
import { codeOf, WEDGE_RULES, type WedgeRules } from './wedge-rules.ts';

/**
 * A scanner that types while a person's text field has the focus (scanning design, 9, "form screens"). The field keeps
 * what a person types; of a scan it sees two characters at most, and these are taken back when the burst proves to be one.
 */
export interface FormState {
  readonly run: string;
  readonly runGapMs: number;
  /** The end of `run`: kept from the field until it is clear whose it is. */
  readonly withheld: string;
  readonly held: boolean;
  readonly lastAtMs: number;
}

export const IDLE_FORM: FormState = {
  run: '',
  runGapMs: 0,
  withheld: '',
  held: false,
  lastAtMs: Number.NEGATIVE_INFINITY,
};

/** What is to be done to the field, in this order, before the page sees the key. */
export type FieldEdit =
  | { readonly t: 'remember' } // its text and caret, as they are now
  | { readonly t: 'restore' } // what was remembered
  | { readonly t: 'insert'; readonly text: string };

export interface FormStep {
  readonly state: FormState;
  readonly out: KeyboardFrame | { readonly kind: 'partial' } | null;
  readonly swallow: boolean;
  readonly edits: readonly FieldEdit[];
}

/** A person's first keys of a word come as quickly as this many of a scanner's. */
const SEEN_BY_FIELD = 2;

export function pressFormKey(state: FormState, key: KeyPress, rules: WedgeRules = WEDGE_RULES): FormStep {
  const gapMs = key.atMs - state.lastAtMs;
  if (key.composing || key.other) return { ...restForm(state, rules), swallow: false };
  if (key.code === 'Enter' || key.code === 'NumpadEnter' || key.code === 'Tab') return endRun(state, key, gapMs, rules);
  const character = characterOf(key, rules.mode, rules.gsKeys);
  // A modifier comes in mid scan; anything else that types nothing (an arrow, Backspace) is a person's.
  if (character === null && isModifier(key.code)) return { state, out: null, swallow: false, edits: [] };
  if (character === null) return { ...restForm(state, rules), swallow: false };
  if (key.repeat) {
    const { edits } = giveBack(state);
    return { state: { ...IDLE_FORM, held: true, lastAtMs: key.atMs }, out: null, swallow: false, edits };
  }
  if (state.held && gapMs <= rules.maxGapMs) {
    return { state: { ...state, lastAtMs: key.atMs }, out: null, swallow: false, edits: [] };
  }
  if (state.run !== '' && gapMs <= limitMs(state.run, rules)) {
    const withhold = state.run.length >= SEEN_BY_FIELD;
    const run = state.run + character;
    const withheld = withhold ? state.withheld + character : '';
    const runGapMs = Math.max(state.runGapMs, gapMs);
    return {
      state: { ...state, run, runGapMs, withheld, lastAtMs: key.atMs },
      out: null,
      swallow: withhold,
      edits: [],
    };
  }
  const rest = restForm(state, rules);
  return {
    state: { ...IDLE_FORM, run: character, lastAtMs: key.atMs },
    out: rest.out,
    // Ctrl+] and F8 mean nothing to a field.
    swallow: character < ' ',
    edits: [...rest.edits, { t: 'remember' }],
  };
}

/** Call after `quietMs` of silence, and when the page is left: decides what an open run was. */
export function restForm(state: FormState, rules: WedgeRules = WEDGE_RULES): Omit<FormStep, 'swallow'> {
  const idle = { ...IDLE_FORM, lastAtMs: state.lastAtMs };
  // Nobody types this many characters so fast.
  if (state.held || state.run.length < rules.minLengthAfterTyping)
    return { state: idle, out: null, edits: giveBack(state).edits };
  const out = rules.suffix === 'none' ? frameOf(state, state.runGapMs, rules) : ({ kind: 'partial' } as const);
  return { state: idle, out, edits: [{ t: 'restore' }] };
}

function endRun(state: FormState, key: KeyPress, gapMs: number, rules: WedgeRules): FormStep {
  const maxGapMs = Math.max(state.runGapMs, gapMs);
  const isScan = !key.repeat && !state.held && state.run.length >= rules.minLength;
  if (!isScan || maxGapMs > limitMs(state.run, rules)) return { ...restForm(state, rules), swallow: false };
  return {
    state: { ...IDLE_FORM, lastAtMs: key.atMs },
    out: frameOf(state, maxGapMs, rules),
    swallow: true,
    edits: [{ t: 'restore' }],
  };
}

/** A person may well begin a text with `]`; only a prefix of the scanner's own holds a slow scan together here. */
function limitMs(run: string, { stripPrefix, prefixedGapMs, maxGapMs }: WedgeRules): number {
  return stripPrefix !== null && run.startsWith(stripPrefix) ? prefixedGapMs : maxGapMs;
}

function frameOf({ run }: FormState, maxGapMs: number, rules: WedgeRules): KeyboardFrame {
  return { kind: 'wedge', text: codeOf(run, rules), maxGapMs };
}

function giveBack({ withheld }: FormState): { readonly edits: readonly FieldEdit[] } {
  return { edits: withheld === '' ? [] : [{ t: 'insert', text: withheld }] };
}

function isModifier(code: string): boolean {
  return /^(Shift|Control|Alt|Meta|CapsLock)/.test(code);
}
