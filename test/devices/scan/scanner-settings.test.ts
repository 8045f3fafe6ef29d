import { describe, expect, it } from 'vitest';
import { createSerialScanner, type SerialProfile } from '../../../src/devices/scan/serial-scanner.ts';
import { VENDOR_SIGNALS } from '../../../src/devices/scan/vendor-profiles.ts';
import { fakeSerials } from '../../../src/fakes/fake-serial.ts';
import { createTurnedClock, settled } from '../../../src/fakes/turned-clock.ts';
import { fixedChance } from '../../runtime/fixed-chance.ts';
import { listen } from './scanner-contract.ts';

const CABLE = { path: '/dev/scanner', baudRate: 9600 };

async function openScanner(profile: SerialProfile) {
  const clock = createTurnedClock();
  const serials = fakeSerials();
  const scanner = createSerialScanner({ ...profile, clock, chance: fixedChance(0.5), makeSerial: serials.make });
  const heard = listen(scanner);
  scanner.start();
  await settled();
  serials.last().answer(null);
  return { clock, serials, scanner, heard, serial: serials.last() };
}

describe('what a scanner is set to', () => {
  it('is 8N1 without any flow control unless the settings say otherwise', async () => {
    const { serials } = await openScanner({ ...CABLE, parity: undefined });
    expect(serials.asked).toEqual([
      {
        path: '/dev/scanner',
        line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, rtscts: false, xon: false, xoff: false },
      },
    ]);
  });

  it('is what the settings say', async () => {
    const { serials } = await openScanner({ ...CABLE, dataBits: 7, parity: 'even', stopBits: 2, rtscts: true });
    expect(serials.asked[0]?.line).toMatchObject({
      dataBits: 7,
      parity: 'even',
      stopBits: 2,
      rtscts: true,
      xon: false,
    });
  });

  it('takes line breaks as data between STX and ETX', async () => {
    const { heard, serial } = await openScanner({ ...CABLE, framing: { stx: 2, etx: 3 } });
    serial.send('\x02LINE 1\r\nLINE 2\x03');
    expect(heard.texts()).toEqual(['LINE 1\r\nLINE 2']);
  });

  it('takes a code without a suffix after 50 ms of silence, and says that nothing ended it', async () => {
    const { clock, heard, serial } = await openScanner({ ...CABLE, framing: { idleMs: 50, idlePolicy: 'emit' } });
    serial.send('85123A');
    expect(clock.due()).toEqual([50]);
    await clock.turn();
    expect(heard.frames).toMatchObject([{ text: '85123A', terminated: false, monoMs: 0 }]);
  });
});

describe('signals to the scanner', () => {
  it.each([
    ['datalogic', 'good', [0x07]],
    ['datalogic', 'bad', [0x46, 0x45]],
    ['datalogic', 'disable', [0x44]],
    ['datalogic', 'enable', [0x45]],
    ['honeywell', 'good', [0x1b, 0x37, 0x2c]],
    ['honeywell', 'bad', [0x1b, 0x38, 0x2c]],
    ['zebra', 'attention', [0x07]],
  ] as const)('%s, %s', async (vendor, signal, bytes) => {
    const { scanner, serial } = await openScanner({ ...CABLE, vendor });
    expect(await scanner.signal(signal)).toBe(true);
    expect(serial.written.map((each) => [...each])).toEqual([bytes]);
  });

  it.each([
    ['generic', 'good'],
    ['zebra', 'bad'],
    ['honeywell', 'disable'],
  ] as const)('sends nothing that the manual does not say: %s, %s', async (vendor, signal) => {
    const { scanner, serial } = await openScanner({ ...CABLE, vendor });
    expect(await scanner.signal(signal)).toBe(false);
    expect(serial.written).toEqual([]);
  });

  it('takes the bytes of the settings first', async () => {
    const { scanner, serial } = await openScanner({ ...CABLE, vendor: 'datalogic', signals: { good: [0x01] } });
    await scanner.signal('good');
    await scanner.signal('bad');
    expect(serial.written.map((each) => [...each])).toEqual([[0x01], [0x46, 0x45]]);
  });

  it('holds up no scan when the scanner takes nothing, and gives up after a second', async () => {
    const { clock, heard, scanner, serial } = await openScanner({ ...CABLE, vendor: 'datalogic' });
    serial.writes = 'hold';
    const told = scanner.signal('good');
    serial.send('85123A\r');
    expect(heard.texts()).toEqual(['85123A']);
    while (clock.due().length > 0) await clock.turn();
    expect(await told).toBe(false);
  });

  it('says so when the bytes could not be written', async () => {
    const { scanner, serial } = await openScanner({ ...CABLE, vendor: 'datalogic' });
    serial.writes = 'fail';
    expect(await scanner.signal('good')).toBe(false);
  });

  it('never sends NAK: the scanner would send its last code again', async () => {
    expect(Object.values(VENDOR_SIGNALS).flatMap((signals) => Object.values(signals).flat())).not.toContain(0x15);
    await expect(openScanner({ ...CABLE, signals: { bad: [0x07, 0x15] } })).rejects.toThrow(/NAK/);
  });
});
