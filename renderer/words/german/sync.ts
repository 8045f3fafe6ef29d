import type { SyncWords } from '../sync-words.ts';

const other = (name: string, otherwise: string) => (name === '' ? otherwise : name);

export const sync: SyncWords = {
  conflict: {
    kinds: {
      double_ship: {
        word: 'Doppelt gepackt',
        what: (number, station) => `${other(station, 'Ein anderer Tisch')} hat Auftrag ${number} auch gepackt.`,
      },
      moved: {
        word: 'Anderswo gepackt',
        what: (number) => `Auftrag ${number} gehört jetzt einem anderen Haus.`,
      },
      shipped_after_cancel: {
        word: 'Vorher storniert',
        what: (number) => `Der Shop hat Auftrag ${number} storniert, bevor er gepackt war.`,
      },
      over_ship: { word: 'Zu viel im Karton', what: (number) => `In Auftrag ${number} liegt mehr, als bestellt ist.` },
      edited_after_claim: {
        word: 'Inzwischen geändert',
        what: (number) => `Der Shop hat Auftrag ${number} beim Packen geändert.`,
      },
      tracking_twice: {
        word: 'Etikett doppelt',
        what: (number) => `Das Etikett von Auftrag ${number} klebt noch woanders.`,
      },
      foreign_label: {
        word: 'Falsches Etikett',
        what: (number) => `Auftrag ${number} trägt das Etikett eines anderen.`,
      },
      label_voided: {
        word: 'Etikett gilt nicht',
        what: (number) => `Der Paketdienst nimmt Auftrag ${number} nicht mit.`,
      },
    },
    asks: {
      double_ship: 'Welcher geht raus?',
      moved: 'Welcher geht raus?',
      shipped_after_cancel: 'Wo ist der Karton?',
      over_ship: 'Wo ist der Karton?',
      edited_after_claim: 'Stimmt er noch?',
      tracking_twice: 'Wo ist der Karton?',
      foreign_label: 'Wo ist der Karton?',
      label_voided: 'Wo ist der Karton?',
    },
    who: 'Wer',
    when: 'Wann',
    label: 'Etikett',
    counts: 'Geht raus',
    yes: 'ja',
    no: 'noch nicht',
    you: '(hier)',
    nobody: 'unbekannt',
    none: 'keines',
    ships: (station) => `Der Karton von ${station} geht raus.`,
    leadDecides: 'Das entscheidet die Leitung mit Ausweis.',
    nothingLost: 'Der Bestand zählt einmal. Pack ruhig weiter.',
  },
  drill: {
    shipped: 'Ohne Netz gepackt',
    refused: 'Deshalb abgelehnt',
    scans: 'Gescannt',
    left: 'Allein noch möglich',
    dry: 'Nichts mehr da nach',
    never: 'nie',
  },
  enrol: {
    open: 'Mit einem Hub verbinden',
    title: 'Tisch verbinden',
    close: 'SCHLIESSEN',
    how: 'Scanne den Code, den das Büro zeigt, oder tippe Adresse und Code.',
    field: 'Adresse und Code',
    look: 'ANSEHEN',
    sure: 'Für diesen Hub arbeitet der Tisch dann.',
    pinned: 'Der Code sagt, welches Zertifikat das richtige ist.',
    notPinned: 'Das Zertifikat prüfen die Stellen, denen dieser Rechner traut.',
    connect: 'VERBINDEN',
    asking: 'Der Hub wird gefragt.',
    done: (station) => `Dieser Tisch ist jetzt ${station}. Es gilt nach dem Neustart.`,
    unsentIn: (file) => `Was nicht gesendet war, liegt in ${file}. Das Büro kann es einlesen.`,
    restart: 'NEU STARTEN',
    failed: 'Das ging nicht.',
    save: (entries) => `${entries} ungesendete Einträge sichern`,
    savedIn: (entries, file) => `${entries} Einträge liegen in ${file}.`,
  },
};
