import { accept, type Decision, type Facts, refuse } from './command.ts';
import { decideOpen } from './decide-open.ts';
import type { Event, PrintReason } from './event.ts';
import { type Action, satisfies } from './phase.ts';
import { unreachable } from './result.ts';
import { type Job, phaseOf, type State, todoOf, type Work } from './state.ts';

/** A key, a touch or a command barcode: all the same here. */
export function decideAction(state: State, action: Action, facts: Facts): Decision {
  if (!satisfies(phaseOf(state), action)) return refuse(state.stop === null ? 'not-now' : 'stopped');
  switch (action) {
    case 'help':
      return accept({ type: state.helpOpen ? 'help-closed' : 'help-asked' });
    case 'acknowledge':
      return accept({ type: 'stop-acknowledged' });
    case 'sign-out':
      return accept({ type: 'packer-signed-out' });
    case 'next':
      return decideOpen(state, facts.next, facts);
  }
  const work = state.work;
  if (work === null) return refuse('no-order-open');
  const orderId = work.order.id;
  switch (action) {
    case 'undo': {
      const last = work.accepted.at(-1);
      if (last === undefined) return refuse('nothing-to-undo');
      return accept({ type: 'item-unpacked', orderId, lineId: last.lineId, units: last.units });
    }
    case 'skip': {
      const current = todoOf(work)[0];
      if (current === undefined) return refuse('not-now');
      return accept({ type: 'line-skipped', orderId, lineId: current.id });
    }
    case 'hold':
      return accept({ type: 'order-held', orderId, reason: 'packer' });
    case 'put-back':
      return accept({ type: 'order-put-back', orderId });
    case 'retry':
      return retry(work, facts);
    case 'no-label':
      return work.label?.state === 'unknown' ? again(work, work.label, 'no-output', facts) : refuse('not-now');
    case 'reprint':
      return work.label === null ? refuse('not-now') : again(work, work.label, 'label-torn', facts);
    case 'slip-again':
      return canPrintSlipAgain(work.slip) ? again(work, work.slip, 'slip-again', facts) : refuse('not-now');
    default:
      return unreachable(action);
  }
}

export function canPrintSlipAgain(slip: Job | null): slip is Job {
  return slip !== null && slip.state !== 'queued' && slip.state !== 'sending' && slip.state !== 'attention';
}

/** RETRY is for jobs of which no byte left the station; anything else could print twice. */
function retry(work: Work, facts: Facts): Decision {
  const events: Event[] = [];
  for (const job of [work.label, work.slip]) {
    if (job?.state === 'not_sent') {
      const printer = facts.printers[job.role];
      events.push({ type: 'print-started', jobId: job.jobId, attempt: job.attempt + 1, printer });
    }
    if (job?.state === 'failed') events.push(wanted(work, job, 'first', facts));
  }
  return events.length > 0 ? accept(...events) : refuse('not-now');
}

function again(work: Work, job: Job, reason: PrintReason, facts: Facts): Decision {
  return work.parcelCode === null ? refuse('not-now') : accept(wanted(work, job, reason, facts));
}

function wanted(work: Work, job: Job, reason: PrintReason, facts: Facts): Event {
  if (work.parcelCode === null) throw new Error('A print job exists only for a parcel');
  return {
    type: 'print-wanted',
    orderId: work.order.id,
    jobId: facts.jobIds[job.role === 'label' ? 0 : 1],
    role: job.role,
    parcelCode: work.parcelCode,
    copy: reason === 'first' ? job.copy : job.copy + 1,
    reason,
  };
}
