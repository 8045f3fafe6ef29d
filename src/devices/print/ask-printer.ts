import type { Acknowledgement, Dpi, PrinterCondition } from '../../core/print.ts';
import { answerFrom } from './conversation.ts';
import type { Deadlines } from './deadlines.ts';
import { PAPER_IN_TURN, processIdRequest, REALTIME_STATUS } from './escpos-conversation.ts';
import { conditionsOfRealtime, type EscposReply, readEscposReplies } from './escpos-status.ts';
import type { Dial, Line } from './line.ts';
import type { Timers } from './timers.ts';
import { exchangeOn } from './zebra-conversation.ts';
import { readErrorStatus, readHostIdentity, readHostStatus, readOdometer, readVariable } from './zebra-status.ts';

/** What a printer said when it was asked; null is what it did not say. */
export interface FoundPrinter {
  readonly link: 'up' | 'refused' | 'no-answer';
  readonly language: 'zpl' | 'escpos' | 'unknown';
  readonly maker: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  readonly dpi: Dpi | null;
  readonly widthDots: number | null;
  /** The best proof of a sheet that it gave while it was asked. */
  readonly acknowledgement: Acknowledgement;
  readonly conditions: readonly PrinterCondition[] | null;
}

const NOTHING: FoundPrinter = {
  link: 'up',
  language: 'unknown',
  maker: null,
  model: null,
  firmware: null,
  dpi: null,
  widthDots: null,
  acknowledgement: 'none',
  conditions: null,
};

/** GS I 65, 66 and 67: firmware, maker and model. */
const IDENTITY = [65, 66, 67].map((n) => Uint8Array.of(0x1d, 0x49, n));
/** ESC @: a printer that prints what it does not understand as text forgets that it was asked in ZPL. */
const FORGET = Uint8Array.of(0x1b, 0x40);

type Patience = Pick<Deadlines, 'connectMs' | 'pollReplyMs'>;

/**
 * Finds out what a printer is. Asks only questions: nothing is printed and no setting changed. ESC/POS comes first,
 * because a receipt printer would keep the ZPL questions as text, while a label printer ignores ESC/POS's control bytes.
 */
export async function askPrinter(dial: Dial, timers: Timers, patience: Patience): Promise<FoundPrinter> {
  const line = await dial(patience.connectMs);
  if (line === 'refused' || line === 'no-answer') return { ...NOTHING, link: line };
  try {
    const receipt = await askEscpos(line, timers, patience.pollReplyMs);
    return receipt ?? (await askZebra(line, timers, patience.pollReplyMs));
  } finally {
    await line.close();
  }
}

async function askEscpos(line: Line, timers: Timers, replyMs: number): Promise<FoundPrinter | null> {
  let rest: Uint8Array = new Uint8Array();
  const replies: EscposReply[] = [];
  const ask = async <Answer>(question: Uint8Array, find: () => Answer | null): Promise<Answer | null> => {
    void line.send(question);
    return answerFrom(line, timers, replyMs, () => {
      const read = readEscposReplies(Buffer.concat([rest, line.takeReceived()]));
      rest = read.rest;
      replies.push(...read.replies);
      return find();
    });
  };
  const realtime = (): readonly number[] => replies.flatMap((reply) => (reply.t === 'realtime' ? [reply.byte] : []));
  const status = await ask(REALTIME_STATUS, () => (realtime().length >= 4 ? realtime().slice(0, 4) : null));
  if (status === null) return null;

  const names: (string | null)[] = [];
  for (const question of IDENTITY) {
    const before = replies.length;
    const answer = await ask(question, () => {
      const found = replies.slice(before).find((reply) => reply.t === 'identity' || reply.t === 'paper');
      return found ?? null;
    });
    names.push(answer?.t === 'identity' ? answer.text : null);
    // One that knows none of these is not asked for the others; each costs the whole waiting time.
    if (answer === null) break;
  }
  const [firmware = null, maker = null, model = null] = names;
  return {
    ...NOTHING,
    language: 'escpos',
    maker,
    model,
    firmware,
    dpi: 203,
    acknowledgement: await acknowledgementOf(ask, replies, maker !== null || model !== null),
    conditions: conditionsOfRealtime(status),
  };
}

/** Those that cannot say their name might print the question for the process id as text, so they are not asked it. */
async function acknowledgementOf(
  ask: (question: Uint8Array, find: () => boolean | null) => Promise<boolean | null>,
  replies: readonly EscposReply[],
  hasName: boolean,
): Promise<Acknowledgement> {
  const { id, request } = processIdRequest();
  const isAcknowledged = (): boolean | null =>
    replies.some((reply) => reply.t === 'process' && reply.id === id) ? true : null;
  if (hasName && (await ask(request, isAcknowledged))) return 'process-id';
  const before = replies.length;
  const isInTurn = (): boolean | null => (replies.slice(before).some(({ t }) => t === 'paper') ? true : null);
  return (await ask(PAPER_IN_TURN, isInTurn)) ? 'status' : 'none';
}

async function askZebra(line: Line, timers: Timers, replyMs: number): Promise<FoundPrinter> {
  const exchange = exchangeOn(line, timers);
  const status = await exchange('~HS', replyMs, readHostStatus);
  // In a fault some firmware leaves ~HS unanswered, but not this.
  const errors = status === null ? await exchange('~HQES', replyMs, readErrorStatus) : null;
  const identity = await exchange('~HI', replyMs, readHostIdentity);
  if (status === null && errors === null && identity === null) {
    await line.send(FORGET);
    return NOTHING;
  }
  const variable = async (name: string): Promise<string | null> => {
    const value = await exchange(`! U1 getvar "${name}"\r\n`, replyMs, readVariable);
    return value === null || value === '?' ? null : value;
  };
  const found: FoundPrinter = {
    ...NOTHING,
    language: 'zpl',
    model: identity?.model ?? null,
    firmware: identity?.firmware ?? null,
    dpi: identity === null ? null : dpiOf(identity.dotsPerMm),
    acknowledgement: status === null ? 'none' : 'status',
    conditions: status?.conditions ?? errors,
  };
  const count = await exchange('! U1 getvar "odometer.total_label_count"\r\n', replyMs, readOdometer);
  // One that does not know the variables answers none of them.
  if (count === null) return found;
  const inches = await variable('head.resolution.in_dpi');
  const width = await variable('ezpl.print_width');
  return {
    ...found,
    maker: 'Zebra',
    dpi: inches === null ? found.dpi : dpiOf(Number(inches) / 25.4),
    widthDots: width !== null && /^\d+$/.test(width) ? Number(width) : null,
    acknowledgement: typeof count === 'number' ? 'odometer' : found.acknowledgement,
  };
}

/** 8 dots per millimetre are called 203 dpi, 12 (11.8) are called 300; other heads we do not print on. */
function dpiOf(dotsPerMm: number): Dpi | null {
  const rounded = Math.round(dotsPerMm);
  return rounded === 8 ? 203 : rounded === 12 ? 300 : null;
}
