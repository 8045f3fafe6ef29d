import type { Ask } from '../../../src/core/unit-facts.ts';
import type { RefusalWords } from '../catalogue.ts';
import { clip, clipList, ended, nameOf } from '../limits.ts';
import { GO_ON, reasons } from './reasons.ts';

/** What the unit in hand still lacks, by the core's name for it. */
const ASKS: Readonly<Record<string, string>> = {
  lot: 'scan the lot',
  expiry: 'scan the date',
  serial: 'scan the serial',
  weight: 'weigh it',
  place: 'scan the shelf',
} satisfies Record<Ask, string>;

/** What a scan can be before it is about anything: badly read, doubled, not known. */
export const refusals = {
  'invalid-code': {
    word: 'Not read well',
    what: ({ fault }) =>
      fault === undefined ? 'The code does not add up. Scan it again.' : ended(reasons.faults[fault]),
  },
  'unreadable-code': {
    word: 'Three times not read',
    what: ({ fault }) => (fault === undefined ? 'The code does not add up.' : reasons.faults[fault]),
    steps: ({ fault }) =>
      fault === 'check-digit-stripped'
        ? ['Take another scanner.', 'Tell your lead about this one.', GO_ON]
        : ['Look for another code on it.', 'None? Put it aside.', GO_ON],
  },
  'scan-glued': { word: 'Two at once', what: () => 'Two codes came as one. Scan them one by one.' },
  'unknown-code': {
    word: 'Not known',
    what: ({ text }) =>
      text === undefined ? 'Nothing here has this code.' : ended(`Nothing here has the code ${clip(text, 24)}`),
    steps: () => ['Look for another code on it.', 'None? Put it aside.', GO_ON],
  },
  'unknown-quiet': {
    word: 'Not known',
    what: ({ text }) =>
      `${text === undefined ? 'That code' : clip(text, 24)} means nothing here. Scan another code on it.`,
  },
  'ambiguous-code': {
    word: 'Fits several',
    what: ({ choices = [] }) =>
      choices.length === 0
        ? 'Several things have this code. Scan another code on it.'
        : `${ended(`It may be ${clipList(choices.join(', '), 44)}`)} Scan another code on it.`,
  },
  'already-counted': {
    word: 'Counted once',
    what: ({ number }) =>
      number === undefined ? 'The same code came twice. It counts once.' : `Order ${number} is open already. Go on.`,
  },
  'already-done': {
    word: 'Done once',
    what: ({ person }) =>
      person === undefined
        ? 'The same key came twice. It counts once.'
        : ended(`Signed in already: ${clip(person, 30)}`),
  },
  'same-item': { word: 'Still the same', what: () => 'This one is counted. Take it away, then show the next.' },
  'case-unknown': {
    word: 'How many inside?',
    what: ({ scanned }) =>
      scanned === undefined
        ? 'Nobody has told how many are in this case.'
        : `It is a case of ${clip(scanned.name, 36)}. Nobody has told how many are in it.`,
    steps: () => ['Open the case.', 'Scan SEEN, then each piece.'],
  },
  'content-off': { word: 'Says what is inside', what: () => 'That code speaks for a whole load. Scan each piece.' },
  'scan-required': {
    word: 'Scan it',
    what: ({ scanned }) =>
      scanned === undefined
        ? 'Typing is not enough here. Scan its code.'
        : `Typing is not enough for ${clip(scanned.name, 40)}. Scan its code.`,
  },
  'finish-first': {
    word: 'Finish this first',
    what: ({ wanted, expected = '' }) =>
      `First ${ASKS[expected] ?? 'finish'}${wanted === undefined ? ' what is in your hand' : `: ${nameOf(wanted, 34)}`}. Or CANCEL.`,
  },
  'not-that': {
    word: 'Not that',
    what: ({ wanted, expected = '' }) => {
      const what = ASKS[expected] ?? 'scan what is in brackets';
      return `Not that. Now ${what}${wanted === undefined ? '' : `: ${nameOf(wanted, 34)}`}.`;
    },
  },
  'gs-missing': {
    word: 'Ran together',
    what: ({ got }) =>
      got === undefined
        ? 'The scanner leaves out the mark between lot and serial.'
        : `${clip(got, 24)}: the scanner leaves out the mark between lot and serial.`,
    steps: () => ['Take another scanner.', 'Tell your lead about this one.', GO_ON],
  },
  stopped: {
    word: 'Not counted',
    what: () => 'The bench has stopped. This scan did not count.',
    steps: () => [GO_ON],
  },
  'not-saved': { word: 'Not saved', what: () => 'The disk takes nothing. It did not count. Call your lead.' },
} as const satisfies Partial<RefusalWords>;
