import type { BandDetail } from '../../../src/core/view.ts';
import type { RefusalWords } from '../catalogue.ts';
import { sinceText } from '../figures.ts';
import { clip, ended } from '../limits.ts';
import { GO_ON, reasons } from './reasons.ts';

export const order = (about: BandDetail) => (about.number === undefined ? 'This order' : `Order ${about.number}`);
export const thatOrder = ({ number }: BandDetail) => (number === undefined ? 'this order' : `order ${number}`);

/** Which order, in which state, and who may do it. */
export const refusals = {
  'other-order': {
    word: 'Another order',
    what: ({ number }) =>
      `That is ${number === undefined ? 'another order' : `order ${number}`}. Finish this one first, or put it back.`,
  },
  'order-shipped': {
    word: 'Already shipped',
    what: (about) => {
      const left = about.sinceMs === undefined ? 'has left' : `left on ${sinceText('en-GB', about.sinceMs)}`;
      return `${order(about)} ${left}. ${about.reprint === true ? 'REPRINT prints its label again.' : 'Nothing to pack.'}`;
    },
  },
  'order-held': { word: 'On hold', what: (about) => `${order(about)} waits for the office. Take another.` },
  'order-cancelled': {
    word: 'Cancelled',
    what: (about) => `${order(about)} is cancelled. Nothing of it ships.`,
    steps: () => ['Put its items on the return shelf.', GO_ON],
  },
  'order-taken': {
    word: 'Taken',
    what: (about) => {
      const { person, station, sinceMs } = about;
      const who = person === undefined ? 'on another bench' : `being packed by ${clip(person, 20)}`;
      const where = station === undefined ? '' : `, ${clip(station, 20)}`;
      return `${order(about)} is ${who}${where}${sinceMs === undefined ? '' : `, since ${sinceText('en-GB', sinceMs)}`}.`;
    },
    steps: () => ['Leave it to that bench and take another.', GO_ON],
  },
  'order-lost': {
    word: 'Taken over',
    what: (about) =>
      `${order(about)} is ${about.station === undefined ? 'no longer yours' : `with ${clip(about.station, 24)} now`}.`,
    steps: (about) =>
      about.reprint === true
        ? ['Destroy its label.', 'Hand the box over.', GO_ON]
        : ['Put its items together and hand them over.', GO_ON],
  },
  'needs-hub-to-print': {
    word: 'Waits for network',
    what: (about) => `${order(about)} is only lent for picking. Its label needs the network.`,
  },
  'order-not-ready': { word: 'Not ready', what: (about) => `${order(about)} may not be packed yet.` },
  'order-needs-hub': {
    word: 'Not here',
    what: (about) => `${order(about)} is not on this bench, and the network is away.`,
  },
  'order-stale': {
    word: 'Old news',
    what: ({ sinceMs }) =>
      sinceMs === undefined
        ? 'The office has not been heard for long.'
        : `The office was last heard on ${sinceText('en-GB', sinceMs)}. It may have changed this order.`,
    steps: () => ['Take another order if you can.', GO_ON],
  },
  'order-problem': {
    word: 'Cannot leave yet',
    what: ({ problem }) =>
      `${problem === undefined ? 'Something is missing.' : reasons.problems[problem]} HOLD it for the office.`,
  },
  'no-order-open': {
    word: 'No order open',
    what: ({ scanned, got }) => {
      const came = scanned?.name ?? got;
      return `${came === undefined ? '' : `${ended(`That is ${clip(came, 40)}`)} `}Scan the order first, or press NEXT.`;
    },
  },
  'nothing-to-do': { word: 'No orders', what: () => 'Nothing waits for this bench.' },
  'nothing-parked': { word: 'Nothing parked', what: () => 'No box waits for its label.' },
  'nothing-to-reprint': { word: 'Which label?', what: () => 'Scan the parcel or its order first, then REPRINT.' },
  'nothing-to-ship': { word: 'Nothing to ship', what: () => 'All of it is missing. HOLD it, or put it back.' },
  'answer-first': { word: 'Answer first', what: () => 'A question is open. Scan one of its answers.' },
  'sure-late': { word: 'Too late', what: () => 'The ten seconds are over. Begin again, then CONFIRM.' },
  'not-now': { word: 'Not now', what: () => 'That does nothing here.' },
  'badge-unknown': { word: 'Badge not known', what: () => 'Scan another badge, or use your PIN.' },
  'pin-wrong': { word: 'Wrong PIN', what: () => 'Try again, or scan your badge.' },
  'pin-blocked': { word: 'Wait 30 seconds', what: () => 'Five wrong PINs. Your badge works at once.' },
  'signed-out': { word: 'Badge first', what: () => 'Nobody is signed in. Scan your badge.' },
  'no-right': { word: 'Not with this badge', what: () => 'This needs the badge of a supervisor.' },
  'not-a-supervisor': {
    word: 'Not a supervisor',
    what: ({ person }) =>
      `${person === undefined ? 'That badge' : `The badge of ${clip(person, 30)}`} cannot let it pass. Ask a supervisor, or CANCEL.`,
  },
  locked: {
    word: 'Paused',
    what: ({ person }) =>
      person === undefined
        ? 'This bench is paused. Scan your badge.'
        : `${ended(`Paused by ${clip(person, 30)}`)} Scan a badge.`,
  },
} as const satisfies Partial<RefusalWords>;
