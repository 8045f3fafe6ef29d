import { describe, expect, it } from 'vitest';
import type { ScaleProtocol } from '../../../src/core/scale/dialect.ts';
import { createSerialScale, type ScaleProfile } from '../../../src/devices/scale/serial-scale.ts';
import { fakeSerials } from '../../../src/fakes/fake-serial.ts';
import { createTurnedClock, settled } from '../../../src/fakes/turned-clock.ts';
import { fixedChance } from '../../runtime/fixed-chance.ts';
import { listenToScale } from './scale-contract.ts';

/** A scale on a port that is answered by hand, with time turned by hand. */
async function openScale(protocol: ScaleProtocol, more: Partial<ScaleProfile> = {}) {
  const clock = createTurnedClock();
  const serials = fakeSerials();
  const scale = createSerialScale({
    path: '/dev/scale',
    protocol,
    ...more,
    clock,
    chance: fixedChance(0.5),
    makeSerial: serials.make,
  });
  const heard = listenToScale(scale);
  scale.start();
  await settled();
  serials.last().answer(null);
  const asked = () =>
    serials.made.flatMap(({ written }) => written.map((bytes) => Buffer.from(bytes).toString('latin1')));
  return { clock, serials, scale, heard, asked, send: (text: string) => serials.last().send(text) };
}

describe('the line to a scale', () => {
  it.each<[ScaleProtocol, object]>([
    ['mt-sics', { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 }],
    ['nci', { baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 1 }],
    ['cas', { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 }],
    ['toledo-8217', { baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 1 }],
  ])('%s is %o', async (protocol, line) => {
    const { serials } = await openScale(protocol);
    expect(serials.asked).toEqual([{ path: '/dev/scale', line: { ...line, rtscts: false, xon: false, xoff: false } }]);
  });

  it('is what the settings say', async () => {
    const { serials } = await openScale('nci', { baudRate: 2400, dataBits: 8, parity: 'none' });
    expect(serials.asked[0]?.line).toMatchObject({ baudRate: 2400, dataBits: 8, parity: 'none' });
  });
});

describe('a scale that is asked', () => {
  it('is asked five times a second, counted from question to question', async () => {
    const { clock, asked, send } = await openScale('mt-sics');
    expect(asked()).toEqual(['SI\r\n']);
    send('S S     100.00 g\r\n');
    expect(clock.due()).toEqual([200]);
    await clock.turn();
    expect(asked()).toEqual(['SI\r\n', 'SI\r\n']);
  });

  it('has 400 ms for an answer; then it is asked again, and its silence is told once', async () => {
    const { clock, heard, asked, send } = await openScale('mt-sics');
    expect(clock.due()).toEqual([400]);
    await clock.turn();
    await clock.turn();
    expect(asked()).toHaveLength(3);
    expect(heard.faults).toEqual(['timeout']);
    send('S S     100.00 g\r\n');
    await clock.turn();
    await clock.turn();
    expect(heard.faults).toEqual(['timeout', 'timeout']);
  });

  it('does not put half an answer before the next one', async () => {
    const { clock, heard, send } = await openScale('mt-sics');
    send('S S     1');
    await clock.turn();
    send('S S       5.00 g\r\n');
    expect(heard.readings.map(({ milligrams }) => milligrams)).toEqual([5000]);
  });

  it('passes on what the scale says of a reading, and when', async () => {
    const { heard, send } = await openScale('nci');
    send('\n 001.25kg\r\n0p4\r\x03');
    expect(heard.readings).toEqual([{ atMs: 1_000_000, milligrams: 1_250_000, stable: true, net: true, zero: false }]);
  });

  it('says busy for a load that moves, when its protocol then gives no weight', async () => {
    const { heard, send } = await openScale('toledo-8217');
    send('\x02?A\r');
    send('\x02?A\r');
    send('\x0201.250\r');
    send('\x02?A\r');
    expect(heard.faults).toEqual(['busy', 'busy']);
  });

  it('tells a fault again after a reading, or after another fault', async () => {
    const { heard, send } = await openScale('mt-sics');
    for (const text of ['S +\r\n', 'S +\r\n', 'ES\r\n', 'S +\r\n', 'S S       5.00 g\r\n', 'S +\r\n']) send(text);
    expect(heard.faults).toEqual(['overload', 'syntax', 'overload', 'overload']);
  });

  it('is asked at once on request, and not twice when the answer is on its way', async () => {
    const { asked, scale, send } = await openScale('mt-sics');
    expect(await scale.request()).toBe(true);
    expect(asked()).toHaveLength(1);
    send('S S     100.00 g\r\n');
    expect(await scale.request()).toBe(true);
    expect(asked()).toHaveLength(2);
  });

  it('is asked nothing more when it is stopped', async () => {
    const { clock, scale, serials } = await openScale('mt-sics');
    await scale.stop();
    expect([clock.due(), serials.last().closed]).toEqual([[], 1]);
  });

  it('is asked anew after its plug was out, and the half of before is forgotten', async () => {
    const { clock, heard, serials, asked, send } = await openScale('mt-sics');
    send('S S     1');
    serials.last().tell('close', null);
    expect(clock.due()).toEqual([250]);
    await clock.turn();
    serials.last().answer(null);
    send('S S       5.00 g\r\n');
    expect(asked()).toEqual(['SI\r\n', 'SI\r\n']);
    expect(heard.readings.map(({ milligrams }) => milligrams)).toEqual([5000]);
  });
});

