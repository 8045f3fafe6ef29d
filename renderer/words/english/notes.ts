import type { BandDetail } from '../../../src/core/view.ts';
import type { VerdictWords } from '../catalogue.ts';
import { gramsText } from '../figures.ts';
import { clip, ended, nameOf } from '../limits.ts';
import { order, thatOrder } from './refusals-orders.ts';

/** "Forest honey 250 g is missing.", or the sentence without a name. */
function about(detail: BandDetail, says: string, otherwise: string): string {
  return detail.name === undefined ? otherwise : `${nameOf(detail, 40)} ${says}`;
}

const NOT_YET = 'It counts when that is done.';
const inHand = (detail: BandDetail) =>
  detail.name === undefined ? NOT_YET : `${ended(nameOf(detail, 40))} ${NOT_YET}`;

export const notes: VerdictWords['notes'] = {
  'conflict-settled': { word: 'Decided', what: (detail) => `${order(detail)}: the office is told.` },
  'conflict-asked': { word: 'A lead decides', what: (detail) => `${order(detail)} waits. Go on.` },
  'conflict-gone': { word: 'Decided already', what: (detail) => `Somebody else decided about ${thatOrder(detail)}.` },
  'drill-running': { word: 'Drill', what: () => 'The network is cut on purpose. Go on as always.' },
  'drill-over': { word: 'Drill over', what: () => 'The network is back.' },
  ready: { word: 'Ready', what: () => 'Scan an order, or press NEXT.' },
  'asking-hub': { word: 'Asking', what: (detail) => `${order(detail)} is asked for.` },
  'order-open': { word: 'Go', what: (detail) => `${order(detail)} is open. Scan the first item.` },
  accepted: { word: 'OK', what: (detail) => nameOf(detail) },
  'accepted-swap': {
    word: 'OK, swapped',
    what: (detail) => about(detail, 'goes in its place.', 'It goes in its place.'),
  },
  'line-done': { word: 'Line done', what: (detail) => nameOf(detail) },
  'order-complete': { word: 'All in', what: () => 'Everything is in the box. The label comes.' },
  undone: {
    word: 'Taken back',
    what: (detail) =>
      detail.number !== undefined && detail.text !== undefined
        ? `The parcel of order ${detail.number} is off the vehicle.`
        : nameOf(detail),
  },
  skipped: { word: 'Skipped', what: (detail) => about(detail, 'comes at the end.', 'It comes at the end.') },
  acknowledged: { word: 'Go on', what: () => 'Scan the next thing.' },
  held: { word: 'On hold', what: (detail) => `${order(detail)} waits for the office. Put its box aside.` },
  'put-back': { word: 'Put back', what: (detail) => `${order(detail)} is free again. Put its items back.` },
  'making-label': { word: 'Label', what: () => 'The label is being made.' },
  printing: { word: 'Printing', what: () => 'The label is with the printer.' },
  'waiting-for-label-scan': { word: 'Waiting', what: () => 'for the label scan. Not shipped before that.' },
  'label-awaited': {
    word: 'Not here yet',
    what: (detail) => `The label of ${thatOrder(detail)} has not come from the carrier.`,
  },
  parked: { word: 'Parked', what: (detail) => `${order(detail)} waits for its label. Put the box on its shelf.` },
  resumed: { word: 'On the bench', what: (detail) => `${order(detail)} is open. Its label comes now.` },
  'copy-printing': {
    word: 'Once more',
    what: (detail) => `The label of ${thatOrder(detail)} comes again. Destroy the old one.`,
  },
  'copy-right': {
    word: 'Right label',
    what: (detail) => `The new label of ${thatOrder(detail)}. Stick it on its box.`,
  },
  'job-dropped': { word: 'Not awaited', what: (detail) => `A paper of ${thatOrder(detail)} is no longer awaited.` },
  shipped: { word: 'Shipped', what: (detail) => `The office has it. ${order(detail)} is done.` },
  saved: { word: 'Saved', what: () => 'Will be sent when the network is back.' },
  sending: { word: 'Sending', what: () => 'Packed and proved. The office has not answered yet.' },
  'scan-lot': { word: 'Scan the lot', what: inHand },
  'scan-expiry': { word: 'Scan the date', what: inHand },
  'scan-serial': { word: 'Scan the serial', what: inHand },
  'scan-weight': { word: 'Weigh it', what: inHand },
  'scan-place': { word: 'Scan the shelf', what: inHand },
  'capture-dropped': { word: 'Not counted', what: (detail) => about(detail, 'is out again.', 'It is out again.') },
  removing: { word: 'Take one out', what: () => 'Scan what you take out of the box.' },
  removed: { word: 'Taken out', what: (detail) => about(detail, 'is out of the box.', 'It is out of the box.') },
  moving: { word: 'Move one', what: () => 'Scan what goes into another box.' },
  moved: {
    word: 'Moved',
    what: ({ n }) => (n === undefined ? 'It is in the other box.' : `It is in box ${n}.`),
  },
  quantity: {
    word: 'Several at once',
    what: ({ n }) => (n === undefined ? 'The next scan counts several.' : `The next scan counts ${n}.`),
  },
  'mode-left': { word: 'As before', what: () => 'Each scan counts one again.' },
  chosen: { word: 'Now this', what: (detail) => about(detail, 'is next.', 'This is next.') },
  'short-noted': { word: 'Short', what: (detail) => about(detail, 'is missing. Noted.', 'What is missing is noted.') },
  'damage-noted': {
    word: 'Damaged',
    what: (detail) => `Put ${detail.name === undefined ? 'it' : nameOf(detail, 36)} with the damaged goods.`,
  },
  'bin-noted': { word: 'Noted', what: () => 'Somebody will look at that shelf. Go on.' },
  'kit-broken': { word: 'Kit opened', what: () => 'Scan each part of it now.' },
  learned: {
    word: 'Learned',
    what: ({ text }) => (text === undefined ? 'This code is known now.' : `The code ${clip(text, 40)} is known now.`),
  },
  'choose-box': { word: 'Which box?', what: () => 'Scan the box that you take, or CONFIRM.' },
  'box-chosen': {
    word: 'Box is right',
    what: ({ text }) => (text === undefined ? 'Go on.' : `${clip(text, 24)}. Go on.`),
  },
  'box-next': {
    word: 'Next box',
    what: ({ n }) => (n === undefined ? 'Scan what goes into it.' : `Scan what goes into box ${n}.`),
  },
  'weigh-box': { word: 'Weigh the box', what: () => 'Put it on the scale and take your hands off.' },
  'weight-ok': {
    word: 'Weight is right',
    what: ({ grams }) =>
      grams === undefined ? 'Everything is in.' : `${gramsText('en-GB', grams)}. Everything is in.`,
  },
  'weight-noted': { word: 'Weight noted', what: () => 'It can prove nothing here. Go on.' },
  'add-papers': { word: 'Add the papers', what: () => 'Put in what is listed, then CONFIRM.' },
  'paper-added': { word: 'In the box', what: () => 'Take the next one on the list.' },
  'order-changed-now': { word: 'Order changed', what: (detail) => `The shop changed ${thatOrder(detail)}.` },
  'order-dropped': {
    word: 'Cancelled',
    what: (detail) => `${order(detail)} is off. Put its items into the return tote.`,
  },
  'round-begun': {
    word: 'Go and pick',
    what: ({ of }) => (of === undefined ? 'Follow the list.' : `${of} to pick. Follow the list.`),
  },
  'scan-tote': {
    word: 'Scan a tote',
    what: ({ number }) => (number === undefined ? 'An empty one.' : `An empty one for order ${number}.`),
  },
  'tote-ready': {
    word: 'Tote is right',
    what: ({ number }) => (number === undefined ? 'It holds this order now.' : `It holds order ${number} now.`),
  },
  'scan-shelf': {
    word: 'Next shelf',
    what: ({ text }) => (text === undefined ? 'Go to the next shelf.' : `Go to ${clip(text, 24)}.`),
  },
  'shelf-right': { word: 'Right shelf', what: () => 'Take the item and scan it.' },
  picked: { word: 'Picked', what: (detail) => nameOf(detail) || 'Go on.' },
  'into-tote': {
    word: 'Into the tote',
    what: ({ text }) => `Lay it into ${text === undefined ? 'its tote' : clip(text, 24)} and scan the tote.`,
  },
  'round-done': { word: 'All picked', what: () => 'Take it to the bench and scan the tote.' },
  loading: { word: 'Hand-over', what: () => 'Scan each parcel that goes onto the vehicle.' },
  loaded: {
    word: 'Loaded',
    what: ({ number }) => (number === undefined ? 'Scan the next parcel.' : `Order ${number}. Scan the next parcel.`),
  },
  'hand-over-done': {
    word: 'Handed over',
    what: ({ n }) => {
      if (n === undefined) return 'The carrier has them.';
      return n === 1 ? 'The carrier has 1 parcel.' : `The carrier has ${n} parcels.`;
    },
  },
  question: { word: 'Your answer', what: () => 'Scan one of the answers.' },
  approved: {
    word: 'Let pass',
    what: ({ name }) => (name === undefined ? 'Go on.' : ended(`Go on. Let pass by ${clip(name, 30)}`)),
  },
  paused: { word: 'Paused', what: () => 'Everything stays as it is. Scan a badge to go on.' },
  back: {
    word: 'Here again',
    what: ({ name }) =>
      name === undefined ? 'Go on where it stopped.' : ended(`Go on where it stopped, ${clip(name, 30)}`),
  },
  'taken-over': {
    word: 'Taken over',
    what: ({ name }) => (name === undefined ? 'It is yours now.' : ended(`It is yours now, ${clip(name, 30)}`)),
  },
  'station-right': { word: 'Right station', what: () => 'This bench is the one on the sign.' },
  card: { word: 'Scanner test', what: () => 'Scan each code on the card.' },
  training: { word: 'Training', what: () => 'Nothing of this counts. Try everything.' },
  welcome: {
    word: 'Hello',
    what: ({ name }) => (name === undefined ? 'Good to see you.' : ended(`Good to see you, ${clip(name, 30)}`)),
  },
  'signed-out-now': { word: 'Signed out', what: () => 'Scan a badge to start.' },
};
