import type { Carton } from '../../core/carton.ts';
import { checkDigitOf, toGtin14 } from '../../core/gtin.ts';
import type { Sku } from '../../core/ids.ts';
import type { Barcode, Item } from '../../core/order.ts';

/** An item of the bench's own demo, with the shelf it lies on and how many there are. */
export interface BenchItem extends Item {
  readonly bin: string;
  readonly stock: number;
}

const PLENTY = 500;

/**
 * One item for everything that a bench can meet. GTINs begin with 952, the GS1 prefix for demonstrations, or with 04, which
 * GS1 leaves to every company for its own use; weights are in grams, sizes in millimetres.
 */
export const BENCH_ITEMS: readonly BenchItem[] = [
  item('SALVE-50', 'Calendula salve 50 ml', ['952400610001'], [82, 2], [62, 62, 48], 'E-01-1', {
    track: { lot: true },
  }),
  item('GRANOLA-400', 'Granola 400 g', ['952400610002'], [428, 6], [190, 120, 70], 'E-01-2', {
    track: { lot: true, expiry: true, days: 30 },
  }),
  item('LAMP-RL', 'Reading lamp', ['952400610003'], [640, 5], [240, 130, 110], 'E-01-3', {
    track: { serial: true, pattern: 'RL[0-9]{6}' },
  }),
  item('CHEESE-1', 'Mountain cheese, piece', ['9952400610004'], [1000, 60], [180, 110, 70], 'E-01-4', {
    track: { weight: true },
  }),
  item('TEA-SET', 'Tea set', ['952400610005'], [610, 6], [240, 180, 110], 'E-02-1'),
  item('CUP-2', 'Tea cup', ['952400610006'], [210, 3], [105, 85, 80], 'E-02-2'),
  item('TEA-40', 'Evening tea 40 g', ['952400610007'], [68, 1], [120, 70, 55], 'E-02-3'),
  item('SPOON-W', 'Wooden spoon', ['952400610008'], [22, 1], [150, 32, 14], 'E-02-4'),
  item('POSTER-A2', 'Poster in a tube', [], [190, 4], [450, 60, 60], 'E-03-1', { uncoded: true }),
  item('PEN-7', 'Pen', ['952400610009'], [14, 1], [142, 12, 12], 'E-03-2', { variant: 'BLUE' }),
  item('PEN-8', 'Pen', ['952400610010'], [14, 1], [142, 12, 12], 'E-03-3', { variant: 'BLACK' }),
  item('TOP-W', 'Spinning top', ['952400610011'], [46, 1], [60, 60, 75], 'E-03-4', { blocked: 'recall' }),
  item('LACQUER-S', 'Lacquer spray 150 ml', ['952400610012'], [172, 2], [155, 50, 50], 'E-04-1', { hazard: true }),
  // Made in the house, so it carries a number of the house's own: prefix 04.
  item('SODA-33', 'Ginger soda 0.33 l', ['040061001301'], [352, 3], [130, 66, 66], 'E-04-2', {
    barcodes: [gtin('040061001301', 1), gtin('1952400610013', 6)],
  }),
  item('KETTLE-8', 'Kettlebell 8 kg', ['952400610014'], [8000, 25], [230, 160, 130], 'E-04-3'),
  item('SOCK-39', 'Wool socks', ['952400610015'], [88, 2], [210, 100, 30], 'F-01-1', { variant: '39-42' }),
  item('SOCK-43', 'Wool socks', ['952400610016'], [96, 2], [220, 105, 30], 'F-01-2', { variant: '43-46' }),
  item('CAP-GR', 'Wool cap', ['952400610017'], [74, 2], [200, 180, 30], 'F-02-1', { variant: 'GREY' }),
  // As many as one order wants: picking it empties the shelf.
  item('SCARF-RD', 'Wool scarf', ['952400610018'], [160, 3], [280, 200, 40], 'F-03-2', { variant: 'RED', stock: 2 }),
  item('CARD-GIFT', 'Gift card', ['952400610019'], [12, 1], [148, 105, 2], 'F-04-1'),
];

/** Sizes and weights of cartons as parcel shops sell them; the code is printed on the shelf that they lie on. */
export const BENCH_CARTONS: readonly Carton[] = [
  { code: 'BX-XS', name: 'Flat box XS', millimetres: [225, 145, 35], grams: 62, limitGrams: 2000 },
  { code: 'BX-S', name: 'Box S', millimetres: [250, 175, 100], grams: 118, limitGrams: 5000 },
  { code: 'BX-M', name: 'Box M', millimetres: [350, 250, 120], grams: 236, limitGrams: 10_000 },
  { code: 'BX-L', name: 'Box L', millimetres: [400, 250, 150], grams: 305, limitGrams: 20_000 },
  { code: 'BX-XL', name: 'Box XL, double wall', millimetres: [480, 360, 250], grams: 690, limitGrams: 30_000 },
  {
    code: 'BX-LONG',
    name: 'Long box',
    millimetres: [600, 120, 120],
    grams: 210,
    limitGrams: 5000,
    carriers: ['Heron Parcel', 'Blue Tern Post'],
  },
];

interface More extends Partial<Omit<Item, 'sku' | 'name' | 'grams' | 'spread' | 'millimetres'>> {
  readonly stock?: number;
}

function item(
  sku: string,
  name: string,
  codes: readonly string[],
  [grams, spread]: readonly [number, number],
  millimetres: readonly [number, number, number],
  bin: string,
  { stock = PLENTY, ...more }: More = {},
): BenchItem {
  const barcodes = codes.map((digits) => gtin(digits, 1));
  return { sku: sku as Sku, name, grams, spread, millimetres, barcodes, bin, stock, ...more };
}

/** @param digits 12 or 13 digits without the check digit, which is added here */
function gtin(digits: string, factor: number): Barcode {
  return { kind: 'gtin', value: toGtin14(`${digits}${checkDigitOf(digits)}`), factor };
}
