import { expect } from '@playwright/test';
import { codeOf } from './bench-goods.ts';
import { newOrder } from './new-order.ts';
import { otherStation } from './other-station.ts';
import { BADGE, type Packhouse, test } from './packhouse.ts';

const ONE_CUP = { lines: [{ sku: 'CUP-2', quantity: 1 }] };

async function packCup(packhouse: Packhouse, number: string): Promise<void> {
  await packhouse.open(number);
  await packhouse.scan(codeOf('CUP-2'));
  await packhouse.closeBox();
  await packhouse.prove();
  await packhouse.until(({ screen }) => screen.name === 'done' && screen.state === 'shipped');
}

test('X8: who has it, where and since when; a supervisor takes it over, and the other bench has lost it', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  const id = await newOrder(packhouse, { number: 'M-1', ...ONE_CUP, priority: 9 });
  const other = await otherStation(packhouse, 'Station 9');
  const fence = await other.claim(id);
  await expect
    .poll(async () => {
      await packhouse.scan('M-1');
      return (await packhouse.view()).stop?.detail.station;
    })
    .toBe('Station 9');
  await packhouse.approve('no-choice');
  await packhouse.see('verify');
  expect((await packhouse.screen('verify')).head.number).toBe('M-1');
  await packhouse.scan(codeOf('CUP-2'));
  await packhouse.closeBox();
  await packhouse.prove();
  await packhouse.until(({ screen }) => screen.name === 'done' && screen.state === 'shipped');
  // The other bench had packed it all the same: its parcel is known, and does not count.
  expect(await other.ship(id, fence, 1)).toBe('double_ship');
});

test('an order that another bench takes over in mid-pack closes here, with what to do', async ({ packhouse }) => {
  await packhouse.signIn();
  const id = await newOrder(packhouse, { number: 'M-2', lines: [{ sku: 'CUP-2', quantity: 2 }] });
  await packhouse.open('M-2');
  await packhouse.scan(codeOf('CUP-2'));
  const other = await otherStation(packhouse, 'Station 8');
  const { people } = (await packhouse.office('PUT', '/v1/people', {
    people: [{ name: 'Thea S.', role: 'supervisor', badge: BADGE.thea }],
  })) as { readonly people: readonly { readonly id: string }[] };
  await other.takeOver(id, people[0]?.id ?? '');
  await packhouse.stop('order-lost');
  expect((await packhouse.view()).stop?.detail).toMatchObject({ number: 'M-2', station: 'Station 8' });
  await packhouse.act('acknowledge');
  await packhouse.see('ready');
});

test('X35: one order packed twice is shown on both sides, and one answer settles it at the hub', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  const id = await newOrder(packhouse, { number: 'M-3', ...ONE_CUP });
  const other = await otherStation(packhouse, 'Station 7');
  await packCup(packhouse, 'M-3');
  expect(await other.ship(id, 1, 1)).toBe('double_ship');
  await packhouse.until(({ strip }) => strip.conflicts === 1);
  await packhouse.until(({ screen }) => screen.name === 'ready' || screen.name === 'done');
  await packhouse.act('conflicts');
  await packhouse.question('conflict');
  await expect(packhouse.page.locator('.conflict__side')).toHaveCount(2);
  await packhouse.page.screenshot({ path: 'out/e2e-conflict.png' });
  await packhouse.choose('keep-first');
  await packhouse.until(({ strip, question }) => strip.conflicts === 0 && question === null);
  await expect
    .poll(async () => {
      const { conflicts } = (await packhouse.office('GET', '/v1/conflicts?open=false')) as {
        readonly conflicts: readonly {
          readonly number: string;
          readonly resolution: { readonly answer: string } | null;
        }[];
      };
      return conflicts.find(({ number }) => number === 'M-3')?.resolution?.answer;
    })
    .toBe('keep-first');
});

test('a drill cuts the network in software, packing goes on, and it ends with a score', async ({ packhouse }) => {
  await packhouse.signIn();
  await newOrder(packhouse, { number: 'M-4', ...ONE_CUP, priority: 1 });
  await packhouse.until(({ strip }) => strip.unsent === 0);
  await packhouse.act('drill');
  await packhouse.question('drill');
  await packhouse.choose('minutes-5');
  await packhouse.question('approval');
  await packhouse.scan(BADGE.thea);
  await packhouse.until(({ strip }) => strip.drill !== null && strip.network.state === 'offline');
  await packhouse.openNext();
  await packhouse.packAll();
  await packhouse.prove();
  await packhouse.band('saved');
  await packhouse.until(({ phase }) => phase === 'done');
  await packhouse.act('next');
  await packhouse.see('verify');
  await packhouse.act('put-back');
  await packhouse.question('sure');
  await packhouse.act('confirm');
  await packhouse.see('ready');
  await packhouse.act('drill');
  await packhouse.question('drill-over');
  const { question } = await packhouse.view();
  expect(question?.drill).toMatchObject({ shipped: 1, refused: 0 });
  await packhouse.choose('yes');
  await packhouse.until(({ strip }) => strip.network.state === 'online' && strip.unsent === 0);
});
