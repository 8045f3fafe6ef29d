import { ask } from './ask.ts';
import { accept, type Decision, type Facts, refuse, usualPrinter } from './command.ts';
import { clearPrinter, otherPrinter } from './decide-printer.ts';
import type { Event } from './event.ts';
import { type Job, jobsOf } from './job.ts';
import type { Action } from './phase.ts';
import { wanted } from './print-wanted.ts';
import { boxOf, type State, type Work } from './state.ts';

/** Keys from the papers to the finished order. */
export function decidePaperAction(state: State, action: Action, facts: Facts): Decision {
  const { work } = state;
  if (work === null) return refuse('no-order-open');
  const orderId = work.order.id;
  const { label } = boxOf(work);
  switch (action) {
    case 'hold':
      return ask(state, { kind: 'hold', orderId });
    case 'confirm':
      return addPaper(work, facts);
    case 'retry':
      return retry(work, facts);
    case 'no-label':
      return label?.state === 'unknown' ? accept(wanted(label, 'no-output', facts)) : refuse('not-now');
    case 'other-printer':
      return otherPrinter(state, work, facts);
    case 'clear-printer':
      return clearPrinter(state, work, facts);
    case 'put-back':
      // Before anything is printed the goods can go back to their shelves.
      if (work.hardening === null) return refuse('not-now');
      return ask(state, { kind: 'sure', action, events: [{ type: 'order-put-back', orderId }] });
    case 'park':
      return work.stage === 'labelling' && label?.state !== 'sending'
        ? accept({ type: 'order-parked', orderId })
        : refuse('not-now');
    case 'slip-again':
      return canPrintSlipAgain(work.slip) ? accept(wanted(work.slip, 'slip-again', facts)) : refuse('not-now');
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
  if (work.hardening === 'waiting') events.push({ type: 'order-hardening-asked', orderId: work.order.id });
  for (const job of jobsOf(work)) {
    if (job.state === 'not_sent') events.push(sentAgain(job, facts));
    if (job.state === 'failed' || job.state === 'awaited') events.push(wanted(job, 'first', facts));
  }
  return events.length > 0 ? accept(...events) : refuse('not-now');
}

/** The same job to the same printer: nothing of it ever left. */
function sentAgain(job: Job, facts: Facts): Event {
  const id = job.printerId ?? usualPrinter(facts, job.role)?.id;
  const printer = facts.printers.find((each) => each.id === id);
  return {
    type: 'print-started',
    jobId: job.jobId,
    attempt: job.attempt + 1,
    printer: printer?.name ?? job.printer ?? '',
    ...(printer === undefined ? {} : { printerId: printer.id }),
  };
}
