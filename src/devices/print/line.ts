import { createConnection, type Socket } from 'node:net';
import type { Timers } from './timers.ts';

/** One TCP connection to a printer. Replies are always read: unread input would turn our FIN into an RST. */
export interface Line {
  readonly closed: boolean;
  /** Resolves when the operating system took the bytes, or false when the connection is gone. */
  send(bytes: Uint8Array): Promise<boolean>;
  /** What arrived since the last call. */
  takeReceived(): Uint8Array;
  /** Called whenever bytes arrive and when the line closes; returns how to stop listening. */
  onChange(listener: () => void): () => void;
  /** Ends politely (FIN, the rest is still read), by force when the printer does not answer. */
  close(): Promise<void>;
}

export type Connect = (host: string, port: number) => Socket;

export interface Dialling {
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
  readonly closeMs: number;
  readonly timers: Timers;
  readonly connect?: Connect | undefined;
}

/** A printer's answers are short; more than this is noise and only its end is kept. */
const KEPT_BYTES = 4096;

/** Null when nobody answers in time: refused, no route, or a connection that hangs because another client holds it. */
export function dial({ host, port, timeoutMs, closeMs, timers, connect }: Dialling): Promise<Line | null> {
  const socket = (connect ?? ((toHost, toPort) => createConnection({ host: toHost, port: toPort })))(host, port);
  // Without this every status exchange waits 40 ms for Nagle and delayed acknowledgement.
  socket.setNoDelay(true);
  return new Promise((resolve) => {
    const fail = (): void => {
      cancel();
      socket.destroy();
      resolve(null);
    };
    const cancel = timers.after(timeoutMs, fail);
    socket.on('error', fail);
    socket.once('connect', () => {
      cancel();
      socket.off('error', fail);
      resolve(lineOf(socket, timers, closeMs));
    });
  });
}

function lineOf(socket: Socket, timers: Timers, closeMs: number): Line {
  const listeners = new Set<() => void>();
  let received = Buffer.alloc(0);
  let closed = false;
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const end = (): void => {
    if (closed) return;
    closed = true;
    changed();
  };
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]).subarray(-KEPT_BYTES);
    changed();
  });
  // A printer that closes its side will not take the rest of the job either.
  socket.on('end', end);
  socket.on('close', end);
  socket.on('error', end);
  const onChange = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get closed() {
      return closed;
    },
    send: (bytes) =>
      new Promise((resolve) => {
        if (closed) return resolve(false);
        const off = onChange(() => {
          if (closed) settle(false);
        });
        const settle = (taken: boolean): void => {
          off();
          resolve(taken);
        };
        socket.write(bytes, (problem) => settle(problem === undefined || problem === null));
      }),
    takeReceived: () => {
      const taken = received;
      received = Buffer.alloc(0);
      return taken;
    },
    onChange,
    close: () =>
      new Promise((resolve) => {
        if (socket.destroyed) {
          end();
          return resolve();
        }
        const cancel = timers.after(closeMs, () => socket.destroy());
        socket.once('close', () => {
          cancel();
          resolve();
        });
        socket.end();
        end();
      }),
  };
}
