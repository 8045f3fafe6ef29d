import { type ListPorts, listRealPorts, type PortMatch, resolvePort } from '../scan/resolve-port.ts';
import { type MakeSerial, makeRealSerial, type SerialLike, type SerialLine } from '../scan/serial-port.ts';
import { createLineEar, type Dial, type Line } from './line.ts';
import type { Timers } from './timers.ts';

export interface SerialWorld {
  readonly timers: Timers;
  readonly closeMs: number;
  readonly makeSerial?: MakeSerial | undefined;
  readonly listPorts?: ListPorts | undefined;
  readonly platform?: string | undefined;
}

/**
 * A printer on a serial cable. Meant for text: a 4x6 inch label as a picture takes 129 s at 9600 baud and 10.8 s at 115200.
 * Opened for each job and let go afterwards, as other programs may want it.
 */
export function serialDial(match: PortMatch, line: SerialLine, world: SerialWorld): Dial {
  const { timers, closeMs, makeSerial = makeRealSerial, listPorts = listRealPorts } = world;
  return async (timeoutMs) => {
    const resolved = await resolvePort(match, { platform: world.platform ?? process.platform, listPorts });
    if (!resolved.ok) return 'refused';
    let serial: SerialLike;
    try {
      serial = await makeSerial(resolved.value, line);
    } catch {
      // No binding for this system: there is no way to any serial port.
      return 'refused';
    }
    return new Promise((resolve) => {
      let isLate = false;
      serial.on('error', () => undefined); // what goes wrong is told by the callbacks and by `close`; without a listener it would be thrown
      const cancel = timers.after(timeoutMs, () => {
        isLate = true;
        resolve('no-answer');
      });
      serial.open((error) => {
        cancel();
        if (isLate) return serial.close(() => undefined);
        if (error === null || error === undefined) return resolve(lineOf(serial, timers, closeMs));
        resolve(/lock|busy|access denied|resource temporarily/i.test(error.message) ? 'no-answer' : 'refused');
      });
    });
  };
}

function lineOf(serial: SerialLike, timers: Timers, closeMs: number): Line {
  const ear = createLineEar();
  serial.on('data', ear.receive);
  serial.on('close', ear.end);
  serial.on('error', ear.end);
  let closing: Promise<void> | null = null;
  return {
    get closed() {
      return ear.closed;
    },
    get heard() {
      return ear.heard;
    },
    send: (bytes) =>
      ear.unlessClosed((done) => serial.write(bytes, (error) => done(error === null || error === undefined))),
    takeReceived: ear.takeReceived,
    onChange: ear.onChange,
    close: () => {
      closing ??= new Promise((resolve) => {
        // Closing waits for bytes that flow control holds back; nobody waits for that longer than this.
        const cancel = timers.after(closeMs, resolve);
        serial.close(() => {
          cancel();
          resolve();
        });
        ear.end();
      });
      return closing;
    },
  };
}
