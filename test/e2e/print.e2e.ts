import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { JobState } from '../../src/core/print.ts';
import type { View } from '../../src/core/view.ts';
import { codeOf } from './bench-goods.ts';
import { type Packhouse, test } from './packhouse.ts';

/** Sheets of paper that have come out, counted where they lie. */
function sheets({ folder }: Packhouse, printer: 'label' | 'label-2' | 'slip'): number {
  const stack = join(folder, 'pictures', `${printer}s`);
  return existsSync(stack) ? readdirSync(stack).filter((name) => name.startsWith('sheet-')).length : 0;
}

function labelOf({ screen }: View) {
  return screen.name === 'label' || screen.name === 'prove' ? screen.label : null;
}

async function packNext(packhouse: Packhouse): Promise<void> {
  await packhouse.openNext();
  await packhouse.packAll();
}

const inState = (state: JobState) => (view: View) => labelOf(view)?.state === state;

test('a lid that opens while the label prints: it goes on by itself when it is closed, and one sheet comes out', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.openNext();
  await packhouse.packAll();
  await packhouse.until((view) => labelOf(view)?.state === 'sending');
  await packhouse.demo({ kind: 'printer', printer: 'label', fault: 'cover-open' });
  await packhouse.until((view) => labelOf(view)?.conditions.includes('cover_open') === true);
  await expect(packhouse.page.locator('[data-trouble="attention"]')).toBeVisible();
  expect(sheets(packhouse, 'label')).toBe(0);
  await packhouse.demo({ kind: 'printer', printer: 'label', fault: 'none' });
  await packhouse.see('prove');
  await packhouse.prove();
  expect(sheets(packhouse, 'label')).toBe(1);
});

test('a line that is cut in mid label: nobody knows, the packer says that nothing came out, and one sheet does', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.openNext();
  await packhouse.demo({ kind: 'printer', printer: 'label', fault: 'drop-line' });
  await packhouse.packAll();
  await packhouse.until(inState('unknown'));
  await expect(packhouse.page.locator('[data-trouble="unknown"]')).toBeVisible();
  // It must never be sent again by itself.
  await packhouse.act('retry');
  await packhouse.band('not-now');
  expect(sheets(packhouse, 'label')).toBe(0);
  await packhouse.act('no-label');
  await packhouse.see('prove');
  await packhouse.prove();
  expect(sheets(packhouse, 'label')).toBe(1);
});

test('the neighbour prints what the usual printer cannot, once, and is remembered for this box', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.openNext();
  await packhouse.demo({ kind: 'printer', printer: 'label', fault: 'paper-out' });
  await packhouse.packAll();
  await packhouse.until(inState('not_sent'));
  await packhouse.act('other-printer');
  const proving = await packhouse.until(({ screen }) => screen.name === 'prove');
  expect(labelOf(proving)).toMatchObject({ printer: 'Neighbour printer', copy: 1 });
  await packhouse.demo({ kind: 'printer', printer: 'label', fault: 'none' });
  await packhouse.prove();
  expect([sheets(packhouse, 'label'), sheets(packhouse, 'label-2')]).toEqual([0, 1]);
});

test('a label that the usual printer may still hold goes to the neighbour only when the packer answers for it', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.openNext();
  await packhouse.packAll();
  await packhouse.until(inState('sending'));
  await packhouse.demo({ kind: 'printer', printer: 'label', fault: 'paper-out' });
  await packhouse.until(inState('attention'));
  await packhouse.act('other-printer');
  await packhouse.question('twice');
  await packhouse.choose('yes');
  await packhouse.see('prove');
  await packhouse.prove();
  // What the first printer held was thrown out when the packer said so: it prints nothing afterwards.
  await packhouse.demo({ kind: 'printer', printer: 'label', fault: 'none' });
  await packNext(packhouse);
  await packhouse.see('prove');
  await packhouse.prove();
  expect([sheets(packhouse, 'label'), sheets(packhouse, 'label-2')]).toEqual([1, 1]);
});

test('print later: the box is parked, the next order goes on, and its label comes when somebody fetches it', async ({
  packhouse,
}) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await packhouse.openNext();
  const parkedNumber = (await packhouse.screen('verify')).head.number;
  await packhouse.demo({ kind: 'printer', printer: 'label', fault: 'offline' });
  await packhouse.packAll();
  await packhouse.until((view) => labelOf(view)?.code === 'UNREACHABLE');
  await packhouse.act('park');
  await packhouse.see('ready');
  await expect(page.locator('.parked-card')).toBeVisible();
  const { strip } = await packhouse.view();
  expect(strip.parked).toBe(1);

  await packhouse.demo({ kind: 'printer', printer: 'label', fault: 'none' });
  await packNext(packhouse);
  await packhouse.see('prove');
  await packhouse.prove();
  // Nothing of the parked box was printed unasked.
  expect(sheets(packhouse, 'label')).toBe(1);
  await packhouse.act('parked');
  await packhouse.until(({ screen }) => screen.name === 'prove' && screen.head.number === parkedNumber);
  await packhouse.prove();
  expect(sheets(packhouse, 'label')).toBe(2);
});

