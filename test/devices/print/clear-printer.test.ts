import { afterEach, describe, expect, it } from 'vitest';
import { openRig, type Rig } from './print-rig.ts';
import { hugeLabel, smallLabel, smallSlip } from './sample-jobs.ts';

let rig: Rig;
afterEach(() => rig.close());

const kinds = [
  ['zebra-linkos', smallLabel()],
  ['epson-tm', smallSlip()],
] as const;

/** A raw half of a job, as somebody else's computer leaves it who was switched off. */
async function leaveHalf(bytes: Uint8Array): Promise<void> {
  const other = await openRig('sink', { connection: { kind: 'tcp', ...rig.paper.address } });
  const stop = new AbortController();
  const whole = Buffer.concat([bytes, Buffer.from('^FS^XZ')]);
  await rig.paper.set({ kind: 'rst', atByte: bytes.length });
  await other.timers.turnUntil(other.print(whole, stop.signal).outcome);
  await other.close();
  await rig.timers.settle();
}

describe.each(kinds)('%s: a person has the printer cleared', (kind, job) => {
  it('with a job inside that waits for paper: it never comes out, and the next one does', async () => {
    rig = await openRig(kind);
    await rig.paper.set({ kind: 'paperOut', midSheet: true });
    const { outcome, troubled } = rig.print(job);
    await rig.timers.turnUntil(troubled);
    const cleared = await rig.timers.turnUntil(rig.printer.clear());
    expect(await outcome).toMatchObject({ state: 'unknown', code: 'CLEARED', bytesWritten: job.length });
    if (kind === 'zebra-linkos') expect(cleared).toBe(true);
    await rig.paper.fix();
    await rig.timers.settle();
    expect(rig.paper.sheets).toHaveLength(0);
    expect(await rig.timers.turnUntil(rig.print(job).outcome)).toMatchObject({ state: 'printed' });
    expect(rig.paper.sheets).toHaveLength(1);
  });

  it('with nothing inside: nothing happens', async () => {
    rig = await openRig(kind);
    await rig.timers.turnUntil(rig.printer.clear());
    expect(await rig.timers.turnUntil(rig.print(job).outcome)).toMatchObject({ state: 'printed' });
    expect(rig.paper.sheets).toHaveLength(1);
  });

  it('that is off: nobody can tell', async () => {
    rig = await openRig(kind);
    await rig.paper.set({ kind: 'offline' });
    expect(await rig.timers.turnUntil(rig.printer.clear())).toBe(false);
  });

  it('keeps what waits for its turn here: it was never in the printer', async () => {
    rig = await openRig(kind);
    await rig.paper.set({ kind: 'paperOut', midSheet: true });
    const first = rig.print(job);
    const second = rig.print(job);
    await rig.timers.turnUntil(first.troubled);
    const cleared = rig.printer.clear();
    expect(await first.outcome).toMatchObject({ code: 'CLEARED' });
    await rig.timers.turnUntil(cleared);
    expect(await rig.timers.turnUntil(second.outcome)).toMatchObject({ state: 'not_sent', code: 'NOT_READY' });
    expect(rig.paper.sheets).toHaveLength(0);
  });
});

it('while a printer is being cleared nobody else knocks at it', async () => {
  rig = await openRig('zebra-linkos');
  await rig.paper.set({ kind: 'silent', atByte: 12 });
  const first = rig.print(smallLabel());
  const second = rig.print(smallLabel(2));
  await rig.timers.turnUntil(first.troubled);
  await rig.paper.fix();
  await rig.paper.set({ kind: 'secondClientRefused' });
  const cleared = rig.printer.clear();
  expect(await rig.printer.status()).toMatchObject({ link: 'unknown' });
  expect(await first.outcome).toMatchObject({ state: 'unknown', code: 'CLEARED' });
  expect(await rig.timers.turnUntil(cleared)).toBe(true);
  expect(await rig.timers.turnUntil(second.outcome)).toMatchObject({ state: 'printed' });
  expect(rig.paper.events.filter(({ t }) => t === 'refused')).toEqual([]);
});

