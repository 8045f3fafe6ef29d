import type { Event, JournalEntry, NotGranted } from './event.ts';
import { dropped, evolveJob, setAside } from './evolve-job.ts';
import { evolvePark } from './evolve-park.ts';
import { evolvePeople } from './evolve-people.ts';
import { evolvePick } from './evolve-pick.ts';
import { evolveScan } from './evolve-scan.ts';
import { countDrill, evolveSync, isHardening, keptWaiting } from './evolve-sync.ts';
import { evolveWork, openedWork } from './evolve-work.ts';
import type { ParcelCode } from './ids.ts';
import { unreachable } from './result.ts';
import { INITIAL_STATE, type State, type WaitingParcel, type Work } from './state.ts';
import { withPace } from './sync-state.ts';
import type { RefusalCode } from './verdict.ts';

const NOT_GRANTED = {
  taken: 'order-taken',
  'not-ready': 'order-not-ready',
  'unknown-order': 'order-not-ready',
  'hub-unreachable': 'order-needs-hub',
  'given-up': 'order-not-ready',
} as const satisfies Record<NotGranted, RefusalCode>;

/** Where nobody uses the hand-over, parcels must not pile up in the state: no carrier takes longer. */
const WAITING_MS = 7 * 24 * 3_600_000;

/** The part of an entry that a fold may use. */
export type Moment = Pick<JournalEntry, 'seq' | 'atMs'>;

export function fold(entries: Iterable<JournalEntry>, from: State = INITIAL_STATE): State {
  let state = from;
  for (const entry of entries) state = evolve(state, entry);
  return state;
}

/** What one fact changes. Total: any event in any state folds, because history is never refused. */
export function evolve(state: State, entry: JournalEntry): State {
  return evolveEvent(state, entry.event, entry);
}

/** What events would make of the state: for a decision whose next step depends on its first. */
export function foresee(state: State, events: readonly Event[], atMs: number): State {
  return events.reduce((before, event) => evolveEvent(before, event, { seq: 0, atMs }), state);
}

function evolveEvent(state: State, event: Event, moment: Moment): State {
  const next = countDrill(state, apply(state, event, moment), event, moment.atMs);
  if (!('scan' in event)) return next;
  // A read that was dropped as another device's echo must not make an echo of the next real one.
  if (event.type === 'scan-refused' && event.code === 'already-counted') return next;
  const { text, source, scanId } = event.scan;
  const badReads = event.type !== 'scan-refused' ? 0 : next.badReads;
  return text === null
    ? { ...next, badReads }
    : { ...next, badReads, lastScan: { id: scanId, text, source, atMs: moment.atMs } };
}

