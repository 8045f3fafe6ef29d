import { GS, usCharactersOf } from '../../src/core/us-keyboard.ts';

/** How keys become characters: by position on a US keyboard, or as the computer's layout names them. */
export type KeyMode = 'us' | 'key';

export interface KeyPosition {
  /** `KeyboardEvent.code` */
  readonly code: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  /** AltGr is down: part of a character in some layouts, never on a US keyboard. */
  readonly altGraph: boolean;
  /** CapsLock is on. */
  readonly caps: boolean;
  /** `KeyboardEvent.key`: in mode `us` believed only where it says "shifted" and the modifiers do not, as remote desktops do. */
  readonly key: string;
}

/** Keys that stand for the GS1 separator on scanners that are set up so. */
export const GS_KEYS: readonly string[] = ['F8'];

/**
 * The character that a scanner meant by a key, or null for a key that types nothing. In mode `us` it is read from the
 * key's position, so that neither CapsLock nor a French or German layout can spoil a code (scanning design, 2.5).
 */
export function characterOf(position: KeyPosition, mode: KeyMode = 'us', gsKeys = GS_KEYS): string | null {
  const { code, shift, ctrl, altGraph, caps, key } = position;
  // How a keyboard sends the GS1 separator: Ctrl+], and a function key on models that are set up so.
  if (gsKeys.includes(code) || (ctrl && (code === 'BracketRight' || key === GS))) return GS;
  if (ctrl) return null;
  if (mode === 'key') return [...key].length === 1 ? key : null;
  const pair = altGraph ? null : usCharactersOf(code);
  if (pair === null) return null;
  const [plain, shifted] = pair;
  return shift || (!caps && key === shifted) ? shifted : plain;
}
