import type { KeyboardFrame } from '../../src/wire/ipc-contract.ts';
import {
  IDLE_WEDGE,
  isEmpty,
  isHalfCode,
  type KeyPress,
  pressKey,
  typedText,
  WEDGE_RULES,
  type WedgeState,
} from './wedge.ts';

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

export interface WedgeListener {
  readonly subscribe: (changed: () => void) => () => void;
  readonly snapshot: () => Typed;
  readonly divert: (sink: TypedSink | null) => void;
  /** Types for a person who touches the keys on the screen. */
  readonly write: (change: (text: string) => string) => void;
  readonly close: () => void;
}

/** A lone Enter or Space may press a key that somebody went to with Tab, but never within this time of a scan. */
const CALM_MS = 500;
const NOTHING = { text: '', half: false };

/**
 * The one listener for keys, installed once and outside of React: a hook in a component that mounts twice would count
 * every scan twice. Capture phase, and everything printable is swallowed, so that no scan can press a key on the screen.
 */
export function openWedgeListener(target: Window, send: (frame: KeyboardFrame) => void): WedgeListener {
  const listeners = new Set<() => void>();
  const swallowed = new Set<string>();
  let state: WedgeState = IDLE_WEDGE;
  let typed: Typed = { ...NOTHING, diverted: false };
  let sink: TypedSink | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(next: Pick<Typed, 'text' | 'half'>): void {
    const diverted = sink !== null;
    if (next.text === typed.text && next.half === typed.half && diverted === typed.diverted) return;
    typed = { ...next, diverted };
    for (const changed of listeners) changed();
  }

  function down(event: KeyboardEvent): void {
    if (isForButton(event, state)) return;
    const step = pressKey(state, pressOf(event));
    state = step.state;
    if (step.swallow) {
      event.preventDefault();
      event.stopImmediatePropagation();
      swallowed.add(event.code);
    }
    clearTimeout(timer);
    if (state.run !== '')
      timer = setTimeout(quiet, state.run.startsWith(']') ? WEDGE_RULES.prefixedGapMs : WEDGE_RULES.quietMs);
    show({ text: typedText(state, false), half: false });
    if (step.out === null || step.out.kind === 'partial') return;
    // A scan is never an answer to a key that still has the focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    if (sink?.takes(step.out.text)) sink.enter(step.out.text);
    else send(step.out);
  }

  function quiet(): void {
    show({ text: typedText(state, true), half: isHalfCode(state) });
  }

  function up(event: KeyboardEvent): void {
    if (!swallowed.delete(event.code)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function drop(): void {
    state = IDLE_WEDGE;
    swallowed.clear();
    clearTimeout(timer);
    show(NOTHING);
  }

  target.addEventListener('keydown', down, { capture: true });
  target.addEventListener('keyup', up, { capture: true });
  target.addEventListener('blur', drop);

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
    close: () => {
      target.removeEventListener('keydown', down, { capture: true });
      target.removeEventListener('keyup', up, { capture: true });
      target.removeEventListener('blur', drop);
      clearTimeout(timer);
    },
  };
}

function pressOf(event: KeyboardEvent): KeyPress {
  return {
    code: event.code,
    shift: event.shiftKey,
    ctrl: event.ctrlKey,
    caps: event.getModifierState('CapsLock'),
    key: event.key,
    other: event.altKey || event.metaKey,
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
