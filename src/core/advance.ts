import { expectedWeight } from './box-weight.ts';
import type { Facts } from './command.ts';
import type { Event } from './event.ts';
import { foresee } from './evolve.ts';
import { settledBoxes } from './evolve-box.ts';
import type { ParcelCode } from './ids.ts';
import { countIn, nextParcelCode } from './parcel-code.ts';
import { boxOf, isSettled, packsIn, type State, totalPacked, type Work } from './state.ts';

/** A chain of steps is short; more would mean that two steps wake each other. */
const MOST_STEPS = 12;

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
  const { work } = state;
  if (work === null || state.stop !== null || state.question !== null || work.capture !== null) return [];
  if (work.stage === 'labelling' || work.stage === 'proving' || work.stage === 'done') return [];
  const settled = isSettled(work);
  if (settled && totalPacked(work) === 0) return [];
  const box = boxOf(work);
  if (!settled && !box.closed) return [];
  return boxSteps(work, facts) ?? (settled ? paperSteps(state, work, facts) : nextBox(work));
}

/** Null when this box needs nothing more. */
function boxSteps(work: Work, facts: Facts): readonly Event[] | null {
  const box = boxOf(work);
  const orderId = work.order.id;
  const { policy, cartons } = facts.site;
  // A box that was begun and never filled is no parcel.
  if (packsIn(work, box.no).length === 0) return null;
  if (policy.boxes && cartons.length > 0 && box.carton === null) {
    if (work.stage === 'boxing') return [];
    return [{ type: 'box-asked', orderId, boxNo: box.no }];
  }
  const weigh = policy.weigh === 'always' || (policy.weigh === 'when-scale' && facts.hasScale);
  if (weigh && box.weight === null) {
    if (work.stage === 'weighing') return [];
    const expected = expectedWeight(work, box.no, box.carton?.grams ?? null, policy);
    return [{ type: 'weight-asked', orderId, boxNo: box.no, expected }];
  }
  return null;
}

function nextBox(work: Work): readonly Event[] {
  return [{ type: 'box-begun', orderId: work.order.id, boxNo: work.boxNo + 1 }];
}

function paperSteps(state: State, work: Work, facts: Facts): readonly Event[] {
  const orderId = work.order.id;
  const wanted = work.order.doc.extras ?? [];
  if (work.stage === 'papering' && work.extras.todo.length > 0) return [];
  if (wanted.length > work.extras.done.length) return [{ type: 'papers-asked', orderId, extras: wanted }];

  const parcels = parcelCodes(state, settledBoxes(work).length, facts);
  const [parcelCode] = parcels;
  if (parcelCode === undefined) throw new Error('An order has at least one box');
  const [labelId, slipId] = facts.jobIds;
  const print = { type: 'print-wanted', orderId, parcelCode, copy: 1, reason: 'first' } as const;
  return [
    { type: 'order-packed', orderId, parcelCode, ...(parcels.length > 1 ? { parcels } : {}) },
    { ...print, jobId: labelId, role: 'label' },
    ...(facts.hasSlipPrinter ? [{ ...print, jobId: slipId, role: 'slip' } as const] : []),
  ];
}

function parcelCodes(state: State, boxes: number, facts: Facts): readonly ParcelCode[] {
  const codes: ParcelCode[] = [];
  let made = state.parcels;
  for (let box = 0; box < boxes; box++) {
    const code = nextParcelCode(facts.station, made);
    codes.push(code);
    made = countIn(code);
  }
  return codes;
}