describe('half a job that is left in a label printer', () => {
  it('of ours is thrown out before the next, which comes out whole', async () => {
    rig = await openRig('zebra-linkos');
    await rig.paper.set({ kind: 'rst', atByte: 60 });
    const broken = await rig.timers.turnUntil(rig.print(smallLabel()).outcome);
    expect(broken).toMatchObject({ state: 'unknown', code: 'DISCONNECTED' });
    await rig.timers.settle();
    expect(await rig.timers.turnUntil(rig.printer.status())).toMatchObject({ ready: true });
    expect(await rig.timers.turnUntil(rig.print(smallLabel(2)).outcome)).toMatchObject({ state: 'printed' });
    expect(rig.paper.sheets).toHaveLength(1);
    expect(rig.paper.events.some(({ t }) => t === 'cancelled')).toBe(true);
  });

  it('of somebody else is left alone until a person decides', async () => {
    rig = await openRig('zebra-linkos');
    await leaveHalf(smallLabel().subarray(0, 60));
    const status = await rig.timers.turnUntil(rig.printer.status());
    expect(status).toMatchObject({ link: 'up', ready: false, conditions: ['buffer_full'] });
    const refused = await rig.timers.turnUntil(rig.print(smallLabel(2)).outcome);
    expect(refused).toMatchObject({ state: 'not_sent', code: 'NOT_READY', conditions: ['buffer_full'] });
    expect(rig.paper.events.some(({ t }) => t === 'cancelled')).toBe(false);
    expect(await rig.timers.turnUntil(rig.printer.clear())).toBe(true);
    expect(await rig.timers.turnUntil(rig.print(smallLabel(2)).outcome)).toMatchObject({ state: 'printed' });
    expect(rig.paper.sheets).toHaveLength(1);
  });

  it('is never closed with ^XZ, which would print the half of it', async () => {
    rig = await openRig('zebra-linkos');
    const label = hugeLabel();
    await rig.paper.set({ kind: 'rst', atByte: 100_000 });
    await rig.timers.turnUntil(rig.print(label).outcome);
    await rig.timers.settle();
    expect(await rig.timers.turnUntil(rig.print(smallLabel()).outcome)).toMatchObject({ state: 'printed' });
    expect(rig.paper.sheets).toHaveLength(1);
    expect(rig.paper.sheets[0]?.heightDots).toBe(20);
  });
});

describe('half a job that is left in a receipt printer', () => {
  /** A picture of 4,000 bytes, then text. */
  const slip = Buffer.concat([
    Uint8Array.of(0x1b, 0x40, 0x1d, 0x76, 0x30, 0, 40, 0, 100, 0),
    Buffer.alloc(4000, 0x55),
    smallSlip('AFTER').subarray(2),
  ]);

  it('of ours does not swallow the next', async () => {
    rig = await openRig('epson-tm');
    await rig.paper.set({ kind: 'rst', atByte: 1000 });
    const broken = await rig.timers.turnUntil(rig.print(slip).outcome);
    expect(broken).toMatchObject({ state: 'unknown', code: 'DISCONNECTED' });
    await rig.timers.settle();
    expect(await rig.timers.turnUntil(rig.print(smallSlip('WHOLE')).outcome)).toMatchObject({ state: 'printed' });
    expect(rig.paper.sheets).toHaveLength(1);
    expect(rig.paper.sheets[0]?.text.join('\n').trim()).toBe('WHOLE');
  });

  it('in one that says nothing of it: what comes next is sent, and not believed', async () => {
    // Set up as acknowledging, which it is not: neither the clearing nor anything after it is answered.
    rig = await openRig('escpos-clone', { acknowledgement: 'process-id' });
    await rig.paper.set({ kind: 'rst', atByte: 1000 });
    await rig.timers.turnUntil(rig.print(slip).outcome);
    await rig.timers.settle();
    const next = await rig.timers.turnUntil(rig.print(smallSlip('WHOLE')).outcome);
    expect(next).toMatchObject({ state: 'unknown', code: 'UNCONFIRMED' });
    expect(rig.paper.sheets).toHaveLength(1);
    expect(rig.paper.sheets[0]?.text.join('\n').trim()).toBe('WHOLE');
  });
});
