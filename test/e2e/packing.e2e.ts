import { expect } from '@playwright/test';
import { start, test } from './packhouse.ts';

test('a packer signs in by badge, packs a real order, proves its label and sees it shipped', async ({ packhouse }) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await expect(page.getByRole('button', { name: /NEXT/ }).first()).toBeEnabled();
  await packhouse.openNext();
  await packhouse.packAll();
  await packhouse.see('prove');
  const { screen } = await packhouse.view();
  const code = screen.name === 'prove' ? screen.parcelCode : '';
  expect(await packhouse.label()).toBe(code);
  await packhouse.scan(await packhouse.label());
  await packhouse.see('done');
  await expect(page.locator('[data-band="shipped"]')).toBeVisible();
  await expect.poll(async () => (await packhouse.view()).strip.unsent).toBe(0);
});

test('signs in by PIN on the keys of the screen', async ({ packhouse }) => {
  const { page } = packhouse;
  await expect(page.getByRole('button', { name: 'Mira K.' })).toBeVisible();
  await page.getByRole('button', { name: 'Mira K.' }).click();
  for (const digit of '9999') await page.keyboard.press(`Digit${digit}`);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-band="pin-wrong"]')).toBeVisible();
  for (const digit of '2580') await page.keyboard.press(`Digit${digit}`);
  await page.keyboard.press('Enter');
  await packhouse.see('ready');
});

test('stops at a wrong item until it is seen, and shows both', async ({ packhouse }) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await packhouse.openNext();
  const [wrong] = await packhouse.panel('wrong');
  await packhouse.scan(wrong ?? '');
  await expect(page.locator('[data-stop="wrong-item"]')).toBeVisible();
  const [right] = await packhouse.panel('item');
  await packhouse.scan(right ?? '');
  await expect.poll(async () => (await packhouse.view()).band.code).toBe('stopped');
  const { screen } = await packhouse.view();
  expect(screen.name === 'verify' && screen.head.units.packed).toBe(0);
  await packhouse.act('acknowledge');
  await expect(page.locator('[data-stop]')).toHaveCount(0);
});

test('refuses an unknown code, a damaged command and another order in words', async ({ packhouse }) => {
  const { page } = packhouse;
  await packhouse.signIn();
  const orders = await packhouse.panel('order');
  await packhouse.openNext();
  await packhouse.scan('XQNEXTC');
  await expect(page.locator('[data-band="invalid-code"]')).toBeVisible();
  await packhouse.scan(orders[1] ?? '');
  await expect(page.locator('[data-band="other-order"]')).toBeVisible();
  await packhouse.scan('4006381333931');
  await expect(page.locator('[data-stop="unknown-code"]')).toBeVisible();
});

test('undo takes the last scan back, by touch', async ({ packhouse }) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await packhouse.openNext();
  const [code] = await packhouse.panel('item');
  await packhouse.scan(code ?? '');
  await page.getByRole('button', { name: /UNDO/ }).click();
  await expect(page.locator('[data-band="undone"]')).toBeVisible();
  const { screen } = await packhouse.view();
  expect(screen.name === 'verify' && screen.head.units.packed).toBe(0);
});

test('takes a scanner that types like a keyboard, and two quick equal scans as two', async ({ packhouse }) => {
  const { page } = packhouse;
  await packhouse.signIn();
  const [order] = await packhouse.panel('order');
  await page.keyboard.type(order ?? '');
  await page.keyboard.press('Enter');
  await packhouse.see('verify');
  const { screen } = await packhouse.view();
  expect(screen.name === 'verify' && screen.head.number).toBe(order);
});

test('comes back to the very same screen after kill -9', async ({ folder }) => {
  const first = await start(folder);
  await first.signIn();
  await first.openNext();
  const [code] = await first.panel('item');
  await first.scan(code ?? '');
  await expect.poll(async () => (await first.view()).band.code).not.toBe('order-open');
  const before = (await first.view()).screen;
  const gone = new Promise<void>((resolve) => first.app.process().once('exit', () => resolve()));
  // The whole group at once, as a power cut would: Chromium's own children outlive a killed parent for a while.
  process.kill(-(first.app.process().pid ?? 0), 'SIGKILL');
  await gone;

  const second = await start(folder);
  await second.see('verify');
  expect((await second.view()).screen).toEqual(before);
  await second.app.close();
});
