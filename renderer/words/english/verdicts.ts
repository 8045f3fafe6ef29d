import type { BandDetail } from '../../../src/core/view.ts';
import type { VerdictWords } from '../catalogue.ts';
import { clip, ended, nameOf, spoken } from '../limits.ts';

const order = (about: BandDetail) => (about.number === undefined ? 'This order' : `Order ${about.number}`);
const GO_ON = 'Scan SEEN to go on.';

/** Same thing in another colour: say the colours. Another thing: say both names. */
function wrongItem({ scanned, wanted }: BandDetail): string {
  if (scanned === undefined) return 'That is not on this order.';
  if (wanted === undefined) return `${clip(scanned.name, 48)} is not on this order.`;
  if (scanned.name === wanted.name && scanned.variant !== undefined && wanted.variant !== undefined) {
    return `That is the ${spoken(scanned.variant)} one. This order wants ${spoken(wanted.variant)}.`;
  }
  return `${ended(`That is ${clip(scanned.name, 40)}`)} ${ended(`Next is ${clip(wanted.name, 40)}`)}`;
}

export const verdicts: VerdictWords = {
  refusals: {
    'invalid-code': { word: 'Not read well', what: () => 'The code does not add up. Scan it again.' },
    'scan-glued': { word: 'Two at once', what: () => 'Two codes came as one. Scan them one by one.' },
    'unknown-code': {
      word: 'Not known',
      what: ({ text }) =>
        text === undefined ? 'Nothing here has this code.' : ended(`Nothing here has the code ${clip(text, 24)}`),
      steps: () => ['Look for another code on it.', 'None? Put it aside.', GO_ON],
    },
    'ambiguous-code': { word: 'Fits several', what: () => 'Several things have this code. Scan another code on it.' },
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
    'other-order': {
      word: 'Another order',
      what: ({ number }) => `That is order ${number ?? ''}. Finish this one first, or put it back.`,
    },
    'order-shipped': { word: 'Already shipped', what: (about) => `${order(about)} has left. Nothing to pack.` },
    'order-held': { word: 'On hold', what: (about) => `${order(about)} waits for the office. Take another.` },
    'order-cancelled': {
      word: 'Cancelled',
      what: (about) => `${order(about)} is cancelled. Nothing of it ships.`,
      steps: () => ['Put its items on the return shelf.', GO_ON],
    },
    'order-taken': { word: 'Taken', what: (about) => `${order(about)} is on another bench.` },
    'order-not-ready': { word: 'Not ready', what: (about) => `${order(about)} may not be packed yet.` },
    'order-needs-hub': {
      word: 'Not here',
      what: (about) => `${order(about)} is not on this bench, and the network is away.`,
    },
    'no-order-open': { word: 'No order open', what: () => 'Scan the order first, or press NEXT.' },
    'nothing-to-do': { word: 'No orders', what: () => 'Nothing waits for this bench.' },
    'badge-unknown': { word: 'Badge not known', what: () => 'Scan another badge, or use your PIN.' },
    'pin-wrong': { word: 'Wrong PIN', what: () => 'Try again, or scan your badge.' },
    'pin-blocked': { word: 'Wait 30 seconds', what: () => 'Five wrong PINs. Your badge works at once.' },
    'signed-out': { word: 'Badge first', what: () => 'Nobody is signed in. Scan your badge.' },
    stopped: {
      word: 'Not counted',
      what: () => 'The bench has stopped. This scan did not count.',
      steps: () => [GO_ON],
    },
    'wrong-label': {
      word: 'Wrong label',
      what: ({ number }) =>
        number === undefined ? 'This label belongs to another box.' : `This label belongs to order ${number}.`,
      steps: () => ['Take it off this box.', 'Find the right label.', GO_ON],
    },
    'label-not-here': { word: 'Not a label', what: () => 'Scan the label that is on the box.' },
    'item-after-complete': {
      word: 'Box is full',
      what: ({ scanned }) =>
        scanned === undefined
          ? 'Everything is in the box already.'
          : `${clip(scanned.name, 40)} is one more than ordered.`,
      steps: () => ['Keep it out of the box.', GO_ON],
    },
    'nothing-to-undo': { word: 'Nothing to undo', what: () => 'No scan to take back on this order.' },
    'not-now': { word: 'Not now', what: () => 'That does nothing here.' },
    'already-counted': { word: 'Counted once', what: () => 'The same code came twice. It counts once.' },
    'not-saved': { word: 'Not saved', what: () => 'The disk takes nothing. It did not count. Call your lead.' },
  },
  notes: {
    ready: { word: 'Ready', what: () => 'Scan an order, or press NEXT.' },
    'asking-hub': { word: 'Asking', what: (about) => `${order(about)} is asked for.` },
    'order-open': { word: 'Go', what: (about) => `${order(about)} is open. Scan the first item.` },
    accepted: { word: 'OK', what: nameOf },
    'line-done': { word: 'Line done', what: nameOf },
    'order-complete': { word: 'All in', what: () => 'Everything is in the box. The label comes.' },
    undone: { word: 'Taken back', what: nameOf },
    skipped: { word: 'Skipped', what: (about) => `${nameOf(about)} comes at the end.` },
    acknowledged: { word: 'Go on', what: () => 'Scan the next thing.' },
    held: { word: 'On hold', what: (about) => `${order(about)} waits for the office. Put its box aside.` },
    'put-back': { word: 'Put back', what: (about) => `${order(about)} is free again. Put its items back.` },
    'making-label': { word: 'Label', what: () => 'The label is being made.' },
    printing: { word: 'Printing', what: () => 'The label is with the printer.' },
    'waiting-for-label-scan': { word: 'Waiting', what: () => 'for the label scan. Not shipped before that.' },
    shipped: { word: 'Shipped', what: (about) => `The office has it. ${order(about)} is done.` },
    saved: { word: 'Saved', what: () => 'Will be sent when the network is back.' },
    sending: { word: 'Sending', what: () => 'Packed and proved. The office has not answered yet.' },
    welcome: {
      word: 'Hello',
      what: ({ name }) => (name === undefined ? 'Good to see you.' : ended(`Good to see you, ${clip(name, 30)}`)),
    },
    'signed-out-now': { word: 'Signed out', what: () => 'Scan a badge to start.' },
  },
};
