import type { Catalogue } from './catalogue.ts';
import { printing } from './german/printing.ts';
import { screens } from './german/screens.ts';
import { verdicts } from './german/verdicts.ts';

/** Packers are addressed as "du", as on the floor. */
export const german: Catalogue = {
  locale: 'de-DE',
  direction: 'ltr',
  keys: {
    next: 'WEITER',
    undo: 'ZURÜCK',
    skip: 'SPÄTER',
    hold: 'ANHALTEN',
    'put-back': 'ABGEBEN',
    acknowledge: 'GESEHEN',
    retry: 'NOCHMAL',
    'no-label': 'KEIN ETIKETT',
    reprint: 'NEU DRUCKEN',
    'slip-again': 'SCHEIN NEU',
    help: 'HILFE',
    'sign-out': 'ABMELDEN',
  },
  reasons: {
    'not-now': 'jetzt nicht',
    'nothing-to-undo': 'noch kein Scan',
    'nothing-to-do': 'kein Auftrag',
    'last-line': 'letzte Zeile',
  },
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
    scanner: 'Scanner',
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
