import { writeSync } from 'node:fs';
import { fold } from '../../src/core/evolve.ts';
import { totalPacked } from '../../src/core/state.ts';
import { openStore } from '../../src/devices/store/open-store.ts';
import { systemClock } from '../../src/devices/system-clock.ts';
import { createVirtualScanner } from '../../src/fakes/virtual-scanner.ts';
import { BADGE, CODES, openLonelyBench } from './lonely-bench.ts';

/** Packs for ever and says after every scan, by a write that cannot be buffered, what it has been told is in the box. */
const store = openStore(process.argv[2] ?? '');
const scanner = createVirtualScanner({ source: 'scanner', clock: systemClock });
const bench = await openLonelyBench(store, scanner);
const { station } = bench;
writeSync(1, `screen ${JSON.stringify(station.view().screen)}\n`);
writeSync(1, `fold ${JSON.stringify(fold(store.journal.after(0)).work?.packed ?? {})}\n`);

async function read(code: string): Promise<void> {
  scanner.scan(code);
  await station.idle();
}

if (station.view().phase === 'signed-out') await read(BADGE);
if (station.view().phase === 'ready') await read('ORDER-1');
for (let count = 0; ; count += 1) {
  await read(CODES[count % CODES.length] ?? '');
  const { work } = station.state();
  writeSync(1, `packed ${work === null ? 0 : totalPacked(work)}\n`);
}
