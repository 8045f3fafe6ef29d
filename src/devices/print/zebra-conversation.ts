import { answerFrom, type Conversation, noProof, type Proof, stoppingOf } from './conversation.ts';
import type { Deadlines } from './deadlines.ts';
import type { Line } from './line.ts';
import { labelsIn } from './payload-guard.ts';
import type { Timers } from './timers.ts';
import { readHostStatus, readOdometer } from './zebra-status.ts';

const HOST_STATUS = Buffer.from('~HS', 'latin1');
const ODOMETER = Buffer.from('! U1 getvar "odometer.total_label_count"\r\n', 'latin1');
const NOTHING = new Uint8Array();

/** ZPL printers answer `~HS` at any time, SGD in turn with the data, so its answer may be late while a label prints. */
export function talkZebra(line: Line, timers: Timers, deadlines: Deadlines, odometer: boolean): Conversation {
  let received = '';
  const exchange = async <Answer>(
    question: Uint8Array,
    timeoutMs: number,
    parse: (text: string) => Answer | null,
  ): Promise<Answer | null> => {
    line.takeReceived();
    received = '';
    void line.send(question);
    return answerFrom(line, timers, timeoutMs, () => {
      received += Buffer.from(line.takeReceived()).toString('latin1');
      return parse(received);
    });
  };
  const readCount = (): Promise<number | 'none' | null> =>
    exchange(ODOMETER, Math.min(deadlines.replyMs, 2 * deadlines.pollMs), readOdometer);

  const byOdometer = (before: number, labels: number): Proof => ({
    trailer: NOTHING,
    expected: true,
    found: async (seen) => {
      if (seen === null) return null;
      const count = await readCount();
      return typeof count === 'number' && count >= before + labels ? 'odometer' : null;
    },
  });

  /** Idle twice in a row, and long enough after the last byte for the printer to have begun. */
  const byDrain = (): Proof => {
    let idle = 0;
    return {
      trailer: NOTHING,
      expected: true,
      found: async (seen, sinceSentMs) => {
        idle = seen !== null && !seen.busy && stoppingOf(seen.conditions).length === 0 ? idle + 1 : 0;
        return idle >= 2 && sinceSentMs >= deadlines.settleMs ? 'drain' : null;
      },
    };
  };

  return {
    ask: async (timeoutMs) => {
      const status = await exchange(HOST_STATUS, timeoutMs, readHostStatus);
      if (status === null) return null;
      return { conditions: status.conditions, busy: status.formatsInBuffer > 0 || status.labelsRemaining > 0 };
    },
    prepare: async (bytes, answers) => {
      if (!answers) return noProof;
      const before = odometer ? await readCount() : null;
      return typeof before === 'number' ? byOdometer(before, labelsIn(bytes)) : byDrain();
    },
  };
}
