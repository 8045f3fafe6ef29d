import type {
  PrintEvidence,
  PrinterCondition,
  PrintFaultCode,
  PrintOutcome,
  PrintTrouble,
  Transport,
} from '../../core/print.ts';
import type { Conversation, Observation, ProofKind } from './conversation.ts';
import type { Deadlines } from './deadlines.ts';
import type { Dial, Line } from './line.ts';
import type { Timers } from './timers.ts';

/** What the parts of one job share. */
export interface JobTools {
  readonly timers: Timers;
  readonly deadlines: Deadlines;
  readonly dial: Dial;
  /** A second way in while the first is stuck behind a job; null where there is only one. */
  readonly probe: Dial | null;
  talk(line: Line): Conversation;
  /** A printer that was set up as answering; silence of such a one is a fault. */
  readonly answers: boolean;
  readonly sending: Sending;
}

export interface Sending {
  /** Small enough that a printer which still moves is seen to move. */
  readonly chunkBytes: number;
  /** For print servers that drop what comes too fast; null: as fast as it takes. */
  readonly bytesPerSecond: number | null;
}

/** How far one job has come. */
export interface JobRun {
  readonly bytes: Uint8Array;
  readonly transport: Transport;
  readonly timers: Timers;
  readonly begunMs: number;
  /** Upper bound of what the printer may have: counted when handed over, before anybody says that it left. */
  handedOver: number;
  stopped: boolean;
  /** What a spooler's queue calls it. */
  title: string;
  /** Lets go of whatever connects us with the printer. */
  hangUp(): Promise<void>;
  /** It has a line, or a place in a queue. */
  connected: boolean;
  before: Observation | null;
  seen: Observation | null;
  odometer: { readonly before: number | null; readonly after: number | null };
  report(trouble: PrintTrouble): void;
  /** The printer is well again: the next trouble is a new one, even if it is the same. */
  recover(): void;
}

export function startJobRun(
  bytes: Uint8Array,
  { transport, timers }: { readonly transport: Transport; readonly timers: Timers },
  onTrouble: (trouble: PrintTrouble) => void,
): JobRun {
  let reported = '';
  return {
    bytes,
    transport,
    timers,
    begunMs: timers.elapsedMs(),
    handedOver: 0,
    stopped: false,
    title: '',
    hangUp: async () => {},
    connected: false,
    before: null,
    seen: null,
    odometer: { before: null, after: null },
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
  const state = run.handedOver === 0 ? 'not_sent' : 'unknown';
  return { state, code, bytesWritten: writtenOf(run), conditions, evidence: evidenceOf(run) };
}

export function troubleOf(run: JobRun, code: PrintFaultCode, conditions: readonly PrinterCondition[]): PrintTrouble {
  return { state: 'attention', code, bytesWritten: writtenOf(run), conditions };
}

export function printedOf(run: JobRun, by: ProofKind): PrintOutcome {
  return { state: 'printed', by, evidence: evidenceOf(run) };
}

function writtenOf({ handedOver, bytes }: JobRun): number {
  return Math.min(handedOver, bytes.length);
}

function evidenceOf(run: JobRun): PrintEvidence {
  return {
    transport: run.transport,
    bytesTotal: run.bytes.length,
    bytesWritten: writtenOf(run),
    before: run.before?.conditions ?? null,
    after: run.seen?.conditions ?? null,
    odometerBefore: run.odometer.before,
    odometerAfter: run.odometer.after,
    tookMs: Math.round(run.timers.elapsedMs() - run.begunMs),
  };
}
