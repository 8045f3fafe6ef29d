import type { PrinterWords } from '../printer-words.ts';

const boxes = (n: number) => (n === 1 ? '1 Karton' : `${n} Kartons`);

export const printers: PrinterWords = {
  printers: {
    title: 'Drucker und Papiere',
    roles: { label: 'Etiketten', slip: 'Scheine' },
    neighbour: 'Nachbar',
    reach: {
      tcp: 'über Netz',
      device: 'am Kabel',
      serial: 'am seriellen Kabel',
      cups: 'über Warteliste',
      windows: 'über Warteliste',
    },
    proofs: {
      odometer: 'zählt seine Etiketten',
      'process-id': 'meldet jedes fertige Blatt',
      status: 'sagt, wie es ihm geht',
      none: 'sagt nichts: jedes scannen',
    },
    noPrinters: 'Kein Drucker ist eingerichtet.',
    onTheirWay: 'Unterwegs',
    noPapers: 'Kein Papier ist unterwegs.',
    touch: 'Antippen und ansehen.',
    states: {
      queued: 'Kommt noch dran',
      sending: 'Gesendet, nicht gedruckt',
      attention: 'Der Drucker steht',
      printed: 'Gedruckt',
      unknown: 'Keiner weiß es: scannen',
      not_sent: 'Nichts gesendet',
      awaited: 'Fehlt vom Paketdienst',
      failed: 'Ging nicht zu machen',
    },
    parked: 'Geparkt',
    boxes,
    more: (n) => `und ${n} mehr`,
    close: 'SCHLIESSEN',
  },
  paper: {
    kinds: {
      label: 'Etikett',
      slip: 'Lieferschein',
      'gift-note': 'Grußkarte',
      content: 'Inhaltsliste',
      return: 'Retouretikett',
      customs: 'Zollpapiere',
    },
    show: { label: 'ETIKETT SEHEN', papers: 'PAPIERE SEHEN' },
    settled: 'Niemand wartet darauf',
    exact: 'Genau das bekommt der Drucker.',
    printer: 'Drucker',
    code: 'Für den Support',
    noPicture: 'Davon gibt es noch kein Bild.',
    close: 'SCHLIESSEN',
  },
  awaited: {
    says: 'Das Etikett kam noch nicht vom Paketdienst.',
    waiting: (time) => `Wartet ${time}`,
    park: 'Weitermachen, später drucken.',
    retry: 'Oder noch einmal fragen.',
  },
  parked: {
    waiting: (n) => (n === 1 ? '1 Karton wartet auf sein Etikett' : `${n} Kartons warten auf ihr Etikett`),
    printable: (key) => `Der Drucker ist wieder gut. Scanne ${key}.`,
    waitsFor: (printer) => `Wartet auf ${printer}.`,
    noPrinter: 'Wartet auf einen Etikettendrucker.',
    order: (number, n) => `${number}, ${boxes(n)}`,
  },
};
