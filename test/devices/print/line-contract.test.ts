import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PrintTrouble } from '../../../src/core/print.ts';
import { usualDeadlines } from '../../../src/devices/print/deadlines.ts';
import { forkDeviceProcess } from '../../../src/devices/print/fork-device.ts';
import type { Dial, Line } from '../../../src/devices/print/line.ts';
import { dialOf, openPrinter } from '../../../src/devices/print/open-printer.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../../../src/fakes/virtual-printer/virtual-printer.ts';
import type { PrinterConnection } from '../../../src/wire/settings.ts';
import { bundleForNode } from '../../bundle.ts';
import { type CabledPaper, cablePaper } from './cabled-paper.ts';
import { setupFor } from './print-rig.ts';
import { hugeLabel, smallLabel } from './sample-jobs.ts';

/** Every kind of line against the same machine: a socket, and real terminals of the operating system. Real time, as all of it is real. */
let openDeviceProcess: ReturnType<typeof forkDeviceProcess>;
beforeAll(async () => {
  const script = await bundleForNode(join(import.meta.dirname, '../../../src/devices/print/device-process.ts'));
  openDeviceProcess = forkDeviceProcess(script);
  return () => rm(dirname(script), { recursive: true, force: true });
});

type LineConnection = Extract<PrinterConnection, { readonly kind: 'tcp' | 'device' | 'serial' }>;

interface Bench {
  readonly connection: LineConnection;
  /** The same, where nothing is. */
  readonly nowhere: LineConnection;
  block(): void | Promise<void>;
  cut(): void | Promise<void>;
}

let paper: VirtualPrinter;
let cable: CabledPaper | null = null;
afterEach(async () => {
  await cable?.cut();
  cable = null;
  await paper.close();
});

async function openPaper(): Promise<void> {
  paper = await openVirtualPrinter({ host: '127.0.0.1', port: 0, persona: 'zebra-linkos' });
}

async function cabled(connection: (path: string) => LineConnection): Promise<Bench> {
  await openPaper();
  const laid = await cablePaper(paper);
  cable = laid;
  return {
    connection: connection(laid.path),
    nowhere: connection('/dev/packhouse-is-not-here'),
    block: laid.block,
    cut: laid.cut,
  };
}

const KINDS: readonly (readonly [string, () => Promise<Bench>])[] = [
  [
    'tcp',
    async () => {
      await openPaper();
      const at = paper.address;
      const nobody = await openVirtualPrinter({ host: '127.0.0.1', port: 0, persona: 'sink' });
      await nobody.close();
      return {
        connection: { kind: 'tcp', ...at },
        nowhere: { kind: 'tcp', ...nobody.address },
        block: () => paper.set({ kind: 'blackhole' }),
        cut: () => paper.set({ kind: 'rst' }),
      };
    },
  ],
  ['device', () => cabled((path) => ({ kind: 'device', path }))],
  ['serial', () => cabled((path) => ({ kind: 'serial', match: { path }, baudRate: 115_200 }))],
];

async function opened(dial: Dial): Promise<Line> {
  const line = await dial(5000);
  if (line === 'refused' || line === 'no-answer') throw new Error(`No line: ${line}`);
  return line;
}

/** Until what came in says so. */
function heard(line: Line, text: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const look = (): void => {
      received += Buffer.from(line.takeReceived()).toString('latin1');
      if (text.test(received)) resolve(received);
      else if (line.closed) reject(new Error(`Closed after ${JSON.stringify(received)}`));
    };
    line.onChange(look);
    look();
  });
}

