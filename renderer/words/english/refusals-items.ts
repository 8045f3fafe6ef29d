import type { BandDetail } from '../../../src/core/view.ts';
import type { RefusalWords } from '../catalogue.ts';
import { dateText, dayText, gramsText } from '../figures.ts';
import { clip, clipList, ended, nameOf, spoken } from '../limits.ts';
import { GO_ON, reasons } from './reasons.ts';

const LOCALE = 'en-GB';
const each = ['Open the case.', 'Scan SEEN, then each piece.'] as const;

const day = (iso: string) => dayText(LOCALE, iso);
const grams = (value: number) => gramsText(LOCALE, value);
const it = ({ scanned }: BandDetail) => (scanned === undefined ? 'It' : clip(scanned.name, 40));

/** Same thing in another colour: say the colours. Another thing: say both names. */
function wrongItem({ scanned, wanted }: BandDetail): string {
  if (scanned === undefined) return 'That is not on this order.';
  if (wanted === undefined) return `${clip(scanned.name, 48)} is not on this order.`;
  if (scanned.name === wanted.name && scanned.variant !== undefined && wanted.variant !== undefined) {
    return `That is the ${clip(spoken(scanned.variant), 24)} one. This order wants ${clip(spoken(wanted.variant), 24)}.`;
  }
  return `${ended(`That is ${clip(scanned.name, 40)}`)} ${ended(`Next is ${clip(wanted.name, 40)}`)}`;
}

/** What came and what was wanted, as far as either is known. */
function both(got: string | undefined, expected: string | undefined, otherwise: string): string {
  const came = got === undefined ? '' : ended(`This is ${clip(got, 26)}`);
  const want = expected === undefined ? '' : ended(`Set aside: ${clipList(expected, 40)}`);
  return `${came} ${want}`.trim() || otherwise;
}

/** A unit whose serial is on no list for this line: it only looks unlike a serial of this item. */
const isNoSerial = ({ scanned, expected }: BandDetail) => scanned !== undefined && expected === undefined;

function weightRange({ grams: got, expectedGrams, toleranceGrams = 0 }: BandDetail): string {
  if (got === undefined || expectedGrams === undefined) return 'Its weight is not what this line wants.';
  const from = grams(Math.max(0, expectedGrams - toleranceGrams));
  return `It weighs ${grams(got)}. This line wants ${from} to ${grams(expectedGrams + toleranceGrams)}.`;
}

