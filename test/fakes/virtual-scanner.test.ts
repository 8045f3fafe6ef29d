import { systemClock } from '../../src/devices/system-clock.ts';
import { createVirtualScanner } from '../../src/fakes/virtual-scanner.ts';
import { describeScanner } from '../devices/scan/scanner-contract.ts';

describeScanner('the fake', () => {
  const scanner = createVirtualScanner({ source: 'virtual', clock: systemClock });
  return Promise.resolve({
    scanner,
    scan: async (text) => scanner.scan(text),
    send: async (bytes) => scanner.send(bytes),
    arrived: () => Promise.resolve(),
    unplug: async () => scanner.unplug(),
    plugIn: async () => scanner.plugIn(),
    close: () => scanner.stop(),
  });
});
