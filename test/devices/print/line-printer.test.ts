import { createServer, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { usualDeadlines } from '../../../src/devices/print/deadlines.ts';
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
    expect(await rig.timers.turnUntil(outcome)).toMatchObject({ state: 'printed', by });
    expect(rig.paper.sheets).toHaveLength(1);
    expect(rig.troubles).toEqual([]);
    expect(rig.paper.events.filter(({ t }) => t === 'unknown-command')).toEqual([]);
  });

  it('nobody answers the knock: not sent, within two seconds', async () => {
    rig = await openRig(kind, { connect: () => new Socket() });
    const outcome = await rig.timers.turnUntil(rig.print(job).outcome);
    expect(outcome).toMatchObject({ state: 'not_sent', code: 'BUSY_ELSEWHERE', bytesWritten: 0, conditions: [] });
    expect(rig.timers.elapsedMs()).toBeLessThanOrEqual(2000);
    expect(rig.paper.sheets).toHaveLength(0);
  });

  it('port closed: not sent', async () => {
    rig = await openRig(kind);
    await rig.paper.set({ kind: 'offline' });
    const outcome = await rig.timers.turnUntil(rig.print(job).outcome);
    expect(outcome).toMatchObject({ state: 'not_sent', code: 'UNREACHABLE', bytesWritten: 0, conditions: [] });
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
    expect(outcome).toMatchObject({ state: 'not_sent', code: 'NOT_READY', bytesWritten: 0, conditions: ['no_reply'] });
    expect(rig.timers.elapsedMs()).toBeLessThanOrEqual(2000);
  });

  it.each([
    [{ kind: 'paperOut', atByte: 12 }, 'paper_out'],
    [{ kind: 'paperOut', midSheet: true }, 'paper_out'],
    [{ kind: 'coverOpen', atByte: 12 }, 'cover_open'],
    [{ kind: 'paused', atByte: 12 }, 'paused'],
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
    expect(await rig.timers.turnUntil(outcome)).toMatchObject({ state: 'printed', by });
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
    expect(await rig.timers.turnUntil(outcome)).toMatchObject({ state: 'printed', by });
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
    expect(outcomes).toMatchObject(Array(3).fill({ state: 'printed', by }));
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
    expect(await rig.timers.turnUntil(outcome)).toMatchObject({ state: 'printed', by: 'device_ack' });
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
    rig = await openRig('zebra-linkos', { acknowledgement: 'status' });
    expect(await rig.timers.turnUntil(rig.print(smallLabel()).outcome)).toMatchObject({
      state: 'printed',
      by: 'drain',
    });
    expect(rig.paper.sheets).toHaveLength(1);
  });

  it('a slip printer is believed when it has worked off everything and is well', async () => {
    rig = await openRig('epson-tm', { acknowledgement: 'status' });
    const outcome = await rig.timers.turnUntil(rig.print(smallSlip()).outcome);
    expect(outcome).toMatchObject({ state: 'printed', by: 'drain' });
    expect(rig.paper.sheets).toHaveLength(1);
  });

  it('and not while its paper is out, nor when it never says that it has', async () => {
    rig = await openRig('epson-tm', { acknowledgement: 'status' });
    await rig.paper.set({ kind: 'paperOut', midSheet: true });
    const { outcome, troubled } = rig.print(smallSlip());
    expect(await rig.timers.turnUntil(troubled)).toMatchObject({ code: 'FAULT_AFTER_SEND' });
    await rig.paper.fix();
    expect(await rig.timers.turnUntil(outcome)).toMatchObject({ state: 'printed', by: 'drain' });
    expect(rig.paper.sheets).toHaveLength(1);
    const clone = await openRig('escpos-clone', { acknowledgement: 'status' });
    const open = await clone.timers.turnUntil(clone.print(smallSlip()).outcome);
    expect(open).toMatchObject({ state: 'unknown', code: 'NO_ACK' });
    await clone.close();
  });

  it('a clone is asked by its first label; from the second on its status is believed', async () => {
    rig = await openRig('zpl-clone');
    expect(await rig.timers.turnUntil(rig.printer.status())).toMatchObject({ link: 'up', ready: true, conditions: [] });
    const first = await rig.timers.turnUntil(rig.print(smallLabel()).outcome);
    expect(first).toMatchObject({ state: 'unknown', code: 'UNCONFIRMED' });
    const second = await rig.timers.turnUntil(rig.print(smallLabel(2)).outcome);
    expect(second).toMatchObject({ state: 'printed', by: 'drain' });
    expect(rig.paper.sheets).toHaveLength(2);
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

  it('and is kept on the line for a while: some drop what they have when the sender hangs up', async () => {
    rig = await openRig('sink');
    const { outcome } = rig.print(smallLabel());
    await rig.timers.turnUntil(outcome);
    expect(rig.timers.elapsedMs()).toBeGreaterThanOrEqual(usualDeadlines.replyMs + usualDeadlines.lingerMs);
  });

  it('somebody else’s label on its way to paper is waited for', async () => {
    rig = await openRig('zebra-linkos', { engineMsPerSheet: 60_000 });
    const stop = new AbortController();
    const first = rig.print(smallLabel(), stop.signal);
    while (rig.paper.stats.waitingSheets === 0) {
      await rig.timers.settle();
      if (rig.paper.stats.waitingSheets === 0) rig.timers.turn();
    }
    stop.abort();
    await first.outcome;
    const outcome = await rig.timers.turnUntil(rig.print(smallLabel(2)).outcome);
    expect(outcome).toMatchObject({ state: 'not_sent', code: 'NOT_READY', conditions: ['buffer_full'] });
  });

  it('somebody else’s label in the printer is waited for, not counted as ours', async () => {
    rig = await openRig('zebra-linkos');
    await rig.paper.set({ kind: 'paperOut', midSheet: true });
    const { troubled } = rig.print(smallLabel());
    await rig.timers.turnUntil(troubled);
    const other = await openRig('zebra-linkos', { connection: { kind: 'tcp', ...rig.paper.address } });
    const outcome = await other.timers.turnUntil(other.print(smallLabel(2)).outcome);
    expect(outcome).toMatchObject({ state: 'not_sent', code: 'NOT_READY' });
    await other.close();
  });
});

