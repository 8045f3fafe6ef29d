import type { Event, JournalEntry } from './event.ts';
import type { JobId, OrderId, PersonId } from './ids.ts';
import { allJobs, findJob } from './job.ts';
import { boxOf, type State } from './state.ts';

/** Work for the outside world. Its outcome comes back as a command; no turn waits for it. */
export type Effect =
  | { readonly type: 'claim-order'; readonly orderId: OrderId }
  | { readonly type: 'make-document'; readonly jobId: JobId }
  | { readonly type: 'print'; readonly jobId: JobId; readonly attempt: number }
  | { readonly type: 'clear-printer'; readonly printerId: string }
  | { readonly type: 'suggest-cartons'; readonly orderId: OrderId; readonly boxNo: number }
  | { readonly type: 'weigh-now' }
  | { readonly type: 'begin-training' }
  | { readonly type: 'end-training' }
  | { readonly type: 'take-over-order'; readonly orderId: OrderId; readonly by: PersonId }
  | { readonly type: 'harden-order'; readonly orderId: OrderId }
  /** Cuts the network in software, or lets it through again. */
  | { readonly type: 'cut-network'; readonly forMs: number | null }
  | { readonly type: 'push-now' };

export function react(event: Event): readonly Effect[] {
  switch (event.type) {
    case 'order-asked-for':
      return [{ type: 'claim-order', orderId: event.orderId }];
    case 'print-wanted':
      return [{ type: 'make-document', jobId: event.jobId }];
    case 'print-started':
      return [{ type: 'print', jobId: event.jobId, attempt: event.attempt }];
    case 'printer-clear-asked':
      return [{ type: 'clear-printer', printerId: event.printerId }];
    case 'box-asked':
      return [{ type: 'suggest-cartons', orderId: event.orderId, boxNo: event.boxNo }];
    case 'weighing-repeated':
      return [{ type: 'weigh-now' }];
    case 'training-asked':
      return [{ type: 'begin-training' }];
    case 'training-left':
      return [{ type: 'end-training' }];
    case 'order-take-over-asked':
      return [{ type: 'take-over-order', orderId: event.orderId, by: event.by }];
    case 'order-hardening-asked':
      return [{ type: 'harden-order', orderId: event.orderId }];
    case 'drill-begun':
      return [{ type: 'cut-network', forMs: event.minutes * 60_000 }];
    case 'drill-ended':
      return [{ type: 'cut-network', forMs: null }];
    case 'order-released':
    case 'order-lost':
    case 'conflict-answered':
    case 'order-shipped':
    case 'order-dropped':
    case 'order-held':
    case 'order-put-back':
      return [{ type: 'push-now' }];
    default:
      return [];
  }
}

/** What a start must take up again: everything that was promised and has no outcome in the journal. */
export function resume(state: State, nowMs: number): readonly Effect[] {
  const effects: Effect[] = [];
  const { asking, drill } = state;
  // First of all: a drill that was broken off goes on before anything can reach the hub.
  if (drill !== null) effects.push({ type: 'cut-network', forMs: leftOf(drill, nowMs) });
  if (asking !== null) {
    const { orderId, takeOver } = asking;
    effects.push(
      takeOver === null ? { type: 'claim-order', orderId } : { type: 'take-over-order', orderId, by: takeOver.by },
    );
  }
  for (const work of [state.work, ...state.parked]) {
    if (work?.hardening === 'asked') effects.push({ type: 'harden-order', orderId: work.order.id });
  }
  for (const job of allJobs(state)) {
    if (job.state === 'queued' && !job.made) effects.push({ type: 'make-document', jobId: job.jobId });
  }
  const { work } = state;
  if (work === null) return effects;
  if (work.stage === 'boxing' && boxOf(work).suggested === null) {
    effects.push({ type: 'suggest-cartons', orderId: work.order.id, boxNo: work.boxNo });
  }
  return effects;
}

/** Which order an event belongs to, for the journal's own columns. */
export function orderOf(state: State, event: Event): JournalEntry['orderId'] {
  if ('orderId' in event) return event.orderId;
  return 'jobId' in event ? (findJob(state, event.jobId)?.orderId ?? null) : null;
}

/** The number of the claim that an event was made under; null where this station holds none. */
export function fenceOf(state: State, event: Event): number | null {
  if ('fence' in event) return event.fence;
  if (event.type === 'order-opened') return event.order.fence;
  const orderId = orderOf(state, event);
  if (orderId === null) return null;
  const held = [state.work, ...state.parked, ...(state.round?.orders ?? [])].find((each) => each?.order.id === orderId);
  return held?.order.fence ?? null;
}

/** Never more than it was to last: a clock that was set back must not keep the bench alone. */
function leftOf(drill: NonNullable<State['drill']>, nowMs: number): number {
  const { begunAtMs, endsAtMs } = drill;
  return Math.min(endsAtMs - begunAtMs, Math.max(0, endsAtMs - nowMs));
}
