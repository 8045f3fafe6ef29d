import { createServer, type Socket } from 'node:net';
import type { Engine } from './engine.ts';
import type { Fault } from './fault.ts';
import type { Persona, Reply } from './persona.ts';
import type { VirtualPrinterEvent } from './virtual-printer.ts';

export interface PrinterPort {
  readonly number: number;
  counts(): { readonly connections: number; readonly bytes: number; readonly answered: number };
  /** Lets the interpreter go on: the engine has room, or somebody has mended something. */
  drain(): void;
  set(fault: Fault): Promise<void>;
  fix(): Promise<void>;
  /** Cuts every connection and forgets what was received. */
  hangUp(): void;
  close(): Promise<void>;
}

export interface PortSetup {
  readonly host: string;
  readonly port: number;
  readonly persona: Persona;
  readonly engine: Engine;
  readonly note: (event: VirtualPrinterEvent) => void;
}

interface Connection {
  readonly socket: Socket;
  readonly reply: Reply;
  /** Not yet taken by the interpreter. */
  backlog: Buffer;
  /** Job bytes so far. */
  received: number;
}

/** Received and not yet interpreted; beyond it nothing more is read, and TCP pushes back. */
const RECEIVE_BYTES = 64 * 1024;

/**
 * The network side. Only one connection at a time feeds the interpreter (the others wait their turn with what they
 * sent), but real-time commands are answered on every one.
 */
export async function openPort({ host, port, persona, engine, note }: PortSetup): Promise<PrinterPort> {
  const connections = new Set<Connection>();
  const leftOver: Connection[] = [];
  let turn: Connection | null = null;
  let faults: Fault[] = [];
  let totals = { connections: 0, bytes: 0, answered: 0 };
  const has = (kind: Fault['kind']): boolean => faults.some((fault) => fault.kind === kind && isNow(fault));

  const server = createServer((socket) => {
    const reply: Reply = (bytes) => {
      if (has('silent') || !socket.writable) return;
      totals = { ...totals, answered: totals.answered + bytes.length };
      socket.write(bytes);
    };
    const connection: Connection = { socket, reply, backlog: Buffer.alloc(0), received: 0 };
    connections.add(connection);
    totals = { ...totals, connections: totals.connections + 1 };
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => receive(connection, chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      connections.delete(connection);
      // Its bytes are in the printer, whatever became of the cable.
      if (connection.backlog.length > 0) leftOver.push(connection);
      else if (turn === connection) turn = null;
      note({ t: 'disconnected' });
      drain();
    });
    if (has('blackhole')) socket.pause();
    note({ t: 'connected' });
  });

  const receive = (connection: Connection, chunk: Buffer): void => {
    totals = { ...totals, bytes: totals.bytes + chunk.length };
    feed(connection, persona.realtime(chunk, connection.reply));
  };

  const feed = (connection: Connection, bytes: Buffer): void => {
    if (bytes.length === 0) return;
    const counted = persona.isQuestion(bytes) ? 0 : bytes.length;
    const reached = connection.received + counted;
    const next = faults.find((fault) => counted > 0 && !isNow(fault) && reached >= atByteOf(fault));
    const before = next === undefined ? bytes.length : Math.max(0, atByteOf(next) - connection.received);
    connection.received += Math.min(before, counted);
    connection.backlog = Buffer.concat([connection.backlog, bytes.subarray(0, before)]);
    drain();
    if (next !== undefined) {
      strike(next, connection);
      if (next.kind !== 'rst') feed(connection, bytes.subarray(before));
    }
    if (connection.backlog.length >= RECEIVE_BYTES) connection.socket.pause();
  };

  /** A fault that was waiting for its byte. */
  const strike = (fault: Fault, connection: Connection): void => {
    faults = faults.filter((other) => other !== fault);
    if (fault.kind === 'rst') {
      note({ t: 'fault', fault });
      connection.socket.resetAndDestroy();
      return;
    }
    const { atByte: _, ...now } = fault as Fault & { atByte?: number };
    begin(now as Fault);
  };

  const begin = (fault: Fault): void => {
    note({ t: 'fault', fault });
    const { sensors } = engine;
    if (fault.kind === 'paperOut') {
      const { afterSheets, midSheet = false } = fault;
      if (afterSheets === undefined && !midSheet) sensors.paperOut = true;
      else engine.armPaperOut(afterSheets ?? 0, midSheet);
    } else if (fault.kind === 'coverOpen' || fault.kind === 'paused') sensors[fault.kind] = true;
    else faults.push(fault);
    if (fault.kind === 'blackhole') for (const { socket } of connections) socket.pause();
  };

  const drain = (): void => {
    for (;;) {
      turn ??= leftOver.shift() ?? [...connections].find(({ backlog }) => backlog.length > 0) ?? null;
      // The interpreter may hold the rest of what it was given before the engine was full.
      const feeding = turn;
      const given = feeding?.backlog ?? Buffer.alloc(0);
      const taken = persona.parse(given, feeding?.reply ?? (() => {}));
      if (feeding === null) return;
      feeding.backlog = given.subarray(taken);
      if (feeding.backlog.length < RECEIVE_BYTES && !has('blackhole')) feeding.socket.resume();
      if (feeding.backlog.length > 0) return;
      if (!persona.idle && connections.has(feeding)) return;
      turn = null;
      if (leftOver.length === 0 && ![...connections].some(({ backlog }) => backlog.length > 0)) return;
    }
  };

  const listen = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
  const hangUp = (): void => {
    for (const { socket } of connections) socket.destroy();
    connections.clear();
    leftOver.length = 0;
    turn = null;
  };
  const stopListening = (): Promise<void> =>
    new Promise((resolve) => {
      if (!server.listening) return resolve();
      server.close(() => resolve());
      for (const { socket } of connections) socket.destroy();
    });

  await listen(port);
  const address = server.address();
  const number = address !== null && typeof address === 'object' ? address.port : port;
  return {
    number,
    counts: () => totals,
    drain,
    set: async (fault) => {
      if (!isNow(fault)) faults.push(fault);
      else if (fault.kind === 'offline') {
        note({ t: 'fault', fault });
        await stopListening();
      } else begin(fault);
    },
    fix: async () => {
      faults = [];
      if (!server.listening) await listen(number);
      for (const { socket } of connections) socket.resume();
    },
    hangUp,
    close: stopListening,
  };
}

function isNow(fault: Fault): boolean {
  return !('atByte' in fault) || fault.atByte === undefined;
}

function atByteOf(fault: Fault): number {
  return 'atByte' in fault ? (fault.atByte ?? 0) : 0;
}
