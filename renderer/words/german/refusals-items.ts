import type { BandDetail } from '../../../src/core/view.ts';
import type { RefusalWords } from '../catalogue.ts';
import { dateText, dayText, gramsText } from '../figures.ts';
import { clip, clipList, ended, nameOf } from '../limits.ts';
import { GO_ON, reasons } from './reasons.ts';

const LOCALE = 'de-DE';
const EACH = ['Öffne das Gebinde.', 'GESEHEN scannen, dann jedes Stück.'] as const;

const day = (iso: string) => dayText(LOCALE, iso);
const grams = (value: number) => gramsText(LOCALE, value);
const it = ({ scanned }: BandDetail) => (scanned === undefined ? 'Das' : clip(scanned.name, 36));

/** German declines its adjectives, so a colour from outside stands alone, in capitals as on the plate. */
function wrongItem({ scanned, wanted }: BandDetail): string {
  if (scanned === undefined) return 'Das gehört nicht zu diesem Auftrag.';
  if (wanted === undefined) return `${clip(scanned.name, 40)} gehört nicht zu diesem Auftrag.`;
  if (scanned.name === wanted.name && scanned.variant !== undefined && wanted.variant !== undefined) {
    return `Das ist ${clip(scanned.variant, 24)}. Der Auftrag braucht ${clip(wanted.variant, 24)}.`;
  }
  return `${ended(`Das ist ${clip(scanned.name, 40)}`)} ${ended(`Dran ist ${clip(wanted.name, 40)}`)}`;
}

/** What came and what was wanted, as far as either is known. */
function both(got: string | undefined, expected: string | undefined, otherwise: string): string {
  const came = got === undefined ? '' : ended(`Das ist ${clip(got, 26)}`);
  const want = expected === undefined ? '' : ended(`Zurückgelegt: ${clipList(expected, 40)}`);
  return `${came} ${want}`.trim() || otherwise;
}

/** A unit whose serial is on no list for this line: it only looks unlike a serial of this item. */
const isNoSerial = ({ scanned, expected }: BandDetail) => scanned !== undefined && expected === undefined;

function weightRange({ grams: got, expectedGrams, toleranceGrams = 0 }: BandDetail): string {
  if (got === undefined || expectedGrams === undefined) return 'Sein Gewicht passt nicht zu dieser Zeile.';
  const from = grams(Math.max(0, expectedGrams - toleranceGrams));
  return `Es wiegt ${grams(got)}. Die Zeile will ${from} bis ${grams(expectedGrams + toleranceGrams)}.`;
}

