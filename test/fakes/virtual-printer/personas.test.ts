import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { ASK_ALL, ask, closeBenches, isAnswered, LABEL, openBench, SLIP, until } from './bench.ts';

afterEach(closeBenches);

const ODOMETER = '! U1 getvar "odometer.total_label_count"\r\n';

describe('epson-tm', () => {
  it('says who it is, and acknowledges a finished slip by its number', async () => {
    const { socket } = await openBench('epson-tm');
    expect((await ask(socket, '\x1dIB\x1dIC', 23)).toString('latin1')).toBe('_PACKHOUSE\0_VIRTUAL-TM\0');
    expect((await ask(socket, `${SLIP}\x1d(H\x06\x0000ab12`, 7)).toString('latin1')).toBe('\x37\x22ab12\0');
  });

  it('goes on after DLE ENQ 1, and forgets after DLE ENQ 2 or DLE DC4 8', async () => {
    const { paper, socket } = await openBench('epson-tm');
    await paper.set({ kind: 'cutter' });
    socket.write(SLIP);
    expect([...(await ask(socket, ASK_ALL, 4))]).toEqual([0x1a, 0x52, 0x1a, 0x12]);
    socket.write(Uint8Array.of(0x10, 5, 1));
    expect(await paper.waitForSheets(1)).toHaveLength(1);
    for (const clear of [Uint8Array.of(0x10, 5, 2), Uint8Array.of(0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8)]) {
      await paper.set({ kind: 'paperOut' });
      socket.write(SLIP);
      await ask(socket, ASK_ALL, 4);
      const cancelled = paper.waitForEvent('cancelled');
      socket.write(clear);
      await cancelled;
      await paper.fix();
      expect([...(await ask(socket, ASK_ALL, 4))]).toEqual([0x12, 0x12, 0x12, 0x12]);
    }
    // What stands before it in the same breath is forgotten as well.
    socket.write(Buffer.concat([Buffer.from('old'), Uint8Array.of(0x10, 5, 2), Buffer.from(`new${SLIP}`)]));
    await paper.waitForSheets(2);
    expect(paper.sheets).toHaveLength(2);
    expect(paper.sheets[1]?.text).toEqual(['newhello']);
  });
});

describe('escpos-clone', () => {
  it('answers DLE EOT and nothing else', async () => {
    const bench = await openBench('escpos-clone');
    const { paper, socket } = bench;
    expect([...(await ask(socket, ASK_ALL, 4))]).toEqual([0x12, 0x12, 0x12, 0x12]);
    for (const question of ['\x1dIB', '\x1da\xff', '\x1dr\x01', `${SLIP}\x1d(H\x06\x0000ab12`]) {
      expect(await isAnswered(bench, socket, Buffer.from(question, 'latin1'))).toBe(false);
    }
    await paper.waitForSheets(1);
    expect(await isAnswered(bench, socket, ASK_ALL)).toBe(true);
  });
});

describe('zebra-linkos', () => {
  it('answers ~HS, ~HQES, ~HI and SGD, and ~HS also when it has stopped', async () => {
    const { paper, socket } = await openBench('zebra-linkos');
    expect((await ask(socket, '~HI', 20)).toString()).toContain('ZD421-203dpi');
    expect((await ask(socket, '! U1 getvar "media.status"\r\n', 4)).toString()).toBe('"ok"');
    await paper.set({ kind: 'paperOut' });
    expect((await ask(socket, '! U1 getvar "media.status"\r\n', 5)).toString()).toBe('"out"');
    expect((await ask(socket, '~HS', 70)).toString()).toMatch(/^.030,1,1,/);
  });

  it('stops for ~PP and goes on for ~PS', async () => {
    const { paper, socket } = await openBench('zebra-linkos');
    socket.write(`~PP${LABEL}`);
    await until(() => paper.stats.waitingSheets === 1);
    expect((await ask(socket, '~HS', 70)).toString()).toMatch(/^.030,0,1,\d+,001,/);
    expect(paper.sheets).toHaveLength(0);
    socket.write('~PS');
    expect(await paper.waitForSheets(1)).toHaveLength(1);
  });
});

