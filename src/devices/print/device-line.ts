import type { DeviceProcess, OpenDeviceProcess } from './device-message.ts';
import { createLineEar, type Dial, type Line, type NoLine } from './line.ts';
import type { Timers } from './timers.ts';

/** Held by another program, or by the one that we ended a moment ago. */
const HELD: ReadonlySet<string> = new Set(['EBUSY', 'EAGAIN', 'ETXTBSY']);

/** A Linux device file such as `/dev/usb/lp0`, behind a process of its own. The file is never touched from here. */
export function deviceDial(parts: {
  readonly path: string;
  readonly openProcess: OpenDeviceProcess;
  readonly timers: Timers;
  readonly closeMs: number;
}): Dial {
  const { path, openProcess, timers, closeMs } = parts;
  return (timeoutMs) =>
    new Promise((resolve) => {
      const child = openProcess();
      const ear = createLineEar();
      const taken = new Map<number, () => void>();
      let isOpen = false;
      const give = (line: Line | NoLine): void => {
        cancel();
        if (typeof line === 'string') child.kill();
        resolve(line);
      };
      // Opening hangs when the driver does; the process is given up, not waited for.
      const cancel = timers.after(timeoutMs, () => give('no-answer'));
      child.onExit(() => {
        ear.end();
        if (!isOpen) give('refused');
      });
      child.onMessage((message) => {
        if (message.t === 'started') child.post({ t: 'open', path });
        else if (message.t === 'refused') give(HELD.has(message.code) ? 'no-answer' : 'refused');
        else if (message.t === 'received') ear.receive(Buffer.from(message.base64, 'base64'));
        else if (message.t === 'taken') taken.get(message.no)?.();
        else if (message.t === 'lost') ear.end();
        else {
          isOpen = true;
          give(lineOf(child, ear, taken, timers, closeMs));
        }
      });
    });
}

function lineOf(
  child: DeviceProcess,
  ear: ReturnType<typeof createLineEar>,
  taken: Map<number, () => void>,
  timers: Timers,
  closeMs: number,
): Line {
  let no = 0;
  let isGone = false;
  child.onExit(() => {
    isGone = true;
  });
  return {
    get closed() {
      return ear.closed;
    },
    get heard() {
      return ear.heard;
    },
    send: async (bytes) => {
      no += 1;
      const mine = no;
      const isTaken = await ear.unlessClosed((done) => {
        taken.set(mine, () => done(true));
        child.post({ t: 'write', no: mine, base64: Buffer.from(bytes).toString('base64') });
      });
      taken.delete(mine);
      return isTaken;
    },
    takeReceived: ear.takeReceived,
    onChange: ear.onChange,
    close: () =>
      new Promise((resolve) => {
        ear.end();
        if (isGone) return resolve();
        const cancel = timers.after(closeMs, () => child.kill());
        child.onExit(() => {
          cancel();
          resolve();
        });
        child.post({ t: 'close' });
      }),
  };
}
