import type { PrintFaultCode, PrintOutcome } from '../../core/print.ts';
import { type Conversation, noProof, type Observation, type Proof, stoppingOf } from './conversation.ts';
import { followJob } from './follow-job.ts';
import { faultOf, type JobRun, type JobTools } from './job-run.ts';
import type { Line } from './line.ts';
import { sendJob } from './send-job.ts';

/**
 * One job, from the first knock to the proof (printing design 10.2). Until the first byte is handed over everything that
 * goes wrong is `not_sent` and may be tried again by anybody; afterwards nothing is ever sent a second time.
 * `brokeOff`: our last job here ended in the middle, so that the printer may hold the beginning of it.
 */
export async function runJob(run: JobRun, tools: JobTools, brokeOff: boolean): Promise<PrintOutcome> {
  const { deadlines, timers } = tools;
  const begunMs = timers.elapsedMs();
  const line = await tools.dial(deadlines.connectMs);
  if (line === 'refused') return faultOf(run, 'UNREACHABLE');
  if (line === 'no-answer') return faultOf(run, 'BUSY_ELSEWHERE');
  run.hangUp = () => line.close();
  run.connected = true;
  if (run.stopped) return faultOf(run, 'RESTARTED');
  const conversation = tools.talk(line);

  const leftMs = Math.max(deadlines.probeMs, deadlines.preflightMs - (timers.elapsedMs() - begunMs));
  const seen = await conversation.ask(Math.min(deadlines.replyMs, leftMs));
  run.before = seen;
  run.seen = seen;
  if (line.closed) return faultOf(run, lostBefore(run, line));
  if (seen === null && tools.answers) return faultOf(run, 'NOT_READY', ['no_reply']);
  const stopping = stoppingOf(seen?.conditions ?? []);
  if (stopping.length > 0) return faultOf(run, 'NOT_READY', stopping);
  // Somebody's label is still inside: its odometer tick would be taken for ours.
  if (seen?.busy === true) return faultOf(run, 'NOT_READY', ['buffer_full']);

  const remnant = await clearRemnant(seen, conversation, brokeOff, tools);
  if (remnant === 'foreign') return faultOf(run, 'NOT_READY', ['buffer_full']);
  const proof: Proof = remnant === 'perhaps' ? noProof : await conversation.prepare(run.bytes, seen !== null);
  run.odometer = proof.odometer;
  if (run.stopped || line.closed) return faultOf(run, lostBefore(run, line));
  switch (await sendJob(run, line, proof.trailer, tools)) {
    case 'lost':
      return faultOf(run, run.handedOver === 0 ? lostBefore(run, line) : 'DISCONNECTED');
    case 'gave_up':
      return faultOf(run, 'STALLED', ['no_reply']);
    case 'sent':
      return followJob(run, line, conversation, proof, tools);
  }
}

/** A line that is closed before the printer has said a word belongs to somebody else, or the printer takes no second one. */
function lostBefore({ stopped }: JobRun, { heard }: Line): PrintFaultCode {
  if (stopped) return 'RESTARTED';
  return heard ? 'UNREACHABLE' : 'BUSY_ELSEWHERE';
}

/**
 * The beginning of a job that broke off is still in the printer: closing it (`^XZ`) would print half a label, and what is
 * sent now would be swallowed by it. Half a job of our own is thrown out: its packer has been asked and wants another. It is
 * on no paper, because its end never came. Of anybody else's nothing is thrown out unless a person says so (`clear`).
 * `perhaps`: this printer does not say whether it holds anything; then its acknowledgement proves nothing.
 */
async function clearRemnant(
  seen: Observation | null,
  conversation: Conversation,
  brokeOff: boolean,
  { deadlines }: JobTools,
): Promise<'none' | 'perhaps' | 'foreign'> {
  if (!brokeOff) return seen?.partial === true ? 'foreign' : 'none';
  if (seen === null) return 'perhaps';
  if (seen.partial === false || (await conversation.clear(deadlines.probeMs)) !== 'silent') return 'none';
  return seen.partial === true ? 'foreign' : 'perhaps';
}
