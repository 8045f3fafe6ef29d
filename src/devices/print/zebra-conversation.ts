import type { PrinterCondition } from '../../core/print.ts';
import {
  answerFrom,
  type Conversation,
  noProof,
  type Observation,
  type Proof,
  rest,
  stoppingOf,
} from './conversation.ts';
import type { Deadlines } from './deadlines.ts';
import type { Line } from './line.ts';
import { labelsIn } from './payload-guard.ts';
import type { Timers } from './timers.ts';
import { readErrorStatus, readHostStatus, readOdometer } from './zebra-status.ts';

const HOST_STATUS = '~HS';
const ERROR_STATUS = '~HQES';
const CANCEL_ALL = '~JA';
const ODOMETER = '! U1 getvar "odometer.total_label_count"\r\n';
const NOTHING = new Uint8Array();

/** Of the time for one answer, what `~HS` has before `~HQES` is tried. */
const FIRST_SHARE = 0.6;

/** Asks one question after the other; what came before a question is no answer to it. */
export type Exchange = <Answer>(
  question: string,
  timeoutMs: number,
  parse: (text: string) => Answer | null,
) => Promise<Answer | null>;

export function exchangeOn(line: Line, timers: Timers): Exchange {
  return (question, timeoutMs, parse) => {
    line.takeReceived();
    let received = '';
    void line.send(Buffer.from(question, 'latin1'));
    return answerFrom(line, timers, timeoutMs, () => {
      received += Buffer.from(line.takeReceived()).toString('latin1');
      return parse(received);
    });
  };
}

/** ZPL printers answer `~HS` at any time, SGD in turn with the data, so its answer may be late while a label prints. */
export function talkZebra(line: Line, timers: Timers, deadlines: Deadlines, odometer: boolean): Conversation {
  const exchange = exchangeOn(line, timers);
  /** A printer that answers `~HS` and not this has no `~HQES`; it is not asked again. */
  let knowsErrors = true;
  const readCount = (): Promise<number | 'none' | null> =>
    exchange(ODOMETER, Math.min(deadlines.replyMs, 2 * deadlines.pollMs), readOdometer);

  const ask = async (timeoutMs: number): Promise<Observation | null> => {
    const begunMs = timers.elapsedMs();
    const status = await exchange(HOST_STATUS, FIRST_SHARE * timeoutMs, readHostStatus);
    const leftMs = Math.max(1, timeoutMs - (timers.elapsedMs() - begunMs));
    const stopping = stoppingOf(status?.conditions ?? []);
    // Without an answer there is trouble (6.2), and a mere pause has a cause; `~HQES` may name either.
    const isVague = status === null || (stopping.length > 0 && stopping.every((condition) => condition === 'paused'));
    let named: readonly PrinterCondition[] | null = null;
    if (isVague && knowsErrors && !line.closed) {
      named = await exchange(ERROR_STATUS, leftMs, readErrorStatus);
      if (named === null && status !== null) knowsErrors = false;
    }
    if (status === null) return named === null ? null : { conditions: named, busy: false, partial: null };
    return {
      conditions: [...new Set([...status.conditions, ...(named ?? [])])],
      busy: status.formatsInBuffer > 0 || status.labelsRemaining > 0,
      partial: status.partialFormat,
    };
  };

  const byOdometer = (before: number, labels: number): Proof => {
    let after: number | null = null;
    return {
      trailer: NOTHING,
      expected: true,
      get odometer() {
        return { before, after };
      },
      found: async (seen) => {
        if (seen === null) return null;
        const count = await readCount();
        if (typeof count !== 'number') return null;
        after = count;
        return count >= before + labels ? 'odometer' : null;
      },
    };
  };

  /** Idle twice in a row, and long enough after the last byte for the printer to have begun. */
  const byDrain = (): Proof => {
    let idle = 0;
    return {
      ...noProof,
      expected: true,
      found: async (seen, sinceSentMs) => {
        const isIdle = seen !== null && !seen.busy && seen.partial !== true && stoppingOf(seen.conditions).length === 0;
        idle = isIdle ? idle + 1 : 0;
        return idle >= 2 && sinceSentMs >= deadlines.settleMs ? 'drain' : null;
      },
    };
  };

  return {
    ask,
    prepare: async (bytes, answers) => {
      if (!answers) return noProof;
      const before = odometer ? await readCount() : null;
      return typeof before === 'number' ? byOdometer(before, labelsIn(bytes)) : byDrain();
    },
    clear: async (timeoutMs) => {
      await line.send(Buffer.from(CANCEL_ALL, 'latin1'));
      const untilMs = timers.elapsedMs() + timeoutMs;
      for (let leftMs = timeoutMs; leftMs > 0; leftMs = untilMs - timers.elapsedMs()) {
        const status = await exchange(HOST_STATUS, leftMs, readHostStatus);
        if (status === null) return 'silent';
        if (status.formatsInBuffer === 0 && status.labelsRemaining === 0 && !status.partialFormat) return 'cleared';
        await rest(line, timers, deadlines.pollMs);
      }
      return 'silent';
    },
  };
}