/** What can be wrong with goods and their lots, serials, dates and numbers. */
export const refusals = {
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
  'item-after-complete': {
    word: 'Karton ist voll',
    what: ({ scanned }) =>
      scanned === undefined ? 'Es ist schon alles im Karton.' : `${clip(scanned.name, 40)} ist eins mehr als bestellt.`,
    steps: () => ['Lass es draußen.', GO_ON],
  },
  'kit-in-parts': {
    word: 'Wird einzeln gepackt',
    what: (about) => `${it(about)} kommt hier in Teilen. Scanne jedes Teil.`,
  },
  'item-blocked': {
    word: 'Darf nicht raus',
    what: (about) => `${it(about)} ${reasons.blocks[about.block ?? 'hold']}`,
    steps: () => ['Leg es ins Rückgaberegal.', 'Hol die Aufsicht: nur ihr Ausweis löst es.'],
  },
  'hazard-right': {
    word: 'Gefahrgut',
    what: (about) => `${it(about)} ${reasons.blocks.hazard}`,
    steps: () => ['Stell es ab.', 'Hol jemanden, der geschult ist.', GO_ON],
  },
  'wrong-lot': {
    word: 'Andere Charge',
    what: ({ got, expected }) =>
      both(
        got && `Charge ${got}`,
        expected && `Charge ${expected}`,
        'Für diesen Auftrag liegt eine andere Charge bereit.',
      ),
    steps: ({ expected }) => [
      expected === undefined ? 'Such die andere Charge.' : ended(`Such Charge ${clipList(expected, 24)}`),
      GO_ON,
    ],
  },
  expired: {
    word: 'Abgelaufen',
    what: ({ got }) => (got === undefined ? 'Sein Datum ist vorbei.' : `Es war gut bis ${day(got)}.`),
    steps: () => ['Leg es zur kaputten Ware.', 'Nimm ein frisches.', GO_ON],
  },
  'shelf-life': {
    word: 'Nicht frisch genug',
    what: ({ got, ordered }) => {
      const until = got === undefined ? 'Sein Datum ist zu nah.' : `Es ist gut bis ${day(got)}.`;
      return ordered === undefined ? until : `${until} Der Auftrag will ${ordered} Tage von heute an.`;
    },
    steps: () => ['Leg es zurück.', 'Nimm ein frischeres.', GO_ON],
  },
  'expiry-mismatch': {
    word: 'Datum passt nicht',
    what: ({ got, expected }) =>
      got === undefined || expected === undefined
        ? 'Das Datum darauf ist nicht das seiner Charge.'
        : `Darauf steht ${day(got)}. Im Bestand steht ${day(expected)}.`,
    steps: () => ['Leg es zur Seite.', 'Zeig es deiner Leitung.', GO_ON],
  },
  'serial-counted': {
    word: 'Liegt im Karton',
    what: ({ got }) =>
      got === undefined ? 'Genau dieses Stück ist schon gezählt.' : `Stück ${clip(got, 30)} ist schon gezählt.`,
  },
  'serial-shipped': {
    word: 'War schon weg',
    what: ({ number, sinceMs }) => {
      const when = sinceMs === undefined ? '' : ` am ${dateText(LOCALE, sinceMs)}`;
      return number === undefined
        ? 'Ein Stück mit dieser Nummer ging schon raus.'
        : `Diese Nummer ging${when} mit Auftrag ${number} raus.`;
    },
    steps: () => ['Schau, ob zwei dieselbe Nummer haben.', 'Leg es weg. Zeig es deiner Leitung.', GO_ON],
  },
  'wrong-serial': {
    word: 'Andere Nummer',
    what: ({ got, expected }) => both(got, expected, 'Diese Nummer ist nicht für diesen Auftrag.'),
    steps: (about) => [
      isNoSerial(about) ? 'Scanne die Nummer, nicht einen andern Code.' : 'Such das richtige Stück.',
      GO_ON,
    ],
  },
  'serial-case': {
    word: 'Jedes Stück scannen',
    what: () => 'Ein Gebinde hat keine Nummer. Jedes Stück darin hat eine.',
    steps: () => EACH,
  },
  'weight-range': {
    word: 'Gewicht passt nicht',
    what: weightRange,
    steps: () => ['Nimm ein Stück mit passendem Gewicht.', GO_ON],
  },
  'quantity-off': { word: 'Eins nach dem andern', what: () => 'Zahlenkarten sind hier aus. Scanne jedes Stück.' },
  'nothing-to-remove': {
    word: 'Nicht im Karton',
    what: (about) => `${it(about)} ist nicht im Karton. Nichts herauszunehmen.`,
  },
  'not-by-hand': {
    word: 'Hat einen Code',
    what: ({ wanted }) => `${wanted === undefined ? 'Das' : nameOf(wanted, 36)} hat einen Code. Scanne ihn.`,
  },
  'no-kit': { word: 'Kein Set', what: () => 'Hier ist kein Set zum Öffnen.' },
  'last-line': { word: 'Das letzte', what: () => 'Es gibt nichts anderes zuerst zu tun.' },
  'nothing-to-undo': { word: 'Nichts zurück', what: () => 'In diesem Auftrag gibt es keinen Scan.' },
} as const satisfies Partial<RefusalWords>;
