import type { PrinterCondition, PrinterStatus, PrintOutcome } from '../../core/print.ts';
import type { Printer } from '../../runtime/ports.ts';
import { type Conversation, type Observation, silentConversation, stoppingOf } from './conversation.ts';
import type { Deadlines } from './deadlines.ts';
import { talkEscpos } from './escpos-conversation.ts';
import { createJobQueue } from './job-queue.ts';
import type { JobTools, Sending } from './job-run.ts';
import type { Dial, Line } from './line.ts';
import { objectionTo } from './payload-guard.ts';
import { runJob } from './run-job.ts';
import type { Timers } from './timers.ts';
import { talkZebra } from './zebra-conversation.ts';

/** What a printer is called and what it is given; the same whatever the way to it. */
export type PrinterFace = Pick<Printer, 'id' | 'name' | 'transport' | 'acknowledgement' | 'form'>;

export interface LinePrinterParts {
  readonly dial: Dial;
  /** A second way in, to ask why the first is stuck; null where the device has only one. */
  readonly probe: Dial | null;
  readonly sending: Sending;
  readonly timers: Timers;
  readonly deadlines: Deadlines;
  readonly onBug: (bug: unknown) => void;
}

/** A printer that we speak to ourselves: one job at a time, one line per job, held until the outcome is final. */
export function openLinePrinter(face: PrinterFace, parts: LinePrinterParts): Printer {
  const { dial, timers, deadlines } = parts;
  const answers = face.acknowledgement !== 'none';
  const talk = (line: Line): Conversation => talkIn(face, line, parts);
  const tools: JobTools = { ...parts, talk, answers };
  let asking: Line | null = null;
  /** Grows whenever a question has to give way. */
  let interruptions = 0;
  let isClearing = false;

  /** A status question may hold the printer's only connection; paper comes first. */
  const endAsking = async (): Promise<void> => {
    const interrupted = asking;
    asking = null;
    interruptions += 1;
    await interrupted?.close();
  };
  const queue = createJobQueue({
    transport: face.transport,
    timers,
    onBug: parts.onBug,
    isRefused: (bytes) => objectionTo(bytes, face.form.language) !== null,
    work: async (run) => {
      await endAsking();
      return runJob(run, tools, isBrokenOff(queue.lastEnd));
    },
  });

  const status = async (timeoutMs = deadlines.replyMs): Promise<PrinterStatus> => {
    const { current } = queue;
    if (isClearing) return statusOf('unknown', null);
    if (current !== null) return statusOf(current.connected ? 'up' : 'unknown', current.seen);
    await queue.released();
    const [begunMs, before] = [timers.elapsedMs(), interruptions];
    const line = await dial(timeoutMs);
    if (line === 'refused' || line === 'no-answer') return statusOf('down', null);
    const isInterrupted = (): boolean => interruptions !== before;
    if (!isInterrupted()) asking = line;
    const leftMs = Math.max(1, timeoutMs - (timers.elapsedMs() - begunMs));
    const seen = isInterrupted() ? null : await talk(line).ask(leftMs);
    if (asking === line) asking = null;
    const isTaken = !line.closed || line.heard;
    void line.close();
    // Interrupted by a job: nothing was learnt, which is not the same as no reply.
    return statusOf(isInterrupted() || !isTaken ? 'unknown' : 'up', seen);
  };

  const statusOf = (link: PrinterStatus['link'], seen: Observation | null): PrinterStatus => {
    const atMs = timers.atMs();
    if (seen === null) {
      // From a printer that was set up as mute, silence is no news: it is sent to all the same.
      const isReady = link === 'up' && !answers;
      return { link, ready: isReady, atMs, conditions: link === 'up' && answers ? ['no_reply'] : [] };
    }
    // Half a job that is not ours stays until a person has it cleared; half a job of ours goes out with the next one.
    const isHalf = seen.partial === true && queue.current === null && !isBrokenOff(queue.lastEnd);
    const conditions = isHalf ? [...new Set<PrinterCondition>([...seen.conditions, 'buffer_full'])] : seen.conditions;
    return { link, ready: !isHalf && stoppingOf(seen.conditions).length === 0, atMs, conditions };
  };

  const throwOut = async (): Promise<boolean> => {
    await endAsking();
    const line = await dial(deadlines.connectMs);
    const isReached = line !== 'refused' && line !== 'no-answer';
    const isCleared = isReached && (await talk(line).clear(deadlines.replyMs)) === 'cleared';
    if (isReached) await line.close();
    isClearing = false;
    return isCleared;
  };

  return {
    ...face,
    status,
    print: queue.print,
    clear: () => {
      isClearing = true;
      return queue.interrupt('CLEARED', throwOut);
    },
    close: async () => {
      const closed = queue.close();
      await endAsking();
      await closed;
    },
  };
}

function talkIn(
  { form, acknowledgement }: PrinterFace,
  line: Line,
  { timers, deadlines }: LinePrinterParts,
): Conversation {
  switch (form.language) {
    case 'zpl':
      return talkZebra(line, timers, deadlines, acknowledgement === 'odometer');
    case 'escpos':
      return talkEscpos(line, timers, deadlines, acknowledgement);
    case 'pdf':
      return silentConversation;
  }
}

/** The printer may hold the beginning of a job whose end it will never get. */
function isBrokenOff(end: PrintOutcome | null): boolean {
  if (end === null || end.state === 'printed') return false;
  return ['DISCONNECTED', 'STALLED', 'RESTARTED', 'CLEARED', 'INTERNAL'].includes(end.code);
}
