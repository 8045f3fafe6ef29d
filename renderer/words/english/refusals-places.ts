import { isParcelCode } from '../../../src/core/parcel-code.ts';
import type { BandDetail } from '../../../src/core/view.ts';
import type { RefusalWords } from '../catalogue.ts';
import { gramsText } from '../figures.ts';
import { clip, clipList, ended, nameOf } from '../limits.ts';
import { GO_ON, reasons } from './reasons.ts';

const name = (text: string) => clip(text, 24);

/** "That is A-4. Go to A-2.": either half only when it is known. */
function thatIs(got: string | undefined, otherwise: string, next: string): string {
  return `${got === undefined ? otherwise : ended(`That is ${name(got)}`)} ${next}`;
}

function weight(about: BandDetail, word: 'light' | 'heavy'): string {
  const { grams, expectedGrams } = about;
  if (grams === undefined || expectedGrams === undefined) return `The box is too ${word}.`;
  const difference = gramsText('en-GB', Math.abs(grams - expectedGrams));
  if (about.wanted === undefined) {
    return `${difference} too ${word}. It should be about ${gramsText('en-GB', expectedGrams)}.`;
  }
  const likely = `${Math.abs(about.factor ?? 1)} × ${nameOf(about.wanted, 34)}`;
  return `${difference} too ${word}. Perhaps ${likely} ${word === 'light' ? 'is missing' : 'too many'}.`;
}

/** Shelves, totes, boxes, the scale, labels and parcels. */
export const refusals = {
  'wrong-place': {
    word: 'Another shelf',
    what: ({ got, expected }) =>
      thatIs(got, 'That is another shelf.', expected === undefined ? 'Look again.' : ended(`Go to ${name(expected)}`)),
  },
  'wrong-tote': {
    word: 'Another tote',
    what: ({ number, expected }) =>
      `That tote belongs to ${number === undefined ? 'another order' : `order ${number}`}.${
        expected === undefined ? '' : ended(` This goes into ${name(expected)}`)
      }`,
    steps: ({ expected }) => [
      expected === undefined ? 'Lay it into the right tote.' : ended(`Lay it into ${name(expected)}`),
      'Scan SEEN, then that tote.',
    ],
  },
  'tote-taken': {
    word: 'Tote in use',
    what: ({ number }) =>
      `That tote holds ${number === undefined ? 'another order' : `order ${number}`}. Take an empty one.`,
  },
  'tote-first': {
    word: 'Tote first',
    what: ({ expected, number }) => {
      if (expected !== undefined) return `Lay it into ${name(expected)} and scan that tote.`;
      return number === undefined ? 'Scan the tote before anything else.' : `Scan an empty tote for order ${number}.`;
    },
  },
  'place-first': {
    word: 'Shelf first',
    what: ({ expected }) =>
      expected === undefined ? 'Scan the shelf, then the item.' : `Scan shelf ${name(expected)}, then the item.`,
  },
  'wrong-box': {
    word: 'Box first',
    what: ({ scanned, got }) => {
      const came = scanned === undefined ? got : scanned.name;
      return `${came === undefined ? '' : `${ended(`That is ${clip(came, 40)}`)} `}Scan the box that you take.`;
    },
  },
  'box-unknown': {
    word: 'Box not known',
    what: ({ text }) => `${text === undefined ? 'That' : name(text)} is no box of ours. Scan one from the list.`,
  },
  'box-not-allowed': {
    word: 'Not this box',
    what: ({ notAllowed, choices = [] }) =>
      `${notAllowed === undefined ? 'That box cannot go.' : reasons.boxes[notAllowed]} ${
        choices.length === 0 ? 'Take another.' : ended(`Take ${clipList(choices.join(', '), 40)}`)
      }`,
  },
  'box-empty': { word: 'Still empty', what: () => 'Nothing is in this box yet.' },
  'no-bigger-box': { word: 'Biggest already', what: () => 'There is no bigger box. NEW BOX takes one more.' },
  'wrong-station': {
    word: 'Another station',
    what: ({ got, expected }) =>
      `That is ${got === undefined ? 'another station' : `station ${name(got)}`}. ${
        expected === undefined ? 'Scan the sign of this one.' : ended(`This is station ${name(expected)}`)
      }`,
  },
  'wrong-label': {
    word: 'Wrong label',
    what: ({ number }) =>
      number === undefined ? 'This label belongs to another box.' : `This label belongs to order ${number}.`,
    steps: () => ['Take it off this box.', 'Find the right label.', GO_ON],
  },
  'label-voided': {
    word: 'Cancelled label',
    what: ({ number }) =>
      `The carrier cancelled this label${number === undefined ? '' : ` of order ${number}`}. It may not leave.`,
    steps: () => ['Take it off and tear it up.', 'Wait for the new label.', GO_ON],
  },
  'label-copy': {
    word: 'One number twice',
    what: ({ number, packed }) =>
      `${number === undefined ? 'This label' : `The label of order ${number}`} was printed ${
        packed === undefined ? 'more than once' : `${packed} times`
      }. One is on the vehicle.`,
    steps: () => ['Keep this box off the vehicle.', 'Look for its twin: one of them is wrong.', GO_ON],
  },
  'no-other-printer': {
    word: 'No neighbour',
    what: () => 'No other label printer is set up here. PARK goes on without.',
  },
  'label-not-here': {
    word: 'Not that label',
    what: ({ number, text = '' }) => {
      if (number !== undefined) return `That is the label of order ${number}. It is not wanted now.`;
      return isParcelCode(text) ? 'That label is not wanted now.' : 'Scan the label that is on the box.';
    },
  },
  'weight-low': {
    word: 'Too light',
    what: (about) => weight(about, 'light'),
    steps: () => ['Count what is in the box.', 'Scan SEEN, then weigh again.'],
  },
  'weight-high': {
    word: 'Too heavy',
    what: (about) => weight(about, 'heavy'),
    steps: () => ['Count what is in the box.', 'Scan SEEN, then weigh again.'],
  },
  'scale-unsteady': { word: 'Hold still', what: () => 'The scale still moves. Take your hands off the box.' },
  'no-scale': { word: 'No scale', what: () => 'No scale answers. Type the weight, or SKIP.' },
  'no-camera': { word: 'No camera', what: () => 'A photo is needed and no camera is here. HOLD the order.' },
  'parcel-unknown': {
    word: 'Not for this',
    what: ({ text }) =>
      `${text === undefined ? 'That parcel' : name(text)} does not wait here. Leave it off the vehicle.`,
  },
  'parcel-loaded-already': {
    word: 'Is loaded',
    what: ({ number }) =>
      `${number === undefined ? 'This parcel' : `The parcel of order ${number}`} is on the vehicle already.`,
  },
  'nothing-to-load': { word: 'Nothing to load', what: () => 'No parcel waits, or none is scanned yet.' },
} as const satisfies Partial<RefusalWords>;