describe('on the way', () => {
  it('a connection that is closed before a word is said belongs to somebody else', async () => {
    const busy = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end());
    });
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
    const at = busy.address();
    if (at === null || typeof at === 'string') throw new Error('No port');
    rig = await openRig('zebra-linkos', { connection: { kind: 'tcp', host: '127.0.0.1', port: at.port } });
    const outcome = await rig.timers.turnUntil(rig.print(smallLabel()).outcome);
    expect(outcome).toMatchObject({ state: 'not_sent', code: 'BUSY_ELSEWHERE', bytesWritten: 0 });
    expect(await rig.timers.turnUntil(rig.printer.status())).toMatchObject({ link: 'unknown', ready: false });
    await new Promise((resolve) => busy.close(resolve));
  });

  it('a paced job takes its time, and that is no stall', async () => {
    rig = await openRig('zebra-linkos', { paceBytesPerSecond: 1000 });
    const label = Buffer.concat([smallLabel().subarray(0, -3), Buffer.alloc(9000, '^FX 123 '), Buffer.from('^XZ')]);
    expect(await rig.timers.turnUntil(rig.print(label).outcome)).toMatchObject({ state: 'printed' });
    expect(rig.timers.elapsedMs()).toBeGreaterThan(8500);
    expect(rig.timers.elapsedMs()).toBeLessThan(11_000);
    expect(rig.troubles).toEqual([]);
  });

  it('several labels in one job are all waited for', async () => {
    rig = await openRig('zebra-linkos');
    const three = Buffer.from(Buffer.from(smallLabel()).toString('latin1').replace('^PQ1', '^PQ3'), 'latin1');
    await rig.paper.set({ kind: 'paperOut', afterSheets: 2 });
    const { outcome, troubled } = rig.print(three);
    await rig.timers.turnUntil(troubled);
    expect(rig.paper.sheets).toHaveLength(2);
    await rig.paper.fix();
    const end = await rig.timers.turnUntil(outcome);
    expect(end).toMatchObject({ state: 'printed', by: 'odometer' });
    expect(end.evidence).toMatchObject({ odometerBefore: 1000, odometerAfter: 1003 });
    expect(rig.paper.sheets).toHaveLength(3);
  });

  it('what was measured is told with the outcome', async () => {
    rig = await openRig('zebra-linkos');
    const job = smallLabel();
    const printed = await rig.timers.turnUntil(rig.print(job).outcome);
    expect(printed.evidence).toMatchObject({
      transport: 'tcp',
      bytesTotal: job.length,
      bytesWritten: job.length,
      before: [],
      after: [],
      odometerBefore: 1000,
      odometerAfter: 1001,
    });
    await rig.paper.set({ kind: 'coverOpen' });
    const refused = await rig.timers.turnUntil(rig.print(job).outcome);
    const before = expect.arrayContaining(['cover_open']);
    expect(refused.evidence).toMatchObject({ bytesWritten: 0, before, odometerBefore: null, odometerAfter: null });
  });

  it.each([
    ['paperOut', 'paper_out'],
    ['coverOpen', 'cover_open'],
    ['ribbonOut', 'ribbon_out'],
    ['headHot', 'head_hot'],
  ] as const)('%s of a printer that does not answer ~HS is named all the same', async (kind, condition) => {
    rig = await openRig('zebra-strict');
    await rig.paper.set({ kind });
    const outcome = await rig.timers.turnUntil(rig.print(smallLabel()).outcome);
    expect(outcome).toMatchObject({ code: 'NOT_READY', conditions: [condition] });
    expect(rig.timers.elapsedMs()).toBeLessThanOrEqual(2000);
  });

  it('a pause has its cause named', async () => {
    rig = await openRig('zebra-linkos');
    await rig.paper.set({ kind: 'cutter' });
    const outcome = await rig.timers.turnUntil(rig.print(smallLabel()).outcome);
    expect(outcome).toMatchObject({ code: 'NOT_READY', conditions: expect.arrayContaining(['cutter']) });
  });

  it('what a receipt printer says unasked is heard at once', async () => {
    rig = await openRig('epson-tm', { deadlines: { pollMs: 1800 } });
    await rig.paper.set({ kind: 'ackDrop' });
    const { troubled } = rig.print(smallSlip());
    const lid = new Promise<void>((resolve) => {
      rig.timers.after(900, () => void rig.paper.set({ kind: 'coverOpen' }).then(resolve));
    });
    await rig.timers.turnUntil(lid);
    expect(await rig.timers.turnUntil(troubled)).toMatchObject({ conditions: ['cover_open'], atMs: 900 });
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
