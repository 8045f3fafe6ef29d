import { hasCheckCharacter, mod3736 } from './check-character.ts';
import type { Action } from './phase.ts';

/** Names on the command barcodes: letters only, so that no keyboard layout can spoil them. */
const NAMES = {
  next: 'NEXT',
  undo: 'UNDO',
  skip: 'SKIP',
  hold: 'HOLD',
  'put-back': 'CANCEL',
  acknowledge: 'ACK',
  retry: 'RETRY',
  'no-label': 'NOLABEL',
  reprint: 'REPRINT',
  'slip-again': 'SLIP',
  help: 'HELP',
  'sign-out': 'LOGOUT',
} as const satisfies Record<Action, string>;

const ACTIONS = new Map<string, Action>(
  Object.entries(NAMES).map(([action, name]) => [name, action as Action]), // Object.entries forgets the key type
);

/** The text of an action's barcode: `XQ`, the name, and a check character over both. */
export function commandCodeOf(action: Action): string {
  const body = `XQ${NAMES[action]}`;
  return body + mod3736(body);
}

/** Anything that starts like a command is a command or nothing: it is never looked up as an item. */
export function readCommandCode(text: string): { readonly action: Action } | 'not-a-command' | 'damaged' {
  const upper = text.toUpperCase();
  if (!/^XQ[0-9A-Z]{3,}$/.test(upper)) return 'not-a-command';
  if (!hasCheckCharacter(upper)) return 'damaged';
  const action = ACTIONS.get(upper.slice(2, -1));
  return action === undefined ? 'damaged' : { action };
}
