import { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openRig, type Rig } from './print-rig.ts';
import { hugeLabel, hugeSlip, smallLabel, smallSlip } from './sample-jobs.ts';

let rig: Rig;
afterEach(() => rig.close());

const kinds = [
  ['zebra-linkos', smallLabel(), 'odometer'],
  ['epson-tm', smallSlip(), 'device_ack'],
] as const;

describe.each(kinds)('%s: every way a job can end', (kind, job, by) => {
  it('comes out and proves it', async () => {
    rig = await openRig(kind);
    const { outcome } = rig.print(job);
    expect(await rig.timers.turnUntil(outcome)).toEqual({ state: 'printed', by });
    expect(rig.paper.sheets).toHaveLength(1);
    expect(rig.troubles).toEqual([]);
    expect(rig.paper.events.filter(({ t }) => t === 'unknown-command')).toEqual([]);
  });

  it('nobody answers the knock: not sent, within two seconds', async () => {
    rig = await openRig(kind, { connect: () => new Socket() });
    const outcome = await rig.timers.turnUntil(rig.print(job).outcome);
    expect(outcome).toEqual({ state: 'not_sent', code: 'UNREACHABLE', bytesWritten: 0, conditions: [] });
    expect(rig.timers.elapsedMs()).toBeLessThanOrEqual(2000);
    expect(rig.paper.sheets).toHaveLength(0);
  });

  it('port closed: not sent', async () => {
    rig = await openRig(kind);
    await rig.paper.set({ kind: 'offline' });
    const outcome = await rig.timers.turnUntil(rig.print(job).outcome);
    expect(outcome).toEqual({ state: 'not_sent', code: 'UNREACHABLE', bytesWritten: 0, conditions: [] });
    await rig.paper.fix();
    expect(rig.paper.sheets).toHaveLength(0);
  });

  it.each([
    [{ kind: 'paperOut' }, 'paper_out'],
    [{ kind: 'coverOpen' }, 'cover_open'],
    [{ kind: 'paused' }, 'paused'],
  ] as const)('%o before: not sent, and printed once when it is sent after the repair', async (fault, condition) => {
    rig = await openRig(kind);
    await rig.paper.set(fault);
    const outcome = await rig.timers.turnUntil(rig.print(job).outcome);
    expect(outcome).toMatchObject({ state: 'not_sent', code: 'NOT_READY', bytesWritten: 0 });
    expect(outcome).toMatchObject({ conditions: expect.arrayContaining([condition]) });
    await rig.paper.fix();
    expect(await rig.timers.turnUntil(rig.print(job).outcome)).toMatchObject({ state: 'printed' });
    expect(rig.paper.sheets).toHaveLength(1);
  });

  it('takes connections and answers nothing: not sent, within two seconds', async () => {
    rig = await openRig(kind);
    await rig.paper.set({ kind: 'blackhole' });
    const outcome = await rig.timers.turnUntil(rig.print(job).outcome);
    expect(outcome).toEqual({ state: 'not_sent', code: 'NOT_READY', bytesWritten: 0, conditions: ['no_reply'] });
    expect(rig.timers.elapsedMs()).toBeLessThanOrEqual(2000);
  });

  it.each([
    [{ kind: 'paperOut', atByte: 30 }, 'paper_out'],
    [{ kind: 'paperOut', midSheet: true }, 'paper_out'],
    [{ kind: 'coverOpen', atByte: 30 }, 'cover_open'],
    [{ kind: 'paused', atByte: 30 }, 'paused'],
  ] as const)('%o in mid job: attention within two seconds, one sheet after the repair', async (fault, condition) => {
    rig = await openRig(kind);
    await rig.paper.set(fault);
    const { outcome, troubled } = rig.print(job);
    const trouble = await rig.timers.turnUntil(troubled);
    expect(trouble).toMatchObject({ code: 'FAULT_AFTER_SEND', bytesWritten: job.length });
    expect(trouble.conditions).toContain(condition);
    expect(trouble.atMs).toBeLessThanOrEqual(2000);
    expect(rig.paper.sheets).toHaveLength(0);
    await rig.paper.fix();
    expect(await rig.timers.turnUntil(outcome)).toEqual({ state: 'printed', by });
    expect(rig.paper.sheets).toHaveLength(1);
    expect(rig.troubles).toHaveLength(1);
  });

  it('waits for paper as long as it takes', async () => {
    rig = await openRig(kind);
    await rig.paper.set({ kind: 'paperOut', midSheet: true });
    const { outcome, troubled } = rig.print(job);
    await rig.timers.turnUntil(troubled);
    const lunch = new Promise<void>((resolve) => rig.timers.after(600_000, resolve));
    let over = false;
    outcome.then(() => {
      over = true;
    });
    await rig.timers.turnUntil(lunch);
    expect(over).toBe(false);
    await rig.paper.fix();
    expect(await rig.timers.turnUntil(outcome)).toEqual({ state: 'printed', by });
    expect(rig.paper.sheets).toHaveLength(1);
  });

  it('cable pulled in mid job: unknown, nothing came out', async () => {
    rig = await openRig(kind);
    await rig.paper.set({ kind: 'rst', atByte: 20 });
    const outcome = await rig.timers.turnUntil(rig.print(job).outcome);
    expect(outcome).toMatchObject({ state: 'unknown', code: 'DISCONNECTED', bytesWritten: job.length });
    expect(rig.paper.sheets).toHaveLength(0);
  });

  it('switched off and on with the job inside: unknown, nothing came out', async () => {
    rig = await openRig(kind);
    await rig.paper.set({ kind: 'paperOut', midSheet: true });
    const { outcome, troubled } = rig.print(job);
    await rig.timers.turnUntil(troubled);
    rig.paper.powerCycle();
    expect(await rig.timers.turnUntil(outcome)).toMatchObject({ state: 'unknown', code: 'DISCONNECTED' });
    await rig.paper.fix();
    expect(rig.paper.sheets).toHaveLength(0);
  });

  it('falls silent after the job: told within two seconds, then unknown; one sheet', async () => {
    rig = await openRig(kind);
    await rig.paper.set({ kind: 'silent', atByte: 10 });
    const { outcome, troubled } = rig.print(job);
    await rig.paper.waitForSheets(1);
    const trouble = await rig.timers.turnUntil(troubled);
    expect(trouble).toMatchObject({ code: 'NO_ACK', conditions: ['no_reply'] });
    expect(trouble.atMs).toBeLessThanOrEqual(2000);
    expect(await rig.timers.turnUntil(outcome)).toMatchObject({ state: 'unknown', code: 'NO_ACK' });
    expect(rig.paper.sheets).toHaveLength(1);
  });

  it('stopped while the job is inside: unknown at once, and it may still come out', async () => {
    rig = await openRig(kind);
    await rig.paper.set({ kind: 'paperOut', midSheet: true });
    const stop = new AbortController();
    const { outcome, troubled } = rig.print(job, stop.signal);
    await rig.timers.turnUntil(troubled);
    stop.abort();
    expect(await outcome).toMatchObject({ state: 'unknown', code: 'RESTARTED', bytesWritten: job.length });
    await rig.paper.fix();
    expect(await rig.paper.waitForSheets(1)).toHaveLength(1);
  });

  it('stopped before the first byte: not sent, and never sent', async () => {
    rig = await openRig(kind);
    const stop = new AbortController();
    const { outcome } = rig.print(job, stop.signal);
    stop.abort();
    expect(await outcome).toMatchObject({ state: 'not_sent', code: 'RESTARTED', bytesWritten: 0 });
    expect(await rig.timers.turnUntil(rig.print(job).outcome)).toMatchObject({ state: 'printed' });
    expect(rig.paper.sheets).toHaveLength(1);
  });

  it('refuses what is not for it', async () => {
    rig = await openRig(kind);
    const foreign = kind === 'epson-tm' ? smallLabel() : smallSlip();
    for (const bytes of [new Uint8Array(), foreign, Buffer.from('%PDF-1.7')]) {
      expect(await rig.print(bytes).outcome).toMatchObject({ state: 'not_sent', code: 'PAYLOAD_REJECTED' });
    }
    expect(rig.paper.stats.connections).toBe(0);
  });

  it('prints one job after the other', async () => {
    rig = await openRig(kind);
    const jobs = [rig.print(job), rig.print(job), rig.print(job)];
    const outcomes = await rig.timers.turnUntil(Promise.all(jobs.map(({ outcome }) => outcome)));
    expect(outcomes).toEqual(Array(3).fill({ state: 'printed', by }));
    expect(rig.paper.sheets).toHaveLength(3);
    expect(rig.paper.stats.connections).toBe(3);
  });
});

