import type { Event } from './event.ts';
import { setAside } from './evolve-job.ts';
import type { OrderId } from './ids.ts';
import { allJobs, mayComeOut } from './job.ts';
import type { NoteCode } from './note.ts';
import { roundWithout } from './round.ts';
import type { State, Work } from './state.ts';
import type { SyncEvent } from './sync-event.ts';
import { withConflict } from './sync-state.ts';
import type { BandDetail } from './view.ts';

/** Rights, contradictions and drills. Total: what nobody here knows any more changes nothing. */
export function evolveSync(state: State, event: SyncEvent, atMs: number): State {
  switch (event.type) {
    // The stores know that it is gone; at the bench only a tote can be left of it.
    case 'order-released':
      return { ...state, picked: withoutPicked(state, event.orderId) };
    case 'order-take-over-asked': {
      const { orderId, number, by } = event;
      // Whose badge it was stands in the event; why, in the approval before it.
      const reason = state.approval?.by === by ? state.approval.reason : 'checked';
      const asking = { orderId, number, sinceMs: atMs, takeOver: { by, reason } };
      return { ...noted(state, 'asking-hub', { number }), stop: null, asking };
    }
    case 'order-hardening-asked':
      return ofOrder(
        state,
        event.orderId,
        (work) => ({ ...work, stage: 'labelling', hardening: 'asked' }),
        'asking-hub',
      );
    case 'order-hardened':
      return ofOrder(state, event.orderId, (work) => ({
        ...work,
        order: hardened(work, event.fence),
        hardening: null,
      }));
    case 'order-lost':
      return lost(state, event, atMs);
    case 'conflict-answered': {
      const { conflictId } = event;
      const number = state.question?.kind === 'conflict' ? state.question.conflict.number : undefined;
      if (event.answer === 'ask-lead') {
        return { ...noted(state, 'conflict-asked', { number }), askedLead: withConflict(state.askedLead, conflictId) };
      }
      return { ...noted(state, 'conflict-settled', { number }), answered: withConflict(state.answered, conflictId) };
    }
    case 'drill-begun': {
      const { minutes, claimed } = event;
      const counts = { shipped: 0, refused: 0, scans: 0, claimedBefore: claimed, left: claimed };
      const drill = {
        begunAtMs: atMs,
        endsAtMs: atMs + minutes * 60_000,
        ...counts,
        dryAtMs: claimed > 0 ? null : atMs,
      };
      return { ...noted(state, 'drill-running', { n: minutes }), drill, score: null };
    }
    case 'drill-ended':
      // Its clock may end it while something is packed: the last word about that stays.
      return state.work === null && state.stop === null && state.question === null
        ? { ...noted(state, 'drill-over'), drill: null, score: event.score }
        : { ...state, drill: null, score: event.score };
    case 'drill-seen':
      return { ...noted(state, 'acknowledged'), score: null };
  }
}

/** A label of it lies on a box, or may: nobody must find it there later. */
export function labelOutOf(state: State, orderId: OrderId): string | null {
  const out = allJobs(state).find(
    (job) => job.orderId === orderId && job.paper === 'label' && (job.state === 'printed' || mayComeOut(job)),
  );
  return out?.parcelCode ?? null;
}

