import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { OrderId } from '../../src/core/ids.ts';
import { openStore } from '../../src/devices/store/open-store.ts';
import { systemClock } from '../../src/devices/system-clock.ts';
import { createVirtualScanner } from '../../src/fakes/virtual-scanner.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { BOTTLE_BLACK, line, order } from '../core/bench.ts';
import { BADGE, openLonelyBench, stock } from '../stories/lonely-bench.ts';
import { OBEDIENT, plainLabels } from './paper-at-once.ts';

/** The real clock, and what still waits on it. */
function createWatchedClock(): Clock & { waiting(): readonly number[] } {
  const waiting = new Map<symbol, number>();
  return {
    ...systemClock,
    waiting: () => [...waiting.values()],
    after(delayMs, what) {
      const call = Symbol();
      waiting.set(call, delayMs);
      const cancel = systemClock.after(delayMs, () => {
        waiting.delete(call);
        what();
      });
      return () => {
        waiting.delete(call);
        cancel();
      };
    },
  };
}

it('a bench that is closed right after an order was shipped asks its stores for nothing more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-close-'));
  const store = openStore(folder);
  stock(store);
  const small = { ...order('SMALL', line(1, 'B-17-BK', 1)), id: 'small' as OrderId };
  store.replica.apply({
    cursor: 'd',
    feedEpoch: 'epoch',
    orders: [small],
    removed: [],
    items: [],
    people: [],
    conflicts: [],
    atMs: Date.now(),
  });
  const clock = createWatchedClock();
  const scanner = createVirtualScanner({ source: 'scanner', clock });
  const bench = await openLonelyBench(store, scanner, {
    clock,
    printers: OBEDIENT,
    labels: plainLabels,
  });
  const { station } = bench;
  const printed = new Promise<string>((resolve) => {
    station.onView(({ screen }) => {
      if (screen.name === 'prove') resolve(screen.parcelCode);
    });
  });
  for (const code of [BADGE, 'SMALL', BOTTLE_BLACK]) scanner.scan(code);
  scanner.scan(await printed);
  await station.idle();
  expect(station.view().screen.name).toBe('done');
  // What is handed off at once is gone with the next tick; only what comes later could find the stores closed.
  const later = () => clock.waiting().filter((delayMs) => delayMs > 0);
  expect(later().length).toBeGreaterThan(0);

  await bench.close();
  expect(later()).toEqual([]);
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a bench that is closed takes nothing more: what an effect brings later is for the next start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-closed-'));
  const store = openStore(folder);
  stock(store);
  const bench = await openLonelyBench(store, createVirtualScanner({ source: 'scanner', clock: systemClock }));
  await bench.close();
  store.close();
  await bench.station.submit({ kind: 'do', action: 'help' });
  bench.station.refresh();
  expect(bench.station.view().sheet).toBe(null);
  rmSync(folder, { recursive: true, force: true });
});
