import type { Event, JournalEntry } from './event.ts';
import type { JobId, OrderId } from './ids.ts';
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
export function resume(state: State): readonly Effect[] {
  const effects: Effect[] = [];
  if (state.asking !== null) effects.push({ type: 'claim-order', orderId: state.asking.orderId });
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
