import { expect } from '@playwright/test';
import { codeOf } from './bench-goods.ts';
import { type Packhouse, test } from './packhouse.ts';

const verify = (packhouse: Packhouse) => packhouse.screen('verify');
const current = async (packhouse: Packhouse) => (await verify(packhouse)).current?.sku;
const packed = async (packhouse: Packhouse) => (await verify(packhouse)).head.units.packed;

test('X16, X20 and X15: what is skipped comes back, what is broken is replaced, what is missing is left out', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.open('D-107');
  expect(await current(packhouse)).toBe('POSTER-A2');
  await packhouse.act('skip');
  await packhouse.band('skipped');
  expect(await current(packhouse)).toBe('PEN-7');
  await packhouse.act('damaged');
  await packhouse.question('damaged');
  await packhouse.choose('leaking');
  await packhouse.question('after-damage');
  await packhouse.choose('replace');
  await packhouse.band('damage-noted');
  await packhouse.scan(codeOf('PEN-7'));
  await packhouse.band('line-done');
  await packhouse.act('skip');
  await packhouse.band('last-line');
  await packhouse.act('by-hand');
  await packhouse.until(({ screen }) => screen.name === 'verify' && screen.head.units.packed === 2);
  await packhouse.act('short');
  await packhouse.question('short');
  await packhouse.choose('none-on-shelf');
  await packhouse.question('after-short');
  await packhouse.choose('ship-rest');
  await packhouse.closeBox();
  await packhouse.prove();
  await packhouse.band('shipped');
  const tasks = JSON.stringify(await packhouse.office('GET', '/v1/tasks'));
  expect(tasks).toContain('"cause":"short","sku":"POSTER-A2"');
  expect(tasks).toContain('"sku":"PEN-7","units":1,"reason":"leaking"');
});

test('X15 and X9: an order waits for what is missing, and says so when it is scanned again', async ({ packhouse }) => {
  await packhouse.signIn();
  await packhouse.open('D-108');
  await packhouse.page.getByRole('button', { name: /SHORT/ }).click();
  await packhouse.question('short');
  await packhouse.choose('misplaced');
  await packhouse.question('after-short');
  await packhouse.choose('elsewhere');
  await packhouse.see('verify');
  await packhouse.act('short');
  await packhouse.choose('too-few');
  await packhouse.question('after-short');
  await packhouse.choose('wait');
  await packhouse.see('ready');
  await packhouse.band('held');
  await packhouse.scan('D-108');
  await packhouse.band('order-held');
});

test('X21: the last scan, a whole line and a single unit are taken back; PARTIAL ships what is in the box', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.open('D-111');
  await packhouse.scan(codeOf('SODA-33'));
  await packhouse.scan(codeOf('SODA-33'));
  await packhouse.scan(codeOf('SODA-33'));
  await expect.poll(() => packed(packhouse)).toBe(3);
  await packhouse.act('undo');
  await packhouse.band('undone');
  expect(await packed(packhouse)).toBe(2);
  await packhouse.act('remove');
  await packhouse.band('removing');
  await packhouse.scan(codeOf('SODA-33'));
  await packhouse.band('removed');
  expect(await packed(packhouse)).toBe(1);
  await packhouse.act('undo-line');
  await expect.poll(() => packed(packhouse)).toBe(0);
  await packhouse.act('undo-line');
  await packhouse.band('nothing-to-undo');
  await packhouse.scan(codeOf('SODA-33', 6));
  await expect.poll(() => packed(packhouse)).toBe(6);
  await packhouse.act('partial');
  await packhouse.question('sure');
  await packhouse.act('confirm');
  await packhouse.closeBox();
  await packhouse.prove();
});
