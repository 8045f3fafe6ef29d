import { createServer, type Socket } from 'node:net';
import type { Engine } from './engine.ts';
import { type Fault, type FaultKind, isStopped, nowOf } from './fault.ts';
import { stepOf } from './pace.ts';
import type { Persona, Reply, Traits } from './persona.ts';
import type { VirtualPrinterEvent } from './virtual-printer.ts';

export interface PrinterPort {
  readonly number: number;
  counts(): { readonly connections: number; readonly bytes: number; readonly answered: number };
  /** Lets the interpreter go on: the engine has room, or somebody has mended something. */
  drain(): void;
  /** A fault of the line that is there now. */
  begin(fault: Fault): void;
  /** A fault that waits for its byte. */
  await(fault: Fault & { readonly atByte?: number }): void;
  has(kind: FaultKind): boolean;
  delayMs(): number;
  goOffline(): Promise<void>;
  fix(): Promise<void>;
  /** Breaks every connection. */
  breakAll(kind: 'fin' | 'rst'): void;
  /** Cuts every connection and forgets what was received. */
  hangUp(): void;
  /** Forgets what was received and not interpreted. */
  forget(): void;
  close(): Promise<void>;
}

export interface PortSetup {
  readonly host: string;
  readonly port: number;
  readonly receiveBytes: number;
  readonly persona: Persona;
  readonly traits: Traits;
  readonly engine: Engine;
  readonly random: () => number;
  readonly after: (delayMs: number, call: () => void) => void;
  readonly note: (event: VirtualPrinterEvent) => void;
  readonly onDue: (fault: Fault) => void;
  /** Throws everything away that is not on paper. */
  readonly drop: () => void;
}

interface Connection {
  readonly socket: Socket;
  readonly reply: Reply;
  /** Off the cable and not yet looked at; only a slow printer has any. */
  arriving: Buffer;
  stepping: boolean;
  /** Not yet taken by the interpreter. */
  backlog: Buffer;
  /** Job bytes so far. */
  received: number;
  /** The sender has hung up. */
  ended: boolean;
  /** What still comes is lost. */
  deaf: boolean;
}

const NOTHING = Buffer.alloc(0);

/**
 * The network side. Only one connection at a time feeds the interpreter (the others wait their turn with what they
 * sent), but real-time commands are answered on every one.
 */
