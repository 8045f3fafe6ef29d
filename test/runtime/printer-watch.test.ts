import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import type { PrinterCondition, PrinterStatus } from '../../src/core/print.ts';
import type { PrinterView } from '../../src/core/view.ts';
import { createTurnedClock, settled } from '../../src/fakes/turned-clock.ts';
import { watchPrinter } from '../../src/runtime/printer-watch.ts';
import { labelOf, makeLabel, packed, signedIn, type TestBench } from '../core/bench.ts';
import { obedientPrinter } from './paper-at-once.ts';

const WELL = { link: 'up', ready: true, conditions: [] } as const;
const NO_PAPER = { link: 'up', ready: false, conditions: ['paper_out'] as readonly PrinterCondition[] } as const;
const AWAY = { link: 'down', ready: false, conditions: [] } as const;
type Answer = Omit<PrinterStatus, 'atMs'>;

/** A watch over a printer that says what it is told to say, with time turned by hand. */
function watch(core: TestBench = signedIn()) {
  const clock = createTurnedClock(0);
  const devices: PrinterView[] = [];
  const commands: Command[] = [];
  const bugs: unknown[] = [];
  let says: Answer | Error = WELL;
  let asked = 0;
  const printer = obedientPrinter({
    id: 'label',
    name: 'Zebra 5',
    status() {
      asked += 1;
      return says instanceof Error ? Promise.reject(says) : Promise.resolve({ ...says, atMs: clock.nowMs() });
    },
    print: () => Promise.reject(new Error('nothing is printed here')),
  });
  const watched = watchPrinter({
    of: { printer, roles: ['label'] },
    isUsual: (role) => role === 'label',
    clock,
    state: () => core.state,
    submit(command) {
      commands.push(command);
      return Promise.resolve();
    },
    onPrinter: (device) => devices.push(device),
    onBug: (bug) => bugs.push(bug),
  });
  return {
    clock,
    devices,
    commands,
    bugs,
    asked: () => asked,
    stop: watched.stop,
    async say(answer: Answer | Error) {
      await settled();
      says = answer;
      await clock.turn();
    },
  };
}

/** The label is made, was on its way, and never left because there was no paper. */
function unsent(): TestBench {
  const bench = packed();
  const { jobId } = makeLabel(bench);
  bench.send({
    type: 'end-print',
    jobId,
    outcome: { state: 'not_sent', code: 'NOT_READY', bytesWritten: 0, conditions: ['paper_out'] },
  });
  return bench;
}

describe('a printer that is watched', () => {
  it('is asked at once, then every 10 s while it is well, every 1.5 s while it is not', async () => {
    const { clock, say } = watch();
    await settled();
    expect(clock.due()).toEqual([10_000]);
    await say(NO_PAPER);
    expect(clock.due()).toEqual([1500]);
    await say(WELL);
    expect(clock.due()).toEqual([10_000]);
  });

  it('is told of when it changes, and since when it is so', async () => {
    const { devices, say } = watch();
    await settled();
    await say(WELL);
    await say(NO_PAPER);
    await say(NO_PAPER);
    await say({ ...NO_PAPER, conditions: ['cover_open'] });
    await say(AWAY);
    await say(WELL);
    expect(devices).toMatchObject([
      { state: 'well', name: 'Zebra 5', sinceMs: 0, conditions: [] },
      { state: 'degraded', name: 'Zebra 5', sinceMs: 20_000, conditions: ['paper_out'] },
      { state: 'degraded', name: 'Zebra 5', sinceMs: 23_000, conditions: ['cover_open'] },
      { state: 'lost', name: 'Zebra 5', sinceMs: 24_500, conditions: [] },
      { state: 'well', name: 'Zebra 5', sinceMs: 26_000, conditions: [] },
    ]);
  });

  it('is degraded, not well, when it is ready but low on paper', async () => {
    const { devices, say } = watch();
    await settled();
    await say({ link: 'up', ready: true, conditions: ['paper_low'] });
    expect(devices.at(-1)).toMatchObject({ state: 'degraded', conditions: ['paper_low'] });
  });

  it('gets the job that never left as soon as it is ready, and not before', async () => {
    const core = unsent();
    const { clock, commands, say } = watch(core);
    await say(NO_PAPER);
    commands.length = 0;
    await say(NO_PAPER);
    expect(commands).toEqual([]);
    await say(WELL);
    expect(commands).toEqual([
      { type: 'printer-ready', jobId: labelOf(core)?.jobId, printer: { id: 'label', name: 'Zebra 5' } },
    ]);
    // The job is still unsent here, so it is looked at again soon.
    expect(clock.due()).toEqual([1500]);
  });

  it('is not given the label of a parked box: that comes when somebody fetches it', async () => {
    const core = unsent();
    core.act('park');
    const { commands, say } = watch(core);
    await say(WELL);
    expect(commands).toEqual([]);
    core.act('parked');
    await say(WELL);
    expect(commands).toMatchObject([{ type: 'printer-ready' }]);
  });

  it('is not told of a job that is already on its way', async () => {
    const core = packed();
    const { commands, say } = watch(core);
    await say(WELL);
    expect(commands).toEqual([]);
  });

  it('is asked again after a bug in asking it', async () => {
    const { bugs, clock, devices, say } = watch();
    await settled();
    const bug = new Error('a driver that throws');
    await say(bug);
    expect(bugs).toEqual([bug]);
    expect(clock.due()).toHaveLength(1);
    await say(AWAY);
    expect(devices.at(-1)).toMatchObject({ state: 'lost' });
  });

  it('is left alone once the watch has stopped, in mid question too', async () => {
    const resting = watch();
    await settled();
    resting.stop();
    expect(resting.clock.due()).toEqual([]);
    const asking = watch();
    asking.stop();
    await settled();
    expect(asking.asked()).toBe(1);
    expect(asking.devices).toEqual([]);
    expect(asking.clock.due()).toEqual([]);
  });
});
