import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { round, spreadOf } from '../../electron/demo/latencies.ts';
import { openStore } from '../../src/devices/store/open-store.ts';
import { systemClock } from '../../src/devices/system-clock.ts';
import { createVirtualScanner } from '../../src/fakes/virtual-scanner.ts';
import { BADGE, CODES, openLonelyBench, stock } from '../stories/lonely-bench.ts';
import { fill } from './many-orders.ts';

/** The station alone, with 50,000 open orders on its disk: start, scan to durable, memory. */
const SCANS = 3000;
const folder = mkdtempSync(join(tmpdir(), 'packhouse-bench-'));
const filling = openStore(folder);
stock(filling);
fill(filling.replica, 50_000, () => ({ state: 'ready', claim: null }));
filling.close();

const begun = performance.now();
const store = openStore(folder);
const scanner = createVirtualScanner({ source: 'scanner', clock: systemClock });
const bench = await openLonelyBench(store, scanner);
const startMs = round(performance.now() - begun);
const { station } = bench;

const durable: number[] = [];
station.onTrace(({ durableMonoMs, frameMonoMs }) => durable.push(durableMonoMs - frameMonoMs));
async function read(code: string): Promise<void> {
  scanner.scan(code);
  await station.idle();
}
await read(BADGE);
await read('ORDER-1');
durable.length = 0;
for (let count = 0; count < SCANS; count += 1) await read(CODES[count % CODES.length] ?? '');

process.stdout.write(
  JSON.stringify({
    startWith50kOrdersMs: startMs,
    frameToDurableMs: spreadOf(durable),
    rssMb: Math.round(process.memoryUsage().rss / 1e6),
  }),
);
await bench.close();
store.close();
rmSync(folder, { recursive: true, force: true });
