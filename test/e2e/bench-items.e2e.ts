import { expect } from '@playwright/test';
import { binOf, codeOf, dateIn, gs1 } from './bench-goods.ts';
import { BADGE, type Packhouse, test } from './packhouse.ts';

const unitsIn = async ({ view }: Packhouse) => {
  const { screen } = await view();
  return 'head' in screen ? screen.head.units.packed : null;
};

const putBack = async (packhouse: Packhouse) => {
  await packhouse.act('put-back');
  await packhouse.question('sure');
  await packhouse.choose('yes');
  await packhouse.see('ready');
};

test('X18: another lot goes when it is scanned again, an old unit never, one with few days left by a supervisor', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.open('D-101');
  await packhouse.scan(gs1('SALVE-50', { 10: 'C24-117' }));
  await packhouse.band('accepted');
  const other = gs1('SALVE-50', { 10: 'C24-999' });
  await packhouse.scan(other);
  await packhouse.stop('wrong-lot');
  await packhouse.scan(codeOf('SALVE-50'));
  await expect.poll(async () => (await packhouse.view()).band.code).toBe('stopped');
  expect(await unitsIn(packhouse)).toBe(1);
  await packhouse.scan(other);
  await expect.poll(() => unitsIn(packhouse)).toBe(2);
  await packhouse.scan(codeOf('SALVE-50'));
  await packhouse.band('scan-lot');
  await expect(packhouse.page.locator('.capture[data-ask="lot"]')).toBeVisible();
  await packhouse.scan('C24-118');
  await packhouse.closeBox();
  await packhouse.prove();

  await packhouse.open('D-102');
  await packhouse.scan(gs1('GRANOLA-400', { 17: dateIn(-1), 10: 'G1' }));
  await packhouse.stop('expired');
  await packhouse.scan(BADGE.thea);
  await expect.poll(async () => (await packhouse.view()).band.code).toBe('stopped');
  await packhouse.act('acknowledge');
  await packhouse.scan(gs1('GRANOLA-400', { 17: dateIn(12), 10: 'G1' }));
  await packhouse.stop('shelf-life');
  await packhouse.approve('customer-agrees');
  await expect.poll(() => unitsIn(packhouse)).toBe(1);
  await packhouse.scan(codeOf('GRANOLA-400'));
  await packhouse.band('scan-lot');
  await packhouse.scan('G2');
  await packhouse.band('scan-expiry');
  await packhouse.scan(`]d217${dateIn(200)}`);
  await packhouse.see('box');
});

test('X18: a serial counts once and must look like one; a weight comes from the code or the scale', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.open('D-103');
  await packhouse.scan(codeOf('LAMP-RL'));
  await packhouse.band('scan-serial');
  await packhouse.scan('RL000017');
  await expect.poll(() => unitsIn(packhouse)).toBe(1);
  await packhouse.scan(gs1('LAMP-RL', { 21: 'RL000017' }));
  await packhouse.band('serial-counted');
  await packhouse.scan(gs1('LAMP-RL', { 21: 'LR-17' }));
  await packhouse.stop('wrong-serial');
  await packhouse.act('acknowledge');
  await packhouse.scan(gs1('LAMP-RL', { 21: 'RL000018' }));
  await expect.poll(() => unitsIn(packhouse)).toBe(2);
  await putBack(packhouse);

  await packhouse.open('D-104');
  await packhouse.scan(gs1('CHEESE-1', { 3103: '000700' }));
  await packhouse.stop('weight-range');
  await packhouse.act('acknowledge');
  await packhouse.scan(gs1('CHEESE-1', { 3103: '001040' }));
  await expect.poll(() => unitsIn(packhouse)).toBe(1);
  await packhouse.scan(codeOf('CHEESE-1'));
  await packhouse.band('scan-weight');
  await packhouse.demo({ kind: 'scale', grams: 985 });
  await packhouse.see('box');
  expect(await unitsIn(packhouse)).toBe(2);
});

