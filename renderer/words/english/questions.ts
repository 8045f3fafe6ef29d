import { isRefusal, type NoteCode } from '../../../src/core/note.ts';
import type { Action } from '../../../src/core/phase.ts';
import type { DamageReason, ShortReason } from '../../../src/core/question.ts';
import type { RefusalCode } from '../../../src/core/verdict.ts';
import type { QuestionView } from '../../../src/core/view.ts';
import type { TableWords } from '../catalogue.ts';
import { clip, ended, nameOf } from '../limits.ts';
import { verdicts } from './verdicts.ts';

export const approvals: TableWords['approvals'] = {
  learn: 'Tie a new code to an item.',
  'break-kit': 'Open a kit and pack its parts.',
  short: 'Ship with so many pieces missing.',
  train: 'Begin training on this bench.',
  'leave-training': 'End the training. Everything counts again.',
  'undo-label': 'Take back a box that has its label.',
  reprint: 'Print a label once more.',
  'take-over-order': 'Take an order from another bench.',
  'settle-conflict': 'Decide which box leaves.',
  drill: 'Cut the network on purpose.',
};

export const changes: TableWords['changes'] = {
  quantity: 'Quantity',
  'line-added': 'New',
  'line-removed': 'Not wanted',
  address: 'Address',
  carrier: 'Carrier',
  note: 'Note',
};

/** What cannot be taken back, for the commands that ask. */
const SURE: Readonly<Partial<Record<Action, string>>> = {
  cancel: 'What is begun here is dropped.',
  short: 'The pieces count as missing.',
  hold: 'The order stops here. The office decides.',
  'put-back': 'The order is given back, and its items go back.',
  partial: 'What is missing follows later.',
  'undo-line': 'Every scan of this line is taken back.',
  'break-kit': 'The kit is opened for good.',
  'new-box': 'This box is closed.',
  finish: 'This is closed.',
  'no-label': 'The label is printed again. Make sure that none came out.',
  'clear-printer': 'Everything that the printer still holds is thrown away.',
  'sign-out': 'The open order stays here, on its own.',
};

const REASONS: Readonly<Record<ShortReason | DamageReason, string>> = {
  'none-on-shelf': 'None on the shelf.',
  misplaced: 'Something else lies there.',
  'too-few': 'Too few on the shelf.',
  damaged: 'Damaged.',
  crushed: 'Crushed.',
  leaking: 'Leaking.',
  dirty: 'Dirty.',
  'seal-broken': 'Seal broken.',
};

const name = ({ line, detail }: QuestionView, otherwise: string) => {
  if (line !== null) return nameOf({ name: line.name, variant: line.variant ?? undefined }, 36);
  const thing = detail.scanned ?? detail.wanted;
  return thing === undefined ? otherwise : nameOf(thing, 36);
};
const missing = ({ units }: QuestionView) => (units === null ? 'Some' : String(units));
const why = ({ reason }: QuestionView) => (reason === null ? '' : REASONS[reason]);

function isCode(about: QuestionView['about']): about is RefusalCode {
  return about !== null && isRefusal(about as NoteCode | RefusalCode);
}

const copies = (n = 1) => (n === 1 ? 'There is one already.' : `There are ${n} already.`);

function wanted({ about, detail }: QuestionView): string {
  if (about === null) return 'Something here needs a supervisor.';
  if (isCode(about)) return verdicts.refusals[about].what(detail);
  if (about === 'short' && detail.ordered !== undefined) return `Ship with ${detail.ordered} pieces missing.`;
  if (about === 'reprint' && detail.number !== undefined) {
    return `Print the label of order ${detail.number} again. ${copies(detail.packed)}`;
  }
  return detail.wanted === undefined ? approvals[about] : `${approvals[about]} ${ended(nameOf(detail.wanted, 34))}`;
}

export const questions: TableWords['questions'] = {
  sure: {
    title: () => 'Are you sure?',
    what: ({ action }) => (action === null ? undefined : SURE[action]) ?? 'It cannot be taken back.',
  },
  short: {
    title: (about) => (about.units === null ? 'Why is it missing?' : `Why ${about.units} short?`),
    what: (about) => ended(name(about, 'Say why it is not there')),
  },
  'after-short': {
    title: (about) => `${missing(about)} missing. And now?`,
    what: (about) => `${ended(name(about, 'It is missing'))} ${why(about)}`.trim(),
  },
  damaged: {
    title: () => 'What is wrong with it?',
    what: (about) => ended(name(about, 'Say what is wrong with the piece')),
  },
  'after-damage': {
    title: () => 'No good. And now?',
    what: (about) => `${ended(name(about, 'It stays out of the box'))} ${why(about)}`.trim(),
  },
  hold: { title: () => 'Why does it wait?', what: () => 'The order stops here. The office reads your answer.' },
  approval: { title: () => 'Supervisor needed', what: wanted },
  'approval-reason': { title: () => 'Why may it pass?', what: wanted },
  'take-over': {
    title: () => 'Take over?',
    what: ({ person, detail }) => {
      const work = detail.person === undefined ? 'The work' : `The work of ${detail.person.slice(0, 24)}`;
      return ended(`${work} goes on under ${person === null ? 'your name' : `the name of ${person.slice(0, 24)}`}`);
    },
  },
  learn: {
    title: () => 'Is it this item?',
    what: (about) => `${ended(name(about, 'This item'))} YES: it has this code from now on.`,
  },
  'which-box': { title: () => 'Into which box?', what: (about) => ended(name(about, 'It goes into another box')) },
  'bin-empty': {
    title: () => 'Is the shelf empty?',
    what: ({ bin }) => `Look at ${bin === null ? 'it' : bin.slice(0, 24)}. Nothing should be left there.`,
  },
  changed: {
    title: () => 'The shop changed it',
    what: () => 'Look at what is new. YES: go on with it.',
  },
  reprint: {
    title: () => 'Why once more?',
    what: ({ detail: { number, packed } }) =>
      `Destroy the old label first. ${number === undefined ? 'It' : `Order ${number}`} has ${packed ?? 1} so far.`,
  },
  'which-printer': {
    title: () => 'Which printer?',
    what: () => 'The label comes out there. Fetch it, then scan it on the box.',
  },
  twice: {
    title: () => 'Print it elsewhere?',
    what: ({ detail: { text } }) =>
      `${text === undefined || text === '' ? 'This printer' : clip(text, 30)} may still print it. YES: destroy what comes out there.`,
  },
  // Drawn by a card of its own; these are what a screen reader says.
  conflict: {
    title: () => 'Which one ships?',
    what: ({ conflict }) =>
      conflict === null ? 'Two boxes, or a wrong one.' : `Order ${conflict.number} has two boxes, or the wrong one.`,
  },
  drill: {
    title: () => 'How long without network?',
    what: () => 'Packing goes on. Nothing reaches the office until the time is over.',
  },
  'drill-over': {
    title: () => 'The drill is over',
    what: ({ drill }) =>
      drill === null || drill.refused === 0
        ? 'This bench went on as if nothing had happened.'
        : 'Orders were refused because only the office could say yes.',
  },
  'left-behind': {
    title: ({ units }) => (units === null ? 'Leave the rest?' : `Leave ${units} behind?`),
    what: () => 'What is not loaded goes with the next vehicle.',
  },
};
