import type { PrinterCondition, PrintFaultCode, PrintOutcome } from '../../core/print.ts';
import type { Conversation, Observation } from './conversation.ts';
import type { Deadlines } from './deadlines.ts';
import type { Line } from './line.ts';
import type { Timers } from './timers.ts';

/** The printer has the job and has stopped. */
export type Trouble = Extract<PrintOutcome, { readonly code: PrintFaultCode }> & { readonly state: 'attention' };

/** What the parts of one job share. */
export interface JobTools {
  readonly timers: Timers;
  readonly deadlines: Deadlines;
  dial(timeoutMs: number): Promise<Line | null>;
  talk(line: Line): Conversation;
  /** A printer that was set up as answering; silence of such a one is a fault. */
  readonly answers: boolean;
}

/** How far one job has come. */
export interface JobRun {
  readonly bytes: Uint8Array;
  /** Upper bound of what the printer may have: counted when handed over, before anybody says that it left. */
  handedOver: number;
  stopped: boolean;
  line: Line | null;
  seen: Observation | null;
  report(trouble: Trouble): void;
}

export function startJobRun(bytes: Uint8Array, onTrouble: (trouble: Trouble) => void): JobRun {
  let reported = '';
  return {
    bytes,
    handedOver: 0,
    stopped: false,
    line: null,
    seen: null,
    // The same trouble is polled again and again; it is told once.
    report: (trouble) => {
      const key = `${trouble.code} ${trouble.conditions.join()}`;
      if (key === reported) return;
      reported = key;
      onTrouble(trouble);
    },
  };
}

/** The one rule about resending: only a job of which no byte was handed over is `not_sent`. */
export function faultOf(run: JobRun, code: PrintFaultCode, conditions: readonly PrinterCondition[] = []): PrintOutcome {
  const bytesWritten = Math.min(run.handedOver, run.bytes.length);
  return { state: run.handedOver === 0 ? 'not_sent' : 'unknown', code, bytesWritten, conditions };
}

export function troubleOf(run: JobRun, code: PrintFaultCode, conditions: readonly PrinterCondition[]): Trouble {
  return { state: 'attention', code, bytesWritten: Math.min(run.handedOver, run.bytes.length), conditions };
}
