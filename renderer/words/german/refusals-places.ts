import { isParcelCode } from '../../../src/core/parcel-code.ts';
import type { BandDetail } from '../../../src/core/view.ts';
import type { RefusalWords } from '../catalogue.ts';
import { gramsText } from '../figures.ts';
import { clip, clipList, ended, nameOf } from '../limits.ts';
import { GO_ON, reasons } from './reasons.ts';

const name = (text: string) => clip(text, 24);

/** "Das ist A-4. Geh zu A-2.": either half only when it is known. */
function thatIs(got: string | undefined, otherwise: string, next: string): string {
  return `${got === undefined ? otherwise : ended(`Das ist ${name(got)}`)} ${next}`;
}

function weight(about: BandDetail, word: 'leicht' | 'schwer'): string {
  const { grams, expectedGrams } = about;
  if (grams === undefined || expectedGrams === undefined) return `Der Karton ist zu ${word}.`;
  const difference = gramsText('de-DE', Math.abs(grams - expectedGrams));
  if (about.wanted === undefined) {
    return `${difference} zu ${word}. Es sollen etwa ${gramsText('de-DE', expectedGrams)} sein.`;
  }
  const likely = `${Math.abs(about.factor ?? 1)} × ${nameOf(about.wanted, 34)}`;
  return `${difference} zu ${word}. Vielleicht ${likely} ${word === 'leicht' ? 'zu wenig' : 'zu viel'}.`;
}

