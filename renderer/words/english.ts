import type { Catalogue } from './catalogue.ts';
import { printing } from './english/printing.ts';
import { screens } from './english/screens.ts';
import { verdicts } from './english/verdicts.ts';

/** Short, spoken, verb first, no blame. The notes for translators stand beside the lengths in limits.ts. */
export const english: Catalogue = {
  locale: 'en-GB',
  direction: 'ltr',
  keys: {
    next: 'NEXT',
    undo: 'UNDO',
    skip: 'SKIP',
    hold: 'HOLD',
    'put-back': 'PUT BACK',
    acknowledge: 'SEEN',
    retry: 'RETRY',
    'no-label': 'NO LABEL',
    reprint: 'REPRINT',
    'slip-again': 'SLIP AGAIN',
    help: 'HELP',
    'sign-out': 'SIGN OUT',
  },
  reasons: {
    'not-now': 'not now',
    'nothing-to-undo': 'no scan yet',
    'nothing-to-do': 'no orders',
    'last-line': 'last line',
  },
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
    scanner: 'Scanner',
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
