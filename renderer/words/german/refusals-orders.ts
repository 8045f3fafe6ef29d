import type { BandDetail } from '../../../src/core/view.ts';
import type { RefusalWords } from '../catalogue.ts';
import { sinceText } from '../figures.ts';
import { clip, ended } from '../limits.ts';
import { GO_ON, reasons } from './reasons.ts';

export const order = (about: BandDetail) => (about.number === undefined ? 'Dieser Auftrag' : `Auftrag ${about.number}`);
/** Of a deed done to it. */
export const thatOrder = ({ number }: BandDetail) => (number === undefined ? 'diesen Auftrag' : `Auftrag ${number}`);

/** Which order, in which state, and who may do it. */
export const refusals = {
  'other-order': {
    word: 'Anderer Auftrag',
    what: ({ number }) =>
      `Das ist ${number === undefined ? 'ein anderer Auftrag' : `Auftrag ${number}`}. Erst diesen fertig packen oder abgeben.`,
  },
  'order-shipped': {
    word: 'Schon versendet',
    what: (about) => {
      const left = about.sinceMs === undefined ? 'ist weg' : `ging am ${sinceText('de-DE', about.sinceMs)} raus`;
      return `${order(about)} ${left}. ${about.reprint === true ? 'Sein Etikett noch einmal: NEU DRUCKEN.' : 'Nichts zu packen.'}`;
    },
  },
  'order-held': { word: 'Angehalten', what: (about) => `${order(about)} wartet auf das Büro. Nimm einen anderen.` },
  'order-cancelled': {
    word: 'Storniert',
    what: (about) => `${order(about)} ist storniert. Nichts davon geht raus.`,
    steps: () => ['Leg die Artikel ins Rückgaberegal.', GO_ON],
  },
  'order-taken': {
    word: 'Vergeben',
    what: (about) => {
      const { person, station, sinceMs } = about;
      const who = person === undefined ? 'ist auf einem anderen Tisch' : `packt ${clip(person, 20)}`;
      const where = station === undefined ? '' : `, ${clip(station, 20)}`;
      return `${order(about)}: Das ${who}${where}${sinceMs === undefined ? '' : `, seit ${sinceText('de-DE', sinceMs)}`}.`;
    },
    steps: () => ['Lass ihn dort und nimm einen anderen.', GO_ON],
  },
  'order-lost': {
    word: 'Übernommen',
    what: (about) =>
      `${order(about)} ist ${about.station === undefined ? 'nicht mehr deiner' : `jetzt bei ${clip(about.station, 24)}`}.`,
    steps: (about) =>
      about.reprint === true
        ? ['Zerstöre sein Etikett.', 'Gib den Karton weiter.', GO_ON]
        : ['Leg seine Ware zusammen und gib sie weiter.', GO_ON],
  },
  'needs-hub-to-print': {
    word: 'Wartet auf das Netz',
    what: (about) => `${order(about)} ist nur zum Holen geliehen. Das Etikett braucht das Netz.`,
  },
  'order-not-ready': { word: 'Noch nicht', what: (about) => `${order(about)} darf noch nicht gepackt werden.` },
  'order-needs-hub': {
    word: 'Nicht hier',
    what: (about) => `${order(about)} ist nicht auf diesem Tisch, und das Netz ist weg.`,
  },
  'order-stale': {
    word: 'Alter Stand',
    what: ({ sinceMs }) =>
      sinceMs === undefined
        ? 'Vom Büro kam lange nichts.'
        : `Vom Büro kam zuletzt etwas am ${sinceText('de-DE', sinceMs)}. Der Auftrag kann anders sein.`,
    steps: () => ['Nimm einen anderen, wenn es geht.', GO_ON],
  },
  'order-problem': {
    word: 'Kann noch nicht raus',
    what: ({ problem }) =>
      `${problem === undefined ? 'Etwas ist nicht da.' : reasons.problems[problem]} ANHALTEN, fürs Büro.`,
  },
  'no-order-open': {
    word: 'Kein Auftrag offen',
    what: ({ scanned, got }) => {
      const came = scanned?.name ?? got;
      return `${came === undefined ? '' : `${ended(`Das ist ${clip(came, 36)}`)} `}Erst den Auftrag scannen oder WEITER drücken.`;
    },
  },
  'nothing-to-do': { word: 'Keine Aufträge', what: () => 'Auf diesen Tisch wartet nichts.' },
  'nothing-parked': { word: 'Nichts geparkt', what: () => 'Kein Karton wartet auf sein Etikett.' },
  'nothing-to-reprint': {
    word: 'Welches Etikett?',
    what: () => 'Scanne erst das Paket oder den Auftrag, dann NEU DRUCKEN.',
  },
  'nothing-to-ship': { word: 'Nichts zu senden', what: () => 'Nichts davon ist da. ANHALTEN oder ABGEBEN.' },
  'answer-first': { word: 'Erst antworten', what: () => 'Eine Frage ist offen. Scanne eine der Antworten.' },
  'sure-late': { word: 'Zu spät', what: () => 'Die zehn Sekunden sind um. Von vorn, dann STIMMT.' },
  'not-now': { word: 'Jetzt nicht', what: () => 'Das bewirkt hier nichts.' },
  'badge-unknown': { word: 'Ausweis unbekannt', what: () => 'Anderen Ausweis scannen oder PIN nehmen.' },
  'pin-wrong': { word: 'Falsche PIN', what: () => 'Noch einmal, oder Ausweis scannen.' },
  'pin-blocked': { word: '30 Sekunden warten', what: () => 'Fünf falsche PINs. Dein Ausweis geht sofort.' },
  'signed-out': { word: 'Erst der Ausweis', what: () => 'Niemand ist angemeldet. Scanne deinen Ausweis.' },
  'no-right': { word: 'Nicht mit dem Ausweis', what: () => 'Das braucht den Ausweis der Aufsicht.' },
  'not-a-supervisor': {
    word: 'Keine Aufsicht',
    what: ({ person }) =>
      `${person === undefined ? 'Dieser Ausweis' : `Der Ausweis von ${clip(person, 26)}`} reicht nicht. Hol die Aufsicht oder ABBRECHEN.`,
  },
  locked: {
    word: 'Pause',
    what: ({ person }) =>
      person === undefined
        ? 'Dieser Tisch hat Pause. Scanne deinen Ausweis.'
        : `${ended(`Pause von ${clip(person, 30)}`)} Scanne einen Ausweis.`,
  },
} as const satisfies Partial<RefusalWords>;
