import { createConnection, type Socket } from 'node:net';
import { createLineEar, type Dial, type Line } from './line.ts';
import type { Timers } from './timers.ts';

export type Connect = (host: string, port: number) => Socket;

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
  readonly closeMs: number;
  readonly timers: Timers;
  /** Stands in for `net.createConnection` in tests. */
  readonly connect?: Connect | undefined;
}

/** Hung until the system gave up, or taken and dropped at once: somebody is there and does not want us. */
const HELD: ReadonlySet<string> = new Set(['ETIMEDOUT', 'ECONNRESET', 'EPIPE']);

/** Port 9100: most printers take one connection at a time, so a knock that hangs is usually somebody else's turn. */
export function tcpDial({ host, port, closeMs, timers, connect }: TcpAddress): Dial {
  return (timeoutMs) => {
    const socket = (connect ?? ((toHost, toPort) => createConnection({ host: toHost, port: toPort })))(host, port);
    // Without this every status exchange waits 40 ms for Nagle and delayed acknowledgement.
    socket.setNoDelay(true);
    return new Promise((resolve) => {
      const give = (up: 'refused' | 'no-answer'): void => {
        cancel();
        // A refusal may still come after we have stopped waiting; without a listener it would be thrown.
        socket.on('error', () => {});
        socket.destroy();
        resolve(up);
      };
      const cancel = timers.after(timeoutMs, () => give('no-answer'));
      const refused = ({ code }: NodeJS.ErrnoException): void => give(HELD.has(code ?? '') ? 'no-answer' : 'refused');
      socket.once('error', refused);
      socket.once('connect', () => {
        cancel();
        socket.off('error', refused);
        resolve(lineOf(socket, timers, closeMs));
      });
    });
  };
}

function lineOf(socket: Socket, timers: Timers, closeMs: number): Line {
  const ear = createLineEar();
  socket.on('data', ear.receive);
  // A printer that closes its side will not take the rest of the job either.
  socket.on('end', ear.end);
  socket.on('close', ear.end);
  socket.on('error', ear.end);
  return {
    get closed() {
      return ear.closed;
    },
    get heard() {
      return ear.heard;
    },
    send: (bytes) =>
      ear.unlessClosed((done) => socket.write(bytes, (problem) => done(problem === undefined || problem === null))),
    takeReceived: ear.takeReceived,
    onChange: ear.onChange,
    close: () =>
      new Promise((resolve) => {
        if (socket.destroyed) {
          ear.end();
          return resolve();
        }
        const cancel = timers.after(closeMs, () => socket.destroy());
        socket.once('close', () => {
          cancel();
          resolve();
        });
        socket.end();
        ear.end();
      }),
  };
}
