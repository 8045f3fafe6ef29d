import { accept, type Command, type Decision, type Facts, refuse } from './command.ts';
import { decideAction } from './decide-action.ts';
import { decideOpen } from './decide-open.ts';
import { decideScan } from './decide-scan.ts';
import type { Event } from './event.ts';
import type { JobId } from './ids.ts';
import type { PrintOutcome } from './print.ts';
import { unreachable } from './result.ts';
import { jobOf, phaseOf, type State } from './state.ts';

const PIN_TRIES = 5;
const PIN_PAUSE_MS = 30_000;

/** The bench's one decision: what happened, or why not. Pure; everything it may use is in its arguments. */
export function decide(state: State, command: Command, facts: Facts): Decision {
  switch (command.type) {
    case 'scan':
      return decideScan(state, command.scan, command.found, facts);
    case 'do':
      return decideAction(state, command.action, facts);
    case 'open-order':
      return decideOpen(state, command.found, facts);
    case 'enter-pin':
      return decidePin(state, command, facts);
    case 'answer-claim':
      return answerClaim(state, command);
    case 'take-document': {
      const job = jobOf(state.work, command.jobId);
      if (job === null || job.made) return accept();
      return accept(
        { type: 'document-made', jobId: job.jobId, sha256: command.sha256, decoded: command.decoded },
        { type: 'print-started', jobId: job.jobId, attempt: job.attempt + 1, printer: command.printer },
      );
    }
    case 'refuse-document':
      if (jobOf(state.work, command.jobId)?.state !== 'queued') return accept();
      return accept({ type: 'document-failed', jobId: command.jobId, detail: command.detail });
    case 'note-trouble': {
      const job = jobOf(state.work, command.jobId);
      if (job === null || (job.state !== 'sending' && job.state !== 'attention')) return accept();
      const { code, conditions } = command.outcome;
      return accept({ type: 'print-troubled', jobId: job.jobId, code, conditions });
    }
    case 'end-print':
      return endPrint(state, command.jobId, command.outcome);
    case 'printer-ready': {
      const job = jobOf(state.work, command.jobId);
      if (job?.state !== 'not_sent') return accept();
      return accept({ type: 'print-started', jobId: job.jobId, attempt: job.attempt + 1, printer: command.printer });
    }
    case 'recover':
      return accept(...recover(state));
    default:
      return unreachable(command);
  }
}

function decidePin(state: State, command: Extract<Command, { type: 'enter-pin' }>, facts: Facts): Decision {
  if (phaseOf(state) !== 'signed-out') return refuse('not-now');
  const { count, lastAtMs } = state.wrongPins;
  if (count >= PIN_TRIES && facts.atMs - lastAtMs < PIN_PAUSE_MS) return refuse('pin-blocked');
  if (command.right) {
    const { id, name, role } = command.person;
    return accept({ type: 'packer-signed-in', personId: id, name, role });
  }
  const scan = { scanId: `pin:${facts.atMs}`, source: 'pin', text: null };
  const refused: Event = { type: 'scan-refused', orderId: null, code: 'pin-wrong', detail: {}, scan };
  return { ok: false, code: 'pin-wrong', detail: {}, events: [refused] };
}

function answerClaim(state: State, command: Extract<Command, { type: 'answer-claim' }>): Decision {
  if (state.asking?.orderId !== command.orderId) return accept();
  if (command.order !== null) {
    return accept({ type: 'order-opened', orderId: command.orderId, order: command.order });
  }
  const { orderId, number } = state.asking;
  return accept({ type: 'order-not-granted', orderId, number, code: command.code ?? 'hub-unreachable' });
}

function endPrint(state: State, jobId: JobId, outcome: PrintOutcome): Decision {
  const job = jobOf(state.work, jobId);
  // A label that was scanned meanwhile is proved; what the printer says later changes nothing.
  if (job === null || job.state === 'printed') return accept();
  if (outcome.state === 'printed') return accept({ type: 'print-confirmed', jobId, by: outcome.by });
  const { code, conditions, bytesWritten } = outcome;
  const known = outcome.state === 'not_sent' ? 'not_sent' : 'unknown';
  return accept({ type: 'print-not-confirmed', jobId, state: known, code, conditions, bytesWritten });
}

function recover(state: State): Event[] {
  const jobs = [state.work?.label, state.work?.slip].filter((job) => job !== null && job !== undefined);
  return jobs
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
