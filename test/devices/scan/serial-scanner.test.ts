import { describe, expect, it } from 'vitest';
import { createSerialScanner } from '../../../src/devices/scan/serial-scanner.ts';
import { createFakeCable, fakeSerials } from '../../../src/fakes/fake-serial.ts';
import { createTurnedClock, settled } from '../../../src/fakes/turned-clock.ts';
import { fixedChance } from '../../runtime/fixed-chance.ts';
import { bytesOf, describeScanner, listen } from './scanner-contract.ts';

describeScanner('fake cable, time turned by hand', () => {
  const clock = createTurnedClock();
  const cable = createFakeCable();
  const scanner = createSerialScanner({
    path: '/dev/scanner',
    baudRate: 9600,
    vendor: 'datalogic',
    clock,
    chance: fixedChance(0.5),
    makeSerial: cable.make,
  });
  let link = '';
  scanner.onStatus((status) => {
    link = status.link;
  });
  return Promise.resolve({
    scanner,
    scan: async (text) => cable.send(bytesOf(`${text}\r`)),
    send: async (bytes) => cable.send(bytes),
    arrived: () => Promise.resolve(),
    unplug: async () => cable.unplug(),
    async plugIn() {
      cable.plugIn();
      while (link !== 'ready') await clock.turn();
    },
    close: () => scanner.stop(),
  });
});

const BARE = { path: '/dev/scanner', baudRate: 9600, chance: fixedChance(0.5) };

/** A scanner on fake ports, with time turned by hand and no scatter in the pauses. */
function bench() {
  const clock = createTurnedClock();
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
    const clock = createTurnedClock();
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
    const clock = createTurnedClock();
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

  it('tries only every 3 s without permission, and says what to do about it', async () => {
    const { clock, scanner, serials, start } = bench();
    const told: [string, string][] = [];
    scanner.onStatus(({ code, detail }) => told.push([code, detail]));
    await start();
    serials.last().answer('Error: Permission denied, cannot open /dev/scanner');
    expect(clock.due()).toEqual([3000]);
    expect(told[1]).toEqual([
      'no-permission',
      expect.stringContaining('add this user to the dialout group and sign in'),
    ]);
  });

  it('keeps the rest of a code when its own silence was only its process being held up', async () => {
    const hand = createTurnedClock();
    let heldUpMs = 0;
    const clock = { ...hand, monoMs: () => hand.monoMs() + heldUpMs };
    const serials = fakeSerials();
    const scanner = createSerialScanner({ ...BARE, clock, makeSerial: serials.make });
    const heard = listen(scanner);
    scanner.start();
    await settled();
    serials.last().answer(null);
    serials.last().send('40063');
    heldUpMs = 3000;
    await hand.turn();
    serials.last().send('81333931\r');
    expect(heard.texts()).toEqual(['4006381333931']);
    serials.last().send('HALF');
    await hand.turn();
    expect(heard.diags.map(({ code }) => code)).toEqual(['partial-dropped']);
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

  it('says "unplugged" of a scanner that was there, and nothing new while it stays away', async () => {
    const { clock, scanner, serials, plugIn } = bench();
    const codes: string[] = [];
    scanner.onStatus(({ code }) => codes.push(code));
    await plugIn();
    serials.last().tell('close', new Error('bad file descriptor'));
    await clock.turn();
    serials.last().answer('No such file or directory');
    await clock.turn();
    serials.last().answer('Error Resource temporarily unavailable Cannot lock port');
    expect(codes).toEqual(['connecting', 'ready', 'unplugged', 'in-use']);
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