test('a reprint needs a reason, then a lead; the same number twice is caught at the vehicle', async ({ packhouse }) => {
  await packhouse.signIn();
  await packNext(packhouse);
  await packhouse.see('prove');
  await packhouse.act('reprint');
  await packhouse.question('reprint');
  await packhouse.choose('torn');
  await packhouse.until((view) => labelOf(view)?.copy === 2 && view.screen.name === 'prove');
  await packhouse.act('reprint');
  await packhouse.question('reprint');
  await packhouse.choose('smeared');
  await packhouse.question('approval');
  await packhouse.approve();
  const third = await packhouse.until((view) => labelOf(view)?.copy === 3 && view.screen.name === 'prove');
  const code = third.screen.name === 'prove' ? third.screen.parcelCode : '';
  await packhouse.prove();
  expect(sheets(packhouse, 'label')).toBe(3);
  await packhouse.act('hand-over');
  await packhouse.see('load');
  await packhouse.scan(code);
  await packhouse.band('loaded');
  await packhouse.scan(`]C0${code}`);
  await packhouse.stop('label-copy');
});

test('a parcel that has left is shown with its time, and its label can be printed once more', async ({ packhouse }) => {
  await packhouse.signIn();
  await packhouse.openNext();
  const { number } = (await packhouse.screen('verify')).head;
  await packhouse.packAll();
  await packhouse.prove();
  await packhouse.until(({ screen }) => screen.name === 'done' && screen.state === 'shipped');
  await packhouse.scan(number);
  await packhouse.band('order-shipped');
  const { band } = await packhouse.view();
  expect(band.detail).toMatchObject({ reprint: true, sinceMs: expect.any(Number) });
  await packhouse.act('reprint');
  await packhouse.choose('lost');
  await packhouse.band('copy-printing');
  await expect.poll(() => sheets(packhouse, 'label')).toBe(2);
});

test('a carrier’s label in ZPL comes out as it was given, and its own number proves it', async ({ packhouse }) => {
  await packhouse.signIn();
  await packhouse.open('D-118');
  await packhouse.packAll();
  const { screen } = await packhouse.until((view) => view.screen.name === 'prove');
  expect(screen).toMatchObject({ tracking: expect.stringMatching(/^TRK/) });
  await packhouse.prove();
  const attempts = await packhouse.office('GET', '/v1/print-attempts?order=D-118');
  expect(JSON.stringify(attempts)).toContain('odometer');
});

test('a carrier’s label in PDF is drawn for this print head and proved', async ({ packhouse }) => {
  await packhouse.signIn();
  await packhouse.open('D-119');
  await packhouse.packAll();
  await packhouse.prove();
});

test('a carrier’s label that is not here yet is awaited, and printed when it comes', async ({ packhouse }) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await packhouse.open('D-120');
  await packhouse.packAll();
  await packhouse.until(inState('awaited'));
  await expect(page.locator('.awaited')).toBeVisible();
  await expect(page.locator('.awaited[data-late="true"]')).toBeVisible();
  const { orders } = (await packhouse.office('GET', '/v1/orders?limit=1000')) as {
    readonly orders: readonly { readonly id: string; readonly number: string }[];
  };
  const id = orders.find(({ number }) => number === 'D-120')?.id ?? '';
  const tracking = 'TRK0000000999';
  const zpl = `^XA^PW812^LL1218^FO60,80^A0N,60,60^FDDEMO PARCEL^FS^BY3^FO90,300^BCN,200,Y,N,N^FD${tracking}^FS^XZ`;
  await packhouse.office('PUT', `/v1/orders/${id}/documents`, {
    kind: 'label',
    parcel: 1,
    format: 'zpl',
    dpi: 203,
    tracking,
    bytes: Buffer.from(zpl).toString('base64'),
  });
  await packhouse.until(({ screen }) => screen.name === 'prove' && screen.tracking === tracking);
  await packhouse.prove();
});

test('the printers’ sheet shows every printer and every paper, and a paper can be looked at large', async ({
  packhouse,
}) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await packNext(packhouse);
  await packhouse.see('prove');
  await packhouse.act('printers');
  await expect(page.locator('[data-sheet="printers"]')).toBeVisible();
  for (const name of ['Label printer', 'Neighbour printer', 'Slip printer']) {
    await expect(page.locator('[data-sheet="printers"]').getByText(name).first()).toBeVisible();
  }
  await page.locator('.printers__job[data-job]').first().click();
  const paper = page.locator('.paper-sheet[data-paper] img').first();
  await expect(paper).toBeVisible();
  expect(await paper.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBeGreaterThan(500);
});

test('a gift’s message is printed as a note of its own, while the packer is asked to put it in', async ({
  packhouse,
}) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await packhouse.open('D-116');
  await packhouse.scan(codeOf('SOCK-43'));
  await packhouse.scan(codeOf('CARD-GIFT'));
  await packhouse.until(({ screen }) => screen.name === 'box' && screen.cartons.length > 0);
  await packhouse.act('confirm');
  const { expected } = await packhouse.screen('weigh');
  await packhouse.demo({ kind: 'scale', grams: expected.grams });
  await packhouse.see('papers');
  await packhouse.until(({ screen }) => screen.name === 'papers' && screen.papers[0]?.state === 'printed');
  expect(sheets(packhouse, 'slip')).toBe(1);
  await packhouse.act('confirm');
  await packhouse.until(({ screen }) => screen.name === 'papers' && screen.todo.length === 1);
  // The same card twice in a moment is one wish; the key is another.
  await page.getByRole('button', { name: /CONFIRM/ }).click();
  await packhouse.prove();
  await expect.poll(() => sheets(packhouse, 'slip')).toBe(2);
});
