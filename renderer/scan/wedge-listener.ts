import type { CalibrationKey } from '../../src/core/wedge-calibration.ts';
import type { KeyboardFrame } from '../../src/wire/ipc-contract.ts';
import { type FormState, IDLE_FORM, pressFormKey, restForm } from './form-wedge.ts';
import { createFieldEditor, fieldOf, type TextField } from './text-field.ts';
import {
  IDLE_WEDGE,
  isEmpty,
  isHalfCode,
  type KeyPress,
  pressKey,
  restKeys,
  typedText,
  type WedgeState,
} from './wedge.ts';
import { isPrefixed, WEDGE_RULES, type WedgeRules } from './wedge-rules.ts';

/** What the typed box shows. */
export interface Typed {
  readonly text: string;
  /** Half a code came and was dropped; said until the next key. */
  readonly half: boolean;
  /** The typing belongs to somebody else on the screen, who shows it. */
  readonly diverted: boolean;
}

/** Takes typing away from the typed box: the PIN pad, while it is open. Returns what was not wanted. */
export interface TypedSink {
  /** True when this text is meant for the sink rather than for the station. */
  readonly takes: (text: string) => boolean;
  readonly enter: (text: string) => void;
}

/** Takes every key as it comes, while a scanner is calibrated. */
export interface KeyTap {
  readonly key: (key: CalibrationKey) => void;
  /** No key has come for `quietMs`. */
  readonly quiet: () => void;
  readonly quietMs: number;
}

export interface WedgeListener {
  readonly subscribe: (changed: () => void) => () => void;
  readonly snapshot: () => Typed;
  readonly divert: (sink: TypedSink | null) => void;
  /** Types for a person who touches the keys on the screen. */
  readonly write: (change: (text: string) => string) => void;
  /** The calibrated scanner's rules, from here on. */
  readonly follow: (rules: WedgeRules) => void;
  readonly tap: (tap: KeyTap | null) => void;
  readonly close: () => void;
}

/** A lone Enter or Space may press a key that somebody went to with Tab, but never within this time of a scan. */
const CALM_MS = 500;
const NOTHING = { text: '', half: false };

/**
 * The one listener for keys, installed once and outside of React: a hook in a component that mounts twice would count
 * every scan twice. Capture phase, and everything printable is swallowed, so that no scan can press a key on the screen.
 * Only a text field keeps what a person types into it.
 */
