import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseDemoOptions } from '../../scripts/runtime/demo-options.mjs';
import { EXIT } from '../../scripts/runtime/exits.mjs';
import { demoArguments, readResult, summaryOf } from '../../scripts/runtime/play-demo.mjs';
import { temporaryFolder } from './fixtures/temporary-folder.mjs';

test('all options, and a file relative to where the person stands', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'orders.json'), '[]');
  const options = parseDemoOptions(['--orders', '12', '--orders-from', 'orders.json', '--outage', '--json'], folder);

  expect(options).toEqual({ orders: 12, ordersFrom: join(folder, 'orders.json'), outage: true, json: true });
  expect(demoArguments(options, '/t/result.json', '/t/user-data').slice(1)).toEqual([
    '--demo-shift',
    '--orders=12',
    `--orders-from=${join(folder, 'orders.json')}`,
    '--outage',
    '--json-out=/t/result.json',
    '--user-data-dir=/t/user-data',
  ]);
});

test('no option has to be given', () => {
  const options = parseDemoOptions([], '/');
  expect(options).toEqual({ orders: undefined, ordersFrom: undefined, outage: false, json: false });
  expect(demoArguments(options, '/r', '/u').slice(1)).toEqual(['--demo-shift', '--json-out=/r', '--user-data-dir=/u']);
});

test.each([
  [['--order', '3'], /--order'/],
  [['three'], /three/],
  [['--orders'], /--orders/],
  [['--orders', '0'], /"0"/],
  [['--orders=-1'], /"-1"/],
  [['--orders', '1.5'], /"1\.5"/],
  [['--orders', '1e3'], /"1e3"/],
  [['--orders', 'many'], /"many"/],
  [['--orders='], /""/],
  [['--orders-from', 'missing.json'], /missing\.json/],
  [['--orders-from', '.'], /"\."/],
  [['--json=yes'], /--json/],
])('%j is refused in one line', (argv, message) => {
  expect(() => parseDemoOptions(argv, temporaryFolder())).toThrow(
    expect.objectContaining({ exitCode: EXIT.usage, message: expect.stringMatching(message) }),
  );
  expect(() => parseDemoOptions(argv, '/')).not.toThrow(/\n/);
});

test('a demo that left no result, or half of one, is not taken for a success', () => {
  const file = join(temporaryFolder(), 'result.json');
  const missing = expect.objectContaining({ exitCode: EXIT.demoResultMissing });
  expect(() => readResult(file)).toThrow(missing);
  for (const text of ['{"orders": 3', '[]', 'null', '3']) {
    writeFileSync(file, text);
    expect(() => readResult(file)).toThrow(missing);
  }
  writeFileSync(file, '{"orders":3}');
  expect(readResult(file)).toEqual({ orders: 3 });
});

test('the summary holds the facts in words, and of a list its length', () => {
  const result = {
    orders: [{}, {}],
    outage: true,
    hub: { shipped: 2 },
    latencyMs: { scanToPaint: { p50: 7.5 } },
    none: null,
  };
  expect(summaryOf(result).split('\n')).toEqual([
    'The demo shift is over.',
    '  orders: 2',
    '  outage: true',
    '  hub, shipped: 2',
    '  latency ms, scan to paint, p50: 7.5',
    '  pictures and labels: out/demo',
    '',
  ]);
});
