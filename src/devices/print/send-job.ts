import type { PrinterCondition } from '../../core/print.ts';
import { rest, stoppingOf } from './conversation.ts';
import { type JobRun, type JobTools, troubleOf } from './job-run.ts';
import type { Line } from './line.ts';

export type Sent = 'sent' | 'lost' | 'gave_up';

/**
 * Hands the job over piece by piece and watches for progress, not for the total time: a printer whose buffer is full
 * takes no bytes while it prints. When nothing moves, the reason is asked on a second connection, because on this one
 * the question would stand in line behind the job.
 */
export async function sendJob(run: JobRun, line: Line, trailer: Uint8Array, tools: JobTools): Promise<Sent> {
  const { chunkBytes, bytesPerSecond } = tools.sending;
  const whole = trailer.length === 0 ? run.bytes : Buffer.concat([run.bytes, trailer]);
  const begunMs = tools.timers.elapsedMs();
  for (let at = 0; at < whole.length; at += chunkBytes) {
    const dueMs = bytesPerSecond === null ? 0 : begunMs + (at * 1000) / bytesPerSecond;
    await restUntil(run, line, dueMs, tools);
    if (run.stopped || line.closed) return 'lost';
    const chunk = whole.subarray(at, at + chunkBytes);
    run.handedOver += chunk.length;
    const outcome = await sendChunk(run, line, chunk, tools);
    if (outcome !== 'sent') return outcome;
  }
  return 'sent';
}

/** Replies that come in meanwhile wake it up, and are no reason to go on. */
async function restUntil(run: JobRun, line: Line, dueMs: number, { timers }: JobTools): Promise<void> {
  for (;;) {
    const leftMs = dueMs - timers.elapsedMs();
    if (leftMs <= 0 || run.stopped || line.closed) return;
    await rest(line, timers, leftMs);
  }
}

function sendChunk(run: JobRun, line: Line, chunk: Uint8Array, tools: JobTools): Promise<Sent> {
  const { timers, deadlines } = tools;
  return new Promise((resolve) => {
    let unexplainedMs = 0;
    let settled = false;
    let cancel = (): void => {};
    const settle = (outcome: Sent): void => {
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

async function explainStall({ probe, talk, deadlines }: JobTools): Promise<readonly PrinterCondition[]> {
  const line = probe === null ? 'refused' : await probe(deadlines.probeMs);
  if (line === 'refused' || line === 'no-answer') return ['no_reply'];
  const seen = await talk(line).ask(deadlines.probeMs);
  void line.close();
  return seen === null ? ['no_reply'] : stoppingOf(seen.conditions);
}