test('X22: a kit is packed by its parts where the order says so, or once a supervisor breaks it', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.open('D-106');
  await packhouse.scan(codeOf('TEA-SET'));
  await packhouse.band('kit-in-parts');
  await packhouse.scan(codeOf('CUP-2'));
  await expect.poll(() => unitsIn(packhouse)).toBe(1);
  await packhouse.act('undo');
  await packhouse.band('undone');
  await putBack(packhouse);

  await packhouse.open('D-105');
  await packhouse.act('break-kit');
  await packhouse.question('approval');
  await packhouse.scan(BADGE.jonas);
  await packhouse.band('not-a-supervisor');
  await packhouse.approve('no-choice');
  await packhouse.band('kit-broken');
  await packhouse.scan(codeOf('TEA-40'));
  await packhouse.scan(codeOf('SPOON-W'));
  await packhouse.scan(codeOf('CUP-2'));
  await packhouse.scan(codeOf('CUP-2'));
  await packhouse.see('box');
});

test('X13, X19 and X14: a wrong item and its bin, a substitute, goods without a barcode, one too many', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.open('D-108');
  await packhouse.scan(codeOf('CUP-2'));
  await packhouse.stop('wrong-item');
  await packhouse.act('wrong-bin');
  await packhouse.band('bin-noted');
  await packhouse.scan(codeOf('PEN-8'));
  await packhouse.band('accepted-swap');
  await expect
    .poll(async () => JSON.stringify(await packhouse.office('GET', '/v1/tasks')))
    .toContain(`"cause":"wrong-bin","sku":"CUP-2","bin":"${binOf('PEN-7')}"`);
  await putBack(packhouse);

  await packhouse.open('D-107');
  await packhouse.scan(codeOf('PEN-7'));
  await packhouse.band('line-done');
  await packhouse.scan(codeOf('PEN-7'));
  await packhouse.stop('too-many');
  await packhouse.act('acknowledge');
  await packhouse.act('by-hand');
  await packhouse.band('accepted');
  expect(await unitsIn(packhouse)).toBe(2);
  await packhouse.act('by-hand');
  await packhouse.see('box');
  await packhouse.scan(codeOf('PEN-7'));
  await packhouse.stop('item-after-complete');
});

test('recalled goods stay, dangerous ones go by a supervisor, a case counts for what is in it', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.open('D-109');
  await packhouse.scan(codeOf('TOP-W'));
  await packhouse.stop('item-blocked');
  await packhouse.act('acknowledge');
  await expect.poll(async () => (await packhouse.view()).band.code).toBe('no-right');
  await packhouse.approve();
  await expect(packhouse.page.locator('[data-stop]')).toHaveCount(0);
  expect(await unitsIn(packhouse)).toBe(0);
  await packhouse.act('hold');
  await packhouse.question('hold');
  await packhouse.choose('goods');
  await packhouse.see('ready');

  await packhouse.open('D-110');
  await packhouse.scan(codeOf('LACQUER-S'));
  await packhouse.stop('hazard-right');
  await packhouse.approve();
  await packhouse.closeBox();
  await packhouse.prove();

  await packhouse.open('D-111');
  await packhouse.scan(codeOf('SODA-33', 6));
  await expect.poll(() => unitsIn(packhouse)).toBe(6);
  await packhouse.scan(codeOf('SODA-33', 6));
  await packhouse.stop('case-too-big');
  await packhouse.act('acknowledge');
  await packhouse.scan(codeOf('SODA-33'));
  await packhouse.see('box');
});

test('X6: a code that nobody knows is learned for the item in hand', async ({ packhouse }) => {
  await packhouse.signIn();
  await packhouse.open('D-116');
  await packhouse.scan('NEW-TAG-43');
  await packhouse.stop('unknown-code');
  await packhouse.act('learn');
  await packhouse.question('approval');
  await packhouse.approve();
  await packhouse.band('learned');
  await packhouse.scan('NEW-TAG-43');
  await packhouse.band('line-done');
});
