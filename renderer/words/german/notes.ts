import type { BandDetail } from '../../../src/core/view.ts';
import type { VerdictWords } from '../catalogue.ts';
import { gramsText } from '../figures.ts';
import { clip, ended, nameOf } from '../limits.ts';
import { order, thatOrder } from './refusals-orders.ts';

/** "Waldhonig 250 g fehlt.", or the sentence without a name. */
function about(detail: BandDetail, says: string, otherwise: string): string {
  return detail.name === undefined ? otherwise : `${nameOf(detail, 36)} ${says}`;
}

const NOT_YET = 'Es zählt, sobald das getan ist.';
const inHand = (detail: BandDetail) =>
  detail.name === undefined ? NOT_YET : `${ended(nameOf(detail, 40))} ${NOT_YET}`;

export const notes: VerdictWords['notes'] = {
  'conflict-settled': { word: 'Entschieden', what: (detail) => `${order(detail)}: Das Büro erfährt es.` },
  'conflict-asked': { word: 'Leitung entscheidet', what: (detail) => `${order(detail)} wartet. Mach weiter.` },
  'conflict-gone': {
    word: 'Schon entschieden',
    what: (detail) => `Jemand anders hat über ${thatOrder(detail)} entschieden.`,
  },
  'drill-running': { word: 'Probe läuft', what: () => 'Das Netz ist mit Absicht weg. Mach weiter wie immer.' },
  'drill-over': { word: 'Probe vorbei', what: () => 'Das Netz ist wieder da.' },
  ready: { word: 'Bereit', what: () => 'Auftrag scannen oder WEITER drücken.' },
  'asking-hub': { word: 'Frage an', what: (detail) => `${order(detail)} wird angefragt.` },
  'order-open': { word: 'Los', what: (detail) => `${order(detail)} ist offen. Scanne den ersten Artikel.` },
  accepted: { word: 'OK', what: (detail) => nameOf(detail) },
  'accepted-swap': {
    word: 'OK, Ersatz',
    what: (detail) => about(detail, 'geht stattdessen mit.', 'Es geht stattdessen mit.'),
  },
  'line-done': { word: 'Zeile fertig', what: (detail) => nameOf(detail) },
  'order-complete': { word: 'Alles drin', what: () => 'Alles ist im Karton. Das Etikett kommt.' },
  undone: {
    word: 'Zurückgenommen',
    what: (detail) =>
      detail.number !== undefined && detail.text !== undefined
        ? `Das Paket von Auftrag ${detail.number} ist wieder draußen.`
        : nameOf(detail),
  },
  skipped: { word: 'Später', what: (detail) => about(detail, 'kommt am Schluss.', 'Es kommt am Schluss.') },
  acknowledged: { word: 'Weiter', what: () => 'Scanne das Nächste.' },
  held: { word: 'Angehalten', what: (detail) => `${order(detail)} wartet auf das Büro. Stell den Karton beiseite.` },
  'put-back': { word: 'Abgegeben', what: (detail) => `${order(detail)} ist wieder frei. Leg die Artikel zurück.` },
  'making-label': { word: 'Etikett', what: () => 'Das Etikett wird gemacht.' },
  printing: { word: 'Druckt', what: () => 'Das Etikett ist beim Drucker.' },
  'waiting-for-label-scan': { word: 'Warte', what: () => 'auf den Scan des Etiketts. Vorher geht nichts raus.' },
  'label-awaited': {
    word: 'Noch nicht da',
    what: (detail) => `Das Etikett für ${thatOrder(detail)} kam noch nicht vom Paketdienst.`,
  },
  parked: {
    word: 'Geparkt',
    what: (detail) => `${order(detail)} wartet auf sein Etikett. Stell den Karton ins Regal.`,
  },
  resumed: { word: 'Auf dem Tisch', what: (detail) => `${order(detail)} ist offen. Sein Etikett kommt jetzt.` },
  'copy-printing': {
    word: 'Noch einmal',
    what: (detail) => `Das Etikett für ${thatOrder(detail)} kommt neu. Mach das alte kaputt.`,
  },
  'copy-right': {
    word: 'Richtiges Etikett',
    what: (detail) => `Das neue Etikett für ${thatOrder(detail)}. Kleb es auf den Karton.`,
  },
  'job-dropped': {
    word: 'Nicht erwartet',
    what: (detail) => `Ein Papier für ${thatOrder(detail)} wird nicht mehr erwartet.`,
  },
  shipped: { word: 'Versendet', what: (detail) => `Das Büro weiß es. ${order(detail)} ist fertig.` },
  saved: { word: 'Gespeichert', what: () => 'Geht raus, sobald das Netz wieder da ist.' },
  sending: { word: 'Wird gesendet', what: () => 'Gepackt und geprüft. Das Büro hat noch nicht geantwortet.' },
  'scan-lot': { word: 'Charge scannen', what: inHand },
  'scan-expiry': { word: 'Datum scannen', what: inHand },
  'scan-serial': { word: 'Nummer scannen', what: inHand },
  'scan-weight': { word: 'Wiegen', what: inHand },
  'scan-place': { word: 'Fach scannen', what: inHand },
  'capture-dropped': {
    word: 'Nicht gezählt',
    what: (detail) => about(detail, 'ist wieder draußen.', 'Es ist wieder draußen.'),
  },
  removing: { word: 'Nimm eins raus', what: () => 'Scanne, was du aus dem Karton nimmst.' },
  removed: {
    word: 'Ist draußen',
    what: (detail) => about(detail, 'ist nicht mehr im Karton.', 'Es ist nicht mehr im Karton.'),
  },
  moving: { word: 'Pack eins um', what: () => 'Scanne, was in einen anderen Karton kommt.' },
  moved: {
    word: 'Umgepackt',
    what: ({ n }) => (n === undefined ? 'Es liegt im anderen Karton.' : `Es liegt in Karton ${n}.`),
  },
  quantity: {
    word: 'Mehrere auf einmal',
    what: ({ n }) => (n === undefined ? 'Der nächste Scan zählt mehrere.' : `Der nächste Scan zählt ${n}.`),
  },
  'mode-left': { word: 'Wie vorher', what: () => 'Jeder Scan zählt wieder eins.' },
  chosen: { word: 'Jetzt das', what: (detail) => about(detail, 'ist dran.', 'Das ist dran.') },
  'short-noted': {
    word: 'Fehlt',
    what: (detail) => about(detail, 'fehlt. Notiert.', 'Was nicht da ist, ist notiert.'),
  },
  'damage-noted': {
    word: 'Kaputt',
    what: (detail) => `Leg ${detail.name === undefined ? 'es' : nameOf(detail, 36)} zur kaputten Ware.`,
  },
  'bin-noted': { word: 'Notiert', what: () => 'Jemand schaut nach diesem Fach. Weiter.' },
  'kit-broken': { word: 'Set ist offen', what: () => 'Scanne jetzt jedes Teil davon.' },
  learned: {
    word: 'Gelernt',
    what: ({ text }) =>
      text === undefined ? 'Dieser Code ist jetzt bekannt.' : `Der Code ${clip(text, 40)} ist jetzt bekannt.`,
  },
  'choose-box': { word: 'Welcher Karton?', what: () => 'Scanne den Karton, den du nimmst, oder STIMMT.' },
  'box-chosen': {
    word: 'Karton stimmt',
    what: ({ text }) => (text === undefined ? 'Weiter.' : `${clip(text, 24)}. Weiter.`),
  },
  'box-next': {
    word: 'Nächster Karton',
    what: ({ n }) => (n === undefined ? 'Scanne, was hineinkommt.' : `Scanne, was in Karton ${n} kommt.`),
  },
  'weigh-box': { word: 'Karton wiegen', what: () => 'Stell ihn auf die Waage und nimm die Hände weg.' },
  'weight-ok': {
    word: 'Gewicht stimmt',
    what: ({ grams }) => (grams === undefined ? 'Alles ist drin.' : `${gramsText('de-DE', grams)}. Alles ist drin.`),
  },
  'weight-noted': { word: 'Gewicht notiert', what: () => 'Hier kann es nichts beweisen. Weiter.' },
  'add-papers': { word: 'Papiere dazu', what: () => 'Leg hinein, was in der Liste steht, dann STIMMT.' },
  'paper-added': { word: 'Liegt drin', what: () => 'Nimm das Nächste aus der Liste.' },
  'order-changed-now': { word: 'Auftrag geändert', what: (detail) => `Der Shop hat ${thatOrder(detail)} geändert.` },
  'order-dropped': {
    word: 'Storniert',
    what: (detail) => `${order(detail)} fällt weg. Leg die Artikel in die Rückgabewanne.`,
  },
  'round-begun': {
    word: 'Los, holen',
    what: ({ of }) => (of === undefined ? 'Geh nach der Liste.' : `${of} zu holen. Geh nach der Liste.`),
  },
  'scan-tote': {
    word: 'Wanne scannen',
    what: ({ number }) => (number === undefined ? 'Eine leere.' : `Eine leere für Auftrag ${number}.`),
  },
  'tote-ready': {
    word: 'Wanne stimmt',
    what: ({ number }) => `Sie ist jetzt für ${number === undefined ? 'diesen Auftrag' : `Auftrag ${number}`}.`,
  },
  'scan-shelf': {
    word: 'Nächstes Fach',
    what: ({ text }) => (text === undefined ? 'Geh zum nächsten Fach.' : `Geh zu ${clip(text, 24)}.`),
  },
  'shelf-right': { word: 'Fach stimmt', what: () => 'Nimm den Artikel und scanne ihn.' },
  picked: { word: 'Geholt', what: (detail) => nameOf(detail) || 'Weiter.' },
  'into-tote': {
    word: 'In die Wanne',
    what: ({ text }) => `Leg es in ${text === undefined ? 'seine Wanne' : clip(text, 24)} und scanne die Wanne.`,
  },
  'round-done': { word: 'Alles geholt', what: () => 'Bring es an den Tisch und scanne die Wanne.' },
  loading: { word: 'Verladen', what: () => 'Scanne jedes Paket, das in den Wagen kommt.' },
  loaded: {
    word: 'Im Wagen',
    what: ({ number }) =>
      number === undefined ? 'Scanne das nächste Paket.' : `Auftrag ${number}. Scanne das nächste Paket.`,
  },
  'hand-over-done': {
    word: 'Übergeben',
    what: ({ n }) => {
      if (n === undefined) return 'Der Paketdienst hat sie.';
      return n === 1 ? 'Der Paketdienst hat 1 Paket.' : `Der Paketdienst hat ${n} Pakete.`;
    },
  },
  question: { word: 'Deine Antwort', what: () => 'Scanne eine der Antworten.' },
  approved: {
    word: 'Freigegeben',
    what: ({ name }) => (name === undefined ? 'Weiter.' : ended(`Weiter. Freigegeben von ${clip(name, 30)}`)),
  },
  paused: { word: 'Pause', what: () => 'Alles bleibt, wie es ist. Mit einem Ausweis geht es weiter.' },
  back: {
    word: 'Wieder da',
    what: ({ name }) =>
      name === undefined ? 'Weiter, wo es aufgehört hat.' : ended(`Weiter, wo es aufgehört hat, ${clip(name, 30)}`),
  },
  'taken-over': {
    word: 'Übernommen',
    what: ({ name }) => (name === undefined ? 'Es ist jetzt deins.' : ended(`Es ist jetzt deins, ${clip(name, 30)}`)),
  },
  'station-right': { word: 'Richtige Station', what: () => 'Dieser Tisch ist der auf dem Schild.' },
  card: { word: 'Scanner prüfen', what: () => 'Scanne jeden Code auf der Karte.' },
  training: { word: 'Üben', what: () => 'Nichts davon zählt. Probier alles aus.' },
  welcome: {
    word: 'Hallo',
    what: ({ name }) =>
      name === undefined ? 'Schön, dass du da bist.' : ended(`Schön, dass du da bist, ${clip(name, 30)}`),
  },
  'signed-out-now': { word: 'Abgemeldet', what: () => 'Scanne einen Ausweis.' },
};
