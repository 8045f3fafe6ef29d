import { hasCheckCharacter, mod3736 } from './check-character.ts';
import type { Instruction } from './instruction.ts';
import type { Action, Choice } from './phase.ts';

/** Names on the command barcodes: letters and digits only, so that no keyboard layout can spoil them. */
const ACTION_NAMES = {
  next: 'NEXT',
  previous: 'PREV',
  undo: 'UNDO',
  'undo-line': 'UNDOLINE',
  remove: 'REMOVE',
  skip: 'SKIP',
  short: 'SHORT',
  damaged: 'DAMAGED',
  partial: 'PARTIAL',
  hold: 'HOLD',
  'put-back': 'PUTBACK',
  'by-hand': 'BYHAND',
  'new-box': 'NEWBOX',
  'bigger-box': 'BIGGER',
  move: 'MOVE',
  'break-kit': 'BREAKKIT',
  'wrong-bin': 'WRONGBIN',
  learn: 'LEARN',
  pick: 'PICK',
  'new-tote': 'NEWTOTE',
  weigh: 'WEIGH',
  confirm: 'CONFIRM',
  cancel: 'CANCEL',
  acknowledge: 'ACK',
  finish: 'FINISH',
  retry: 'RETRY',
  'no-label': 'NOLABEL',
  reprint: 'REPRINT',
  'other-printer': 'OTHERPRN',
  'clear-printer': 'CLEARPRN',
  park: 'PARK',
  parked: 'PARKED',
  printers: 'PRINTERS',
  'slip-again': 'SLIP',
  'hand-over': 'LOAD',
  conflicts: 'NEEDYOU',
  drill: 'DRILL',
  train: 'TRAIN',
  'check-scanner': 'CAL',
  status: 'STATUS',
  repeat: 'REPEAT',
  lock: 'LOCK',
  help: 'HELP',
  'sign-out': 'LOGOUT',
} as const satisfies Record<Action, string>;

const CHOICE_NAMES = {
  'none-on-shelf': 'NONE',
  misplaced: 'MISPLACED',
  'too-few': 'TOOFEW',
  crushed: 'CRUSHED',
  leaking: 'LEAKING',
  dirty: 'DIRTY',
  'seal-broken': 'SEAL',
  address: 'ADDRESS',
  goods: 'GOODS',
  papers: 'PAPERS',
  customer: 'CUSTOMER',
  other: 'OTHER',
  elsewhere: 'ELSEWHERE',
  'ship-rest': 'SHIPREST',
  wait: 'WAIT',
  replace: 'REPLACE',
  checked: 'CHECKED',
  'customer-agrees': 'AGREED',
  'scale-wrong': 'SCALE',
  'no-choice': 'NOCHOICE',
  'box-1': 'BOX1',
  'box-2': 'BOX2',
  'box-3': 'BOX3',
  'box-4': 'BOX4',
  'box-5': 'BOX5',
  'box-6': 'BOX6',
  torn: 'TORN',
  smeared: 'SMEARED',
  lost: 'LOST',
  'elsewhere-stuck': 'STUCK',
  'printer-1': 'PRN1',
  'printer-2': 'PRN2',
  'printer-3': 'PRN3',
  'printer-4': 'PRN4',
  'printer-5': 'PRN5',
  'printer-6': 'PRN6',
  yes: 'YES',
  no: 'NO',
  'take-over': 'TAKEOVER',
  'keep-first': 'KEEP1',
  'keep-second': 'KEEP2',
  'taken-back': 'TAKENBACK',
  'has-left': 'HASLEFT',
  'still-right': 'STILLRIGHT',
  'ask-lead': 'ASKLEAD',
  'minutes-5': 'MIN5',
  'minutes-15': 'MIN15',
  'minutes-30': 'MIN30',
} as const satisfies Record<Choice, string>;

export const ACTIONS = Object.keys(ACTION_NAMES) as Action[]; // Object.keys forgets the key type
export const CHOICES = Object.keys(CHOICE_NAMES) as Choice[]; // as above

/** Other words for the same thing, on the cards of the trade and of another well-known system's benches. */
const ALIASES: Readonly<Record<string, Action>> = {
  CLOSEBOX: 'new-box',
  PRINT: 'retry',
  RESUME: 'cancel',
  LOGIN: 'help',
};

const QUANTITIES = [2, 5, 10];

const MEANINGS = new Map<string, Instruction>([
  // Object.entries forgets the key type
  ...Object.entries(ACTION_NAMES).map(([action, name]): [string, Instruction] => [
    name,
    { kind: 'do', action: action as Action },
  ]),
  ...Object.entries(CHOICE_NAMES).map(([choice, name]): [string, Instruction] => [
    name,
    { kind: 'choose', choice: choice as Choice },
  ]),
  ...Object.entries(ALIASES).map(([name, action]): [string, Instruction] => [name, { kind: 'do', action }]),
  ...QUANTITIES.map((units): [string, Instruction] => [`QTY${units}`, { kind: 'quantity', units }]),
]);

/** Odoo's old and new barcodes (its `barcodes` addon), for benches that have its sheets on the wall. */
const FOREIGN = new Map<string, Action>([
  ['O-BTN.validate', 'confirm'],
  ['O-BTN.cancel', 'cancel'],
  ['O-CMD.DISCARD', 'cancel'],
  ['O-BTN.print-slip', 'slip-again'],
  ['O-BTN.print-op', 'reprint'],
  ['O-BTN.pack', 'new-box'],
  ['O-CMD.NEXT', 'next'],
  ['O-CMD.PREV', 'previous'],
  ['OBTVALI', 'confirm'],
  ['OBTCANC', 'cancel'],
  ['OBTPACK', 'new-box'],
]);

/** The text of an action's barcode: `XQ`, the name, and a check character over both. */
export function commandCodeOf(action: Action): string {
  return coded(ACTION_NAMES[action]);
}

export function choiceCodeOf(choice: Choice): string {
  return coded(CHOICE_NAMES[choice]);
}

export function quantityCodeOf(units: number): string {
  return coded(`QTY${units}`);
}

/** Anything that starts like a command is a command or nothing: it is never looked up as an item. */
export function readCommandCode(text: string): Instruction | 'not-a-command' | 'unknown' | 'damaged' {
  const foreign = FOREIGN.get(text);
  if (foreign !== undefined) return { kind: 'do', action: foreign };
  const upper = text.toUpperCase();
  if (!/^XQ[0-9A-Z]{3,}$/.test(upper)) return 'not-a-command';
  if (!hasCheckCharacter(upper)) return 'damaged';
  return MEANINGS.get(upper.slice(2, -1)) ?? 'unknown';
}

function coded(name: string): string {
  return `XQ${name}${mod3736(`XQ${name}`)}`;
}