describe('a job that gets stuck on the way', () => {
  it('because the paper is out is explained on a second connection, and goes on after the repair', async () => {
    rig = await openRig('epson-tm');
    await rig.paper.set({ kind: 'paperOut', atByte: 1000 });
    const { outcome, troubled } = rig.print(hugeSlip());
    const trouble = await rig.timers.turnUntil(troubled);
    expect(trouble).toMatchObject({ code: 'STALLED', conditions: ['paper_out'] });
    expect(trouble.atMs).toBeLessThanOrEqual(2000);
    await rig.paper.fix();
    expect(await rig.timers.turnUntil(outcome)).toEqual({ state: 'printed', by: 'device_ack' });
    expect(rig.paper.sheets).toHaveLength(1);
    expect(rig.paper.stats.connections).toBeGreaterThan(1);
  });

  it('for no known reason is told too, and goes on when the printer does', async () => {
    rig = await openRig('zebra-linkos');
    await rig.paper.set({ kind: 'blackhole', atByte: 1000 });
    const { outcome, troubled } = rig.print(hugeLabel());
    const trouble = await rig.timers.turnUntil(troubled);
    expect(trouble).toMatchObject({ code: 'STALLED', conditions: ['no_reply'] });
    expect(trouble.atMs).toBeLessThanOrEqual(2000);
    await rig.paper.fix();
    expect(await rig.timers.turnUntil(outcome)).toMatchObject({ state: 'printed' });
    expect(rig.paper.sheets).toHaveLength(1);
  });

  it('for good becomes unknown', async () => {
    rig = await openRig('zebra-linkos');
    await rig.paper.set({ kind: 'blackhole', atByte: 1000 });
    const outcome = await rig.timers.turnUntil(rig.print(hugeLabel()).outcome);
    expect(outcome).toMatchObject({ state: 'unknown', code: 'STALLED' });
    expect(rig.paper.sheets).toHaveLength(0);
  });
});

