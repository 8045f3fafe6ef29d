import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fault, Sensors } from '../../../src/fakes/virtual-printer/fault.ts';
import { ASK_ALL, ask, closeBenches, HOST_STATUS_BYTES, isAnswered, LABEL, openBench, SLIP, until } from './bench.ts';

afterEach(closeBenches);

/** What each sensor says: `DLE EOT` 1 to 4, automatic status, the two lines of `~HS`, `~HQES` errors and warnings. */
const SAYS: readonly [keyof Sensors, readonly number[], readonly number[], RegExp, string, string][] = [
  ['paperOut', [0x1a, 0x32, 0x12, 0x7e], [0x18, 0, 0x0c], /^.030,1,1,.*\r\n.000,0,0,0,/, '00000001', '00000000'],
  ['nearEnd', [0x12, 0x12, 0x12, 0x1e], [0x10, 0, 0x03], /^.030,0,0,.*\r\n.000,0,0,0,/, '00000000', '00000008'],
  ['coverOpen', [0x1a, 0x16, 0x12, 0x12], [0x38, 0, 0], /^.030,0,1,.*\r\n.000,0,1,0,/, '00000004', '00000000'],
  ['jam', [0x1a, 0x52, 0x16, 0x12], [0x18, 0x04, 0], /^.030,1,1,.*\r\n.000,0,0,0,/, '00000001', '00000000'],
  ['cutter', [0x1a, 0x52, 0x1a, 0x12], [0x18, 0x08, 0], /^.030,0,1,.*\r\n.000,0,0,0,/, '00000008', '00000000'],
  ['headHot', [0x1a, 0x52, 0x52, 0x12], [0x18, 0x40, 0], /^.030,0,1,.*,1.\r\n.000,0,0,0,/, '00000010', '00000000'],
  ['paused', [0x1a, 0x12, 0x12, 0x12], [0x18, 0, 0], /^.030,0,1,.*\r\n.000,0,0,0,/, '00010000', '00000000'],
  ['ribbonOut', [0x12, 0x12, 0x12, 0x12], [0x10, 0, 0], /^.030,0,1,.*\r\n.000,0,0,1,/, '00000002', '00000000'],
];

describe.each(SAYS)('%s', (kind, realtime, automatic, hostStatus, errors, warnings) => {
  it('is told on the wire and stops the paper of a receipt printer', async () => {
    const { paper, socket } = await openBench('epson-tm');
    await ask(socket, '\x1da\x01', 4);
    // A sensor that is not there changes nothing, but the state is told again.
    const told = ask(socket, '', 4);
    await paper.set({ kind });
    expect([...(await told)]).toEqual([...automatic, 0x0f]);
    expect([...(await ask(socket, ASK_ALL, 4))]).toEqual(realtime);
    socket.write(SLIP);
    const stops = kind !== 'nearEnd' && kind !== 'ribbonOut';
    if (stops) {
      await ask(socket, ASK_ALL, 4);
      expect(paper.sheets).toHaveLength(0);
      await paper.fix();
    }
    expect(await paper.waitForSheets(1)).toHaveLength(1);
  });

  it('is told on the wire and stops the paper of a label printer', async () => {
    const { paper, socket } = await openBench('zebra-linkos');
    await paper.set({ kind });
    expect((await ask(socket, '~HS', HOST_STATUS_BYTES)).toString()).toMatch(hostStatus);
    const extended = (await ask(socket, '~HQES', 100)).toString();
    expect(extended).toMatch(new RegExp(`ERRORS: .* ${errors}\r\n.*WARNINGS: .* ${warnings}\r\n`));
    socket.write(LABEL);
    if (kind !== 'nearEnd') {
      await until(() => paper.stats.waitingSheets === 1);
      await ask(socket, '~HS', HOST_STATUS_BYTES);
      expect(paper.sheets).toHaveLength(0);
      await paper.fix();
    }
    expect(await paper.waitForSheets(1)).toHaveLength(1);
  });
});

