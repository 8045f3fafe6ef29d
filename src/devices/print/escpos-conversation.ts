import { randomInt } from 'node:crypto';
import { answerFrom, type Conversation, noProof } from './conversation.ts';
import { conditionsOfRealtime, type EscposReply, readEscposReplies } from './escpos-status.ts';
import type { Line } from './line.ts';
import type { Timers } from './timers.ts';

/** DLE EOT 1 to 4: printer, cause of being off-line, error, paper. Answered even while off-line. */
const STATUS = Uint8Array.of(0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4);

let processCount = randomInt(36 ** 4);

export function talkEscpos(line: Line, timers: Timers, acknowledges: boolean): Conversation {
  const finished = new Set<string>();
  let realtime: number[] = [];
  let rest: Uint8Array = new Uint8Array();
  const note = (reply: EscposReply): void => {
    if (reply.t === 'process') finished.add(reply.id);
    else if (reply.t === 'realtime') realtime.push(reply.byte);
  };
  const listen = (): void => {
    const read = readEscposReplies(Buffer.concat([rest, line.takeReceived()]));
    rest = read.rest;
    read.replies.forEach(note);
  };
  return {
    ask: async (timeoutMs) => {
      listen();
      realtime = [];
      void line.send(STATUS);
      const bytes = await answerFrom(line, timers, timeoutMs, () => {
        listen();
        return realtime.length >= 4 ? realtime.slice(0, 4) : null;
      });
      return bytes === null ? null : { conditions: conditionsOfRealtime(bytes), busy: false };
    },
    prepare: async () => {
      if (!acknowledges) return noProof;
      processCount = (processCount + 1) % 36 ** 4;
      const id = processCount.toString(36).toUpperCase().padStart(4, '0');
      return {
        // GS ( H function 48: the printer sends the id back when everything before it is printed.
        trailer: Buffer.concat([Uint8Array.of(0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30), Buffer.from(id, 'latin1')]),
        expected: true,
        found: async () => {
          listen();
          return finished.has(id) ? 'device_ack' : null;
        },
      };
    },
  };
}
