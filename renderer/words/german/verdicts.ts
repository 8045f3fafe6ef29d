import type { BandDetail } from '../../../src/core/view.ts';
import type { VerdictWords } from '../catalogue.ts';
import { clip, ended, nameOf } from '../limits.ts';

const order = (about: BandDetail) => (about.number === undefined ? 'Dieser Auftrag' : `Auftrag ${about.number}`);
const GO_ON = 'Scanne GESEHEN.';

/** German declines its adjectives, so a colour from outside stands alone, in capitals as on the plate. */
function wrongItem({ scanned, wanted }: BandDetail): string {
  if (scanned === undefined) return 'Das gehört nicht zu diesem Auftrag.';
  if (wanted === undefined) return `${clip(scanned.name, 40)} gehört nicht zu diesem Auftrag.`;
  if (scanned.name === wanted.name && scanned.variant !== undefined && wanted.variant !== undefined) {
    return `Das ist ${clip(scanned.variant, 24)}. Der Auftrag braucht ${clip(wanted.variant, 24)}.`;
  }
  return `${ended(`Das ist ${clip(scanned.name, 40)}`)} ${ended(`Dran ist ${clip(wanted.name, 40)}`)}`;
}

export const verdicts: VerdictWords = {
  refusals: {
    'invalid-code': { word: 'Schlecht gelesen', what: () => 'Der Code geht nicht auf. Noch einmal scannen.' },
    'scan-glued': { word: 'Zwei auf einmal', what: () => 'Zwei Codes kamen als einer. Einzeln scannen.' },
    'unknown-code': {
      word: 'Nicht bekannt',
      what: ({ text }) =>
        text === undefined ? 'Nichts hier hat diesen Code.' : ended(`Nichts hier hat den Code ${clip(text, 24)}`),
      steps: () => ['Such einen anderen Code darauf.', 'Keiner? Leg es zur Seite.', GO_ON],
    },
    'ambiguous-code': { word: 'Passt mehrfach', what: () => 'Mehrere Dinge haben diesen Code. Scanne einen anderen.' },
    'wrong-item': {
      word: 'Falscher Artikel',
      what: wrongItem,
      steps: ({ scanned, wanted }) => [
        scanned?.variant !== undefined && scanned.name === wanted?.name
          ? `Leg ${clip(scanned.variant, 18)} zurück.`
          : 'Leg es zurück.',
        GO_ON,
      ],
    },
    'too-many': {
      word: 'Eins zu viel',
      what: ({ ordered, packed }) =>
        ordered === undefined
          ? 'Davon ist alles im Karton.'
          : `${ordered === 1 ? 'Das eine ist' : `Alle ${ordered} sind`} im Karton. Das ist Nummer ${(packed ?? ordered) + 1}.`,
      steps: () => ['Lass es draußen.', GO_ON],
    },
    'case-too-big': {
      word: 'Gebinde zu groß',
      what: ({ factor, ordered = 0, packed = 0 }) =>
        `Darin sind ${factor ?? 'mehr'}. Der Auftrag braucht noch ${Math.max(0, ordered - packed)}.`,
      steps: ({ ordered = 0, packed = 0 }) => [
        `Öffnen und ${Math.max(0, ordered - packed)} nehmen.`,
        'GESEHEN scannen, dann jedes Stück.',
      ],
    },
    'other-order': {
      word: 'Anderer Auftrag',
      what: ({ number }) => `Das ist Auftrag ${number ?? ''}. Erst diesen fertig packen oder abgeben.`,
    },
    'order-shipped': { word: 'Schon versendet', what: (about) => `${order(about)} ist weg. Nichts zu packen.` },
    'order-held': { word: 'Angehalten', what: (about) => `${order(about)} wartet auf das Büro. Nimm einen anderen.` },
    'order-cancelled': {
      word: 'Storniert',
      what: (about) => `${order(about)} ist storniert. Nichts davon geht raus.`,
      steps: () => ['Leg die Artikel ins Rückgaberegal.', GO_ON],
    },
    'order-taken': { word: 'Vergeben', what: (about) => `${order(about)} liegt auf einem anderen Tisch.` },
    'order-not-ready': { word: 'Noch nicht', what: (about) => `${order(about)} darf noch nicht gepackt werden.` },
    'order-needs-hub': {
      word: 'Nicht hier',
      what: (about) => `${order(about)} ist nicht auf diesem Tisch, und das Netz ist weg.`,
    },
    'no-order-open': { word: 'Kein Auftrag offen', what: () => 'Erst den Auftrag scannen oder WEITER drücken.' },
    'nothing-to-do': { word: 'Keine Aufträge', what: () => 'Auf diesen Tisch wartet nichts.' },
    'badge-unknown': { word: 'Ausweis unbekannt', what: () => 'Anderen Ausweis scannen oder PIN nehmen.' },
    'pin-wrong': { word: 'Falsche PIN', what: () => 'Noch einmal, oder Ausweis scannen.' },
    'pin-blocked': { word: '30 Sekunden warten', what: () => 'Fünf falsche PINs. Dein Ausweis geht sofort.' },
    'signed-out': { word: 'Erst der Ausweis', what: () => 'Niemand ist angemeldet. Scanne deinen Ausweis.' },
    stopped: { word: 'Nicht gezählt', what: () => 'Der Tisch hält an. Dieser Scan zählt nicht.', steps: () => [GO_ON] },
    'wrong-label': {
      word: 'Falsches Etikett',
      what: ({ number }) =>
        number === undefined
          ? 'Dieses Etikett gehört zu einem anderen Karton.'
          : `Dieses Etikett gehört zu Auftrag ${number}.`,
      steps: () => ['Nimm es vom Karton.', 'Such das richtige Etikett.', GO_ON],
    },
    'label-not-here': { word: 'Kein Etikett', what: () => 'Scanne das Etikett auf dem Karton.' },
    'item-after-complete': {
      word: 'Karton ist voll',
      what: ({ scanned }) =>
        scanned === undefined
          ? 'Es ist schon alles im Karton.'
          : `${clip(scanned.name, 40)} ist eins mehr als bestellt.`,
      steps: () => ['Lass es draußen.', GO_ON],
    },
    'nothing-to-undo': { word: 'Nichts zurück', what: () => 'In diesem Auftrag gibt es keinen Scan.' },
    'not-now': { word: 'Jetzt nicht', what: () => 'Das bewirkt hier nichts.' },
    'already-counted': { word: 'Einmal gezählt', what: () => 'Derselbe Code kam zweimal. Er zählt einmal.' },
    'not-saved': {
      word: 'Nicht gespeichert',
      what: () => 'Die Platte nimmt nichts an. Es zählt nicht. Hol deine Leitung.',
    },
  },
  notes: {
    ready: { word: 'Bereit', what: () => 'Auftrag scannen oder WEITER drücken.' },
    'asking-hub': { word: 'Frage an', what: (about) => `${order(about)} wird angefragt.` },
    'order-open': { word: 'Los', what: (about) => `${order(about)} ist offen. Scanne den ersten Artikel.` },
    accepted: { word: 'OK', what: nameOf },
    'line-done': { word: 'Zeile fertig', what: nameOf },
    'order-complete': { word: 'Alles drin', what: () => 'Alles ist im Karton. Das Etikett kommt.' },
    undone: { word: 'Zurückgenommen', what: nameOf },
    skipped: { word: 'Später', what: (about) => `${nameOf(about)} kommt am Schluss.` },
    acknowledged: { word: 'Weiter', what: () => 'Scanne das Nächste.' },
    held: { word: 'Angehalten', what: (about) => `${order(about)} wartet auf das Büro. Stell den Karton beiseite.` },
    'put-back': { word: 'Abgegeben', what: (about) => `${order(about)} ist wieder frei. Leg die Artikel zurück.` },
    'making-label': { word: 'Etikett', what: () => 'Das Etikett wird gemacht.' },
    printing: { word: 'Druckt', what: () => 'Das Etikett ist beim Drucker.' },
    'waiting-for-label-scan': { word: 'Warte', what: () => 'auf den Scan des Etiketts. Vorher geht nichts raus.' },
    shipped: { word: 'Versendet', what: (about) => `Das Büro weiß es. ${order(about)} ist fertig.` },
    saved: { word: 'Gespeichert', what: () => 'Geht raus, sobald das Netz wieder da ist.' },
    sending: { word: 'Wird gesendet', what: () => 'Gepackt und geprüft. Das Büro hat noch nicht geantwortet.' },
    welcome: {
      word: 'Hallo',
      what: ({ name }) =>
        name === undefined ? 'Schön, dass du da bist.' : ended(`Schön, dass du da bist, ${clip(name, 30)}`),
    },
    'signed-out-now': { word: 'Abgemeldet', what: () => 'Scanne einen Ausweis.' },
  },
};
