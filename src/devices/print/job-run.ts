import type { PrinterCondition, PrintFaultCode, PrintOutcome, PrintTrouble } from '../../core/print.ts';
import type { Conversation, Observation } from './conversation.ts';
import type { Deadlines } from './deadlines.ts';
import type { Line } from './line.ts';
import type { Timers } from './timers.ts';

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
  report(trouble: PrintTrouble): void;
  /** The printer is well again: the next trouble is a new one, even if it is the same. */
  recover(): void;
}

export function startJobRun(bytes: Uint8Array, onTrouble: (trouble: PrintTrouble) => void): JobRun {
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
    recover: () => {
      reported = '';
    },
  };
}

/** The one rule about resending: only a job of which no byte was handed over is `not_sent`. */
export function faultOf(run: JobRun, code: PrintFaultCode, conditions: readonly PrinterCondition[] = []): PrintOutcome {
  const bytesWritten = Math.min(run.handedOver, run.bytes.length);
  return { state: run.handedOver === 0 ? 'not_sent' : 'unknown', code, bytesWritten, conditions };
}

export function troubleOf(run: JobRun, code: PrintFaultCode, conditions: readonly PrinterCondition[]): PrintTrouble {
  return { state: 'attention', code, bytesWritten: Math.min(run.handedOver, run.bytes.length), conditions };
}
