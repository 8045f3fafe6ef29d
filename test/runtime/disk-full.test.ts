import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../src/devices/store/open-store.ts';
import { systemClock } from '../../src/devices/system-clock.ts';
import { createVirtualScanner } from '../../src/fakes/virtual-scanner.ts';
import { BADGE, CODES, openLonelyBench, stock } from '../stories/lonely-bench.ts';

it('counts nothing that the disk refused, and says so with a sound and words', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-full-'));
  const store = openStore(folder);
  stock(store);
  let full = false;
  const journal: typeof store.journal = {
    ...store.journal,
    append: (drafts) =>
      full
        ? Promise.resolve({ ok: false, error: { kind: 'disk-full', detail: 'database or disk is full' } })
        : store.journal.append(drafts),
  };
  const scanner = createVirtualScanner({ source: 'scanner', clock: systemClock });
  const bench = await openLonelyBench(store, scanner, { journal });
  const { station } = bench;
  const sounds: string[] = [];
  station.onNotice(({ sound }) => sounds.push(sound));
  const read = async (text: string) => {
    scanner.scan(text);
    await station.idle();
  };
  await read(BADGE);
  await read('ORDER-1');
  full = true;
  await read(CODES[0] ?? '');
  const { band, screen } = station.view();
  expect([band.code, band.tone, sounds.at(-1)]).toEqual(['not-saved', 'error', 'stop']);
  expect(screen.name === 'verify' && screen.head.units.packed).toBe(0);
  const storeRow = () => station.view().status.find(({ part }) => part === 'store');
  expect(storeRow()).toMatchObject({ level: 'lost', why: 'full' });
  full = false;
  await read(CODES[0] ?? '');
  expect(station.view().band.code).toBe('accepted');
  expect(storeRow()).toMatchObject({ level: 'well', why: null });
  await bench.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});
