import type { PrinterCondition } from '../../core/print.ts';
import type { Line } from './line.ts';
import type { Timers } from './timers.ts';

/** What a printer said about itself. */
export interface Observation {
  readonly conditions: readonly PrinterCondition[];
  /** It holds something that is not on paper yet. */
  readonly busy: boolean;
}

export type ProofKind = 'device_ack' | 'odometer' | 'drain';

/** What will tell that one job is on paper; made before its first byte is sent. */
export interface Proof {
  /** Sent after the job, to ask for the acknowledgement. */
  readonly trailer: Uint8Array;
  /** False for a printer that cannot confirm anything. */
  readonly expected: boolean;
  found(seen: Observation | null, sinceSentMs: number): Promise<ProofKind | null>;
}

/** Status questions and answers in one printer language, over one line. */
export interface Conversation {
  /** Null when no answer came in time. */
  ask(timeoutMs: number): Promise<Observation | null>;
  /** `answers`: whether the printer has replied to the preflight question. */
  prepare(bytes: Uint8Array, answers: boolean): Promise<Proof>;
}

export const noProof: Proof = { trailer: new Uint8Array(), expected: false, found: async () => null };

const HARMLESS: ReadonlySet<PrinterCondition> = new Set(['paper_low', 'needs_service', 'buffer_full']);

/** Conditions that stop the paper. */
export function stoppingOf(conditions: readonly PrinterCondition[]): readonly PrinterCondition[] {
  return conditions.filter((condition) => !HARMLESS.has(condition));
}

/** Runs `read` whenever something arrives, until it finds an answer, the time is up or the line closes. */
export function answerFrom<Answer>(
  line: Line,
  timers: Timers,
  timeoutMs: number,
  read: () => Answer | null,
): Promise<Answer | null> {
  return new Promise((resolve) => {
    const finish = (answer: Answer | null): void => {
      cancel();
      off();
      resolve(answer);
    };
    const look = (): void => {
      const answer = read();
      if (answer !== null || line.closed) finish(answer);
    };
    const cancel = timers.after(timeoutMs, () => finish(null));
    const off = line.onChange(look);
    look();
  });
}
