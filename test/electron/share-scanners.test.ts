import { expect, it } from 'vitest';
import { shareScanners } from '../../electron/training/share-scanners.ts';
import { systemClock } from '../../src/devices/system-clock.ts';
import { createVirtualScanner } from '../../src/fakes/virtual-scanner.ts';

it('gives a scan to one bench and never to both', async () => {
  const scanner = createVirtualScanner({ source: 'one', clock: systemClock });
  const shared = shareScanners([scanner]);
  const heard: string[] = [];
  for (const side of ['work', 'training'] as const) {
    for (const each of shared[side]) each.onFrame(({ text }) => heard.push(`${side} ${text}`));
  }
  const statuses: string[] = [];
  shared.work[0]?.start();
  shared.training[0]?.onStatus(({ link }) => statuses.push(link));
  shared.training[0]?.start();
  scanner.scan('A');
  shared.turnTo('training');
  scanner.scan('B');
  expect(await shared.work[0]?.signal('good')).toBe(false);
  shared.turnTo('work');
  scanner.scan('C');
  expect(heard).toEqual(['work A', 'training B', 'work C']);
  expect(statuses).toEqual(['ready']);

  // Training ends; the real bench goes on hearing.
  await shared.training[0]?.stop();
  scanner.scan('D');
  expect(heard.at(-1)).toBe('work D');
  await shared.work[0]?.stop();
});