describe.each(KINDS)('a line by %s', (kind, openBench) => {
  it('carries questions, answers and whole jobs', async () => {
    const { connection } = await openBench();
    const line = await opened(dialOf(connection, { openDeviceProcess }));
    expect(line.heard).toBe(false);
    expect(await line.send(Buffer.from('~HS'))).toBe(true);
    expect(await heard(line, /1234,0/)).toContain('030,0,0,');
    expect(line.heard).toBe(true);
    expect(await line.send(smallLabel())).toBe(true);
    await paper.waitForSheets(1);
    await line.close();
    expect(line.closed).toBe(true);
    expect(await line.send(Buffer.from('~HS'))).toBe(false);
    await line.close();
  });

  it('prints, with the printer’s own proof', async () => {
    const { connection } = await openBench();
    const printer = openPrinter(setupFor('zebra-linkos', connection), { openDeviceProcess });
    const outcome = await printer.print(smallLabel(), { signal: new AbortController().signal, onTrouble: () => {} });
    expect(outcome).toMatchObject({ state: 'printed', by: 'odometer' });
    expect(outcome.evidence).toMatchObject({ transport: kind, odometerBefore: 1000, odometerAfter: 1001, before: [] });
    expect(paper.sheets).toHaveLength(1);
    await paper.set({ kind: 'paperOut' });
    expect(await printer.status()).toMatchObject({ link: 'up', ready: false });
    await printer.close();
  });

  it('where nothing is: not sent', async () => {
    const { nowhere } = await openBench();
    const printer = openPrinter(setupFor('zebra-linkos', nowhere), { openDeviceProcess });
    const outcome = await printer.print(smallLabel(), { signal: new AbortController().signal, onTrouble: () => {} });
    expect(outcome).toMatchObject({ state: 'not_sent', code: 'UNREACHABLE', bytesWritten: 0 });
    expect(await printer.status()).toMatchObject({ link: 'down', ready: false });
    await printer.close();
  });

  it('notices when it is cut, a device file at the latest when something is sent', async () => {
    const { connection, cut } = await openBench();
    const line = await opened(dialOf(connection, { openDeviceProcess }));
    await line.send(Buffer.from('~HS'));
    await heard(line, /1234,0/);
    const closed = new Promise<void>((resolve) => line.onChange(() => line.closed && resolve()));
    await cut();
    if (kind !== 'device') await closed;
    expect(await line.send(smallLabel())).toBe(false);
    await closed;
    await line.close();
  });

  it('that is stuck is told as stalled, and lets go at once when it is stopped', async () => {
    const { connection, block } = await openBench();
    const deadlines = { stallMs: 200, probeMs: 100 };
    // Mute, so that the preflight question of a stuck printer does not end it before the first byte.
    const printer = openPrinter(setupFor('sink', connection), {
      openDeviceProcess,
      deadlines: { ...deadlines, replyMs: 100 },
    });
    await block();
    const stop = new AbortController();
    let tell: (trouble: PrintTrouble) => void = () => {};
    const troubled = new Promise<PrintTrouble>((resolve) => {
      tell = resolve;
    });
    const outcome = printer.print(hugeLabel(), { signal: stop.signal, onTrouble: tell });
    expect(await troubled).toMatchObject({ state: 'attention', code: 'STALLED', conditions: ['no_reply'] });
    stop.abort();
    expect(await outcome).toMatchObject({ state: 'unknown', code: 'RESTARTED' });
    const begun = performance.now();
    await printer.close();
    expect(performance.now() - begun).toBeLessThan(usualDeadlines.closeMs + 1500);
    expect(paper.sheets).toHaveLength(0);
  });
});

describe('a device file', () => {
  it('that hangs while it is opened holds up nobody: its process is given up', async () => {
    await openPaper();
    let killed = 0;
    const kill = (): void => {
      killed += 1;
    };
    const silent = { post: () => {}, onMessage: () => {}, onExit: () => {}, kill };
    const dial = dialOf({ kind: 'device', path: '/dev/usb/lp0' }, { openDeviceProcess: () => silent });
    expect(await dial(50)).toBe('no-answer');
    expect(killed).toBe(1);
  });

  it.each([
    ['EBUSY', 'no-answer'],
    ['ENXIO', 'refused'],
    ['EACCES', 'refused'],
  ] as const)('%s is %s', async (code, answer) => {
    await openPaper();
    const dial = dialOf(
      { kind: 'device', path: '/dev/usb/lp0' },
      {
        openDeviceProcess: () => ({
          post: () => {},
          onMessage: (listener) => listener({ t: 'refused', code }),
          onExit: () => {},
          kill: () => {},
        }),
      },
    );
    expect(await dial(5000)).toBe(answer);
  });
});