export async function openPort(setup: PortSetup): Promise<PrinterPort> {
  const { host, persona, traits, engine, note, random, after, receiveBytes } = setup;
  const connections = new Set<Connection>();
  let leftOver: Connection[] = [];
  let turn: Connection | null = null;
  let faults: Fault[] = [];
  let waiting: (Fault & { readonly atByte?: number })[] = [];
  let closing: Promise<void> = Promise.resolve();
  let totals = { connections: 0, bytes: 0, answered: 0 };
  const has = (kind: FaultKind): boolean => faults.some((fault) => fault.kind === kind);

  const send = (socket: Socket, bytes: Uint8Array): void => {
    if (!traits.answers || has('silent') || !socket.writable || bytes.length === 0) return;
    totals = { ...totals, answered: totals.answered + bytes.length };
    socket.write(has('garbageStatus') ? bytes.map(() => Math.floor(random() * 256)) : bytes);
  };
  const storm = (socket: Socket): void => {
    if (!has('asbStorm')) return;
    for (let left = 1 + Math.floor(random() * 3); left > 0; left -= 1) send(socket, persona.unasked());
  };

  const server = createServer({ allowHalfOpen: true }, (socket) => {
    totals = { ...totals, connections: totals.connections + 1 };
    socket.on('error', () => {});
    if (has('secondClientRefused') && connections.size > 0) {
      note({ t: 'refused' });
      socket.resetAndDestroy();
      return;
    }
    const connection: Connection = {
      socket,
      reply: (bytes) => send(socket, bytes),
      arriving: NOTHING,
      stepping: false,
      backlog: NOTHING,
      received: 0,
      ended: false,
      deaf: false,
    };
    connections.add(connection);
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => arrive(connection, chunk));
    socket.on('end', () => hungUp(connection));
    socket.on('close', () => {
      hungUp(connection);
      connections.delete(connection);
      // Its bytes are in the printer, whatever became of the cable.
      if (connection.backlog.length > 0) leftOver.push(connection);
      else if (turn === connection) turn = null;
      note({ t: 'disconnected' });
      drain();
    });
    if (has('blackhole')) socket.pause();
    note({ t: 'connected' });
    storm(socket);
  });

  const hungUp = (connection: Connection): void => {
    if (connection.ended) return;
    connection.ended = true;
    const drops = traits.dropsOnEarlyFin || has('dropOnEarlyFin');
    const unprinted = engine.waitingSheets > 0 || connection.backlog.length + connection.arriving.length > 0;
    if (drops && connection.received > 0 && (unprinted || !persona.idle)) {
      connection.deaf = true;
      setup.drop();
    }
    hangUpIfDone(connection);
  };

  /** A sender that only closed its half still hears that the sheet is out. */
  const hangUpIfDone = ({ socket, ended, backlog, arriving }: Connection): void => {
    const done = backlog.length + arriving.length === 0 && engine.waitingSheets === 0;
    if (ended && (done || isStopped(engine.sensors)) && !has('blackhole')) socket.end();
  };

  const arrive = (connection: Connection, chunk: Buffer): void => {
    totals = { ...totals, bytes: totals.bytes + chunk.length };
    if (connection.deaf) return;
    connection.arriving = connection.arriving.length === 0 ? chunk : Buffer.concat([connection.arriving, chunk]);
    if (!connection.stepping) step(connection);
  };

  const step = (connection: Connection): void => {
    const pace = stepOf(faults, random);
    const piece = connection.arriving.subarray(0, pace?.bytes ?? connection.arriving.length);
    connection.arriving = connection.arriving.subarray(piece.length);
    connection.stepping = connection.arriving.length > 0;
    storm(connection.socket);
    const midJob = connection.backlog.length > 0 || (turn === connection && !persona.idle);
    feed(connection, persona.realtime(piece, connection.reply, midJob));
    if (!connection.stepping) return;
    connection.socket.pause();
    after(pace?.restMs ?? 0, () => {
      if (!connection.deaf) step(connection);
      drain();
    });
  };

  const feed = (connection: Connection, bytes: Buffer): void => {
    if (bytes.length === 0 || connection.deaf) return;
    const counted = persona.isQuestion(bytes) ? 0 : bytes.length;
    const reached = connection.received + counted;
    const next = waiting.find(({ atByte = 0 }) => counted > 0 && reached >= atByte);
    const before = next === undefined ? bytes.length : Math.max(0, (next.atByte ?? 0) - connection.received);
    connection.received += Math.min(before, counted);
    connection.backlog = Buffer.concat([connection.backlog, bytes.subarray(0, before)]);
    if (!connections.has(connection) && turn !== connection && !leftOver.includes(connection))
      leftOver.push(connection);
    drain();
    if (next !== undefined) {
      waiting = waiting.filter((other) => other !== next);
      const fault = nowOf(next);
      if (fault.kind === 'rst' || fault.kind === 'fin') {
        note({ t: 'fault', fault });
        cut(connection, fault.kind);
      } else setup.onDue(fault);
      feed(connection, bytes.subarray(before));
    }
    if (connection.backlog.length >= receiveBytes) connection.socket.pause();
  };

  const cut = (connection: Connection, kind: 'fin' | 'rst'): void => {
    connection.deaf = true;
    connection.arriving = NOTHING;
    if (kind === 'rst') connection.socket.resetAndDestroy();
    else connection.socket.end();
  };

  const drain = (): void => {
    feedInterpreter();
    for (const connection of [...connections]) hangUpIfDone(connection);
  };

  const feedInterpreter = (): void => {
    for (;;) {
      turn ??= leftOver.shift() ?? [...connections].find(({ backlog }) => backlog.length > 0) ?? null;
      // The interpreter may hold the rest of what it was given before the engine was full.
      const feeding = turn;
      const given = feeding?.backlog ?? NOTHING;
      const taken = persona.parse(given, feeding?.reply ?? (() => {}));
      if (feeding === null) return;
      feeding.backlog = given.subarray(taken);
      const slow = feeding.stepping || has('blackhole');
      if (feeding.backlog.length < receiveBytes && !slow) feeding.socket.resume();
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
  const forget = (): void => {
    for (const connection of [...connections, ...leftOver])
      [connection.backlog, connection.arriving] = [NOTHING, NOTHING];
    leftOver = [];
  };
  const hangUp = (): void => {
    forget();
    for (const connection of connections) {
      connection.deaf = true;
      connection.socket.destroy();
    }
    connections.clear();
    turn = null;
  };
  const stopListening = (): Promise<void> => {
    if (server.listening) {
      closing = new Promise((resolve) => server.close(() => resolve()));
      for (const { socket } of connections) socket.destroy();
    }
    return closing;
  };

  await listen(setup.port);
  const address = server.address();
  const number = address !== null && typeof address === 'object' ? address.port : setup.port;
  return {
    number,
    counts: () => totals,
    drain,
    has,
    delayMs: () => faults.reduce((sum, fault) => sum + (fault.kind === 'ackDelay' ? fault.delayMs : 0), 0),
    begin: (fault) => {
      faults.push(fault);
      for (const { socket } of connections) {
        if (fault.kind === 'blackhole') socket.pause();
        storm(socket);
      }
    },
    await: (fault) => void waiting.push(fault),
    goOffline: stopListening,
    fix: async () => {
      [faults, waiting] = [[], []];
      await closing;
      if (!server.listening) await listen(number);
      for (const { socket, stepping } of connections) if (!stepping) socket.resume();
    },
    breakAll: (kind) => {
      for (const connection of [...connections]) cut(connection, kind);
    },
    hangUp,
    forget,
    close: stopListening,
  };
}