describe('zebra-strict', () => {
  it('does not answer ~HS while it is stopped, and does answer ~HQES', async () => {
    const bench = await openBench('zebra-strict');
    const { paper, socket } = bench;
    for (const kind of ['paperOut', 'coverOpen', 'ribbonOut', 'headHot'] as const) {
      expect(await isAnswered(bench, socket, '~HS')).toBe(true);
      await paper.set({ kind });
      expect(await isAnswered(bench, socket, '~HS')).toBe(false);
      expect(await isAnswered(bench, socket, '~HQES')).toBe(true);
      await paper.fix();
    }
    await paper.set({ kind: 'paused' });
    expect(await isAnswered(bench, socket, '~HS')).toBe(true);
  });
});

describe('zpl-clone', () => {
  it('answers ~HS only once it has seen a format, and neither ~HQES nor SGD', async () => {
    const bench = await openBench('zpl-clone');
    const { paper, socket } = bench;
    expect(await isAnswered(bench, socket, '~HS')).toBe(false);
    socket.write(LABEL);
    await paper.waitForSheets(1);
    expect(await isAnswered(bench, socket, '~HS')).toBe(true);
    for (const question of ['~HQES', '~HI', ODOMETER]) expect(await isAnswered(bench, socket, question)).toBe(false);
  });

  it('prints nothing when the sender hangs up at once, and everything when it waits', async () => {
    const { paper, socket, plug } = await openBench('zpl-clone', { engineMsPerSheet: 60 });
    const dropped = paper.waitForEvent('dropped');
    socket.end(LABEL);
    await dropped;
    const patient = await plug();
    patient.write(LABEL);
    await paper.waitForSheets(1);
    expect(paper.sheets).toHaveLength(1);
    expect(paper.stats.bytes).toBe(2 * LABEL.length);
  });

  it('counts labels in millions after the head was opened', async () => {
    const { paper, socket } = await openBench('zpl-clone');
    socket.write(LABEL);
    await paper.waitForSheets(1);
    const remaining = async (): Promise<number> =>
      Number((await ask(socket, '~HS', 70)).toString().split('\x02')[2]?.split(',')[8]);
    expect(await remaining()).toBe(0);
    await paper.set({ kind: 'coverOpen' });
    await paper.fix();
    expect(await remaining()).toBeGreaterThanOrEqual(1_000_000);
    paper.powerCycle();
  });

  it('notices missing paper only when it prints, and calls it a jam until it is cleared', async () => {
    const { paper, socket } = await openBench('zpl-clone');
    socket.write(LABEL);
    await paper.waitForSheets(1);
    await paper.set({ kind: 'paperOut' });
    expect((await ask(socket, '~HS', 70)).toString()).toMatch(/^.030,0,0,/);
    socket.write(LABEL);
    await until(() => paper.stats.waitingSheets === 1);
    expect((await ask(socket, '~HS', 70)).toString()).toMatch(/^.030,1,1,\d+,001,/);
    expect(paper.sensors.jam).toBe(true);
    const cancelled = paper.waitForEvent('cancelled');
    socket.write('~JA');
    await cancelled;
    expect(paper.sensors.jam).toBe(false);
    expect(paper.sheets).toHaveLength(1);
  });
});

describe('sink', () => {
  it('prints either language and never says a word', async () => {
    for (const [language, job, question] of [
      ['zpl', LABEL, '~HS'],
      ['escpos', SLIP, ASK_ALL],
    ] as const) {
      const bench = await openBench('sink', { language });
      bench.socket.write(job);
      await bench.paper.waitForSheets(1);
      expect(await isAnswered(bench, bench.socket, question)).toBe(false);
      expect(bench.paper.stats.answered).toBe(0);
    }
  });
});

it('answers a sender that has closed its half of the line, then closes the other', async () => {
  const { paper, plug } = await openBench('epson-tm', { engineMsPerSheet: 20 });
  const half = await plug(true);
  const closed = once(half, 'end');
  const answer = ask(half, '', 7);
  half.end(`${SLIP}\x1d(H\x06\x0000ab12`);
  expect((await answer).toString('latin1')).toBe('\x37\x22ab12\0');
  await closed;
  expect(paper.sheets).toHaveLength(1);
});

it('obeys the buttons', async () => {
  const { paper, socket } = await openBench('zebra-linkos');
  paper.press('pause');
  socket.write(LABEL);
  await until(() => paper.stats.waitingSheets === 1);
  expect((await ask(socket, '~HS', 70)).toString()).toMatch(/^.030,0,1,\d+,001,/);
  paper.press('cancel');
  paper.press('pause');
  paper.press('feed');
  const [blank] = await paper.waitForSheets(1);
  expect(blank?.bitmap.bits.every((byte) => byte === 0)).toBe(true);
});
