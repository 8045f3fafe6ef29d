import { expect } from '@playwright/test';
import { mod3736 } from '../../src/core/check-character.ts';
import { stationCodeOf } from '../../src/core/place-code.ts';
import { CARD_CODES } from '../../src/core/scanner-card-codes.ts';
import { BADGE, test } from './packhouse.ts';

/*
 * Exceptions with a screen that other files show: X3, X31, X32 and X33 in paper.e2e.ts; X4 in trouble.e2e.ts; the saved order
 * in outage.e2e.ts; X37 in packing.e2e.ts.
 */

test('X5 and X2: a badge that nobody knows, and the code of another station', async ({ packhouse }) => {
  await packhouse.online();
  await packhouse.scan(`XB9999${mod3736('XB9999')}`);
  await packhouse.band('badge-unknown');
  await packhouse.see('signed-out');
  await packhouse.scan(stationCodeOf(77));
  await packhouse.band('wrong-station');
  const { band } = await packhouse.view();
  expect(band.detail.got).toBe('77');
  await packhouse.scan(stationCodeOf(Number(band.detail.expected)));
  await packhouse.band('station-right');
  await packhouse.scan(BADGE.mira);
  await packhouse.see('ready');
});

test('S15 and X8: a pause comes back to the very same screen, another person is asked first', async ({ packhouse }) => {
  await packhouse.signIn();
  await packhouse.openNext();
  const [code = ''] = await packhouse.panel('item');
  await packhouse.scan(code);
  await packhouse.until(({ screen }) => 'head' in screen && screen.head.units.packed > 0);
  const { screen: before } = await packhouse.view();
  await packhouse.act('lock');
  await packhouse.see('locked');
  await packhouse.scan(code);
  await packhouse.band('locked');
  await packhouse.scan(BADGE.mira);
  await packhouse.until(({ screen }) => screen.name === before.name);
  expect((await packhouse.view()).screen).toEqual(before);

  await packhouse.page.keyboard.press('Escape');
  await packhouse.act('lock');
  await packhouse.see('locked');
  await packhouse.scan(BADGE.jonas);
  await packhouse.question('take-over');
  await packhouse.choose('no');
  await packhouse.until(({ question, screen }) => question === null && screen.name === 'locked');
  await packhouse.scan(BADGE.jonas);
  await packhouse.question('take-over');
  await packhouse.choose('take-over');
  const { screen, strip } = await packhouse.until(({ screen: now }) => now.name === before.name);
  expect(screen).toEqual(before);
  expect(strip.person?.name).toBe('Jonas W.');
});

test('S16: training begins and ends by a supervisor, and nothing of it reaches the hub', async ({ packhouse }) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await expect.poll(async () => (await packhouse.view()).strip.unsent).toBe(0);
  const before = await packhouse.office('GET', '/v1/summary');
  const orders = await packhouse.office('GET', '/v1/orders?limit=1000');
  await packhouse.act('train');
  await packhouse.question('approval');
  await packhouse.scan(BADGE.nia);
  await packhouse.band('not-a-supervisor');
  await packhouse.scan(BADGE.thea);
  await page.locator('[data-mode="training"][data-screen="ready"]').waitFor();
  await expect(page.locator('.training-frame')).toBeVisible();

  await packhouse.openNext();
  const { head } = await packhouse.screen('verify');
  await packhouse.packAll();
  await packhouse.prove();
  await packhouse.band('saved');
  await packhouse.act('sign-out');
  await packhouse.see('signed-out');
  await packhouse.scan(BADGE.mira);
  await packhouse.see('ready');
  await packhouse.act('train');
  await packhouse.scan(BADGE.thea);
  await page.locator('[data-mode="demo"][data-screen="ready"]').waitFor();
  await expect(page.locator('.training-frame')).toHaveCount(0);

  await expect.poll(async () => (await packhouse.view()).strip.unsent).toBe(0);
  expect(await packhouse.office('GET', '/v1/orders?limit=1000')).toEqual(orders);
  expect((before as { shipped: number }).shipped).toBe(
    ((await packhouse.office('GET', '/v1/summary')) as { shipped: number }).shipped,
  );
  await packhouse.scan(head.number);
  expect((await packhouse.screen('verify')).head.units.packed).toBe(0);
});

test('S0: the self-test and the card that tries a scanner', async ({ packhouse }) => {
  const { page } = packhouse;
  await packhouse.online();
  await packhouse.act('status');
  await expect(page.locator('[data-sheet="status"] li')).toHaveCount(8);
  await expect(page.locator('[data-sheet="status"] [data-level="lost"]')).toHaveCount(0);
  await packhouse.act('status');
  await expect(page.locator('[data-sheet="status"]')).toHaveCount(0);

  await packhouse.act('check-scanner');
  await packhouse.see('card');
  for (const { id, aims, text } of CARD_CODES) {
    await packhouse.scan(id === 'ean-8' ? text.slice(0, -1) : `]${aims[0]}${text}`);
  }
  await page.locator('.card-test[data-verdict="bad"], .card-test[data-verdict="usable"]').waitFor();
  const { report } = await packhouse.screen('card');
  expect(report.findings.map(({ code }) => code)).toContain('check-digit-stripped');
  await packhouse.scan(']E496385074');
  await page.locator('.card-test[data-verdict="good"]').waitFor();
  await packhouse.act('finish');
  await packhouse.act('finish');
  await packhouse.see('signed-out');
});
