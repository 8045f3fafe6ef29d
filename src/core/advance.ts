import { expectedWeight } from './box-weight.ts';
import type { Facts } from './command.ts';
import { tellScore } from './decide-drill.ts';
import type { Event } from './event.ts';
import { foresee } from './evolve.ts';
import { settledBoxes } from './evolve-box.ts';
import type { ParcelCode } from './ids.ts';
import { countIn, isCounted, nextParcelCode } from './parcel-code.ts';
import { boxPapers, extraPapers, orderPapers } from './print-wanted.ts';
import { nextSscc } from './sscc.ts';
import { type Box, boxOf, isSettled, packsIn, type State, totalPacked, type Work } from './state.ts';

/** A chain of steps is short; more would mean that two steps wake each other. */
const MOST_STEPS = 12;
const AFTER_PACKING: readonly Work['stage'][] = ['labelling', 'proving', 'done'];

/** What follows by itself from these events: the box after the last unit, the scale after the box, the label after the scale. */
export function advance(state: State, events: readonly Event[], facts: Facts): readonly Event[] {
  let now = foresee(state, events, facts.atMs);
  let all = events;
  for (let step = 0; step < MOST_STEPS; step++) {
    const more = nextSteps(now, facts);
    if (more.length === 0) return all;
    all = [...all, ...more];
    now = foresee(now, more, facts.atMs);
  }
  throw new Error('The steps after an event do not end');
}

function nextSteps(state: State, facts: Facts): readonly Event[] {
  const told = tellScore(state);
  if (told.length > 0) return told;
  const { work } = state;
  if (work === null || state.stop !== null || state.question !== null || work.capture !== null) return [];
  // Packed under a lease it stands still until the hub has lent it for good; then its parcels get their numbers.
  const isHeldBack = work.stage === 'labelling' && boxOf(work).parcelCode === null;
  if (isHeldBack ? work.hardening !== null : AFTER_PACKING.includes(work.stage)) return [];
  const settled = isSettled(work);
  if (settled && totalPacked(work) === 0) return [];
  // A box that was begun and never filled is no parcel, and asks for nothing.
  const full = work.boxes.filter((box) => (box.closed || settled) && packsIn(work, box.no).length > 0);
  for (const box of full) {
    const wanted = boxStep(work, box, facts);
    if (wanted !== null) return wanted;
  }
  return settled ? paperSteps(state, work, facts) : openBox(work);
}

/** Null when this box lacks nothing; empty when what it lacks has been asked for. */
function boxStep(work: Work, box: Box, facts: Facts): readonly Event[] | null {
  const orderId = work.order.id;
  const { policy, cartons } = facts.site;
  const isAsked = (stage: Work['stage']) => work.stage === stage && work.boxNo === box.no;
  if (policy.boxes && cartons.length > 0 && box.carton === null) {
    return isAsked('boxing') ? [] : [{ type: 'box-asked', orderId, boxNo: box.no }];
  }
  const weigh = policy.weigh === 'always' || (policy.weigh === 'when-scale' && facts.hasScale);
  if (!weigh || box.weight !== null) return null;
  if (isAsked('weighing')) return [];
  const expected = expectedWeight(work, box.no, box.carton?.grams ?? null, policy);
  return [{ type: 'weight-asked', orderId, boxNo: box.no, expected }];
}

/** There is always a box that is open while goods are to come: the one left open, or a new one. */
function openBox(work: Work): readonly Event[] {
  if (work.stage === 'packing' && !boxOf(work).closed) return [];
  const open = work.boxes.find(({ closed }) => !closed);
  const boxNo = open?.no ?? Math.max(...work.boxes.map(({ no }) => no)) + 1;
  return [{ type: 'box-begun', orderId: work.order.id, boxNo }];
}

function paperSteps(state: State, work: Work, facts: Facts): readonly Event[] {
  const orderId = work.order.id;
  const wanted = work.order.doc.extras ?? [];
  if (work.stage === 'papering' && work.extras.todo.length > 0) return [];
  if (wanted.length > work.extras.done.length) {
    return [{ type: 'papers-asked', orderId, extras: wanted }, ...extraPapers(work, wanted, facts)];
  }

  // A paper with a parcel's number cannot be undone: nobody else may have the order then, whatever the network does.
  if (work.order.claim?.class !== 'hard') return [{ type: 'order-hardening-asked', orderId }];
  const parcels = parcelCodes(state, settledBoxes(work).length, facts);
  const [parcelCode] = parcels;
  if (parcelCode === undefined) throw new Error('An order has at least one box');
  const packed: Event = { type: 'order-packed', orderId, parcelCode, ...(parcels.length > 1 ? { parcels } : {}) };
  const { work: done } = foresee(state, [packed], facts.atMs);
  if (done === null) throw new Error('A packed order stays at the bench');
  return [packed, ...boxPapers(done, boxOf(done), facts), ...orderPapers(done, parcelCode, facts)];
}

function parcelCodes(state: State, boxes: number, facts: Facts): readonly ParcelCode[] {
  const codes: ParcelCode[] = [];
  const { sscc } = facts.site;
  let { parcels, lastSscc } = state;
  for (let box = 0; box < boxes; box++) {
    // When the range is used up and the hub is away, our own number does: it claims nothing that GS1 has to give.
    lastSscc = sscc === undefined ? null : nextSscc(sscc, lastSscc);
    const code = lastSscc === null ? nextParcelCode(facts.station, parcels) : (lastSscc as ParcelCode); // an SSCC names a parcel
    codes.push(code);
    if (isCounted(code)) parcels = countIn(code);
  }
  return codes;
}
