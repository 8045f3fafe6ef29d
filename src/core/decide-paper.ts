import { accept, type Decision, type Facts, refuse } from './command.ts';
import { ask } from './decide-question.ts';
import type { Event, PrintReason } from './event.ts';
import type { Action } from './phase.ts';
import { type Box, boxOf, type Job, jobsOf, type State, type Work } from './state.ts';

/** Keys from the papers to the finished order. */
export function decidePaperAction(state: State, action: Action, facts: Facts): Decision {
  const { work } = state;
  if (work === null) return refuse('no-order-open');
  const { label } = boxOf(work);
  switch (action) {
    case 'hold':
      return ask(state, { kind: 'hold', orderId: work.order.id });
    case 'confirm':
      return addPaper(work, facts);
    case 'retry':
      return retry(work, facts);
    case 'no-label':
      return label?.state === 'unknown' ? again(work, label, 'no-output', facts) : refuse('not-now');
    case 'reprint':
      return label === null ? refuse('not-now') : again(work, label, 'label-torn', facts);
    case 'slip-again':
      return canPrintSlipAgain(work.slip) ? again(work, work.slip, 'slip-again', facts) : refuse('not-now');
    default:
      return refuse('not-now');
  }
}

export function canPrintSlipAgain(slip: Job | null): slip is Job {
  return slip !== null && slip.state !== 'queued' && slip.state !== 'sending' && slip.state !== 'attention';
}

/** The first paper of the list is in the box. A photo without a camera is left out where the site says so, and flagged. */
function addPaper(work: Work, facts: Facts): Decision {
  const [extra] = work.extras.todo;
  if (work.stage !== 'papering' || extra === undefined) return refuse('not-now');
  const orderId = work.order.id;
  if (extra !== 'photo' || facts.hasCamera) return accept({ type: 'extra-done', orderId, extra });
  if (facts.site.policy.photo === 'stop') return refuse('no-camera');
  return accept({ type: 'extra-done', orderId, extra, skipped: true });
}

/** RETRY is for jobs of which no byte left the station; anything else could print twice. */
function retry(work: Work, facts: Facts): Decision {
  const events: Event[] = [];
  for (const job of jobsOf(work)) {
    if (job.state === 'not_sent') {
      const printer = facts.printers[job.role];
      events.push({ type: 'print-started', jobId: job.jobId, attempt: job.attempt + 1, printer });
    }
    if (job.state === 'failed') events.push(wanted(work, job, 'first', facts));
  }
  return events.length > 0 ? accept(...events) : refuse('not-now');
}

function again(work: Work, job: Job, reason: PrintReason, facts: Facts): Decision {
  return accept(wanted(work, job, reason, facts));
}

/** The next box's label, once the one before is on its box. */
export function nextLabel(work: Work, box: Box, facts: Facts): Event {
  if (box.parcelCode === null) throw new Error('A packed box has a parcel code');
  return {
    type: 'print-wanted',
    orderId: work.order.id,
    jobId: facts.jobIds[0],
    role: 'label',
    parcelCode: box.parcelCode,
    copy: 1,
    reason: 'first',
  };
}

function wanted(work: Work, job: Job, reason: PrintReason, facts: Facts): Event {
  const box = job.role === 'label' ? boxOf(work) : work.boxes[0];
  if (box === undefined || box.parcelCode === null) throw new Error('A print job exists only for a parcel');
  return {
    type: 'print-wanted',
    orderId: work.order.id,
    jobId: facts.jobIds[job.role === 'label' ? 0 : 1],
    role: job.role,
    parcelCode: box.parcelCode,
    copy: reason === 'first' ? job.copy : job.copy + 1,
    reason,
  };
}
