import type { Ask } from '../../../src/core/unit-facts.ts';
import type { RefusalWords } from '../catalogue.ts';
import { clip, clipList, ended, nameOf } from '../limits.ts';
import { GO_ON, reasons } from './reasons.ts';

/** What the unit in hand still lacks, by the core's name for it. */
const ASKS: Readonly<Record<string, string>> = {
  lot: 'die Charge scannen',
  expiry: 'das Datum scannen',
  serial: 'die Nummer scannen',
  weight: 'wiegen',
  place: 'das Fach scannen',
} satisfies Record<Ask, string>;

/** What a scan can be before it is about anything: badly read, doubled, not known. */
export const refusals = {
  'invalid-code': {
    word: 'Schlecht gelesen',
    what: ({ fault }) =>
      fault === undefined ? 'Der Code geht nicht auf. Noch einmal scannen.' : reasons.faults[fault],
  },
  'unreadable-code': {
    word: 'Dreimal nicht lesbar',
    what: ({ fault }) => (fault === undefined ? 'Der Code geht nicht auf.' : reasons.faults[fault]),
    steps: ({ fault }) =>
      fault === 'check-digit-stripped'
        ? ['Nimm einen anderen Scanner.', 'Sag es deiner Leitung.', GO_ON]
        : ['Such einen anderen Code darauf.', 'Keiner? Leg es zur Seite.', GO_ON],
  },
  'scan-glued': { word: 'Zwei auf einmal', what: () => 'Zwei Codes kamen als einer. Einzeln scannen.' },
  'unknown-code': {
    word: 'Nicht bekannt',
    what: ({ text }) =>
      text === undefined ? 'Nichts hier hat diesen Code.' : ended(`Nichts hier hat den Code ${clip(text, 24)}`),
    steps: () => ['Such einen anderen Code darauf.', 'Keiner? Leg es zur Seite.', GO_ON],
  },
  'unknown-quiet': {
    word: 'Nicht bekannt',
    what: ({ text }) =>
      `${text === undefined ? 'Dieser Code' : clip(text, 24)} sagt hier nichts. Anderen Code darauf scannen.`,
  },
  'ambiguous-code': {
    word: 'Passt mehrfach',
    what: ({ choices = [] }) =>
      choices.length === 0
        ? 'Mehrere Dinge haben diesen Code. Scanne einen anderen.'
        : `Das kann ${clipList(choices.join(', '), 44)} sein. Scanne einen anderen Code.`,
  },
  'already-counted': {
    word: 'Einmal gezählt',
    what: ({ number }) =>
      number === undefined
        ? 'Derselbe Code kam zweimal. Er zählt einmal.'
        : `Auftrag ${number} ist schon offen. Weiter.`,
  },
  'already-done': {
    word: 'Einmal getan',
    what: ({ person }) =>
      person === undefined
        ? 'Dieselbe Taste kam zweimal. Sie zählt einmal.'
        : ended(`Schon angemeldet: ${clip(person, 30)}`),
  },
  'same-item': { word: 'Noch dasselbe', what: () => 'Das ist gezählt. Nimm es weg, dann zeig das nächste.' },
  'case-unknown': {
    word: 'Wie viele drin?',
    what: ({ scanned }) =>
      scanned === undefined
        ? 'Niemand hat gesagt, wie viele darin sind.'
        : `Ein Gebinde: ${clip(scanned.name, 36)}. Niemand hat gesagt, wie viele darin sind.`,
    steps: () => ['Öffne das Gebinde.', 'GESEHEN scannen, dann jedes Stück.'],
  },
  'content-off': {
    word: 'Sagt nur den Inhalt',
    what: () => 'Dieser Code gilt für die ganze Ladung. Scanne jedes Stück.',
  },
  'scan-required': {
    word: 'Scanne es',
    what: ({ scanned }) =>
      scanned === undefined
        ? 'Tippen reicht hier nicht. Scanne den Code.'
        : `Tippen reicht nicht bei ${clip(scanned.name, 40)}. Scanne den Code.`,
  },
  'finish-first': {
    word: 'Erst das hier',
    what: ({ wanted, expected = '' }) =>
      `Erst ${ASKS[expected] ?? 'fertig machen'}: ${wanted === undefined ? 'was du in der Hand hast' : nameOf(wanted, 30)}. Oder ABBRECHEN.`,
  },
  'not-that': {
    word: 'Das nicht',
    what: ({ wanted, expected = '' }) => {
      const what = ASKS[expected] ?? 'das in der Klammer scannen';
      return `Das nicht. Jetzt ${what}${wanted === undefined ? '' : `: ${nameOf(wanted, 30)}`}.`;
    },
  },
  'gs-missing': {
    word: 'Läuft zusammen',
    what: ({ got }) =>
      got === undefined
        ? 'Der Scanner lässt das Zeichen zwischen Charge und Nummer weg.'
        : `${clip(got, 24)}: Der Scanner lässt das Zeichen zwischen Charge und Nummer weg.`,
    steps: () => ['Nimm einen anderen Scanner.', 'Sag es deiner Leitung.', GO_ON],
  },
  stopped: { word: 'Nicht gezählt', what: () => 'Der Tisch hält an. Dieser Scan zählt nicht.', steps: () => [GO_ON] },
  'not-saved': {
    word: 'Nicht gespeichert',
    what: () => 'Die Platte nimmt nichts an. Es zählt nicht. Hol deine Leitung.',
  },
} as const satisfies Partial<RefusalWords>;
