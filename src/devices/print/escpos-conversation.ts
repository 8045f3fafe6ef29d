import { randomInt } from 'node:crypto';
import type { Acknowledgement } from '../../core/print.ts';
import { answerFrom, type Conversation, noProof, type Observation, type Proof, stoppingOf } from './conversation.ts';
import type { Deadlines } from './deadlines.ts';
import { conditionsOfAutomatic, conditionsOfRealtime, type EscposReply, readEscposReplies } from './escpos-status.ts';
import type { Line } from './line.ts';
import type { Timers } from './timers.ts';

/** DLE EOT 1 to 4: printer, cause of being off-line, error, paper. Answered even while off-line. */
export const REALTIME_STATUS = Uint8Array.of(0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4);
/** GS r 1: the paper sensor, asked in turn with the data. */
export const PAPER_IN_TURN = Uint8Array.of(0x1d, 0x72, 1);
/** GS a 255: status unasked whenever it changes. A job's ESC @ switches it off again on some models; the polls go on. */
const TELL_CHANGES = Uint8Array.of(0x1d, 0x61, 0xff);
/** DLE DC4 8: clears the receive and print buffers, even off-line and in the middle of a picture. */
const CLEAR_BUFFERS = Uint8Array.of(0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8);

const IDS = 36 ** 4;
let processCount = randomInt(IDS);

/** GS ( H function 48: the printer sends the id back when everything before it is printed. */
export function processIdRequest(): { readonly id: string; readonly request: Uint8Array } {
  processCount = (processCount + 1) % IDS;
  const id = processCount.toString(36).toUpperCase().padStart(4, '0');
  return {
    id,
    request: Buffer.concat([Uint8Array.of(0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30), Buffer.from(id, 'latin1')]),
  };
}

export function talkEscpos(
  line: Line,
  timers: Timers,
  deadlines: Deadlines,
  acknowledgement: Acknowledgement,
): Conversation {
  const finished = new Set<string>();
  let realtime: number[] = [];
  let automatic: readonly number[] | null = null;
  let paperAnswers = 0;
  let cleared = false;
  let rest: Uint8Array = new Uint8Array();
  const note = (reply: EscposReply): void => {
    if (reply.t === 'process') finished.add(reply.id);
    else if (reply.t === 'realtime') realtime.push(reply.byte);
    else if (reply.t === 'automatic') automatic = reply.bytes;
    else if (reply.t === 'paper') paperAnswers += 1;
    else if (reply.t === 'cleared') cleared = true;
  };
  const listen = (): void => {
    const read = readEscposReplies(Buffer.concat([rest, line.takeReceived()]));
    rest = read.rest;
    read.replies.forEach(note);
  };

  const ask = async (timeoutMs: number): Promise<Observation | null> => {
    listen();
    realtime = [];
    automatic = null;
    void line.send(REALTIME_STATUS);
    const bytes = await answerFrom(line, timers, timeoutMs, () => {
      listen();
      return realtime.length >= 4 ? realtime.slice(0, 4) : null;
    });
    // What it said unasked is as good when the question itself was lost.
    if (bytes === null && automatic === null) return null;
    const conditions = bytes === null ? conditionsOfAutomatic(automatic ?? []) : conditionsOfRealtime(bytes);
    return { conditions, busy: false, partial: null };
  };

  const byProcessId = (): Proof => {
    const { id, request } = processIdRequest();
    return {
      ...noProof,
      trailer: request,
      expected: true,
      found: async () => {
        listen();
        return finished.has(id) ? 'device_ack' : null;
      },
    };
  };

  /** `GS r` is answered when what stands before it has been worked off; with that, and healthy twice, it has run empty. */
  const byDrain = (): Proof => {
    const before = paperAnswers;
    let well = 0;
    return {
      ...noProof,
      trailer: PAPER_IN_TURN,
      expected: true,
      found: async (seen, sinceSentMs) => {
        listen();
        const isWell = paperAnswers > before && seen !== null && stoppingOf(seen.conditions).length === 0;
        well = isWell ? well + 1 : 0;
        return well >= 2 && sinceSentMs >= deadlines.settleMs ? 'drain' : null;
      },
    };
  };

  return {
    ask,
    prepare: async () => {
      if (acknowledgement === 'status') return byDrain();
      if (acknowledgement !== 'process-id') return noProof;
      void line.send(TELL_CHANGES);
      return byProcessId();
    },
    clear: async (timeoutMs) => {
      cleared = false;
      const before = paperAnswers;
      // Inside half a picture the second question would be swallowed; an answer to it shows that it was not.
      void line.send(Buffer.concat([CLEAR_BUFFERS, PAPER_IN_TURN]));
      const answer = await answerFrom(line, timers, timeoutMs, () => {
        listen();
        return cleared || paperAnswers > before ? true : null;
      });
      if (cleared) return 'cleared';
      return answer === null ? 'silent' : 'empty';
    },
  };
}
