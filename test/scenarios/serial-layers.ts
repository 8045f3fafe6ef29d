import { type MakeSerial, makeRealSerial } from '../../src/devices/scan/serial-port.ts';
import { createSerialScanner } from '../../src/devices/scan/serial-scanner.ts';
import { createFakeCable } from '../../src/fakes/fake-serial.ts';
import { openPtyScanner } from '../../src/fakes/pty-scanner.ts';
import type { ScenarioBench } from '../../src/fakes/scenario/run-scenario.ts';
import { createVirtualScanner } from '../../src/fakes/virtual-scanner.ts';
import type { Scenario } from '../../src/wire/scenario.ts';
import { type OpenBench, openScenarioBench } from './open-bench.ts';

/** A layer's bench; the caller closes it. */
export interface LayerBench extends ScenarioBench {
  close(): Promise<void>;
}

const noHands = () => Promise.reject(new Error('Nobody types on this layer'));
/** Longer than the pause between two tries of the supervisor would be a scanner that never comes back. */
const MOST_TRIES = 40;

/** V1: everything behind the cable. */
export async function openInProcess(scenario: Scenario): Promise<LayerBench> {
  const made: ReturnType<typeof createVirtualScanner>[] = [];
  const bench = await openScenarioBench(scenario, ({ clock }) => {
    const scanner = createVirtualScanner({ source: 'scanner', clock });
    made.push(scanner);
    return scanner;
  });
  const [scanner] = made;
  if (scanner === undefined) throw new Error('No scanner was made');
  return {
    layer: 'V1',
    ...bench.shared,
    send: (chunk) => Promise.resolve(scanner.send(chunk)),
    async holdUp(ms, chunks) {
      await bench.clock.holdUp(ms);
      for (const chunk of chunks) scanner.send(chunk);
    },
    echo: (text) => bench.deliver('wedge', 'wedge', text),
    unplug: () => Promise.resolve(scanner.unplug()),
    plugIn: () => Promise.resolve(scanner.plugIn()),
    type: noHands,
    close: bench.close,
  };
}

/** V2: the supervisor and the framer, on a port that is no real one. */
export async function openOnFakeSerial(scenario: Scenario): Promise<LayerBench> {
  const cable = createFakeCable();
  const bench = await openScenarioBench(scenario, (world) =>
    createSerialScanner({ path: 'fake', baudRate: 115_200, makeSerial: cable.make, ...world }),
  );
  await untilReady(bench, () => Promise.resolve());
  return {
    layer: 'V2',
    ...bench.shared,
    send: (chunk) => Promise.resolve(cable.send(chunk)),
    async holdUp(ms, chunks) {
      await bench.clock.holdUp(ms);
      for (const chunk of chunks) cable.send(chunk);
    },
    echo: (text) => bench.deliver('wedge', 'wedge', text),
    unplug: () => Promise.resolve(cable.unplug()),
    plugIn() {
      cable.plugIn();
      return untilReady(bench, () => Promise.resolve());
    },
    type: noHands,
    close: bench.close,
  };
}

/**
 * V3: the real serial library on a real terminal pair. Only the clock is turned by hand, so that nothing waits and nothing depends on
 * how busy the machine is; bytes, openings and hang-ups are the operating system's.
 *
 * @throws {SocatMissing}
 */
export async function openOnTerminal(scenario: Scenario): Promise<LayerBench> {
  const pty = await openPtyScanner();
  let sent = 0;
  let came = 0;
  let wake: () => void = () => undefined;
  let opening: Promise<unknown> = Promise.resolve();
  const makeSerial: MakeSerial = (path, line) => {
    const making = makeRealSerial(path, line).then((serial) => {
      [sent, came] = [0, 0];
      serial.on('data', (bytes) => {
        came += bytes.length;
        wake();
      });
      const open = serial.open.bind(serial);
      serial.open = (done) => {
        opening = new Promise<void>((resolve) => {
          open((error) => {
            done(error);
            resolve();
          });
        });
      };
      return serial;
    });
    // Until its `open` is asked for, it is the making that is waited for.
    opening = making;
    return making;
  };
  const bench = await openScenarioBench(scenario, (world) =>
    createSerialScanner({ path: pty.path, baudRate: 115_200, makeSerial, ...world }),
  );

  async function opened(): Promise<void> {
    for (let seen: unknown; seen !== opening; ) {
      seen = opening;
      await opening;
      await bench.clock.settle();
    }
  }

  function arrived(): Promise<void> {
    return new Promise((resolve) => {
      wake = () => {
        if (came >= sent) resolve();
      };
      wake();
    });
  }

  function hungUp(): Promise<void> {
    return new Promise((resolve) => {
      const stop = bench.station.onView(look);
      function look(): void {
        if (bench.link() === 'ready') return;
        stop();
        resolve();
      }
      look();
    });
  }

  async function send(chunk: Uint8Array): Promise<void> {
    sent += chunk.length;
    await pty.send(chunk);
  }

  await untilReady(bench, opened);
  return {
    layer: 'V3',
    ...bench.shared,
    async send(chunk) {
      await send(chunk);
      await arrived();
    },
    async holdUp(ms, chunks) {
      await send(Uint8Array.from(chunks.flatMap((chunk) => [...chunk])));
      const untilMs = performance.now() + ms;
      while (performance.now() < untilMs);
      // The clock is read before the next bytes are: what became due in the meantime comes late, as it would.
      await bench.clock.holdUp(ms);
      await arrived();
    },
    echo: (text) => bench.deliver('wedge', 'wedge', text),
    async unplug() {
      await pty.unplug();
      await hungUp();
    },
    async plugIn() {
      await pty.plugIn();
      await untilReady(bench, opened);
    },
    type: noHands,
    async close() {
      await bench.close();
      await pty.close();
    },
  };
}

/** Turns the clock until the supervisor has tried again and got the scanner. */
async function untilReady(bench: OpenBench, opened: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    await bench.clock.settle();
    await opened();
    if (bench.link() === 'ready') return;
    await bench.clock.advance(100);
  }
  throw new Error(`The scanner is not ready: ${bench.link()}`);
}
