import { advance } from './advance.ts';
import { accept, type Command, type Decision, type Facts, type PrinterFact, refuse } from './command.ts';
import { decideAction } from './decide-action.ts';
import { decideWeight, takeSuggestion } from './decide-box.ts';
import { decideCaptureWeight } from './decide-capture.ts';
import { decideChange } from './decide-change.ts';
import { answerClaim, answerHardening, askHardening, loseOrder, releaseOrder } from './decide-claim.ts';
import { closeConflict } from './decide-conflict.ts';
import { endDrill } from './decide-drill.ts';
import { decideOpen } from './decide-open.ts';
import { decidePin } from './decide-people.ts';
import { decideChoice } from './decide-question.ts';
import { decideScan } from './decide-scan.ts';
import type { Event } from './event.ts';
import type { JobId } from './ids.ts';
import { allJobs, findJob, isDroppable, type Job, jobOf } from './job.ts';
import type { PrintOutcome } from './print.ts';
import { wanted } from './print-wanted.ts';
import { unreachable } from './result.ts';
import type { State } from './state.ts';
import { REFUSALS } from './verdict.ts';

/** The bench's one decision: what happened, or why not. Pure; everything it may use is in its arguments. */
export function decide(state: State, command: Command, facts: Facts): Decision {
  const decision = decideAlone(state, command, facts);
  return decision.ok && decision.events.length > 0 ? accept(...advance(state, decision.events, facts)) : decision;
}

function decideAlone(state: State, command: Command, facts: Facts): Decision {
  switch (command.type) {
    case 'scan':
      return decideScan(state, command.scan, command.found, facts, command.frame ?? null);
    case 'do':
      return decideAction(state, command.action, facts);
    case 'choose':
      return decideChoice(state, command.choice, facts);
    case 'take-weight':
      return takeWeight(state, command, facts);
    case 'suggest-cartons':
      return takeSuggestion(state, command);
    case 'order-changed':
      return decideChange(state, command.order, facts);
    case 'open-order':
      return touched(decideOpen(state, command.found, facts), facts);
    case 'enter-pin':
      return decidePin(state, command, facts);
    case 'answer-claim':
      return answerClaim(state, command, facts);
    case 'answer-hardening':
      return answerHardening(state, command);
    case 'ask-hardening':
      return accept(...askHardening(state));
    case 'lose-order':
      return loseOrder(state, command);
    case 'release-order':
      return releaseOrder(state, command);
    case 'close-conflict':
      return closeConflict(state, command.conflictId);
    case 'end-drill':
      return endDrill(state, facts);
    case 'take-document': {
      const job = findJob(state, command.jobId);
      if (job === null || job.made) return accept();
      const { sha256, decoded, proof, source } = command;
      const { jobId } = job;
      return accept(
        { type: 'document-made', jobId, sha256, decoded, proof, ...(source === null ? {} : { source }) },
        // A parked box is not at the bench: its papers come when somebody fetches it.
        isParked(state, jobId) ? { type: 'print-not-confirmed', jobId, ...KEPT_BACK } : begun(job, command.printer),
      );
    }
    case 'refuse-document': {
      const { jobId, fault, detail } = command;
      return findJob(state, jobId)?.state === 'queued'
        ? accept({ type: 'document-failed', jobId, fault, detail })
        : accept();
    }
    case 'documents-here': {
      const job = findJob(state, command.jobId);
      return job?.state === 'awaited' ? accept(wanted(job, 'first', facts)) : accept();
    }
    case 'note-trouble': {
      const job = findJob(state, command.jobId);
      if (job === null || (job.state !== 'sending' && job.state !== 'attention')) return accept();
      const { code, conditions } = command.outcome;
      return accept({ type: 'print-troubled', jobId: job.jobId, code, conditions });
    }
    case 'end-print':
      return endPrint(state, command.jobId, command.outcome);
    case 'printer-ready': {
      const job = findJob(state, command.jobId);
      return job?.state !== 'not_sent' || isParked(state, job.jobId) ? accept() : accept(begun(job, command.printer));
    }
    case 'drop-job': {
      const job = state.aside.find(({ jobId }) => jobId === command.jobId);
      return job !== undefined && isDroppable(job)
        ? accept({ type: 'job-dropped', jobId: job.jobId })
        : refuse('not-now');
    }
    case 'recover':
      return accept(...recover(state));
    default:
      return unreachable(command);
  }
}

const KEPT_BACK = { state: 'not_sent', code: 'NOT_READY', bytesWritten: 0, conditions: [] } as const;

function isParked(state: State, jobId: JobId): boolean {
  return state.parked.some((work) => jobOf(work, jobId) !== null);
}

function begun({ jobId, attempt }: Job, { id, name }: Pick<PrinterFact, 'id' | 'name'>): Event {
  return { type: 'print-started', jobId, attempt: attempt + 1, printer: name, printerId: id };
}

/** A reading that says nothing new is no event; one that was typed always answers. */
function takeWeight(state: State, command: Extract<Command, { type: 'take-weight' }>, facts: Facts): Decision {
  const { work } = state;
  if (work === null || state.stop !== null || state.question !== null || state.lockedAtMs !== null) {
    return refuse('not-now');
  }
  const decision =
    work.capture === null ? decideWeight(work, command) : decideCaptureWeight(state, command.grams, command.by, facts);
  if (decision.ok || decision.events.length > 0) return decision;
  const { code, detail, offer } = decision;
  if (REFUSALS[code].stop === 'band') return decision;
  const scan = {
    scanId: `weight:${facts.atMs}`,
    source: command.by,
    text: `${command.grams} g`,
    kind: command.by === 'typed' ? 'manual' : 'serial',
  } as const;
  const orderId = work.order.id;
  const refused = { type: 'scan-refused', orderId, code, detail, scan, ...(offer === null ? {} : { offer }) } as const;
  return { ...decision, events: [refused] };
}

/** A touch leaves no scan behind; what a supervisor may release must be kept all the same. */
function touched(decision: Decision, facts: Facts): Decision {
  if (decision.ok || decision.offer?.by !== 'supervisor') return decision;
  const { code, detail, offer } = decision;
  const scan = { scanId: `touch:${facts.atMs}`, source: 'touch', text: null };
  return { ...decision, events: [{ type: 'scan-refused', orderId: null, code, detail, scan, offer }] };
}

function endPrint(state: State, jobId: JobId, outcome: PrintOutcome): Decision {
  const job = findJob(state, jobId);
  // A label that was scanned meanwhile is proved; what the printer says later changes nothing.
  if (job?.state === 'printed') return accept();
  const { evidence } = outcome;
  const kept = evidence === undefined ? {} : { evidence };
  // Of a job that nobody knows any more the record is still owed: its paper may be lying somewhere.
  if (outcome.state === 'printed') return accept({ type: 'print-confirmed', jobId, by: outcome.by, ...kept });
  const { code, conditions, bytesWritten } = outcome;
  const known = outcome.state === 'not_sent' ? 'not_sent' : 'unknown';
  return accept({ type: 'print-not-confirmed', jobId, state: known, code, conditions, bytesWritten, ...kept });
}

function recover(state: State): Event[] {
  return allJobs(state)
    .filter((job) => job.state === 'sending' || job.state === 'attention')
    .map((job) => ({
      type: 'print-not-confirmed',
      jobId: job.jobId,
      state: 'unknown',
      code: 'RESTARTED',
      conditions: [],
      bytesWritten: 0,
    }));
}