describe('when a fault comes', () => {
  it.each(['paperOut', 'jam', 'coverOpen', 'ribbonOut', 'headHot', 'cutter'] as const)(
    '%s in mid sheet leaves half a sheet behind, and prints it again whole',
    async (kind) => {
      const { paper, socket } = await openBench('zebra-linkos');
      const torn = paper.waitForEvent('torn');
      await paper.set({ kind, midSheet: true });
      socket.write(LABEL);
      await torn;
      expect(paper.sheets).toHaveLength(0);
      expect(paper.tornSheets).toMatchObject([{ no: 1, torn: true, heightDots: 50, widthDots: 200 }]);
      await paper.fix();
      expect(await paper.waitForSheets(1)).toMatchObject([{ no: 1, torn: false, heightDots: 100 }]);
    },
  );

  it('comes after so many sheets, whatever it is', async () => {
    const { paper, socket } = await openBench('zebra-linkos');
    await paper.set({ kind: 'offline', afterSheets: 2 });
    socket.write(LABEL.repeat(3));
    await until(() => socket.closed);
    await paper.waitForSheets(3);
    expect(paper.isOnline).toBe(false);
  });

  it('comes at its byte', async () => {
    const { paper, socket } = await openBench('zebra-linkos');
    await paper.set({ kind: 'jam', atByte: LABEL.length + 1 });
    socket.write(LABEL.repeat(2));
    await until(() => paper.sensors.jam);
    await ask(socket, '~HS', HOST_STATUS_BYTES);
    expect(paper.sheets.length).toBeLessThan(2);
    await paper.fix();
    expect(await paper.waitForSheets(2)).toHaveLength(2);
  });

  it('comes after a time, unless somebody has mended before', async () => {
    const { paper } = await openBench('zebra-linkos');
    await paper.set({ kind: 'jam', afterMs: 5 });
    await paper.fix();
    await paper.set({ kind: 'paused', afterMs: 10 });
    await until(() => paper.sensors.paused);
    expect(paper.sensors.jam).toBe(false);
  });
});

describe('the line', () => {
  it('is broken hard at a byte, and what came before is in the printer', async () => {
    const { paper, socket } = await openBench('zebra-linkos');
    const problems: unknown[] = [];
    socket.on('error', ({ code }: NodeJS.ErrnoException) => problems.push(code));
    await paper.set({ kind: 'rst', atByte: LABEL.length });
    socket.write(LABEL.repeat(2));
    await until(() => socket.closed);
    expect(problems).toEqual([expect.stringMatching(/ECONNRESET|EPIPE/)]);
    await paper.waitForSheets(1);
    expect(paper.stats.waitingSheets).toBe(0);
    expect(paper.sheets).toHaveLength(1);
  });

  it('is closed in order at a byte, and what comes after is lost', async () => {
    const { paper, socket } = await openBench('zebra-linkos');
    const ended = once(socket, 'end');
    await paper.set({ kind: 'fin', atByte: LABEL.length });
    socket.resume();
    socket.write(LABEL.repeat(3));
    await ended;
    await paper.waitForSheets(1);
    expect(paper.sheets).toHaveLength(1);
    expect(paper.stats.bytes).toBe(LABEL.length * 3);
  });

  it('refuses a second sender', async () => {
    const bench = await openBench('zebra-linkos');
    await bench.paper.set({ kind: 'secondClientRefused' });
    const second = await bench.plug();
    await until(() => second.closed);
    expect(bench.paper.events).toContainEqual({ t: 'refused' });
    expect(await isAnswered(bench, bench.socket, '~HS')).toBe(true);
  });

  it('is not read in front of a black hole', async () => {
    const { paper, plug } = await openBench('zebra-linkos');
    await paper.set({ kind: 'blackhole' });
    const socket = await plug();
    socket.write(LABEL);
    const connected = paper.stats.connections;
    await plug();
    await until(() => paper.stats.connections === connected + 1);
    expect(paper.stats.bytes).toBe(0);
    await paper.fix();
    expect(await paper.waitForSheets(1)).toHaveLength(1);
  });

  it('is read slowly', async () => {
    const { paper, socket } = await openBench('zebra-linkos');
    await paper.set({ kind: 'slow', bytesPerSecond: 4000 });
    const started = performance.now();
    socket.write(`^XA^FX${'.'.repeat(400)}${LABEL.slice(3)}`);
    await paper.waitForSheets(1);
    // 450 bytes at 80 every 20 ms.
    expect(performance.now() - started).toBeGreaterThan(90);
  });

  it('is read by fits and starts, and nothing is lost', async () => {
    const { paper, socket } = await openBench('zebra-linkos', { seed: 7 });
    await paper.set({ kind: 'stutter', restMs: 2 });
    socket.write(LABEL.repeat(100));
    expect(await paper.waitForSheets(100)).toHaveLength(100);
    const [first] = paper.sheets;
    for (const { bitmap } of paper.sheets) expect(bitmap).toEqual(first?.bitmap);
  });

  it('drops everything on an early hang-up when it is told to', async () => {
    const { paper, socket } = await openBench('epson-tm', { engineMsPerSheet: 60 });
    await paper.set({ kind: 'dropOnEarlyFin' });
    const dropped = paper.waitForEvent('dropped');
    socket.end(SLIP);
    await dropped;
    expect(paper.stats.waitingSheets).toBe(0);
    expect(paper.sheets).toHaveLength(0);
  });
});

