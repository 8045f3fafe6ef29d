import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSerialScanner } from '../../src/devices/scan/serial-scanner.ts';
import { SocatMissing } from '../../src/fakes/pty-cable.ts';
import { openPtyScanner } from '../../src/fakes/pty-scanner.ts';
import { createVirtualScale, type VirtualScale } from '../../src/fakes/virtual-scale.ts';
import { createVirtualScanner } from '../../src/fakes/virtual-scanner.ts';
import type { Chance, Clock } from '../../src/runtime/clock.ts';
import type { Scanner } from '../../src/runtime/scanner-port.ts';
import type { FirstPaint } from '../first-paint.ts';
import type { DemoOptions } from './demo-options.ts';
import { createHubProcess, type HubProcess, type HubReady } from './hub-process.ts';
import { openPaper, type Paper } from './paper.ts';

/** The demo's own world: a hub, three printers and a scanner, all on real ports as far as the machine has them. */
export interface Demo {
  readonly hub: HubProcess;
  /** The first start. It takes longer than everything else and would slow the window down, so it begins after that. */
  readonly hubReady: Promise<HubReady>;
  readonly paper: Paper;
  readonly scanner: Scanner;
  readonly scale: VirtualScale;
  scan(text: string): Promise<void>;
  /** Pulls the scanner's plug, or puts it back. */
  plug(plugged: boolean): Promise<void>;
  /** What the hub said when it was ready; null before that. */
  ready(): HubReady | null;
  close(): Promise<void>;
}

export async function openDemo(
  folder: string,
  options: DemoOptions,
  time: { readonly clock: Clock; readonly chance: Chance; readonly firstPaint: FirstPaint },
): Promise<Demo> {
  mkdirSync(options.pictures, { recursive: true });
  let ready: HubReady | null = null;
  const hub = createHubProcess({
    folder: join(folder, 'hub'),
    // Enough that a demo does not run dry, and that a shift of N orders has its N.
    orders: Math.max(40, options.orders),
    ordersFrom: options.ordersFrom,
    onReady: (said) => {
      ready = said;
      // Its keys lie beside its data already; with its address a visitor can play the office too.
      writeFileSync(join(folder, 'hub.url'), said.url);
    },
  });
  const hubReady = time.firstPaint.happened.then(() => hub.start());
  // Told by whoever awaits it; until then a failure must not count as unhandled.
  hubReady.catch(() => undefined);
  const paper = openPaper(options.pictures, time.firstPaint.happened);
  paper.page.then(
    (page) => {
      if (page === null) return;
      writeFileSync(join(folder, 'printers.url'), page);
      process.stderr.write(`The demo's printers, their sheets and their faults: ${page}\n`);
    },
    // Told by the ports, which somebody awaits.
    () => undefined,
  );
  const cable = await openCable(time);
  return {
    hub,
    hubReady,
    paper,
    scanner: cable.scanner,
    scale: createVirtualScale({ source: 'Scale', clock: time.clock, settleMs: 400 }),
    plug: cable.plug,
    scan: cable.scan,
    ready: () => ready,
    async close() {
      await Promise.all([hub.stop(), paper.close(), cable.close()]);
    },
  };
}

interface Cable {
  readonly scanner: Scanner;
  scan(text: string): Promise<void>;
  plug(plugged: boolean): Promise<void>;
  close(): Promise<void>;
}

async function openCable(time: { readonly clock: Clock; readonly chance: Chance }): Promise<Cable> {
  try {
    const pty = await openPtyScanner();
    const scanner = createSerialScanner({ path: pty.path, baudRate: 115_200, ...time });
    const plug = (plugged: boolean) => (plugged ? pty.plugIn() : pty.unplug());
    return { scanner, scan: pty.scan, plug, close: pty.close };
  } catch (error) {
    if (!(error instanceof SocatMissing)) throw error;
    // An ordinary computer without socat still gets its demo; only the serial cable is missing from it.
    const scanner = createVirtualScanner({ source: 'virtual', clock: time.clock });
    return {
      scanner,
      scan: (text) => Promise.resolve(scanner.scan(text)),
      plug: (plugged) => Promise.resolve(plugged ? scanner.plugIn() : scanner.unplug()),
      close: () => Promise.resolve(),
    };
  }
}
