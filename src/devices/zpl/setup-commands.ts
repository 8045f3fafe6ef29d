import { clamp, isYes, numberAt } from './code-request.ts';
import type { Orientation } from './drawing.ts';
import type { FontChoice, ReaderState } from './reader-state.ts';

export type Handler = (state: ReaderState, parameters: readonly string[]) => void;

export function orientationAt(parameters: readonly string[], at: number): Orientation | undefined {
  const letter = (parameters[at] ?? '').charAt(0).toUpperCase();
  return letter === 'N' || letter === 'R' || letter === 'I' || letter === 'B' ? letter : undefined;
}

/** A size of 0 is no size: the font's own is taken. */
export function sizeAt(parameters: readonly string[], at: number): number | undefined {
  const size = numberAt(parameters, at);
  return size === undefined || size <= 0 ? undefined : Math.min(size, 32_000);
}

/** Commands that stay in force for the fields and labels that follow. */
export const SETUP_COMMANDS: Readonly<Record<string, Handler>> = {
  PW: (state, parameters) => {
    state.widthDots = sizeAt(parameters, 0) ?? state.widthDots;
  },
  LL: (state, parameters) => {
    state.heightDots = sizeAt(parameters, 0) ?? state.heightDots;
  },
  LH: (state, parameters) => {
    state.home = { x: numberAt(parameters, 0) ?? state.home.x, y: numberAt(parameters, 1) ?? state.home.y };
  },
  LS: (state, parameters) => {
    state.shiftLeft = clamp(numberAt(parameters, 0) ?? 0, -9999, 9999);
  },
  LT: (state, parameters) => {
    state.shiftDown = clamp(numberAt(parameters, 0) ?? 0, -120, 120);
  },
  LR: (state, parameters) => {
    state.reverseAll = isYes(parameters, 0, false);
  },
  PO: (state, parameters) => {
    state.inverted = (parameters[0] ?? '').toUpperCase() === 'I';
  },
  PM: (state, parameters) => {
    state.mirrored = isYes(parameters, 0, false);
  },
  PQ: (state, parameters) => {
    state.copies = clamp(numberAt(parameters, 0) ?? 1, 1, 99_999_999);
  },
  // 28 is UTF-8; every single-byte set is taken as Windows-1252, whose letters the common ones share.
  CI: (state, parameters) => {
    state.utf8 = numberAt(parameters, 0) === 28;
  },
  CF: (state, parameters) => {
    const name = (parameters[0] ?? '').charAt(0).toUpperCase() || state.font.name;
    state.font = { ...state.font, name, heightDots: sizeAt(parameters, 1), widthDots: sizeAt(parameters, 2) };
  },
  FW: (state, parameters) => {
    state.orientation = orientationAt(parameters, 0) ?? state.orientation;
    const side = numberAt(parameters, 1);
    if (side !== undefined) state.right = side === 1;
    // A font that the field has already chosen turns too: FedEx's labels rely on it.
    const { field, orientation } = state;
    if (field.font !== undefined) field.font = { ...field.font, orientation };
  },
  BY: (state, parameters) => {
    const { moduleDots, ratio, heightDots } = state.bars;
    const asked = Number.parseFloat(parameters[1] ?? '');
    state.bars = {
      moduleDots: clamp(numberAt(parameters, 0) ?? moduleDots, 1, 100),
      ratio: Number.isFinite(asked) ? clamp(asked, 2, 3) : ratio,
      heightDots: clamp(numberAt(parameters, 2) ?? heightDots, 1, 6000),
    };
  },
};

/** `^A`: the font of this field alone. Without any size the one of `^CF` holds. */
export function chosenFont(state: ReaderState, name: string, parameters: readonly string[]): FontChoice {
  const [heightDots, widthDots] = [sizeAt(parameters, 1), sizeAt(parameters, 2)];
  const orientation = orientationAt(parameters, 0) ?? state.orientation;
  const unsaid = (parameters[1] ?? '') === '' && (parameters[2] ?? '') === '';
  const sizes = unsaid ? state.font : { heightDots, widthDots };
  return { name, heightDots: sizes.heightDots, widthDots: sizes.widthDots, orientation };
}