describe('the answers', () => {
  it('are missing when it is silent, and the sheets are not', async () => {
    const bench = await openBench('zebra-linkos');
    await bench.paper.set({ kind: 'silent' });
    expect(await isAnswered(bench, bench.socket, '~HS')).toBe(false);
    bench.socket.write(LABEL);
    expect(await bench.paper.waitForSheets(1)).toHaveLength(1);
  });

  it('lack only the acknowledgement', async () => {
    const bench = await openBench('zebra-linkos');
    await bench.paper.set({ kind: 'ackDrop' });
    expect(await isAnswered(bench, bench.socket, '! U1 getvar "odometer.total_label_count"\r\n')).toBe(false);
    expect(await isAnswered(bench, bench.socket, '~HS')).toBe(true);
    const slip = await openBench('epson-tm');
    await slip.paper.set({ kind: 'ackDrop' });
    slip.socket.write(`${SLIP}\x1d(H\x06\x0000ab12`);
    await slip.paper.waitForSheets(1);
    expect((await ask(slip.socket, ASK_ALL, 4)).length).toBe(4);
  });

  it('come late', async () => {
    const { paper, socket } = await openBench('epson-tm');
    await paper.set({ kind: 'ackDelay', delayMs: 80 });
    const acknowledged = ask(socket, `${SLIP}\x1d(H\x06\x0000ab12`, 7);
    await paper.waitForSheets(1);
    const printed = performance.now();
    expect((await acknowledged).toString('latin1')).toBe('\x37\x22ab12\0');
    expect(performance.now() - printed).toBeGreaterThan(60);
  });

  it('stand in a storm of automatic status', async () => {
    const { paper, socket } = await openBench('epson-tm');
    await paper.set({ kind: 'asbStorm' });
    const storm: number[] = [];
    socket.on('data', (bytes: Buffer) => storm.push(...bytes));
    socket.write(ASK_ALL);
    await until(() => storm.filter((byte) => byte === 0x12).length === 4);
    const automatic = storm.filter((byte) => byte !== 0x12);
    expect(automatic.length).toBeGreaterThanOrEqual(4);
    expect(automatic.slice(0, 4)).toEqual([0x10, 0, 0, 0x0f]);
  });

  it('are nonsense, the same nonsense for the same seed', async () => {
    const garbage = async (seed: number): Promise<string> => {
      const { paper, socket } = await openBench('zebra-linkos', { seed });
      await paper.set({ kind: 'garbageStatus' });
      return (await ask(socket, '~HS', HOST_STATUS_BYTES)).toString('hex');
    };
    const first = await garbage(1);
    expect(first).not.toContain(Buffer.from('030,0').toString('hex'));
    expect(await garbage(1)).toBe(first);
    expect(await garbage(2)).not.toBe(first);
  });
});

it('forgets everything that is not on paper when its power is cut', async () => {
  const { paper, socket, plug } = await openBench('zebra-linkos');
  await paper.set({ kind: 'paused' });
  socket.write(LABEL + LABEL.slice(0, 20));
  await until(() => paper.stats.waitingSheets === 1);
  const fault: Fault = { kind: 'powerCycle' };
  await paper.set(fault);
  await until(() => socket.closed);
  await paper.fix();
  const next = await plug();
  expect((await ask(next, '~HS', HOST_STATUS_BYTES)).toString()).toMatch(/^.030,0,0,\d+,000,0,0,0,/);
  next.write(LABEL);
  await paper.waitForSheets(1);
  expect(paper.sheets).toHaveLength(1);
});

it('keeps the pictures of the last two hundred sheets', async () => {
  const { paper, socket } = await openBench('zebra-linkos');
  socket.write(LABEL.repeat(201));
  await paper.waitForSheets(201);
  expect(paper.sheets[0]?.bitmap.widthDots).toBe(1);
  expect(paper.sheets[0]).toMatchObject({ no: 1, widthDots: 200, bytesLength: LABEL.length });
  expect(paper.sheets[1]?.bitmap.widthDots).toBe(200);
});