describe('printers that prove less', () => {
  it('a label printer without odometer is believed when it has run empty', async () => {
    rig = await openRig('zebra-linkos', { acknowledgement: 'none' });
    expect(await rig.timers.turnUntil(rig.print(smallLabel()).outcome)).toEqual({ state: 'printed', by: 'drain' });
    expect(rig.paper.sheets).toHaveLength(1);
  });

  it('a slip printer without acknowledgement leaves the question open', async () => {
    rig = await openRig('epson-tm', { acknowledgement: 'none' });
    const outcome = await rig.timers.turnUntil(rig.print(smallSlip()).outcome);
    expect(outcome).toMatchObject({ state: 'unknown', code: 'UNCONFIRMED' });
    expect(rig.paper.sheets).toHaveLength(1);
  });

  it('a mute one is sent to all the same', async () => {
    rig = await openRig('zebra-linkos', { acknowledgement: 'none' });
    await rig.paper.set({ kind: 'silent' });
    const outcome = await rig.timers.turnUntil(rig.print(smallLabel()).outcome);
    expect(outcome).toMatchObject({ state: 'unknown', code: 'UNCONFIRMED' });
    expect(await rig.paper.waitForSheets(1)).toHaveLength(1);
  });

  it('somebody else’s label in the printer is waited for, not counted as ours', async () => {
    rig = await openRig('zebra-linkos');
    await rig.paper.set({ kind: 'paperOut', midSheet: true });
    const { troubled } = rig.print(smallLabel());
    await rig.timers.turnUntil(troubled);
    const other = await openRig('zebra-linkos', rig.paper.address);
    const outcome = await other.timers.turnUntil(other.print(smallLabel(2)).outcome);
    expect(outcome).toMatchObject({ state: 'not_sent', code: 'NOT_READY' });
    await other.close();
  });
});

describe('the status of a printer', () => {
  it.each(kinds)('%s: fine, without paper, and gone', async (kind) => {
    rig = await openRig(kind);
    expect(await rig.timers.turnUntil(rig.printer.status())).toMatchObject({ link: 'up', ready: true, conditions: [] });
    await rig.paper.set({ kind: 'paperOut' });
    const empty = await rig.timers.turnUntil(rig.printer.status());
    expect(empty).toMatchObject({ link: 'up', ready: false, conditions: expect.arrayContaining(['paper_out']) });
    await rig.paper.set({ kind: 'offline' });
    expect(await rig.timers.turnUntil(rig.printer.status())).toMatchObject({ link: 'down', ready: false });
    await rig.paper.fix();
    await rig.paper.set({ kind: 'blackhole' });
    const begunMs = rig.timers.elapsedMs();
    expect(await rig.timers.turnUntil(rig.printer.status(700))).toMatchObject({ link: 'up', conditions: ['no_reply'] });
    expect(rig.timers.elapsedMs() - begunMs).toBeLessThanOrEqual(700);
  });

  it('comes from the job that is under way, which keeps the connection', async () => {
    rig = await openRig('zebra-linkos');
    await rig.paper.set({ kind: 'paperOut', midSheet: true });
    const { troubled } = rig.print(smallLabel());
    await rig.timers.turnUntil(troubled);
    const status = await rig.printer.status();
    expect(status).toMatchObject({ link: 'up', ready: false, conditions: expect.arrayContaining(['paper_out']) });
    expect(rig.paper.stats.connections).toBe(1);
  });
});