/** Somebody else has it: it is closed here, whatever was done to it. An order that has left from here is not lost any more. */
function lost(state: State, event: Extract<SyncEvent, { type: 'order-lost' }>, atMs: number): State {
  const { orderId, number, to } = event;
  const isOpen = state.work?.order.id === orderId && state.work.stage !== 'done';
  const parked = state.parked.find(({ order }) => order.id === orderId) ?? null;
  const inRound = state.round?.orders.some(({ order }) => order.id === orderId) === true;
  if (!isOpen && parked === null && !inRound && !(orderId in state.picked)) return state;
  const closed = isOpen ? state.work : parked;
  const code = event.printed ? (labelOutOf(state, orderId) ?? undefined) : undefined;
  // The label's number where there is one; whatever happened to the jobs, the words hang on whether there is paper.
  const detail = { number, station: to ?? undefined, code, reprint: event.printed };
  return {
    ...state,
    work: isOpen ? null : state.work,
    parked: state.parked.filter((work) => work !== parked),
    aside: closed === null ? state.aside : setAside(state, closed),
    round: state.round === null ? null : roundWithout(state.round, orderId),
    picked: withoutPicked(state, orderId),
    question: isOpen || inRound ? null : state.question,
    sheet: null,
    stop: { code: 'order-lost', detail, sinceMs: atMs, offer: null },
    band: { code: 'order-lost', detail: { ...detail, atMs } },
  };
}

function withoutPicked({ picked }: State, orderId: OrderId): State['picked'] {
  return orderId in picked ? Object.fromEntries(Object.entries(picked).filter(([id]) => id !== orderId)) : picked;
}

function hardened({ order }: Work, fence: number): Work['order'] {
  return { ...order, fence, claim: { ...order.claim, class: 'hard', mine: true } };
}

/** What happens to an order on the bench or on the shelf of the parked ones; only of the open one the band speaks. */
function ofOrder(state: State, orderId: OrderId, change: (work: Work) => Work, code: NoteCode | null = null): State {
  const { work } = state;
  if (work?.order.id === orderId && work.stage !== 'done') {
    const next = { ...state, work: change(work) };
    return code === null ? next : { ...next, band: { code, detail: { number: work.order.number } } };
  }
  return { ...state, parked: state.parked.map((each) => (each.order.id === orderId ? change(each) : each)) };
}

/** The hub could not be asked; it is asked again when it is back. */
export function keptWaiting(state: State, orderId: OrderId, atMs: number): State {
  const next = ofOrder(state, orderId, (work) => ({ ...work, hardening: 'waiting' }));
  if (next.work === state.work || next.work === null) return next;
  return { ...next, band: { code: 'needs-hub-to-print', detail: { number: next.work.order.number, atMs } } };
}

/** Whether the hub is asked, or to be asked, to lend this order for good. */
export function isHardening(state: State, orderId: OrderId): boolean {
  return [state.work, ...state.parked].some((work) => work?.order.id === orderId && work.hardening !== null);
}

function noted(state: State, code: NoteCode, detail: BandDetail = {}): State {
  return { ...state, question: null, sheet: null, band: { code, detail } };
}

/** After one of these a claimed order is used up. */
const USES_UP: readonly Event['type'][] = [
  'order-shipped',
  'order-held',
  'order-put-back',
  'order-dropped',
  'order-parked',
  'order-lost',
  'order-released',
];
/** Only the hub could have said yes. */
const WANTS_HUB: readonly string[] = ['order-needs-hub', 'needs-hub-to-print'];

/** What happens while the network is cut on purpose counts for the score. */
export function countDrill(before: State, next: State, event: Event, atMs: number): State {
  const { drill } = next;
  if (drill === null || before.drill === null) return next;
  const isScan = 'scan' in event && event.scan.text !== null && event.scan.scanId !== before.lastScan?.id;
  const isRefused =
    (event.type === 'scan-refused' && WANTS_HUB.includes(event.code)) ||
    (event.type === 'order-not-granted' && event.code === 'hub-unreachable');
  const used = USES_UP.includes(event.type) ? 1 : event.type === 'order-resumed' ? -1 : 0;
  if (!isScan && !isRefused && used === 0) return next;
  const left = drill.left - used;
  return {
    ...next,
    drill: {
      ...drill,
      left,
      shipped: drill.shipped + (event.type === 'order-shipped' ? 1 : 0),
      refused: drill.refused + (isRefused ? 1 : 0),
      scans: drill.scans + (isScan ? 1 : 0),
      dryAtMs: drill.dryAtMs ?? (left <= 0 && used > 0 ? atMs : null),
    },
  };
}
