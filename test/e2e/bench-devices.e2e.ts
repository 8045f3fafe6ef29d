import { expect } from '@playwright/test';
import { codeOf } from './bench-goods.ts';
import { BADGE, test } from './packhouse.ts';

test('X1: without a scanner typed codes go on, marked as typed; plugged in again it reads on', async ({
  packhouse,
}) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await packhouse.open('D-108');
  await packhouse.demo({ kind: 'scanner', plugged: false });
  await packhouse.until(({ strip }) => strip.scanner.state === 'lost');
  await expect(page.locator('.strip')).toContainText('Scanner');
  await page.keyboard.type(codeOf('PEN-7'), { delay: 60 });
  await expect(page.locator('.typed')).toContainText(codeOf('PEN-7'));
  await page.keyboard.press('Enter');
  await packhouse.until(({ screen }) => screen.name === 'verify' && screen.head.units.packed === 1);
  await packhouse.demo({ kind: 'scanner', plugged: true });
  await packhouse.until(({ strip }) => strip.scanner.state === 'well');
  // The same code from two devices within 150 ms is one read (rule D4); no hand is that fast, but this test may be.
  await packhouse.act('repeat');
  await packhouse.scan(codeOf('PEN-7'));
  await packhouse.see('box');
});

test('X25 and X26: a box that is too light stops; without a scale its weight is typed', async ({ packhouse }) => {
  const { page } = packhouse;
  const suggested = () => packhouse.until(({ screen }) => screen.name === 'box' && screen.cartons.length > 0);
  await packhouse.signIn();
  await packhouse.open('D-111');
  await packhouse.scan(codeOf('SODA-33', 6));
  await packhouse.act('new-box');
  await suggested();
  await packhouse.act('confirm');
  const { expected } = await packhouse.screen('weigh');
  await packhouse.demo({ kind: 'scale', grams: expected.grams - 352 });
  await packhouse.stop('weight-low');
  expect((await packhouse.screen('weigh')).likely).toMatchObject({ name: 'Ginger soda 0.33 l', units: -1 });
  await packhouse.act('acknowledge');
  await packhouse.demo({ kind: 'scale', grams: expected.grams + 352 });
  await packhouse.stop('weight-high');
  await packhouse.scan(BADGE.jonas);
  await expect.poll(async () => (await packhouse.view()).band.code).toBe('not-a-supervisor');
  await packhouse.approve('scale-wrong');
  await packhouse.see('verify');

  await packhouse.demo({ kind: 'scale', grams: 0 });
  await packhouse.scan(codeOf('SODA-33'));
  await suggested();
  await page.getByRole('button', { name: /CONFIRM/ }).click();
  const second = await packhouse.screen('weigh');
  await packhouse.demo({ kind: 'scale-cable', plugged: false });
  await packhouse.until(({ strip, screen }) => strip.scale.state === 'lost' && 'live' in screen && !screen.live);
  await packhouse.act('weigh');
  await packhouse.band('no-scale');
  await page.getByRole('button', { name: /weight/i }).click();
  await page.keyboard.type(String(second.expected.grams), { delay: 60 });
  await page.keyboard.press('Enter');
  await packhouse.prove();
  await packhouse.prove();
  await packhouse.see('done');
});

test('X11: without the network old data is opened only when that is meant; what the hub lends must wait', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.demo({ kind: 'hub', running: false });
  await packhouse.until(({ strip }) => strip.network.state === 'offline');
  await packhouse.scan('D-101');
  await packhouse.band('order-needs-hub');
  const [number = ''] = await packhouse.panel('order');
  await packhouse.app.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 5 * 3_600_000;
  });
  await packhouse.scan(number);
  await packhouse.stop('order-stale');
  await packhouse.act('confirm');
  expect((await packhouse.screen('verify')).head.number).toBe(number);
});