export function openWedgeListener(
  target: Window,
  send: (frame: KeyboardFrame) => void,
  firstRules: WedgeRules = WEDGE_RULES,
): WedgeListener {
  const listeners = new Set<() => void>();
  const swallowed = new Set<string>();
  const editor = createFieldEditor();
  let rules = firstRules;
  let state: WedgeState = IDLE_WEDGE;
  let form: FormState = IDLE_FORM;
  let field: TextField | null = null;
  let typed: Typed = { ...NOTHING, diverted: false };
  let sink: TypedSink | null = null;
  let tap: KeyTap | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(next: Pick<Typed, 'text' | 'half'>): void {
    const diverted = sink !== null;
    if (next.text === typed.text && next.half === typed.half && diverted === typed.diverted) return;
    typed = { ...next, diverted };
    for (const changed of listeners) changed();
  }

  function down(event: KeyboardEvent): void {
    const wanted = fieldOf(event.target);
    if (tap !== null) tapKey(event, tap);
    else if (wanted === null) screenKey(event);
    else if (wanted !== 'raw') formKey(event, wanted);
  }

  function screenKey(event: KeyboardEvent): void {
    leaveField();
    if (isForButton(event, state)) return;
    const step = pressKey(state, pressOf(event), rules);
    state = step.state;
    if (step.swallow) swallow(event);
    clearTimeout(timer);
    if (state.run !== '') timer = setTimeout(quiet, quietMsOf(state.run));
    show({ text: typedText(state, false, rules), half: step.out?.kind === 'partial' });
    if (step.out === null || step.out.kind === 'partial') return;
    // A scan is never an answer to a key that still has the focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    deliver(step.out);
  }

  function quiet(): void {
    const rest = restKeys(state, rules);
    state = rest.state;
    show({ text: typedText(state, true, rules), half: isHalfCode(state, rules) });
    if (rest.out !== null && rest.out.kind !== 'partial') deliver(rest.out);
  }

  function deliver(frame: KeyboardFrame): void {
    if (sink?.takes(frame.text)) sink.enter(frame.text);
    else send(frame);
  }

  function formKey(event: KeyboardEvent, wanted: TextField): void {
    if (field !== wanted) {
      drop();
      field = wanted;
    }
    const step = pressFormKey(form, pressOf(event), rules);
    form = step.state;
    editor.edit(wanted, step.edits);
    if (step.swallow) swallow(event);
    clearTimeout(timer);
    if (form.run !== '') timer = setTimeout(leaveField, quietMsOf(form.run));
    tell(step.out);
  }

  /** What is still open in a field is a scan without suffix, half a code, or a person's. */
  function leaveField(): void {
    if (field === null) return;
    const rest = restForm(form, rules);
    editor.edit(field, rest.edits);
    form = IDLE_FORM;
    field = null;
    tell(rest.out);
  }

  function tell(out: KeyboardFrame | { readonly kind: 'partial' } | null): void {
    if (out?.kind === 'partial') show({ text: '', half: true });
    else if (out !== null) deliver(out);
    else show(NOTHING);
  }

  function tapKey(event: KeyboardEvent, to: KeyTap): void {
    // The way out must stay open to a person.
    if (event.code === 'Escape') return;
    swallow(event);
    if (event.repeat || event.isComposing) return;
    const { code, key, shiftKey, ctrlKey, timeStamp } = event;
    to.key({ code, key, shift: shiftKey, ctrl: ctrlKey && !event.getModifierState('AltGraph'), atMs: timeStamp });
    clearTimeout(timer);
    timer = setTimeout(() => to.quiet(), to.quietMs);
  }

  function quietMsOf(run: string): number {
    return isPrefixed(run, rules) ? rules.prefixedGapMs : rules.quietMs;
  }

  function swallow(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopImmediatePropagation();
    swallowed.add(event.code);
  }

  function up(event: KeyboardEvent): void {
    if (!swallowed.delete(event.code)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** The rest of a scan that began here would go elsewhere, and the other way round: half of it is worth nothing. */
  function drop(): void {
    leaveField();
    state = IDLE_WEDGE;
    clearTimeout(timer);
    show(NOTHING);
  }

  function blurred(): void {
    drop();
    // Keys that are down now come up in another window.
    swallowed.clear();
  }

  function hidden(): void {
    if (document.visibilityState === 'hidden') drop();
  }

  target.addEventListener('keydown', down, { capture: true });
  target.addEventListener('keyup', up, { capture: true });
  target.addEventListener('blur', blurred);
  document.addEventListener('visibilitychange', hidden);

  return {
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    snapshot: () => typed,
    divert: (next) => {
      sink = next;
      drop();
    },
    write: (change) => {
      state = { ...IDLE_WEDGE, typed: change(state.typed + state.run) };
      show({ text: state.typed, half: false });
    },
    follow: (next) => {
      drop();
      rules = next;
    },
    tap: (next) => {
      drop();
      tap = next;
    },
    close: () => {
      target.removeEventListener('keydown', down, { capture: true });
      target.removeEventListener('keyup', up, { capture: true });
      target.removeEventListener('blur', blurred);
      document.removeEventListener('visibilitychange', hidden);
      clearTimeout(timer);
    },
  };
}

function pressOf(event: KeyboardEvent): KeyPress {
  const altGraph = event.getModifierState('AltGraph');
  return {
    code: event.code,
    shift: event.shiftKey,
    // Windows reports AltGr as Ctrl and Alt together.
    ctrl: event.ctrlKey && !altGraph,
    altGraph,
    caps: event.getModifierState('CapsLock'),
    key: event.key,
    other: (event.altKey && !altGraph) || event.metaKey,
    repeat: event.repeat,
    composing: event.isComposing,
    atMs: event.timeStamp,
  };
}

function isForButton(event: KeyboardEvent, state: WedgeState): boolean {
  if (!isEmpty(state) || event.repeat || event.timeStamp - state.lastAtMs < CALM_MS) return false;
  if (event.code === 'Tab') return true;
  if (event.code !== 'Enter' && event.code !== 'Space') return false;
  const { activeElement } = document;
  return activeElement instanceof HTMLButtonElement && activeElement.matches(':focus-visible');
}
