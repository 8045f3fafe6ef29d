import { describe, expect, it } from 'vitest';
import { createSerialScanner } from '../../../src/devices/scan/serial-scanner.ts';
import { systemChance, systemClock } from '../../../src/devices/system-clock.ts';
import { openPtyScanner } from '../../../src/fakes/pty-scanner.ts';
import type { Scanner } from '../../../src/runtime/scanner-port.ts';
import { createHandClock, fixedChance, settled } from '../../runtime/hand-clock.ts';
import { fakeSerials } from './fake-serial.ts';
import { describeScanner, listen } from './scanner-contract.ts';

const REAL = { baudRate: 115_200, clock: systemClock, chance: systemChance };

describeScanner('serialport on a real terminal pair', async () => {
  const pty = await openPtyScanner();
  const scanner = createSerialScanner({ path: pty.path, ...REAL });
  return {
    ...pty,
    scanner,
    async close() {
      await scanner.stop();
      await pty.close();
    },
  };
});

describe('a serial scanner on a real terminal pair', () => {
  it('says lost when there is no such device, and is ready as soon as it is plugged in', async () => {
    const pty = await openPtyScanner();
    await pty.unplug();
    const scanner = createSerialScanner({ path: pty.path, ...REAL });
    const heard = listen(scanner);
    scanner.start();
    await heard.untilLink('lost');
    await pty.plugIn();
    await heard.untilLink('ready');
    await pty.scan('4006381333931');
    await heard.untilFrames(1);
    expect(heard.links).toEqual(['connecting', 'lost', 'ready']);
    await scanner.stop();
    await pty.close();
  });

  it('says busy when another program has the port, and takes it when that lets go', async () => {
    const pty = await openPtyScanner();
    const [first, second] = [pty.path, pty.path].map((path) => createSerialScanner({ path, ...REAL })) as [
      Scanner,
      Scanner,
    ];
    const [one, two] = [listen(first), listen(second)];
    first.start();
    await one.untilLink('ready');
    second.start();
    await two.untilLink('busy');
    await first.stop();
    await two.untilLink('ready');
    await pty.scan('85123A');
    await two.untilFrames(1);
    expect(one.frames).toEqual([]);
    await second.stop();
    await pty.close();
  });
});

/** A scanner on fake ports, with time turned by hand and no scatter in the pauses. */
function bench() {
  const clock = createHandClock();
  const serials = fakeSerials();
  const scanner = createSerialScanner({
    path: '/dev/scanner',
    baudRate: 9600,
    clock,
    chance: fixedChance(0.5),
    makeSerial: serials.make,
  });
  const heard = listen(scanner);
  const start = async () => {
    scanner.start();
    await settled();
  };
  const plugIn = async () => {
    await start();
    serials.last().answer(null);
  };
  return { clock, serials, scanner, heard, start, plugIn };
}

