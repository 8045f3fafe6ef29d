import type { TableWords } from '../catalogue.ts';

export const extras: TableWords['extras'] = {
  'gift-note': { word: 'Geschenkkarte', what: 'Leg sie obenauf.' },
  insert: { word: 'Beilage', what: 'Leg das Blatt dazu.' },
  customs: { word: 'Zollpapiere', what: 'Steck sie in die Tasche am Karton.' },
  'dangerous-goods': { word: 'Gefahrgutpapiere', what: 'Leg sie hinein, kleb den Aufkleber auf den Karton.' },
  photo: { word: 'Foto', what: 'Mach ein Foto vom offenen Karton.' },
};

export const notAllowed: TableWords['notAllowed'] = {
  carrier: 'nicht bei diesem Dienst',
  'too-heavy': 'zu schwer',
  'too-long': 'zu lang',
  girth: 'zu dick',
};

const LAYOUTS: Readonly<Record<string, string>> = {
  french: 'französische',
  german: 'deutsche',
  british: 'britische',
};

export const cardFindings: TableWords['cardFindings'] = {
  'no-aim': () => 'Er sagt nicht, welche Art Code er gelesen hat.',
  'aim-partly': () => 'Er sagt nur bei einigen Codes, welche Art es ist.',
  'aim-wrong': (what) => `Er nennt die falsche Art Code${what === null ? '' : `: ${what.slice(0, 12)}`}.`,
  'gs-dropped': () => 'Er lässt das Zeichen zwischen Charge und Nummer weg.',
  'gs-substituted': (what) =>
    `Er sendet ${what === null ? 'etwas anderes' : `„${what.slice(0, 12)}“`} für das Zeichen zwischen Charge und Nummer.`,
  'suffix-missing': () => 'Er sagt nicht, wo ein Code endet. Jeder Scan wartet einen Moment.',
  'suffix-extra': (what) => `Er hängt hinten etwas an${what === null ? '' : `: „${what.slice(0, 16)}“`}.`,
  prefix: (what) => `Er setzt vor jeden Code etwas${what === null ? '' : `: „${what.slice(0, 16)}“`}.`,
  'check-digit-stripped': () => 'Er lässt die letzte Ziffer weg.',
  'upca-as-12': () => 'Er sendet UPC-A mit 12 Ziffern. Das lässt sich verwechseln.',
  'upce-not-expanded': () => 'Er sendet UPC-E in der kurzen Form. Beide Formen werden verstanden.',
  'case-changed': (what) => {
    if (what === 'upper') return 'Er macht kleine Buchstaben groß.';
    return what === 'lower' ? 'Er macht große Buchstaben klein.' : 'Er vertauscht große und kleine Buchstaben.';
  },
  'layout-wrong': (what) =>
    what === null
      ? 'Scanner und Computer sind auf verschiedene Tastaturen gestellt.'
      : `Der Scanner tippt wie eine US-Tastatur, der Computer hat eine ${LAYOUTS[what] ?? what.slice(0, 16)}.`,
  'parity-wrong': () => 'Seine Leitung ist anders eingestellt: Zeichen kommen entstellt an.',
  'characters-lost': (what) => `Zeichen gehen unterwegs verloren${what === null ? '' : `: ${what.slice(0, 12)}`}.`,
  'characters-changed': (what) => `Er ändert Zeichen${what === null ? '' : `: ${what.slice(0, 24)}`}.`,
  'cut-short': (what) => `Das Ende eines Codes ist verloren${what === null ? '' : `: ${what.slice(0, 12)}`}.`,
  glued: (what) => `Zwei Codes kamen als einer${what === null ? '' : `: ${what.slice(0, 28)}`}.`,
  slow: (what) => (what === 'keys' ? 'Er tippt so langsam wie ein Mensch.' : 'Er braucht zu lange für einen Code.'),
  garbled: () => 'Es kommt nur Rauschen.',
  'not-on-card': (what) => `Dieser Code ist nicht auf der Karte${what === null ? '' : `: ${what.slice(0, 24)}`}.`,
  'unread-symbology': () => 'Diese Art Code wurde nicht gelesen.',
};

export const cardFixes: TableWords['cardFixes'] = {
  'send-aim': 'Schalte „AIM-Kennung senden“ ein.',
  'scan-from-defaults': 'Scanne „Werkseinstellung“, dann das Einrichtblatt von oben.',
  'send-gs': 'Schalte das Trennzeichen für GS1-Codes ein (GS, oder Strg+] als Tastatur).',
  'name-gs-substitute': 'Lass ihn das echte GS senden, oder trag in die Einstellungen ein, was er sendet.',
  'send-suffix': 'Stell das Ende auf CR.',
  'remove-suffix': 'Stell das Ende auf CR und nichts sonst.',
  'remove-prefix': 'Nimm den Vorsatz weg.',
  'send-check-digit': 'Schalte „Prüfziffer senden“ für EAN, UPC und ITF ein.',
  'upca-as-ean13': 'Schalte „UPC-A als EAN-13“ ein.',
  'expand-upce': 'Lass es so, oder schalte „UPC-E erweitern“ ein.',
  'keep-case': 'Schalte jede Änderung der Schreibung aus, auch die Feststelltaste.',
  'us-keyboard': 'Stell Scanner und Computer auf dieselbe Tastatur, am besten US.',
  'match-line-settings': 'Stell seine Leitung auf 115200, 8 Bit, keine Parität, 1 Stoppbit.',
  'raise-line-speed': 'Stell seine Leitung auf 115200, oder sein USB auf seriell.',
  'slow-keys-down': 'Stell eine kurze Pause zwischen Tasten ein: 5 ms.',
  'hurry-keys': 'Nimm die Pause zwischen Tasten weg, oder stell sein USB auf seriell.',
  'scan-again': 'Scanne noch einmal, näher und gerader.',
  'enable-symbology': 'Schalte diese Art Code ein, oder scanne noch einmal.',
  nothing: '',
};
