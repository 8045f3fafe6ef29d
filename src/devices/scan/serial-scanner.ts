import { createFramer, DEFAULT_FRAMING, type Framed } from '../../core/framer.ts';
import type { Frame } from '../../core/scan.ts';
import type { Chance, Clock } from '../../runtime/clock.ts';
import type { Scanner, ScannerLink, ScannerStatus } from '../../runtime/scanner-port.ts';

/** The part of a serial port that is used; the real one is `serialport`, loaded only when a scanner is set up. */
export interface SerialLike {
  open(done: (error: Error | null) => void): void;
  close(done: (error: Error | null) => void): void;
  on(event: 'data', listener: (bytes: Uint8Array) => void): void;
  on(event: 'close' | 'error', listener: (error?: Error) => void): void;
  removeAllListeners(): void;
}

export type MakeSerial = (path: string, baudRate: number) => Promise<SerialLike>;

/** serialport 13 loads in 20-30 ms, so it must not stand in the way of the first window. */
export const makeRealSerial: MakeSerial = async (path, baudRate) => {
  const { SerialPort } = await import('serialport');
  const serial = new SerialPort({ path, baudRate, autoOpen: false });
  // serialport 13 hears a hang-up only while it waits. In the middle of a read it is answered "nothing" and reads again for ever:
  // no `close`, a core at full load, and a dead scanner that looks ready. Windows has no poller and no such loop.
  serial.once('open', () => {
    if (serial.port === undefined || !('poller' in serial.port)) return;
    serial.port.poller.once('disconnect', () => {
      if (serial.isOpen) serial.close(undefined, new Error('the cable was pulled'));
    });
  });
  return serial;
};

/**
 * Keeps one serial scanner connected. After a loss it tries again after 250 ms twenty times, then every second thirty times, then
 * every 3 s for ever (±20 %), with a new port object and an empty framer: the half of a code that was read before the plug came
 * out must never meet the next scan.
 */
export function createSerialScanner(options: {
  readonly path: string;
  readonly baudRate: number;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly makeSerial?: MakeSerial;
}): Scanner {
  const { path, clock, chance } = options;
  const makeSerial = options.makeSerial ?? makeRealSerial;
  const framer = createFramer(DEFAULT_FRAMING);
  const frames = new Set<(frame: Frame) => void>();
  const statuses = new Set<(status: ScannerStatus) => void>();
  let port: SerialLike | null = null;
  let stopped = false;
  let tries = 0;
  let no = 0;
  let link: ScannerLink | null = null;
  let cancelRetry: (() => void) | null = null;
  let cancelIdle: (() => void) | null = null;

  function report(next: ScannerLink, detail: string): void {
    if (next === link) return;
    link = next;
    for (const listener of statuses) listener({ link: next, detail, sinceMs: clock.nowMs() });
  }

  function deliver(framed: readonly Framed[]): void {
    for (const each of framed) {
      if (each.t !== 'frame') continue;
      no += 1;
      const { text, terminated, monoMs } = each;
      for (const listener of frames) listener({ source: path, kind: 'serial', no, text, terminated, monoMs });
    }
  }

  function take(bytes: Uint8Array): void {
    cancelIdle?.();
    deliver(framer.push(bytes, clock.monoMs()));
    cancelIdle = clock.after(DEFAULT_FRAMING.idleMs, () => deliver(framer.idle(clock.monoMs())));
  }

  async function connect(): Promise<void> {
    if (link === null) report('connecting', path);
    let opening: SerialLike;
    try {
      opening = await makeSerial(path, options.baudRate);
    } catch (error) {
      return lose('lost', error instanceof Error ? error.message : String(error));
    }
    opening.on('error', () => undefined); // an unplug says everything by `close`; without a listener this would be thrown
    opening.on('data', take);
    // Our own `stop` forgets the port before it closes it, so any other close is a loss; Windows gives no reason with it.
    opening.on('close', (error) => {
      if (port === opening) lose('lost', error?.message ?? 'the port was closed');
    });
    if (stopped) return;
    opening.open((error) => {
      if (error !== null && error !== undefined) return lose(linkOf(error.message), error.message);
      if (stopped) return opening.close(() => undefined);
      port = opening;
      tries = 0;
      framer.reset();
      report('ready', path);
    });
  }

  function lose(next: ScannerLink, detail: string): void {
    cancelIdle?.();
    framer.reset();
    port?.removeAllListeners();
    port?.on('error', () => undefined);
    port = null;
    if (stopped) return;
    report(next, detail);
    const pause = tries < 20 ? 250 : tries < 50 ? 1000 : 3000;
    tries += 1;
    cancelRetry = clock.after(pause * (0.8 + 0.4 * chance.next()), () => void connect());
  }

  return {
    source: path,
    onFrame(listener) {
      frames.add(listener);
      return () => frames.delete(listener);
    },
    onStatus(listener) {
      statuses.add(listener);
      return () => statuses.delete(listener);
    },
    start: () => void connect(),
    async stop() {
      stopped = true;
      cancelRetry?.();
      cancelIdle?.();
      const open = port;
      port = null;
      if (open !== null) await new Promise<void>((resolve) => open.close(() => resolve()));
    },
  };
}

/** serialport's errors carry no code; the text is all there is. */
function linkOf(message: string): ScannerLink {
  if (/permission denied/i.test(message)) return 'denied';
  if (/cannot lock port|access denied|resource busy/i.test(message)) return 'busy';
  return 'lost';
}
