import type { Catalogue } from './catalogue.ts';
import { actionSays, choiceSays, choices, keys, reasons } from './english/keys.ts';
import { printing } from './english/printing.ts';
import { approvals, changes, questions } from './english/questions.ts';
import { screens } from './english/screens.ts';
import { cardFindings, cardFixes, extras, notAllowed } from './english/tables.ts';
import { verdicts } from './english/verdicts.ts';
import { clip } from './limits.ts';

/** Short, spoken, verb first, no blame. The notes for translators stand beside the lengths in limits.ts. */
export const english: Catalogue = {
  locale: 'en-GB',
  direction: 'ltr',
  keys,
  actionSays,
  choices,
  choiceSays,
  reasons,
  questions,
  approvals,
  changes,
  extras,
  notAllowed,
  cardFindings,
  cardFixes,
  marks: { gift: 'Gift', 'no-invoice': 'No invoice in box', fragile: 'Fragile' },
  verdicts,
  printing,
  screens,
  strip: {
    nobody: 'Nobody',
    network: {
      online: () => 'Online',
      offline: (since) => `Offline since ${since}`,
      refused: () => 'Office refuses us',
      starting: () => 'Connecting',
    },
    allSent: 'All sent',
    waiting: (n) => `${n} waiting`,
    label: 'Labels',
    slip: 'Slips',
    neighbour: (name, says) => `${clip(name, 12)}: ${says}`,
    parked: (n) => `${n} parked`,
    drill: (until) => `No network until ${until}`,
    conflicts: (n) => (n === 1 ? '1 box needs you' : `${n} boxes need you`),
    scanner: 'Scanner',
    scale: 'Scale',
    device: {
      well: (name) => name,
      degraded: (name) => `${name}: look`,
      lost: (name) => `${name}: lost`,
      unknown: (name) => `${name}: not seen`,
      off: (name) => `${name}: off`,
    },
    noSound: 'NO SOUND',
    notInFront: 'Not in front: touch here',
    more: 'MORE',
  },
};