function apply(state: State, event: Event, moment: Moment): State {
  const { atMs } = moment;
  switch (event.type) {
    case 'packer-signed-in':
    case 'packer-signed-out':
    case 'station-locked':
    case 'station-unlocked':
    case 'station-taken-over':
    case 'training-asked':
    case 'training-left':
    case 'help-asked':
    case 'help-closed':
    case 'status-asked':
    case 'status-closed':
    case 'printers-asked':
    case 'printers-closed':
      return evolvePeople(state, event, atMs);
    case 'scan-taken':
    case 'scan-refused':
    case 'stop-acknowledged':
    case 'stop-confirmed':
    case 'approval-given':
    case 'question-asked':
    case 'question-closed':
    case 'barcode-learned':
    case 'card-begun':
    case 'card-read':
    case 'card-finished':
    case 'card-ended':
      return evolveScan(state, event, atMs);
    case 'order-asked-for':
      return {
        ...state,
        asking: { orderId: event.orderId, number: event.number, sinceMs: atMs, takeOver: null },
        band: { code: 'asking-hub', detail: { number: event.number } },
      };
    case 'order-not-granted':
      if (isHardening(state, event.orderId)) return keptWaiting(state, event.orderId, atMs);
      return {
        ...state,
        asking: null,
        band: { code: NOT_GRANTED[event.code], detail: { number: event.number, atMs } },
      };
    case 'order-opened':
      return {
        ...state,
        asking: null,
        stop: null,
        question: null,
        sheet: null,
        pointed: null,
        aside: state.work === null ? state.aside : setAside(state, state.work),
        work: openedWork(event.order, atMs),
        band: { code: 'order-open', detail: { number: event.order.number, atMs } },
      };
    case 'order-held':
    case 'order-put-back':
    case 'order-dropped': {
      const band = { 'order-held': 'held', 'order-put-back': 'put-back', 'order-dropped': 'order-dropped' } as const;
      if (state.work?.order.id !== event.orderId) {
        const parked = state.parked.filter(({ order }) => order.id !== event.orderId);
        return { ...state, parked, picked: without(state.picked, event.orderId) };
      }
      const { number } = state.work.order;
      return {
        ...state,
        work: null,
        aside: setAside(state, state.work),
        stop: null,
        question: null,
        sheet: null,
        picked: without(state.picked, event.orderId),
        band: { code: band[event.type], detail: { number, atMs } },
      };
    }
    case 'round-begun':
    case 'tote-given':
    case 'tote-full':
    case 'item-picked':
    case 'tote-proved':
    case 'item-unpicked':
    case 'pick-skipped':
    case 'pick-chosen':
    case 'pick-short':
    case 'bin-looked-at':
    case 'round-ended':
    case 'loading-begun':
    case 'parcel-loaded':
    case 'parcel-unloaded':
    case 'loading-ended':
      return evolvePick(state, event, moment);
    case 'print-wanted':
    case 'document-made':
    case 'document-failed':
    case 'print-started':
    case 'print-troubled':
    case 'print-confirmed':
    case 'print-not-confirmed':
      return evolveJob(state, event, atMs);
    case 'job-dropped':
      return dropped(state, event.jobId, atMs);
    // What the printer says to it comes as the end of its job.
    case 'printer-clear-asked':
      return { ...state, question: null };
    case 'order-parked':
    case 'order-resumed':
    case 'documents-changed':
    case 'parcel-pointed-at':
      return evolvePark(state, event, atMs);
    case 'order-shipped': {
      const { work } = state;
      if (work === null || work.order.id !== event.orderId) return state;
      const { number, doc } = work.order;
      const parcels = event.shipment.parcels.map(({ parcelCode }) => ({
        parcelCode,
        orderId: event.orderId,
        ...paperOf(work, parcelCode),
        number,
        carrier: event.shipment.carrier,
        lane: doc.lane,
        shippedAtMs: atMs,
      }));
      return {
        ...state,
        stop: null,
        question: null,
        sheet: null,
        work: { ...work, stage: 'done', shippedSeq: moment.seq },
        waiting: [...state.waiting.filter(({ shippedAtMs }) => atMs - shippedAtMs < WAITING_MS), ...parcels],
        picked: without(state.picked, event.orderId),
        last: { number, lane: doc.lane, tookMs: atMs - work.openedAtMs },
        pace: withPace(state.pace, atMs - work.openedAtMs),
        band: { code: 'saved', detail: { number, atMs } },
      };
    }
    case 'order-released':
    case 'order-take-over-asked':
    case 'order-hardening-asked':
    case 'order-hardened':
    case 'order-lost':
    case 'conflict-answered':
    case 'drill-begun':
    case 'drill-ended':
    case 'drill-seen':
      return evolveSync(state, event, atMs);
    case 'place-proved':
      if (state.round !== null) return evolvePick(state, event, moment);
      return state.work === null
        ? state
        : {
            ...state,
            stop: null,
            work: { ...state.work, place: event.bin },
            band: { code: 'shelf-right', detail: { text: event.bin } },
          };
    case 'wrong-bin-told':
      return { ...state, band: { code: 'bin-noted', detail: { text: event.bin ?? undefined } } };
    case 'item-packed':
    case 'item-unpacked':
    case 'item-removed':
    case 'line-reset':
    case 'line-skipped':
    case 'line-chosen':
    case 'line-short':
    case 'short-taken-back':
    case 'item-damaged':
    case 'kit-broken':
    case 'capture-begun':
    case 'capture-filled':
    case 'capture-dropped':
    case 'mode-entered':
    case 'mode-left':
    case 'item-moved':
    case 'box-closed':
    case 'box-begun':
    case 'box-asked':
    case 'box-suggested':
    case 'box-too-small':
    case 'box-chosen':
    case 'weight-asked':
    case 'box-weighed':
    case 'weighing-repeated':
    case 'weight-skipped':
    case 'papers-asked':
    case 'extra-done':
    case 'order-packed':
    case 'label-proved':
    case 'order-changed-above':
    case 'order-revised':
      return state.work === null ? state : evolveWork(state, state.work, event, atMs);
    default:
      return unreachable(event);
  }
}

function without(picked: State['picked'], orderId: string): State['picked'] {
  if (!(orderId in picked)) return picked;
  return Object.fromEntries(Object.entries(picked).filter(([id]) => id !== orderId));
}

/** What stands on the parcel's label, and how often it was printed. */
function paperOf(work: Work, parcelCode: ParcelCode): Pick<WaitingParcel, 'codes' | 'copies'> {
  const label = work.boxes.find((box) => box.parcelCode === parcelCode)?.label ?? null;
  return { codes: label?.proof ?? [parcelCode], copies: label?.copy ?? 1 };
}
