import { expect } from '@playwright/test';
import { parcelCodeOf } from '../../src/core/parcel-code.ts';
import { placeCodeOf } from '../../src/core/place-code.ts';
import { binOf, codeOf } from './bench-goods.ts';
import { type Packhouse, test } from './packhouse.ts';

const shelf = (packhouse: Packhouse, sku: string) => packhouse.scan(placeCodeOf(binOf(sku)));
const picked = async (packhouse: Packhouse) => (await packhouse.screen('pick')).units.picked;

test('one order off its shelves: the wrong shelf, a short line, a look into the empty bin, then it is packed', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.open('D-113', 'pick');
  await packhouse.scan(codeOf('SOCK-39'));
  await packhouse.band('place-first');
  await shelf(packhouse, 'CAP-GR');
  await packhouse.band('wrong-place');
  await shelf(packhouse, 'SOCK-39');
  await packhouse.band('shelf-right');
  await packhouse.scan(codeOf('SOCK-43'));
  await packhouse.stop('wrong-item');
  await packhouse.act('wrong-bin');
  await packhouse.band('bin-noted');
  await packhouse.scan(codeOf('SOCK-39'));
  await expect.poll(() => picked(packhouse)).toBe(1);
  await packhouse.act('skip');
  await packhouse.band('skipped');
  await shelf(packhouse, 'SCARF-RD');
  await packhouse.scan(codeOf('SCARF-RD'));
  await packhouse.scan(codeOf('SCARF-RD'));
  await packhouse.question('bin-empty');
  await packhouse.choose('no');
  await packhouse.until(({ question }) => question === null);
  await packhouse.act('short');
  await packhouse.question('short');
  await packhouse.choose('none-on-shelf');
  await packhouse.see('verify');
  const { head, todo } = await packhouse.screen('verify');
  expect(head.number).toBe('D-113');
  expect(todo.map(({ sku }) => sku)).toEqual(['SOCK-39', 'SCARF-RD']);
  await expect
    .poll(async () => JSON.stringify(await packhouse.office('GET', '/v1/tasks')))
    .toMatch(/bin-not-empty[^}]*F-03-2/);
});

test('X17: a round of two orders with a tote each; the wrong tote stops, a full one is replaced', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await claimAll(packhouse, 'D-113');
  await packhouse.act('pick');
  await packhouse.see('pick');
  await packhouse.scan('T-1');
  await packhouse.scan('T-1');
  await packhouse.band('tote-taken');
  await packhouse.scan('T-2');
  await packhouse.until(({ screen }) => screen.name === 'pick' && screen.step === 'shelf');
  await shelf(packhouse, 'SOCK-39');
  await packhouse.scan(codeOf('SOCK-39'));
  await packhouse.band('into-tote');
  await packhouse.scan('T-2');
  await packhouse.stop('wrong-tote');
  await packhouse.act('acknowledge');
  await packhouse.scan('T-1');
  await expect.poll(() => picked(packhouse)).toBe(1);
  await packhouse.act('new-tote');
  await packhouse.band('scan-tote');
  await packhouse.scan('T-3');
  await packhouse.scan(codeOf('SOCK-39'));
  await packhouse.scan('T-3');
  await shelf(packhouse, 'SOCK-43');
  await packhouse.scan(codeOf('SOCK-43'));
  await packhouse.scan('T-3');
  await packhouse.scan(codeOf('SOCK-43'));
  await packhouse.scan(codeOf('SOCK-43'));
  await packhouse.scan('T-2');
  await shelf(packhouse, 'CAP-GR');
  await packhouse.scan(codeOf('CAP-GR'));
  await packhouse.scan('T-2');
  await packhouse.see('ready');
  await packhouse.band('round-done');
  expect((await packhouse.screen('ready')).picked).toEqual([
    { number: 'D-114', totes: ['T-1', 'T-3'] },
    { number: 'D-115', totes: ['T-2'] },
  ]);
  await packhouse.scan('T-3');
  expect((await packhouse.screen('verify')).head.number).toBe('D-114');
});

test('X36: a parcel stays behind when the carrier leaves, and waits for the next one', async ({ packhouse }) => {
  await packhouse.signIn();
  const codes: string[] = [];
  for (const order of ['first', 'second']) {
    await packhouse.openNext();
    await packhouse.packAll();
    codes.push((await packhouse.screen('prove')).parcelCode);
    await packhouse.prove();
    await packhouse.until(({ screen }) => screen.name === 'done' && screen.state === 'shipped');
    expect([order, codes.length]).toEqual([order, new Set(codes).size]);
  }
  await packhouse.act('hand-over');
  await packhouse.see('load');
  await packhouse.scan(codes[0] ?? '');
  await packhouse.band('loaded');
  await packhouse.scan(codes[0] ?? '');
  await packhouse.band('parcel-loaded-already');
  await packhouse.scan(parcelCodeOf({ no: 999, epoch: 1 }, 1));
  await packhouse.band('parcel-unknown');
  await packhouse.act('finish');
  await packhouse.question('left-behind');
  await packhouse.choose('no');
  await packhouse.see('load');
  await packhouse.act('finish');
  await packhouse.question('left-behind');
  await packhouse.choose('yes');
  await packhouse.band('hand-over-done');
  await packhouse.act('hand-over');
  await packhouse.see('load');
  await packhouse.scan(codes[1] ?? '');
  await packhouse.band('loaded');
  await packhouse.act('finish');
  await packhouse.see('ready');
});

/** Everything that is ready is lent to this bench, so that what is to be picked is among it; but one order is cancelled first. */
async function claimAll(packhouse: Packhouse, butNot: string): Promise<void> {
  const { orders } = (await packhouse.office('GET', '/v1/orders')) as {
    readonly orders: readonly { readonly id: string; readonly number: string }[];
  };
  await packhouse.office('POST', `/v1/orders/${orders.find(({ number }) => number === butNot)?.id}/cancel`);
  const { stations } = (await packhouse.office('GET', '/v1/stations')) as {
    readonly stations: readonly { readonly id: string }[];
  };
  await packhouse.office('PATCH', `/v1/stations/${stations[0]?.id}`, { offline_buffer: 120 });
  // The station hears of its buffer when it greets the hub.
  await packhouse.demo({ kind: 'hub', running: false });
  await packhouse.until(({ strip }) => strip.network.state === 'offline');
  await packhouse.demo({ kind: 'hub', running: true });
  await packhouse.until(({ screen }) => screen.name === 'ready' && screen.picks === 2);
}
