import type { Catalogue } from './catalogue.ts';
import { actionSays, choiceSays, choices, keys, reasons } from './german/keys.ts';
import { printing } from './german/printing.ts';
import { approvals, changes, questions } from './german/questions.ts';
import { screens } from './german/screens.ts';
import { cardFindings, cardFixes, extras, notAllowed } from './german/tables.ts';
import { verdicts } from './german/verdicts.ts';
import { clip } from './limits.ts';

/** Packers are addressed as "du", as on the floor. */
export const german: Catalogue = {
  locale: 'de-DE',
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
  marks: { gift: 'Geschenk', 'no-invoice': 'Ohne Rechnung', fragile: 'Zerbrechlich' },
  verdicts,
  printing,
  screens,
  strip: {
    nobody: 'Niemand',
    network: {
      online: () => 'Online',
      offline: (since) => `Offline seit ${since}`,
      refused: () => 'Büro lehnt uns ab',
      starting: () => 'Verbindet',
    },
    allSent: 'Alles gesendet',
    waiting: (n) => (n === 1 ? '1 wartet' : `${n} warten`),
    label: 'Etiketten',
    slip: 'Scheine',
    neighbour: (name, says) => `${clip(name, 12)}: ${says}`,
    parked: (n) => `${n} geparkt`,
    drill: (until) => `Ohne Netz bis ${until}`,
    conflicts: (n) => (n === 1 ? '1 Karton klären' : `${n} Kartons klären`),
    scanner: 'Scanner',
    scale: 'Waage',
    device: {
      well: (name) => name,
      degraded: (name) => `${name}: schauen`,
      lost: (name) => `${name}: weg`,
      unknown: (name) => `${name}: ungesehen`,
      off: (name) => `${name}: aus`,
    },
    noSound: 'KEIN TON',
    notInFront: 'Nicht vorne: hier tippen',
    more: 'MEHR',
  },
};
