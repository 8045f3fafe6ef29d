import { choiceCodeOf, commandCodeOf, quantityCodeOf } from '../../core/command-code.ts';
import type { Action, Choice } from '../../core/phase.ts';
import { drawnPage, htmlOf } from './html.ts';
import { actionIcon, choiceIcon, type IconDrawing, iconOf } from './icons.ts';
import { type Cell, type Paper, pagesOf, type Section } from './page.ts';
import { drawSheetSymbol } from './symbol.ts';
import { type ChoiceGroup, type SheetLanguage, sheetWords } from './words.ts';

/** What every order needs stands on the first page. */
const ACTION_GROUPS: Readonly<Record<Action, 'daily' | 'more'>> = {
  next: 'daily',
  confirm: 'daily',
  acknowledge: 'daily',
  undo: 'daily',
  cancel: 'daily',
  finish: 'daily',
  'new-box': 'daily',
  short: 'daily',
  damaged: 'daily',
  hold: 'daily',
  skip: 'daily',
  reprint: 'daily',
  previous: 'more',
  'undo-line': 'more',
  remove: 'more',
  partial: 'more',
  'put-back': 'more',
  'by-hand': 'more',
  'bigger-box': 'more',
  move: 'more',
  'break-kit': 'more',
  'wrong-bin': 'more',
  learn: 'more',
  pick: 'more',
  'new-tote': 'more',
  weigh: 'more',
  retry: 'more',
  'no-label': 'more',
  'other-printer': 'more',
  'clear-printer': 'more',
  park: 'more',
  parked: 'more',
  printers: 'more',
  'slip-again': 'more',
  'hand-over': 'more',
  conflicts: 'more',
  drill: 'more',
  train: 'more',
  'check-scanner': 'more',
  status: 'more',
  repeat: 'more',
  lock: 'more',
  help: 'more',
  'sign-out': 'more',
};

const CHOICE_GROUPS: Readonly<Record<Choice, ChoiceGroup>> = {
  'none-on-shelf': 'short',
  misplaced: 'short',
  'too-few': 'short',
  crushed: 'damaged',
  leaking: 'damaged',
  dirty: 'damaged',
  'seal-broken': 'damaged',
  address: 'held',
  goods: 'held',
  papers: 'held',
  customer: 'held',
  other: 'held',
  elsewhere: 'next',
  'ship-rest': 'next',
  wait: 'next',
  replace: 'next',
  checked: 'override',
  'customer-agrees': 'override',
  'scale-wrong': 'override',
  'no-choice': 'override',
  'box-1': 'box',
  'box-2': 'box',
  'box-3': 'box',
  'box-4': 'box',
  'box-5': 'box',
  'box-6': 'box',
  torn: 'reprint',
  smeared: 'reprint',
  lost: 'reprint',
  'elsewhere-stuck': 'reprint',
  'printer-1': 'printer',
  'printer-2': 'printer',
  'printer-3': 'printer',
  'printer-4': 'printer',
  'printer-5': 'printer',
  'printer-6': 'printer',
  'keep-first': 'conflict',
  'keep-second': 'conflict',
  'taken-back': 'conflict',
  'has-left': 'conflict',
  'still-right': 'conflict',
  'ask-lead': 'conflict',
  'minutes-5': 'drill',
  'minutes-15': 'drill',
  'minutes-30': 'drill',
  yes: 'plain',
  no: 'plain',
  'take-over': 'plain',
};

/** The quantities that have a barcode (scanning design, 13). */
const QUANTITIES = [2, 5, 10] as const;
const BARS_MM = 13;
const WORD_MM = 4.5;

/** The bench card: every action, every answer and the quantities, each with its word and icon. */
export function commandSheetOf(paper: Paper, language: SheetLanguage): string {
  const { actions, choices, units, commands } = sheetWords(language);
  const actionCells = (group: 'daily' | 'more') =>
    keysOf(ACTION_GROUPS)
      .filter((action) => ACTION_GROUPS[action] === group)
      .map((action) => cellOf(commandCodeOf(action), actions[action], actionIcon(action)));
  const choiceCells = (group: ChoiceGroup) =>
    keysOf(CHOICE_GROUPS)
      .filter((choice) => CHOICE_GROUPS[choice] === group)
      .map((choice) => cellOf(choiceCodeOf(choice), choices[choice], choiceIcon(choice)));
  const sections: readonly Section[] = [
    { title: commands.daily, cells: actionCells('daily') },
    { title: commands.more, cells: actionCells('more') },
    ...keysOf(commands.groups).map((group) => ({ title: commands.groups[group], cells: choiceCells(group) })),
    {
      title: commands.quantities,
      cells: QUANTITIES.map((count) => cellOf(quantityCodeOf(count), units(count), iconOf('times'))),
    },
  ];
  const pages = pagesOf({ title: commands.title, hint: commands.hint }, sections, paper);
  return htmlOf(commands.title, pages.map(drawnPage), paper, language);
}

/** One command, for other sheets. */
export function commandCellOf(action: Action, language: SheetLanguage): Cell {
  return cellOf(commandCodeOf(action), sheetWords(language).actions[action], actionIcon(action));
}

function cellOf(code: string, word: string, icon: IconDrawing): Cell {
  return { symbol: drawSheetSymbol('code128', code, BARS_MM), word, wordMm: WORD_MM, icon, note: null };
}

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] {
  // Object.keys forgets the key type
  return Object.keys(table) as Key[];
}
