import { expect } from '@playwright/test';
import { test } from './packhouse.ts';

test('says that the labels are out, prints by itself when there are new ones, and prints once', async ({
  packhouse,
}) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await packhouse.openNext();
  await packhouse.demo({ kind: 'printer', printer: 'label', fault: 'paper-out' });
  await packhouse.packAll();
  await packhouse.see('label');
  await expect
    .poll(async () => {
      const { screen } = await packhouse.view();
      return screen.name === 'label' ? screen.label.conditions : [];
    })
    .toContain('paper_out');
  await expect(page.getByText('The roll', { exact: false }).or(page.getByText('No labels')).first()).toBeVisible();
  await packhouse.demo({ kind: 'printer', printer: 'label', fault: 'none' });
  await packhouse.see('prove');
  await packhouse.scan(await packhouse.label());
  await packhouse.see('done');
});

test('a printer that is off is said to be away, and RETRY works when it is back', async ({ packhouse }) => {
  await packhouse.signIn();
  await packhouse.openNext();
  await packhouse.demo({ kind: 'printer', printer: 'label', fault: 'offline' });
  await packhouse.packAll();
  await packhouse.see('label');
  await expect
    .poll(async () => {
      const { screen } = await packhouse.view();
      return screen.name === 'label' ? screen.label.code : null;
    })
    .toBe('UNREACHABLE');
  await packhouse.demo({ kind: 'printer', printer: 'label', fault: 'none' });
  await packhouse.see('prove');
});

test('the label of another box stops the order; only its own ships it', async ({ packhouse }) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await packhouse.openNext();
  await packhouse.packAll();
  await packhouse.see('prove');
  const first = await packhouse.label();
  await packhouse.scan(first);
  await packhouse.see('done');
  await packhouse.openNext();
  await packhouse.packAll();
  await packhouse.see('prove');
  await packhouse.scan(first);
  await expect(page.locator('[data-stop="wrong-label"]')).toBeVisible();
  await packhouse.act('acknowledge');
  await expect.poll(async () => packhouse.label()).not.toBe(first);
  await packhouse.scan(await packhouse.label());
  await packhouse.see('done');
});
