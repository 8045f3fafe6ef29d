import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { openStore } from '../../src/devices/store/open-store.ts';
import { runScenario } from '../../src/fakes/scenario/run-scenario.ts';
import { verdictOf } from '../../src/fakes/scenario/verdict.ts';
import { DEFAULT_SETTINGS } from '../../src/wire/settings.ts';
import { loadScenarios } from '../scenarios/load-scenarios.ts';
import { stockScenarioBench } from '../scenarios/scenario-goods.ts';
import { openInProcess } from '../scenarios/serial-layers.ts';
import { openOnKeys } from '../scenarios/wedge-layer.ts';
import { openInWindow } from '../scenarios/window-layer.ts';
import { start } from './packhouse.ts';

/*
 * Layer V4 in the real app: a chosen few of the scenarios, and above all those that a window can spoil. Their answers are compared with
 * those of the same scenario without a window, which is played in this process. None of them hangs on a date.
 */
const CHOSEN = [
  ...['happy-path', 'twice-in-one-write', 'lot-right', 'separator-missing', 'serial-twice', 'digital-link'],
  ...['over-quantity', 'error-lock', 'undo-twice', 'glued'],
  ...['wedge-on-button', 'wedge-in-input', 'wedge-french', 'wedge-german', 'wedge-caps-lock', 'wedge-slow'],
  ...['blocked-renderer', 'human-typing', 'held-key'],
];
/** What has the focus must be after the scans as it was before. */
const UNTOUCHED = { button: 'never clicked', input: 'Mira' } as const;

const scenarios = loadScenarios().filter(({ name }) => CHOSEN.includes(name));

test('has all the chosen scenarios', () => {
  expect(scenarios.map(({ name }) => name)).toEqual(CHOSEN.toSorted());
});

for (const scenario of scenarios) {
  test(`${scenario.name}: ${scenario.about}`, async () => {
    const plain = await (scenario.layers.includes('V1') ? openInProcess : openOnKeys)(scenario);
    const wanted = await runScenario(scenario, plain).finally(() => plain.close());
    const bench = await openInWindow(scenario);
    try {
      const run = await runScenario(scenario, bench);
      expect(run.misses).toEqual([]);
      expect(run.verdicts).toEqual(wanted.verdicts);
      if (scenario.focus !== undefined) expect(await bench.focusedElement()).toBe(UNTOUCHED[scenario.focus]);
    } finally {
      await bench.close();
    }
  });
}

/** The whole way that a person at a second terminal takes: the command, its cable, the serial library in Electron, the bench. */
test('a virtual scanner in another process drives the running app through its serial port', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-vscan-'));
  const root = join(import.meta.dirname, '..', '..');
  const story = join(root, 'test/scenarios/over-quantity.json');
  const scanner = spawn(process.execPath, [join(root, 'scripts/vscan.mjs'), '--pty', story], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(scanner, 'exit');
  try {
    const [path] = await once(createInterface({ input: scanner.stdout }), 'line');
    const store = openStore(join(folder, 'work'));
    stockScenarioBench(store, {}, Date.now());
    store.close();
    const hub = { url: 'http://127.0.0.1:9', key: 'psk_0123456789_nobody-knows-this-key' };
    const scanners = [{ match: { path }, baudRate: 115_200 }];
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...DEFAULT_SETTINGS, hub, scanners }));
    const station = await start(folder);
    await expect.poll(async () => (await station.view()).strip.scanner.state).toBe('well');
    scanner.stdin.write('\n');
    await expect
      .poll(async () => verdictOf(await station.view()))
      .toMatchObject({ code: 'too-many', state: 'stopped', units: [2, 3], lines: { 'B-17-BK': [2, 2] } });
    scanner.stdin.end('\n');
    expect(await ended).toEqual([0, null]);
    await expect.poll(async () => (await station.view()).strip.scanner.state).toBe('lost');
    await station.app.close();
  } finally {
    scanner.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
});
