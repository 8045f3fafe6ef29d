import { type MakeSerial, makeRealSerial } from '../../../src/devices/scan/serial-port.ts';
import { createSerialScanner } from '../../../src/devices/scan/serial-scanner.ts';
import { systemChance, systemClock } from '../../../src/devices/system-clock.ts';
import { openPtyScanner, type PtyScanner } from '../../../src/fakes/pty-scanner.ts';
import type { ScannerRig } from './scanner-contract.ts';

export const REAL = { baudRate: 115_200, clock: systemClock, chance: systemChance };

/** The real binding on a real terminal pair, with an ear on the bytes that come in. */
export async function openPtyRig(): Promise<ScannerRig & { readonly pty: PtyScanner }> {
  const pty = await openPtyScanner();
  let sent = 0;
  let came = 0;
  let wake: () => void = () => undefined;
  const makeSerial: MakeSerial = async (path, line) => {
    const serial = await makeRealSerial(path, line);
    [sent, came] = [0, 0];
    serial.on('data', (bytes) => {
      came += bytes.length;
      wake();
    });
    return serial;
  };
  const scanner = createSerialScanner({ path: pty.path, ...REAL, vendor: 'datalogic', makeSerial });
  const send = async (bytes: Uint8Array) => {
    sent += bytes.length;
    await pty.send(bytes);
  };
  return {
    pty,
    scanner,
    send,
    scan: (text) => send(Buffer.from(`${text}\r`, 'latin1')),
    arrived: () =>
      new Promise((resolve) => {
        wake = () => {
          if (came >= sent) resolve();
        };
        wake();
      }),
    unplug: pty.unplug,
    plugIn: pty.plugIn,
    async close() {
      await scanner.stop();
      await pty.close();
    },
  };
}
