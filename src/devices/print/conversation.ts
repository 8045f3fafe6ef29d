import type { PrinterCondition } from '../../core/print.ts';
import type { Line } from './line.ts';
import type { Timers } from './timers.ts';

/** What a printer said about itself. */
export interface Observation {
  readonly conditions: readonly PrinterCondition[];
  /** It holds something that is not on paper yet. */
  readonly busy: boolean;
  /** It holds the beginning of a job whose end never came; null: it does not say. */
  readonly partial: boolean | null;
}

export type ProofKind = 'device_ack' | 'odometer' | 'drain';

/** What will tell that one job is on paper; made before its first byte is sent. */
export interface Proof {
  /** Sent after the job, to ask for the acknowledgement. */
  readonly trailer: Uint8Array;
  /** False for a printer that cannot confirm anything. */
  readonly expected: boolean;
  /** Labels counted by the printer before the job, and when it was last asked; null where it does not count. */
  readonly odometer: { readonly before: number | null; readonly after: number | null };
  found(seen: Observation | null, sinceSentMs: number): Promise<ProofKind | null>;
}

/** Status questions and answers in one printer language, over one line. */
export interface Conversation {
  /** Null when no answer came in time. */
  ask(timeoutMs: number): Promise<Observation | null>;
  /** `answers`: whether the printer has replied to the preflight question. */
  prepare(bytes: Uint8Array, answers: boolean): Promise<Proof>;
  /** Throws out everything that the printer holds. */
  clear(timeoutMs: number): Promise<Clearing>;
}

/** `empty`: it works on what comes next, and did not say whether the rest was thrown out or printed. */
export type Clearing = 'cleared' | 'empty' | 'silent';

export const noProof: Proof = {
  trailer: new Uint8Array(),
  expected: false,
  odometer: { before: null, after: null },
  found: async () => null,
};

/** A printer that is given pages, or bytes in a language that has no questions. */
export const silentConversation: Conversation = {
  ask: async () => null,
  prepare: async () => noProof,
  clear: async () => 'silent',
};

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

/** Until the next question, or earlier when the printer says something by itself or the line closes. */
export function rest(line: Line, timers: Timers, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      cancel();
      off();
      resolve();
    };
    const cancel = timers.after(delayMs, wake);
    const off = line.onChange(wake);
    if (line.closed) wake();
  });
}
