import { expect } from '@playwright/test';
import { test } from './packhouse.ts';

test('packs and ships without a network, says saved, and reports each order once when the hub is back', async ({
  packhouse,
}) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await packhouse.demo({ kind: 'hub', running: false });
  await expect.poll(async () => (await packhouse.view()).strip.network.state).toBe('offline');
  for (let orders = 1; orders <= 2; orders += 1) {
    await packhouse.openNext();
    await packhouse.packAll();
    await packhouse.see('prove');
    const { screen } = await packhouse.view();
    await packhouse.scan(screen.name === 'prove' ? screen.parcelCode : '');
    await packhouse.see('done');
    await expect(page.locator('[data-band="saved"]')).toBeVisible();
    expect((await packhouse.view()).strip.unsentOrders).toBe(orders);
  }
  await packhouse.demo({ kind: 'hub', running: true });
  await expect(page.locator('[data-band="shipped"]')).toBeVisible({ timeout: 30_000 });
  await expect.poll(async () => (await packhouse.view()).strip.unsent).toBe(0);
});
