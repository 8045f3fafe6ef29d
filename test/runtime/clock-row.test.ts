import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { INITIAL_STATE } from '../../src/core/state.ts';
import { openStore } from '../../src/devices/store/open-store.ts';
import { createTurnedClock } from '../../src/fakes/turned-clock.ts';
import { createAround } from '../../src/runtime/surroundings.ts';
import { createBench } from '../core/bench.ts';

const MINUTE_MS = 60_000;

it('says when the clock is ahead of the hub or behind it, and nothing of a few seconds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-clock-'));
  const store = openStore(folder);
  const clock = createTurnedClock(Date.parse('2026-11-23T12:00:00Z'));
  const around = createAround({
    journal: store.journal,
    replica: store.replica,
    clock,
    endOfDayMs: (nowMs) => nowMs,
    mode: 'work',
    station: 'Station 5',
    printers: [],
    hasScale: false,
  });
  const { facts } = createBench();
  const said = (offMs: number) => {
    around.heardTime(clock.nowMs() + offMs);
    const { level, why } = around.get(INITIAL_STATE, () => facts).clock;
    return [level, why];
  };
  expect(said(5000)).toEqual(['well', null]);
  expect(said(10 * MINUTE_MS)).toEqual(['lost', 'behind']);
  expect(said(-10 * MINUTE_MS)).toEqual(['lost', 'ahead']);
  expect(said(0)).toEqual(['well', null]);
  store.close();
  rmSync(folder, { recursive: true, force: true });
});
