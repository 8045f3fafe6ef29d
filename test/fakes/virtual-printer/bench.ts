import { createConnection, type Socket } from 'node:net';
import {
  openVirtualPrinter,
  type VirtualPrinter,
  type VirtualPrinterSetup,
} from '../../../src/fakes/virtual-printer/virtual-printer.ts';

/** A printer on a bench, and the cables that are plugged into it. */
export interface Bench {
  readonly paper: VirtualPrinter;
  readonly socket: Socket;
  /** Another cable, also half open. */
  plug(halfOpen?: boolean): Promise<Socket>;
  /** What the printer could not understand or draw. */
  complaints(): readonly string[];
}

const benches: { readonly paper: VirtualPrinter; readonly sockets: Socket[] }[] = [];

export async function openBench(
  persona: VirtualPrinterSetup['persona'],
  more: Partial<VirtualPrinterSetup> = {},
): Promise<Bench> {
  const paper = await openVirtualPrinter({ host: '127.0.0.1', port: 0, persona, ...more });
  const sockets: Socket[] = [];
  benches.push({ paper, sockets });
  const plug = (halfOpen = false): Promise<Socket> => {
    const socket = createConnection({ ...paper.address, allowHalfOpen: halfOpen });
    socket.on('error', () => {});
    sockets.push(socket);
    // A connection that is refused at once may be closed before it was ever open.
    return new Promise((resolve) => {
      for (const happened of ['connect', 'close']) socket.once(happened, () => resolve(socket));
    });
  };
  return {
    paper,
    socket: await plug(),
    plug,
    complaints: () => paper.events.flatMap((event) => ('command' in event ? [event.command] : [])),
  };
}

export async function closeBenches(): Promise<void> {
  for (const { paper, sockets } of benches.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await paper.close();
  }
}

/** Sends, and waits for so many bytes of answer. */
export function ask(socket: Socket, question: string | Uint8Array, bytes: number): Promise<Buffer> {
  return new Promise((resolve) => {
    let answer = Buffer.alloc(0);
    const listen = (chunk: Buffer): void => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length < bytes) return;
      socket.off('data', listen);
      resolve(answer);
    };
    socket.on('data', listen);
    if (question.length > 0) socket.write(question);
  });
}

/** Lets the loop turn until something has happened; the test's own time limit ends what never does. */
export async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setImmediate(resolve));
}

/** Whether a question is answered: the printer answers, or not, in the moment in which it has received the question. */
export async function isAnswered({ paper }: Bench, socket: Socket, question: string | Uint8Array): Promise<boolean> {
  const before = paper.stats;
  socket.write(question);
  await until(() => paper.stats.bytes >= before.bytes + question.length);
  return paper.stats.answered > before.answered;
}

export const ASK_ALL = Uint8Array.of(0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4);
export const HOST_STATUS_BYTES = 81;
export const LABEL = '^XA^PW200^LL100^FO8,5^GFA,4,4,1,FF818100^FS^XZ';
export const SLIP = 'hello\n\x1dV\x00';