/** Shelves, totes, boxes, the scale, labels and parcels. */
export const refusals = {
  'wrong-place': {
    word: 'Anderes Fach',
    what: ({ got, expected }) =>
      thatIs(
        got,
        'Das ist ein anderes Fach.',
        expected === undefined ? 'Schau noch einmal.' : ended(`Geh zu ${name(expected)}`),
      ),
  },
  'wrong-tote': {
    word: 'Andere Wanne',
    what: ({ number, expected }) =>
      `Diese Wanne gehört zu ${number === undefined ? 'einem anderen Auftrag' : `Auftrag ${number}`}.${
        expected === undefined ? '' : ended(` Das kommt in ${name(expected)}`)
      }`,
    steps: ({ expected }) => [
      expected === undefined ? 'Leg es in die richtige Wanne.' : ended(`Leg es in ${name(expected)}`),
      'GESEHEN scannen, dann diese Wanne.',
    ],
  },
  'tote-taken': {
    word: 'Wanne belegt',
    what: ({ number }) =>
      `In dieser Wanne liegt ${number === undefined ? 'ein anderer Auftrag' : `Auftrag ${number}`}. Nimm eine leere.`,
  },
  'tote-first': {
    word: 'Erst die Wanne',
    what: ({ expected, number }) => {
      if (expected !== undefined) return `Leg es in ${name(expected)} und scanne diese Wanne.`;
      return number === undefined
        ? 'Scanne die Wanne vor allem anderen.'
        : `Scanne eine leere Wanne für Auftrag ${number}.`;
    },
  },
  'place-first': {
    word: 'Erst das Fach',
    what: ({ expected }) =>
      expected === undefined
        ? 'Scanne das Fach, dann den Artikel.'
        : `Scanne Fach ${name(expected)}, dann den Artikel.`,
  },
  'wrong-box': {
    word: 'Erst der Karton',
    what: ({ scanned, got }) => {
      const came = scanned === undefined ? got : scanned.name;
      return `${came === undefined ? '' : `${ended(`Das ist ${clip(came, 40)}`)} `}Scanne den Karton, den du nimmst.`;
    },
  },
  'box-unknown': {
    word: 'Karton unbekannt',
    what: ({ text }) => `${text === undefined ? 'Das' : name(text)} ist keiner von uns. Scanne einen aus der Liste.`,
  },
  'box-not-allowed': {
    word: 'Nicht dieser Karton',
    what: ({ notAllowed, choices = [] }) =>
      `${notAllowed === undefined ? 'Dieser Karton geht nicht.' : reasons.boxes[notAllowed]} ${
        choices.length === 0 ? 'Nimm einen anderen.' : ended(`Nimm ${clipList(choices.join(', '), 40)}`)
      }`,
  },
  'box-empty': { word: 'Noch leer', what: () => 'In diesem Karton liegt noch nichts.' },
  'no-bigger-box': { word: 'Größer geht nicht', what: () => 'Das ist der größte. NEUER KARTON nimmt einen dazu.' },
  'wrong-station': {
    word: 'Andere Station',
    what: ({ got, expected }) =>
      `Das ist ${got === undefined ? 'eine andere Station' : `Station ${name(got)}`}. ${
        expected === undefined ? 'Scanne das Schild von dieser.' : ended(`Hier ist Station ${name(expected)}`)
      }`,
  },
  'wrong-label': {
    word: 'Falsches Etikett',
    what: ({ number }) =>
      number === undefined
        ? 'Dieses Etikett gehört zu einem anderen Karton.'
        : `Dieses Etikett gehört zu Auftrag ${number}.`,
    steps: () => ['Nimm es vom Karton.', 'Such das richtige Etikett.', GO_ON],
  },
  'label-voided': {
    word: 'Etikett storniert',
    what: ({ number }) =>
      `Der Paketdienst hat dieses Etikett${number === undefined ? '' : ` von Auftrag ${number}`} storniert. Es darf nicht raus.`,
    steps: () => ['Zieh es ab und zerreiß es.', 'Warte auf das neue Etikett.', GO_ON],
  },
  'label-copy': {
    word: 'Nummer doppelt',
    what: ({ number, packed }) =>
      `${number === undefined ? 'Dieses Etikett' : `Das Etikett von Auftrag ${number}`} wurde ${
        packed === undefined ? 'mehrmals' : `${packed}-mal`
      } gedruckt. Eins ist im Wagen.`,
    steps: () => ['Lass diesen Karton stehen.', 'Such den zweiten: einer ist falsch.', GO_ON],
  },
  'no-other-printer': {
    word: 'Kein Nachbar',
    what: () => 'Hier ist kein anderer Etikettendrucker. PARKEN macht ohne weiter.',
  },
  'label-not-here': {
    word: 'Nicht dieses',
    what: ({ number, text = '' }) => {
      if (number !== undefined) return `Das ist das Etikett von Auftrag ${number}. Es ist jetzt nicht dran.`;
      return isParcelCode(text) ? 'Dieses Etikett ist jetzt nicht dran.' : 'Scanne das Etikett auf dem Karton.';
    },
  },
  'weight-low': {
    word: 'Zu leicht',
    what: (about) => weight(about, 'leicht'),
    steps: () => ['Zähl nach, was im Karton ist.', 'GESEHEN scannen, dann neu wiegen.'],
  },
  'weight-high': {
    word: 'Zu schwer',
    what: (about) => weight(about, 'schwer'),
    steps: () => ['Zähl nach, was im Karton ist.', 'GESEHEN scannen, dann neu wiegen.'],
  },
  'scale-unsteady': { word: 'Stillhalten', what: () => 'Die Waage schwankt noch. Nimm die Hände vom Karton.' },
  'no-scale': { word: 'Keine Waage', what: () => 'Keine Waage antwortet. Tipp das Gewicht oder nimm SPÄTER.' },
  'no-camera': { word: 'Keine Kamera', what: () => 'Ein Foto muss sein, und hier ist keine Kamera. ANHALTEN.' },
  'parcel-unknown': {
    word: 'Gehört nicht dazu',
    what: ({ text }) => `${text === undefined ? 'Dieses Paket' : name(text)} wartet hier nicht. Lass es stehen.`,
  },
  'parcel-loaded-already': {
    word: 'Ist verladen',
    what: ({ number }) =>
      `${number === undefined ? 'Dieses Paket' : `Das Paket von Auftrag ${number}`} ist schon im Wagen.`,
  },
  'nothing-to-load': { word: 'Nichts zu verladen', what: () => 'Kein Paket wartet, oder noch keins ist gescannt.' },
} as const satisfies Partial<RefusalWords>;
