import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../src/core/result.ts';
import { listScannerPorts } from '../../../src/devices/scan/list-scanner-ports.ts';
import { type PortInfo, type PortMatch, resolvePort, sourceOf } from '../../../src/devices/scan/resolve-port.ts';
import { createSerialScanner } from '../../../src/devices/scan/serial-scanner.ts';
import { fakeSerials } from '../../../src/fakes/fake-serial.ts';
import { createTurnedClock, settled } from '../../../src/fakes/turned-clock.ts';
import { fixedChance } from '../../runtime/fixed-chance.ts';
import { listen } from './scanner-contract.ts';

const GRYPHON = { path: 'COM3', vendorId: '05F9', productId: '4204', serialNumber: 'A1' };
const XENON = { path: 'COM4', vendorId: '0c2e', productId: '0b6a', manufacturer: 'Honeywell' };
const noUdev = () => Promise.reject(new Error('spawn udevadm ENOENT'));
const listing = (ports: readonly PortInfo[]) => () => Promise.resolve(ports);
const onWindows = (ports: readonly PortInfo[]) => ({ platform: 'win32', listPorts: listing(ports) });

describe('where a device is', () => {
  it('is the path that is set, also where no list can be had', async () => {
    expect(await resolvePort({ path: '/dev/x' }, { platform: 'linux', listPorts: noUdev })).toEqual(success('/dev/x'));
  });

  it.each(['usb-Datalogic_A1-if00', '/dev/serial/by-id/usb-Datalogic_A1-if00'])(
    'is below by-id on Linux: %s',
    async (byId) => {
      const path = await resolvePort({ byId }, { platform: 'linux', listPorts: noUdev });
      expect(path).toEqual(success('/dev/serial/by-id/usb-Datalogic_A1-if00'));
    },
  );

  it('is looked up by USB ids, in either case', async () => {
    const match = { vendorId: '05f9', productId: '4204', serialNumber: 'a1' };
    expect(await resolvePort(match, onWindows([XENON, GRYPHON]))).toEqual(success('COM3'));
    expect(sourceOf({ ...match, vendorId: '05F9' })).toBe('05f9:4204:a1');
  });

  it('is not guessed between two that fit', async () => {
    const twin = { ...GRYPHON, path: 'COM9', serialNumber: 'A2' };
    const found = await resolvePort({ vendorId: '05f9', productId: '4204' }, onWindows([GRYPHON, twin]));
    expect(found).toMatchObject(failure({ code: 'ambiguous', detail: expect.stringContaining('COM3, COM9') }));
  });

  it.each([
    [onWindows([XENON]), 'no-device'],
    [{ platform: 'linux', listPorts: noUdev }, 'no-listing'],
  ] as const)('is said to be missing, or not to be known (%#)', async (world, code) => {
    const found = await resolvePort({ vendorId: '05f9', productId: '4204' }, world);
    expect(found).toMatchObject(failure({ code }));
  });
});

/** A scanner on Windows, whose list of ports is changed by the test. */
async function openOnWindows(match: PortMatch = { vendorId: '05f9', productId: '4204' }) {
  const clock = createTurnedClock();
  const serials = fakeSerials();
  const world: { ports: readonly PortInfo[] | null; lists: number } = { ports: [GRYPHON], lists: 0 };
  const scanner = createSerialScanner({
    ...match,
    baudRate: 9600,
    clock,
    chance: fixedChance(0.5),
    makeSerial: serials.make,
    platform: 'win32',
    listPorts() {
      world.lists += 1;
      return world.ports === null ? noUdev() : Promise.resolve(world.ports);
    },
  });
  const heard = listen(scanner);
  scanner.start();
  await settled();
  serials.last().answer(null);
  await settled();
  return { clock, serials, scanner, heard, world };
}

describe('a scanner on Windows', () => {
  it('is lost when it is no longer in the list, though its port says nothing, and is found under its new name', async () => {
    const { clock, serials, heard, world } = await openOnWindows();
    const old = serials.last();
    old.send('HALF');
    await clock.turn(); // half a second of silence
    world.ports = [];
    await clock.turn();
    expect(heard.links.at(-1)).toBe('lost');
    expect(old.closed).toBe(1);
    world.ports = [{ ...GRYPHON, path: 'COM7' }];
    await clock.turn();
    serials.last().answer(null);
    serials.last().send('WHOLE\r');
    expect(serials.asked.map(({ path }) => path)).toEqual(['COM3', 'COM7']);
    expect(heard.frames).toMatchObject([{ source: '05f9:4204', text: 'WHOLE' }]);
    expect(heard.links).toEqual(['connecting', 'ready', 'lost', 'ready']);
  });

  it('stays ready while it is in the list, and while no list can be had, looking every 5 s', async () => {
    const { clock, heard, world } = await openOnWindows();
    expect(clock.due()).toEqual([5000]);
    await clock.turn();
    world.ports = null;
    await clock.turn();
    await clock.turn();
    expect(heard.links).toEqual(['connecting', 'ready']);
    expect([clock.due(), world.lists]).toEqual([[5000], 5]);
  });

  it.each(['COM3', 'com3', '\\\\.\\COM3'])('is missed under the path that is set, too: %s', async (path) => {
    const { clock, heard, world } = await openOnWindows({ path });
    await clock.turn();
    expect(heard.links.at(-1)).toBe('ready');
    world.ports = [];
    await clock.turn();
    expect(heard.links.at(-1)).toBe('lost');
  });

  it('is not missed in a list that never had it, as virtual ports are in none', async () => {
    const { clock, heard } = await openOnWindows({ path: 'CNCA0' });
    await clock.turn();
    await clock.turn();
    expect(heard.links.at(-1)).toBe('ready');
  });

  it('looks no more when it is stopped', async () => {
    const { clock, scanner } = await openOnWindows();
    await scanner.stop();
    expect(clock.due()).toEqual([]);
  });
});

describe('the ports that a person can choose from', () => {
  it('come with a name that lasts, and with the maker', async () => {
    const byId = { path: '/dev/ttyACM0', pnpId: 'usb-Datalogic_A1-if00', vendorId: '05f9', manufacturer: 'Datalogic' };
    expect(await listScannerPorts(listing([byId, { path: '/dev/ttyS0' }]), 'linux')).toEqual(
      success([
        {
          path: '/dev/ttyACM0',
          label: 'Datalogic (/dev/ttyACM0)',
          match: { byId: 'usb-Datalogic_A1-if00' },
          vendor: 'datalogic',
        },
        { path: '/dev/ttyS0', label: '/dev/ttyS0', match: { path: '/dev/ttyS0' }, vendor: null },
      ]),
    );
  });

  it('are told apart by their sockets when two of a make have no serial numbers', async () => {
    const listed = await listScannerPorts(listing([GRYPHON, XENON, { ...XENON, path: 'COM5' }]), 'win32');
    expect(listed.ok && listed.value.map(({ match }) => match)).toEqual([
      { vendorId: '05F9', productId: '4204', serialNumber: 'A1' },
      { path: 'COM4' },
      { path: 'COM5' },
    ]);
    expect(await listScannerPorts(listing([XENON]), 'win32')).toMatchObject({
      value: [{ match: { vendorId: '0c2e', productId: '0b6a' }, vendor: 'honeywell' }],
    });
  });

  it('cannot always be listed', async () => {
    expect(await listScannerPorts(noUdev, 'linux')).toEqual(
      failure({ kind: 'no-listing', detail: 'spawn udevadm ENOENT' }),
    );
  });
});
