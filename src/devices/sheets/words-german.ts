import { GERMAN_KEYS } from '../../wire/key-words.ts';
import type { SheetWords } from './words.ts';

export const german: SheetWords = {
  ...GERMAN_KEYS,
  units: (count) => `${count} STÜCK`,
  commands: {
    title: 'Tischkarte',
    hint: 'Scanne, was du tun willst. Jede Taste auf dem Bildschirm hat hier ihren Code.',
    daily: 'Bei jedem Auftrag',
    more: 'Wenn etwas anders ist',
    quantities: 'So viele mit dem nächsten Scan',
    groups: {
      short: 'Warum fehlt es?',
      damaged: 'Was ist damit?',
      held: 'Warum wartet er?',
      next: 'Und jetzt?',
      override: 'Warum darf das gehen? (Aufsicht)',
      box: 'In welchen Karton?',
      plain: 'Ja oder nein?',
    },
  },
  badges: {
    title: 'Ausweise',
    hint: 'Ausschneiden, einer für jede Person. Ein Ausweis meldet an und unterschreibt: trag ihn bei dir.',
  },
  bins: { title: 'Fächer', hint: 'Ausschneiden und dort ankleben, wo die Ware steht, rechts neben die Öffnung.' },
  stations: {
    title: 'Stationen',
    hint: 'Ausschneiden und am Tisch ankleben, wo der Scanner hinreicht.',
    printer: (name) => `Drucker: ${name}`,
  },
  card: {
    title: 'Scanner-Prüfkarte',
    hint: 'Scanne SCANNER PRÜFEN auf der Tischkarte, dann jeden Code hier einmal. Der Bildschirm sagt, was zu ändern ist.',
  },
  setup: {
    title: 'Einen Scanner einrichten',
    intro: 'Dauert etwa zehn Minuten je Modell. Die Codes zu jedem Schritt stehen im Handbuch des Scanners.',
    steps: [
      'Setze den Scanner auf Werkseinstellung.',
      'Stelle die Schnittstelle auf USB seriell (USB-COM, CDC). Bei RS-232: 115200 Baud, 8 Datenbits, keine Parität, 1 Stoppbit, kein Handshake.',
      'Schalte die AIM-Kennung für alle Codes ein.',
      'Stelle kein Präfix ein (oder STX), und CR als Suffix (oder ETX).',
      'Stelle auf Auslösen mit der Taste. Im Ständer: derselbe Code frühestens nach 0,5 bis 1 Sekunde wieder.',
      'Sende UPC-A als EAN-13, sende alle Prüfziffern, und erweitere UPC-E zu UPC-A.',
      'Schalte Code 128, GS1-128, EAN und UPC, ITF-14 (feste Länge 14), DataMatrix, QR und GS1 DataBar ein. Schalte den Rest aus: wer weniger liest, verliest sich weniger.',
      'Scanne SCANNER PRÜFEN auf der nächsten Seite, dann die Scanner-Prüfkarte, und folge dem Bildschirm.',
    ],
    wedgeTitle: 'Nur wenn der Scanner wie eine Tastatur tippt',
    wedge: [
      'Stelle eine US-Tastatur ein, gleich was der Rechner hat.',
      'Sende Steuerzeichen als Strg und Taste, damit GS als Strg+] ankommt.',
      'Lass die Feststelltaste in Ruhe, und stelle keine Pause zwischen den Tasten ein.',
      'Kalibriere: scanne den zweiten Code auf der nächsten Seite dreimal.',
    ],
    linuxTitle: 'Unter Linux',
    linux: [
      'Nimm den Benutzer der Station in die Gruppe dialout auf, und melde dich neu an.',
      'Ist ein neuer Scanner nach dem Einstecken eine halbe Minute belegt, halte den ModemManager von ihm fern: mit einer udev-Regel ENV{ID_MM_DEVICE_IGNORE}="1".',
    ],
    calibrate: 'KALIBRIEREN (3-mal)',
    vendorTitle: (vendor) => `${vendor}: wo es im Handbuch steht`,
    vendorIntro: (manual) =>
      `Öffne den „${manual}“ deines Modells. Such nach den Wörtern unten; Modelle unterscheiden sich.`,
    topics: {
      defaults: 'Werkseinstellung',
      interface: 'Schnittstelle',
      aim: 'AIM-Kennung',
      suffix: 'Suffix CR',
      trigger: 'Auslösen, derselbe Code wieder',
      upc: 'UPC-A, UPC-E, Prüfziffern',
      symbologies: 'Arten von Codes',
      keyboard: 'Nur als Tastatur',
    },
    lookFor: (heading) => `Such „${heading}“.`,
    noCodes:
      'Auf dieser Seite stehen keine Programmiercodes, weil sie je Modell verschieden sind. Scanne die im Handbuch.',
  },
};