/** What can be wrong with goods and their lots, serials, dates and numbers. */
export const refusals = {
  'wrong-item': {
    word: 'Wrong item',
    what: wrongItem,
    steps: ({ scanned, wanted }) => [
      scanned?.variant !== undefined && scanned.name === wanted?.name
        ? `Put the ${clip(spoken(scanned.variant), 18)} one back.`
        : 'Put it back.',
      GO_ON,
    ],
  },
  'too-many': {
    word: 'One too many',
    what: ({ ordered, packed }) =>
      ordered === undefined
        ? 'All of these are in the box.'
        : `${ordered === 1 ? 'The only one is' : `All ${ordered} are`} in the box. This is number ${(packed ?? ordered) + 1}.`,
    steps: () => ['Keep this one out of the box.', GO_ON],
  },
  'case-too-big': {
    word: 'Case too big',
    what: ({ factor, ordered = 0, packed = 0 }) =>
      `The case holds ${factor ?? 'more'}. The order wants ${Math.max(0, ordered - packed)} more.`,
    steps: ({ ordered = 0, packed = 0 }) => [
      `Open it and take out ${Math.max(0, ordered - packed)}.`,
      'Scan SEEN, then each piece.',
    ],
  },
  'item-after-complete': {
    word: 'Box is full',
    what: ({ scanned }) =>
      scanned === undefined
        ? 'Everything is in the box already.'
        : `${clip(scanned.name, 40)} is one more than ordered.`,
    steps: () => ['Keep it out of the box.', GO_ON],
  },
  'kit-in-parts': {
    word: 'Packed in parts',
    what: (about) => `${it(about)} comes in parts on this order. Scan each part.`,
  },
  'item-blocked': {
    word: 'May not leave',
    what: (about) => `${it(about)} ${reasons.blocks[about.block ?? 'hold']}`,
    steps: () => ['Put it on the return shelf.', 'Call a supervisor: only that badge goes on.'],
  },
  'hazard-right': {
    word: 'Dangerous goods',
    what: (about) => `${it(about)} ${reasons.blocks.hazard}`,
    steps: () => ['Put it down.', 'Call somebody who is trained for it.', GO_ON],
  },
  'wrong-lot': {
    word: 'Another lot',
    what: ({ got, expected }) =>
      both(got && `lot ${got}`, expected && `lot ${expected}`, 'Another lot was set aside for this order.'),
    steps: ({ expected }) => [
      expected === undefined ? 'Look for the other lot.' : ended(`Look for lot ${clipList(expected, 24)}`),
      GO_ON,
    ],
  },
  expired: {
    word: 'Out of date',
    what: ({ got }) => (got === undefined ? 'Its date has passed.' : `It was good until ${day(got)}.`),
    steps: () => ['Put it with the damaged goods.', 'Take a fresh one.', GO_ON],
  },
  'shelf-life': {
    word: 'Not fresh enough',
    what: ({ got, ordered }) => {
      const until = got === undefined ? 'Its date is too near.' : `It is good until ${day(got)}.`;
      return ordered === undefined ? until : `${until} This order wants ${ordered} days from now.`;
    },
    steps: () => ['Put it back.', 'Take a fresher one.', GO_ON],
  },
  'expiry-mismatch': {
    word: 'Dates differ',
    what: ({ got, expected }) =>
      got === undefined || expected === undefined
        ? 'The date on it is not the date of its lot.'
        : `It says ${day(got)}. The stock says ${day(expected)} for its lot.`,
    steps: () => ['Put it aside.', 'Show it to your lead.', GO_ON],
  },
  'serial-counted': {
    word: 'Is in the box',
    what: ({ got }) =>
      got === undefined ? 'This very piece is counted already.' : `Piece ${clip(got, 30)} is counted already.`,
  },
  'serial-shipped': {
    word: 'Has left before',
    what: ({ number, sinceMs }) => {
      const when = sinceMs === undefined ? '' : ` on ${dateText(LOCALE, sinceMs)}`;
      return number === undefined
        ? 'A piece with this serial has left.'
        : `This serial left with order ${number}${when}.`;
    },
    steps: () => ['Look whether two have one serial.', 'Put it aside. Show it to your lead.', GO_ON],
  },
  'wrong-serial': {
    word: 'Another serial',
    what: ({ got, expected }) => both(got, expected, 'This serial is not for this order.'),
    steps: (about) => [isNoSerial(about) ? 'Scan the serial, not another code.' : 'Look for the right piece.', GO_ON],
  },
  'serial-case': {
    word: 'Scan each piece',
    what: () => 'A case has no serial of its own. Each piece inside has one.',
    steps: () => each,
  },
  'weight-range': {
    word: 'Weight is off',
    what: weightRange,
    steps: () => ['Take a piece of the right weight.', GO_ON],
  },
  'quantity-off': { word: 'One by one', what: () => 'Number cards are off here. Scan each piece.' },
  'nothing-to-remove': {
    word: 'Not in the box',
    what: (about) => `${it(about)} is not in the box. Nothing to take out.`,
  },
  'not-by-hand': {
    word: 'It has a code',
    what: ({ wanted }) => `${wanted === undefined ? 'This one' : nameOf(wanted, 40)} has a code. Scan it.`,
  },
  'no-kit': { word: 'No kit', what: () => 'There is no kit here to open.' },
  'last-line': { word: 'The last one', what: () => 'There is nothing else to do first.' },
  'nothing-to-undo': { word: 'Nothing to undo', what: () => 'No scan to take back on this order.' },
} as const satisfies Partial<RefusalWords>;
