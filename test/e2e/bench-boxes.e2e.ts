import { expect } from '@playwright/test';
import { codeOf } from './bench-goods.ts';
import { type Packhouse, test } from './packhouse.ts';

/** The box is asked for, and what would fit is known. */
async function suggestions(packhouse: Packhouse): Promise<readonly string[]> {
  await packhouse.until(({ screen }) => screen.name === 'box' && screen.cartons.length > 0);
  return (await packhouse.screen('box')).cartons.map(({ code }) => code);
}

test('X23: the next bigger carton, and a second box for the rest', async ({ packhouse }) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await packhouse.open('D-111');
  await packhouse.scan(codeOf('SODA-33', 6));
  await packhouse.scan(codeOf('SODA-33'));
  const [first, second] = await suggestions(packhouse);
  await packhouse.act('bigger-box');
  await packhouse.until(({ screen }) => screen.name === 'box' && screen.cartons[0]?.code === second);
  expect(first).not.toBe(second);
  await page.getByRole('button', { name: /NEW BOX/ }).click();
  await suggestions(packhouse);
  await packhouse.act('confirm');
  const { expected } = await packhouse.screen('weigh');
  await packhouse.demo({ kind: 'scale', grams: expected.grams });
  await packhouse.see('verify');
  expect((await packhouse.screen('verify')).head.box).toEqual({ no: 2, of: 2 });
  await packhouse.demo({ kind: 'scale', grams: 0 });
  await packhouse.scan(codeOf('SODA-33'));
  await packhouse.closeBox();
  await packhouse.prove();
  await packhouse.prove();
  await packhouse.see('done');
});

test('X24: a carton that must not carry this much is refused with those that may; four heavy ones take two boxes', async ({
  packhouse,
}) => {
  await packhouse.signIn();
  await packhouse.open('D-112');
  await packhouse.scan(codeOf('KETTLE-8'));
  await packhouse.scan(codeOf('KETTLE-8'));
  await packhouse.until(({ screen }) => screen.name === 'verify' && screen.head.units.packed === 2);
  await packhouse.act('new-box');
  await suggestions(packhouse);
  await packhouse.scan('BX-S');
  await packhouse.band('box-not-allowed');
  await packhouse.scan('no-such-box');
  await packhouse.band('box-unknown');
  await packhouse.act('confirm');
  await packhouse.see('weigh');
  const { expected } = await packhouse.screen('weigh');
  await packhouse.demo({ kind: 'scale', grams: expected.grams });
  await packhouse.until(({ screen }) => screen.name === 'verify' && screen.boxes.length === 2);
  await packhouse.demo({ kind: 'scale', grams: 0 });
  await packhouse.scan(codeOf('KETTLE-8'));
  await packhouse.scan(codeOf('KETTLE-8'));
  await packhouse.closeBox();
  await packhouse.prove();
  await packhouse.prove();
  await packhouse.see('done');
});

test('X27: a photo without a camera is left out and flagged; the gift note goes in', async ({ packhouse }) => {
  const { page } = packhouse;
  await packhouse.signIn();
  await packhouse.open('D-116');
  await packhouse.scan(codeOf('SOCK-43'));
  await packhouse.scan(codeOf('CARD-GIFT'));
  await suggestions(packhouse);
  await packhouse.act('confirm');
  const { expected } = await packhouse.screen('weigh');
  await packhouse.demo({ kind: 'scale', grams: expected.grams });
  await packhouse.see('papers');
  expect((await packhouse.screen('papers')).todo).toEqual(['gift-note', 'photo']);
  await page.getByRole('button', { name: /CONFIRM/ }).click();
  await packhouse.until(({ screen }) => screen.name === 'papers' && screen.todo.length === 1);
  expect(await packhouse.screen('papers')).toMatchObject({ todo: ['photo'], hasCamera: false });
  await packhouse.see('papers');
  await page.getByRole('button', { name: /CONFIRM|WITHOUT|SKIP/ }).click();
  await packhouse.prove();
});
