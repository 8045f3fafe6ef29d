import { spawn } from 'node:child_process';
import { spreadOf } from '../../electron/demo/latencies.ts';
import type { OrderId } from '../../src/core/ids.ts';
import { packedOf } from '../../src/core/state.ts';
import { createSerialScanner } from '../../src/devices/scan/serial-scanner.ts';
import { systemChance, systemClock } from '../../src/devices/system-clock.ts';
import { openPtyScanner } from '../../src/fakes/pty-scanner.ts';
import { lineFor, orderWith } from '../core/bench.ts';
import { BADGE, openLonelyBench } from '../stories/lonely-bench.ts';
import { eanOf, manyItem } from './many-orders.ts';
import { copyPeakStore } from './peak-store.ts';

/** Real serial port, real disk, 50,000 open orders, no window: single scans to the disk, then 1,000 identical ones at 5 ms. */
const SINGLE = 1000;
const FLOOD = 1000;
const GAP_MS = 5;
const [filled = '', writer = ''] = process.argv.slice(2);

function orderOf(number: string, item: number) {
  const lines = [lineFor(1, manyItem(item), FLOOD), lineFor(2, manyItem(item + 1), FLOOD)];
  return { ...orderWith(number, {}, ...lines), id: number as OrderId, priority: 1 };
}

const peak = copyPeakStore(filled, { orders: [orderOf('PACK-1', 1)], items: [] });
const store = peak.open();
const pty = await openPtyScanner();
const scanner = createSerialScanner({
  path: pty.path,
  baudRate: 115_200,
  clock: systemClock,
  chance: systemChance,
});
const bench = await openLonelyBench(store, scanner);
const { station } = bench;
await ready();

let answered: () => void = () => undefined;
let begunMs = 0;
let accepted = 0;
let refused = 0;
const fromWrite: number[] = [];
const fromFrame: number[] = [];
station.onTrace((trace) => {
  if (trace.accepted) accepted += 1;
  else refused += 1;
  fromFrame.push(trace.durableMonoMs - trace.frameMonoMs);
  if (begunMs > 0) fromWrite.push(trace.durableMonoMs - begunMs);
  answered();
});

async function read(text: string, measured: boolean): Promise<void> {
  const answer = new Promise<void>((resolve) => {
    answered = resolve;
  });
  begunMs = measured ? systemClock.monoMs() : 0;
  await pty.scan(text);
  await answer;
}

await read(BADGE, false);
await read('PACK-1', false);
for (let count = 0; count < SINGLE; count += 1) await read(eanOf(1), true);
begunMs = 0;

accepted = 0;
fromFrame.length = 0;
await flood();
await station.idle();
const { work } = station.state();
const [, line] = work?.lines ?? [];
if (work === null || line === undefined) throw new Error('No order is open');
process.stdout.write(
  JSON.stringify({
    writeToDurableMs: spreadOf(fromWrite),
    identical: {
      sent: FLOOD,
      gapMs: GAP_MS,
      accepted,
      refused,
      packed: packedOf(work, line.id),
      stage: work.stage,
      frameToDurableMs: spreadOf(fromFrame),
    },
  }),
);
await bench.close();
await pty.close();
store.close();
peak.destroy();

/** Another process writes: a station that is busy must not slow the scanner down. */
function flood(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, pty.farPath, String(FLOOD), String(GAP_MS), eanOf(2)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    const timer = setTimeout(() => {
      child.kill();
      reject(new Error(`Of ${FLOOD} scans ${accepted} were accepted and ${refused} refused`));
    }, 60_000);
    answered = () => {
      if (accepted + refused < FLOOD) return;
      clearTimeout(timer);
      resolve();
    };
  });
}

function ready(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (station.view().strip.scanner.state !== 'well') return;
      stop();
      resolve();
    };
    const stop = station.onView(look);
    look();
  });
}