describe('a scale that sends by itself', () => {
  it('is not asked, and is missed after two seconds', async () => {
    const { clock, heard, scale, asked, send } = await openScale('cas');
    send('US,GS,1\x84,000013.4 kg\r\nST,GS,1\xc4,000013.5 kg\r\n');
    expect(heard.readings.map(({ milligrams, stable }) => [milligrams, stable])).toEqual([
      [13_400_000, false],
      [13_500_000, true],
    ]);
    expect([asked(), await scale.request(), clock.due()]).toEqual([[], false, [2000]]);
    await clock.turn();
    expect(heard.faults).toEqual(['timeout']);
  });

  it('can be asked when the settings say how', async () => {
    const { asked } = await openScale('cas', { commands: { ask: 'READ\r\n' } });
    expect(asked()).toEqual(['READ\r\n']);
  });

  it('can be heard in every protocol', async () => {
    const { heard, asked, send } = await openScale('mt-sics', { commands: { ask: null } });
    send('S S     100.00 g\r\nS S     101.00 g\r\n');
    expect([asked(), heard.readings.length]).toEqual([[], 2]);
  });

  it('counts as still when it says the same weight three times over half a second, and does not say itself', async () => {
    const { clock, heard, send } = await openScale('cas', { unit: 'kg', commands: { ask: 'D\r\n' } });
    for (const text of ['   13.40', '   13.50', '   13.50', '   13.50', '   13.50', '   13.60']) {
      send(`${text}\r\n`);
      await clock.turn();
    }
    expect(heard.readings.map(({ stable }) => stable)).toEqual([false, false, false, false, true, false]);
  });
});

describe('zero and tare', () => {
  it('wait for the answer that is on its way, and are not taken for answered by it', async () => {
    const { asked, scale, send } = await openScale('nci');
    const zeroed = scale.zero();
    expect(asked()).toEqual(['W\r']);
    send('\n10\r\x03'); // the answer to W: the load moves
    expect(asked()).toEqual(['W\r', 'Z\r']);
    send('\n20\r\x03');
    expect(await zeroed).toBe(true);
    expect(asked()).toEqual(['W\r', 'Z\r', 'W\r']);
  });

  it.each<[ScaleProtocol, 'zero' | 'tare', string, boolean]>([
    ['mt-sics', 'zero', 'Z A\r\n', true],
    ['mt-sics', 'zero', 'Z I\r\n', false],
    ['mt-sics', 'zero', 'ES\r\n', false],
    ['mt-sics', 'tare', 'T S     100.00 g\r\n', true],
    ['mt-sics', 'tare', 'T I\r\n', false],
    ['nci', 'zero', '\n00\r\x03', false],
    ['nci', 'tare', '\n00\r\x03', true],
    ['nci', 'tare', '\n10\r\x03', false],
    ['toledo-8217', 'zero', '\x02?@\r', true],
    ['toledo-8217', 'zero', '\x02?A\r', false],
    ['toledo-8217', 'tare', '\x02?B\r', false],
  ])('%s, %s: %j is %s', async (protocol, what, answer, taken) => {
    const { clock, scale, send } = await openScale(protocol);
    await clock.turn(); // nothing is on its way any more
    const done = scale[what]();
    await clock.turn();
    send(answer);
    expect(await done).toBe(taken);
  });

  it('ask nothing else meanwhile, and give up after three seconds', async () => {
    const { clock, asked, scale, send, heard } = await openScale('mt-sics');
    send('S S     100.00 g\r\n');
    const zeroed = scale.zero();
    expect(await scale.tare()).toBe(false);
    expect(clock.due()).toEqual([3000]);
    expect(asked()).toEqual(['SI\r\n', 'Z\r\n']);
    await clock.turn();
    expect(await zeroed).toBe(false);
    expect(asked()).toEqual(['SI\r\n', 'Z\r\n', 'SI\r\n']);
    expect(heard.faults).toEqual([]);
  });

  it('are sent to a scale that does not answer by anything, when the settings say how', async () => {
    const { asked, scale } = await openScale('cas', { commands: { zero: 'ZERO\r\n' } });
    expect([await scale.zero(), await scale.tare(), asked()]).toEqual([true, false, ['ZERO\r\n']]);
  });

  it('fail when the plug comes out', async () => {
    const { scale, serials, send } = await openScale('mt-sics');
    send('S S     100.00 g\r\n');
    const zeroed = scale.zero();
    serials.last().tell('close', null);
    expect(await zeroed).toBe(false);
    expect(await scale.tare()).toBe(false);
  });
});
