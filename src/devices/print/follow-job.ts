import type { PrintOutcome } from '../../core/print.ts';
import { type Conversation, type Proof, rest, stoppingOf } from './conversation.ts';
import { faultOf, type JobRun, type JobTools, printedOf, troubleOf } from './job-run.ts';
import type { Line } from './line.ts';
import { sheetsIn } from './payload-guard.ts';

/** Of a printer that is quick nobody waits for a whole poll; the rests double from here up to one. */
const SHORTEST_REST_MS = 4;

/**
 * All bytes are out: stays on the line until there is proof, the line breaks, or the printer has been healthy (or mute)
 * for so long without proof that only a person can tell. A fault stops that clock: a printer without paper prints the
 * job by itself when there is paper again, and sending it once more would make two.
 */
export async function followJob(
  run: JobRun,
  line: Line,
  conversation: Conversation,
  proof: Proof,
  tools: JobTools,
): Promise<PrintOutcome> {
  const { timers, deadlines } = tools;
  const sentMs = timers.elapsedMs();
  const patienceMs = proof.expected
    ? deadlines.confirmMs + sheetsIn(run.bytes) * deadlines.confirmSheetMs
    : deadlines.lingerMs + run.bytes.length / deadlines.lingerBytesPerMs;
  const silence = proof.expected ? 'NO_ACK' : 'UNCONFIRMED';
  let countedFromMs = sentMs;
  let restMs = SHORTEST_REST_MS;
  for (;;) {
    const seen = await conversation.ask(deadlines.pollReplyMs);
    run.seen = seen;
    // Proof first: the last label of a roll is printed and leaves the printer without paper.
    const found = await proof.found(seen, timers.elapsedMs() - sentMs);
    run.odometer = proof.odometer;
    if (found !== null) return printedOf(run, found);
    if (line.closed) return faultOf(run, 'DISCONNECTED');
    const stopping = stoppingOf(seen?.conditions ?? []);
    if (stopping.length > 0) {
      countedFromMs = timers.elapsedMs();
      run.report(troubleOf(run, 'FAULT_AFTER_SEND', stopping));
    } else if (seen === null && tools.answers) {
      // Zebra's manual: no answer to ~HS with media out or head open. Silence on an open line is never good news.
      run.report(troubleOf(run, 'NO_ACK', ['no_reply']));
    } else run.recover();
    if (timers.elapsedMs() - countedFromMs >= patienceMs)
      return faultOf(run, silence, seen === null ? ['no_reply'] : []);
    await rest(line, timers, Math.min(restMs, deadlines.pollMs));
    restMs *= 2;
  }
}
