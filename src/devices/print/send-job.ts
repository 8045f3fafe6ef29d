import type { PrinterCondition } from '../../core/print.ts';
import { stoppingOf } from './conversation.ts';
import { type JobRun, type JobTools, troubleOf } from './job-run.ts';
import type { Line } from './line.ts';

/** Small enough that a printer which still moves is seen to move. */
const CHUNK_BYTES = 8192;

export type Sending = 'sent' | 'lost' | 'gave_up';

/**
 * Hands the job over piece by piece and watches for progress, not for the total time: a printer whose buffer is full
 * takes no bytes while it prints. When nothing moves, the reason is asked on a second connection, because on this one
 * the question would stand in line behind the job.
 */
export async function sendJob(run: JobRun, line: Line, trailer: Uint8Array, tools: JobTools): Promise<Sending> {
  const whole = trailer.length === 0 ? run.bytes : Buffer.concat([run.bytes, trailer]);
  for (let at = 0; at < whole.length; at += CHUNK_BYTES) {
    if (run.stopped || line.closed) return 'lost';
    const chunk = whole.subarray(at, at + CHUNK_BYTES);
    run.handedOver += chunk.length;
    const outcome = await sendChunk(run, line, chunk, tools);
    if (outcome !== 'sent') return outcome;
  }
  return 'sent';
}

function sendChunk(run: JobRun, line: Line, chunk: Uint8Array, tools: JobTools): Promise<Sending> {
  const { timers, deadlines } = tools;
  return new Promise((resolve) => {
    let unexplainedMs = 0;
    let settled = false;
    let cancel = (): void => {};
    const settle = (outcome: Sending): void => {
      settled = true;
      cancel();
      resolve(outcome);
    };
    const stalled = async (): Promise<void> => {
      const conditions = await explainStall(tools);
      if (settled) return;
      run.report(troubleOf(run, 'STALLED', conditions));
      const known = conditions.some((condition) => condition !== 'no_reply');
      unexplainedMs = known ? 0 : unexplainedMs + deadlines.stallMs;
      if (unexplainedMs >= deadlines.giveUpMs) settle('gave_up');
      else cancel = timers.after(deadlines.stallMs, () => void stalled());
    };
    cancel = timers.after(deadlines.stallMs, () => void stalled());
    void line.send(chunk).then((taken) => settle(taken ? 'sent' : 'lost'));
  });
}

async function explainStall({ dial, talk, deadlines }: JobTools): Promise<readonly PrinterCondition[]> {
  const line = await dial(deadlines.probeMs);
  if (line === null) return ['no_reply'];
  const seen = await talk(line).ask(deadlines.probeMs);
  void line.close();
  return seen === null ? ['no_reply'] : stoppingOf(seen.conditions);
}
