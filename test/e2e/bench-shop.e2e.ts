import { expect } from '@playwright/test';
import { codeOf } from './bench-goods.ts';
import { newOrder } from './new-order.ts';
import { test } from './packhouse.ts';

const TWO_LINES = [
  { sku: 'CUP-2', quantity: 2 },
  { sku: 'TEA-40', quantity: 1 },
];

test('X7, X12 and X9: a tote of two orders, an order without an address, one that has left', async ({ packhouse }) => {
  await packhouse.signIn();
  await newOrder(packhouse, { number: 'S-1', tote: 'TOTE-7', lines: [{ sku: 'CUP-2', quantity: 1 }] });
  await newOrder(packhouse, { number: 'S-2', tote: 'TOTE-7', lines: [{ sku: 'TEA-40', quantity: 1 }] });
  await packhouse.scan('TOTE-7');
  await packhouse.band('ambiguous-code');
  await packhouse.scan('D-117');
  await packhouse.band('order-problem');
  await packhouse.open('S-2');
  await packhouse.scan(codeOf('TEA-40'));
  await packhouse.closeBox();
  await packhouse.prove();
  await packhouse.until(({ screen }) => screen.name === 'done' && screen.state === 'shipped');
  await packhouse.scan('S-2');
  await packhouse.band('order-shipped');
  await packhouse.open('TOTE-7');
  expect((await packhouse.screen('verify')).head.number).toBe('S-1');
});

test('X10: the shop takes a line away and one unit back in mid-pack; the difference is shown and accepted', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  const id = await newOrder(packhouse, { number: 'S-3', lines: TWO_LINES });
  await packhouse.open('S-3');
  await packhouse.scan(codeOf('TEA-40'));
  await packhouse.scan(codeOf('CUP-2'));
  await packhouse.until(({ screen }) => screen.name === 'verify' && screen.head.units.packed === 2);
  await packhouse.office('PATCH', `/v1/orders/${id}`, {
    lines: [
      { sku: 'CUP-2', quantity: 1 },
      { sku: 'SPOON-W', quantity: 1 },
    ],
  });
  await packhouse.question('changed');
  expect((await packhouse.view()).question?.changes).toMatchObject([
    { what: 'quantity', name: 'Tea cup', from: '2', to: '1' },
    { what: 'line-removed', name: 'Evening tea 40 g', from: '1' },
    { what: 'line-added', name: 'Wooden spoon', to: '1' },
  ]);
  await packhouse.scan(codeOf('TEA-40'));
  await packhouse.band('answer-first');
  await packhouse.act('confirm');
  const { screen } = await packhouse.until(({ question }) => question === null);
  expect(screen).toMatchObject({ name: 'verify', head: { units: { packed: 1, ordered: 2 } } });
  expect(screen.name === 'verify' && screen.done.map(({ sku }) => sku)).toEqual(['CUP-2']);
  await packhouse.scan(codeOf('SPOON-W'));
  await packhouse.closeBox();
  await packhouse.prove();
  await packhouse.band('shipped');
});

test('X10: the shop cancels in mid-pack; the bench stops and gives the goods back', async ({ packhouse }) => {
  await packhouse.signIn();
  const id = await newOrder(packhouse, { number: 'S-4', lines: TWO_LINES });
  await packhouse.open('S-4');
  await packhouse.scan(codeOf('CUP-2'));
  await packhouse.office('POST', `/v1/orders/${id}/cancel`);
  await packhouse.stop('order-cancelled');
  await packhouse.scan(codeOf('CUP-2'));
  await expect.poll(async () => (await packhouse.view()).band.code).toBe('stopped');
  await packhouse.act('acknowledge');
  await packhouse.see('ready');
  await packhouse.band('order-dropped');
  await expect
    .poll(async () => JSON.stringify(await packhouse.office('GET', '/v1/orders?state=cancelled')))
    .toContain('"S-4"');
});
