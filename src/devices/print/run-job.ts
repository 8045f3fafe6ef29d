import type { PrintOutcome } from '../../core/print.ts';
import { stoppingOf } from './conversation.ts';
import { followJob } from './follow-job.ts';
import { faultOf, type JobRun, type JobTools } from './job-run.ts';
import { sendJob } from './send-job.ts';

/**
 * One job, from the first knock to the proof (printing design 10.2). Until the first byte is handed over everything that
 * goes wrong is `not_sent` and may be tried again by anybody; afterwards nothing is ever sent a second time.
 */
export async function runJob(run: JobRun, tools: JobTools): Promise<PrintOutcome> {
  const { deadlines, timers } = tools;
  const begunMs = timers.elapsedMs();
  const line = await tools.dial(deadlines.connectMs);
  if (line === null) return faultOf(run, 'UNREACHABLE');
  run.line = line;
  if (run.stopped) return faultOf(run, 'RESTARTED');
  const conversation = tools.talk(line);

  const leftMs = Math.max(deadlines.probeMs, deadlines.preflightMs - (timers.elapsedMs() - begunMs));
  const seen = await conversation.ask(Math.min(deadlines.replyMs, leftMs));
  run.seen = seen;
  if (line.closed) return faultOf(run, 'UNREACHABLE');
  if (seen === null && tools.answers) return faultOf(run, 'NOT_READY', ['no_reply']);
  const stopping = stoppingOf(seen?.conditions ?? []);
  if (stopping.length > 0) return faultOf(run, 'NOT_READY', stopping);
  // Somebody's label is still inside: its odometer tick would be taken for ours.
  if (seen?.busy === true) return faultOf(run, 'NOT_READY', ['buffer_full']);

  const proof = await conversation.prepare(run.bytes, seen !== null);
  if (run.stopped || line.closed) return faultOf(run, run.stopped ? 'RESTARTED' : 'UNREACHABLE');
  switch (await sendJob(run, line, proof.trailer, tools)) {
    case 'lost':
      return faultOf(run, 'DISCONNECTED');
    case 'gave_up':
      return faultOf(run, 'STALLED', ['no_reply']);
    case 'sent':
      return followJob(run, line, conversation, proof, tools);
  }
}