describe('a serial scanner on ports that are answered by hand', () => {
  it.each([
    ['Error: No such file or directory, cannot open /dev/scanner', 'lost'],
    ['Error: Permission denied, cannot open /dev/scanner', 'denied'],
    ['Error Resource temporarily unavailable Cannot lock port', 'busy'],
    ['Opening COM3: Access denied', 'busy'],
    ['Error: Inappropriate ioctl for device setting custom baud rate of 9600', 'lost'],
  ] as const)('reads %j as %s', async (text, link) => {
    const { heard, serials, start } = bench();
    await start();
    serials.last().answer(text);
    expect(heard.links).toEqual(['connecting', link]);
  });

  it('tries for ever: 20 times every 250 ms, 30 times every second, then every 3 s, each time with a new port', async () => {
    const { clock, heard, serials, start } = bench();
    await start();
    const pauses: number[] = [];
    for (let tries = 0; tries < 60; tries += 1) {
      serials.last().answer('No such file or directory');
      pauses.push(...clock.due());
      await clock.turn();
    }
    expect(pauses).toEqual([...Array(20).fill(250), ...Array(30).fill(1000), ...Array(10).fill(3000)]);
    expect(serials.made).toHaveLength(61);
    expect(heard.links).toEqual(['connecting', 'lost']);
    serials.last().answer(null);
    serials.last().tell('close', new Error('bad file descriptor'));
    expect(clock.due()).toEqual([250]);
  });

  it.each([
    [0, 200],
    [0.999_999, 300],
  ])('scatters its pauses by a fifth (%d)', async (dice, pause) => {
    const clock = createHandClock();
    const serials = fakeSerials();
    const scanner = createSerialScanner({
      path: '/dev/scanner',
      baudRate: 9600,
      clock,
      chance: fixedChance(dice),
      makeSerial: serials.make,
    });
    scanner.start();
    await settled();
    serials.last().answer('No such file or directory');
    expect(clock.due()[0]).toBeCloseTo(pause, 1);
  });

  it('takes a port that cannot even be made as lost', async () => {
    const clock = createHandClock();
    const scanner = createSerialScanner({
      path: '/dev/scanner',
      baudRate: 9600,
      clock,
      chance: fixedChance(0.5),
      makeSerial: () => Promise.reject(new Error('Cannot find package serialport')),
    });
    const heard = listen(scanner);
    scanner.start();
    await settled();
    expect(heard.links).toEqual(['connecting', 'lost']);
    expect(clock.due()).toEqual([250]);
  });

  it.each([
    ['with a reason', new Error('bad file descriptor')],
    ['without one, as on Windows', null],
  ])('is lost when the port closes %s', async (_, reason) => {
    const { clock, heard, serials, plugIn } = bench();
    await plugIn();
    serials.last().tell('close', reason);
    expect(heard.links).toEqual(['connecting', 'ready', 'lost']);
    expect(clock.due()).toEqual([250]);
  });

  it('throws nothing when a port reports an error, before and after it is lost', async () => {
    const { heard, serials, plugIn } = bench();
    await plugIn();
    serials.last().tell('error', new Error('read failed'));
    serials.last().tell('close', new Error('bad file descriptor'));
    serials.last().tell('error', new Error('read failed again'));
    expect(heard.links).toEqual(['connecting', 'ready', 'lost']);
  });

  it('hears nothing more from a port that was lost', async () => {
    const { clock, heard, serials, plugIn } = bench();
    await plugIn();
    const old = serials.last();
    old.send('HALF');
    old.tell('close', new Error('bad file descriptor'));
    await clock.turn();
    serials.last().answer(null);
    old.send('GHOST\r');
    serials.last().send('WHOLE\r');
    expect(heard.texts()).toEqual(['WHOLE']);
  });

  it('gives up the half of a code after half a second of silence', async () => {
    const { clock, heard, serials, plugIn } = bench();
    await plugIn();
    serials.last().send('40063');
    expect(clock.due()).toEqual([500]);
    await clock.turn();
    serials.last().send('85123A\r');
    expect(heard.texts()).toEqual(['85123A']);
  });

  it('says each status once, and since when', async () => {
    const { clock, scanner, serials, plugIn } = bench();
    const since: number[] = [];
    scanner.onStatus(({ sinceMs }) => since.push(sinceMs));
    await plugIn();
    serials.last().tell('close', new Error('bad file descriptor'));
    await clock.turn();
    serials.last().answer('No such file or directory');
    await clock.turn();
    serials.last().answer(null);
    expect(since).toEqual([1_000_000, 1_000_000, 1_000_000, 1_000_500]);
  });

  it('closes its port when stopped, and does not try again', async () => {
    const { clock, heard, scanner, serials, plugIn } = bench();
    await plugIn();
    await scanner.stop();
    expect(serials.last().closed).toBe(1);
    expect(heard.links).toEqual(['connecting', 'ready']);
    expect(clock.due()).toEqual([]);
  });

  it('closes a port that was still opening when it was stopped', async () => {
    const { heard, scanner, serials, start } = bench();
    await start();
    await scanner.stop();
    serials.last().answer(null);
    expect(serials.last().closed).toBe(1);
    expect(heard.links).toEqual(['connecting']);
  });

  it('opens nothing when it was stopped before the port was made', async () => {
    const { clock, scanner, serials } = bench();
    scanner.start();
    await scanner.stop();
    await settled();
    expect(serials.made.some(({ opening }) => opening)).toBe(false);
    expect(clock.due()).toEqual([]);
  });

  it('does not try again when it is stopped while it waits', async () => {
    const { clock, scanner, serials, start } = bench();
    await start();
    serials.last().answer('No such file or directory');
    await scanner.stop();
    expect(clock.due()).toEqual([]);
  });
});
