import type { PrintingWords } from '../catalogue.ts';

export const printing: PrintingWords = {
  conditions: {
    paper_out: {
      word: 'Keine Etiketten', what: (printer) => `Die Rolle in ${printer} ist leer.`, chip: 'Keine Etiketten',
      part: 'Etiketten', says: 'leer', steps: ['Rolle einlegen.', 'Deckel schließen.'],
    },
    paper_low: {
      word: 'Rolle fast leer', what: (printer) => `Die Rolle in ${printer} ist fast leer.`, chip: 'Rolle fast leer',
      part: 'Etiketten', says: 'fast leer', steps: ['Neue Rolle holen.'],
    },
    cover_open: {
      word: 'Deckel ist offen', what: (printer) => `Der Deckel von ${printer} ist offen.`, chip: 'Deckel offen',
      part: 'Deckel', says: 'offen', steps: ['Deckel schließen, bis er klickt.'],
    },
    jam: {
      word: 'Etikett klemmt', what: (printer) => `Ein Etikett klemmt in ${printer}.`, chip: 'Etikett klemmt',
      part: 'Weg', says: 'klemmt', steps: ['Deckel auf. Etikett rausnehmen.', 'Deckel schließen.'],
    },
    ribbon_out: {
      word: 'Kein Farbband', what: (printer) => `Das Farbband in ${printer} ist zu Ende.`, chip: 'Kein Farbband',
      part: 'Farbband', says: 'zu Ende', steps: ['Farbband einlegen.', 'Deckel schließen.'],
    },
    paused: {
      word: 'Drucker hält an', what: (printer) => `Jemand hat ${printer} angehalten.`, chip: 'Drucker hält an',
      part: 'Drucker', says: 'hält an', steps: ['PAUSE am Drucker drücken.'],
    },
    head_hot: {
      word: 'Zu heiß', what: (printer) => `${printer} kühlt eine Minute ab.`, chip: 'Zu heiß',
      part: 'Druckkopf', says: 'heiß', steps: ['Eine Minute warten.'],
    },
    buffer_full: {
      word: 'Drucker hat zu tun', what: (printer) => `${printer} druckt noch Älteres.`, chip: 'Hat zu tun',
      part: 'Speicher', says: 'voll', steps: ['Warten, bis er gedruckt hat.'],
    },
    cutter: {
      word: 'Messer klemmt', what: (printer) => `Das Messer von ${printer} klemmt.`, chip: 'Messer klemmt',
      part: 'Messer', says: 'klemmt', steps: ['Deckel auf. Messer frei machen.', 'Deckel schließen.'],
    },
    needs_service: {
      word: 'Muss repariert', what: (printer) => `${printer} braucht einen Techniker.`, chip: 'Reparatur nötig',
      part: 'Drucker', says: 'kaputt', steps: ['Sag deiner Leitung Bescheid.'],
    },
    no_reply: {
      word: 'Keine Antwort', what: (printer) => `${printer} antwortet nicht.`, chip: 'Keine Antwort',
      part: 'Drucker', says: 'stumm', steps: ['Ist er an?', 'Steckt sein Kabel?'],
    },
  },
  faults: {
    UNREACHABLE: { word: 'Drucker ist weg', what: (printer) => `${printer} antwortet nicht. Nichts ging raus.`, steps: ['Ist er an?', 'Steckt sein Kabel?'] },
    NOT_READY: { word: 'Nicht bereit', what: (printer) => `${printer} kann jetzt nicht. Nichts ging raus.`, steps: ['Schau auf seine Lampen.'] },
    PAYLOAD_REJECTED: { word: 'Etikett abgelehnt', what: (printer) => `${printer} nimmt dieses Etikett nicht.`, steps: ['Sag deiner Leitung Bescheid.'] },
    STALLED: { word: 'Drucker steht', what: (printer) => `${printer} blieb mittendrin stehen.`, steps: ['Schau auf seine Lampen.'] },
    DISCONNECTED: { word: 'Abgeschnitten', what: (printer) => `${printer} war mittendrin weg.`, steps: ['Steckt sein Kabel?'] },
    FAULT_AFTER_SEND: { word: 'Drucker steht', what: (printer) => `${printer} hat das Etikett und steht.`, steps: ['Schau auf seine Lampen.'] },
    NO_ACK: { word: 'Kein Bescheid', what: (printer) => `${printer} hat nicht gesagt, dass er gedruckt hat.`, steps: ['Such das Etikett.'] },
    UNCONFIRMED: { word: 'Schau nach', what: (printer) => `${printer} kann nicht sagen, ob er gedruckt hat.`, steps: ['Such das Etikett.'] },
    RESTARTED: { word: 'Neu gestartet', what: () => 'Dieser Tisch blieb beim Drucken stehen.', steps: ['Such das Etikett.'] },
  },
  jobStates: {
    queued: 'Kommt dran',
    sending: 'Beim Drucker',
    attention: 'Drucker steht',
    printed: 'Gedruckt',
    unknown: 'Nicht sicher',
    not_sent: 'Nicht gesendet',
    failed: 'Nicht gemacht',
  },
  fineParts: [
    { part: 'Etiketten', says: 'drin', unless: ['paper_out', 'paper_low'] },
    { part: 'Deckel', says: 'zu', unless: ['cover_open'] },
    { part: 'Druckkopf', says: 'kühl', unless: ['head_hot'] },
  ],
  unknown: {
    word: 'Etikett da?',
    what: () => 'Kam ein sauberes Etikett heraus? Scanne es.',
    steps: ['Ja: aufkleben und scannen.', 'Nein: KEIN ETIKETT scannen.'],
  },
  failed: { word: 'Noch kein Etikett', what: () => 'Das Etikett ging nicht zu machen. Nichts wurde gedruckt.', steps: ['Noch einmal versuchen.'] },
  goesOnByItself: 'Er macht von selbst weiter.',
  scanKey: (key) => `Scanne ${key}.`,
  printerSays: 'Der Drucker sagt',
  noAnswer: 'nichts',
  waiting: (time) => `wartet ${time}`,
  notPrintedYet: 'Das Etikett ist noch nicht gedruckt',
  noPrinter: 'der Drucker',
};
