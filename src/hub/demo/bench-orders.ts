import type { SalesLine, SalesOrder } from '../../wire/hub-sales.ts';
import { instantOf } from '../../wire/hub-text.ts';
import { BENCH_ITEMS } from './bench-items.ts';

const HERON = { carrier: 'Heron Parcel', service: 'Standard', lane: 'A' } as const;
const TERN = { carrier: 'Blue Tern Post', service: 'Tracked', lane: 'C' } as const;
/** This one makes its labels itself. */
const CARRIER_LABEL = { carrier: 'Demo Parcel', service: 'Home', lane: 'D', label: 'carrier' } as const;
/** What the made-up carriers take: the usual limits of a parcel service. */
const LIMITS = { grams: 31_500, longest: 1200, girth: 3000 } as const;

interface Shown {
  readonly number: string;
  readonly lines: readonly SalesLine[];
  readonly rest?: Partial<SalesOrder>;
}

/** One order for everything that a bench can meet; each is opened by its number. */
const SHOWN: readonly Shown[] = [
  {
    number: 'D-101', // two lots were set aside
    lines: [line('SALVE-50', 3, { lots: [{ lot: 'C24-117' }, { lot: 'C24-118' }] })],
  },
  { number: 'D-102', lines: [line('GRANOLA-400', 2)] }, // 30 days must be left
  { number: 'D-103', lines: [line('LAMP-RL', 3)] }, // three serials
  { number: 'D-104', lines: [line('CHEESE-1', 2)] }, // sold by weight
  {
    number: 'D-105', // packed as built, or by its parts once it is broken
    lines: [line('TEA-SET', 1, { kit: { built: true, parts: setParts() } })],
  },
  { number: 'D-106', lines: [line('TEA-SET', 1, { kit: { parts: setParts() } }), line('SALVE-50', 1)] },
  { number: 'D-107', lines: [line('POSTER-A2', 2), line('PEN-7', 1)] }, // nothing on it to scan
  { number: 'D-108', lines: [line('PEN-7', 2, { swaps: [skuOf('PEN-8')] })] },
  { number: 'D-109', lines: [line('TOP-W', 1), line('CUP-2', 1)] }, // recalled
  { number: 'D-110', lines: [line('LACQUER-S', 1)], rest: { extras: ['dangerous-goods'] } },
  { number: 'D-111', lines: [line('SODA-33', 7)] }, // a case of six and one more
  { number: 'D-112', lines: [line('KETTLE-8', 4)], rest: { limits: { ...LIMITS, grams: 20_000 } } }, // two boxes
  {
    number: 'D-113', // three shelves, one of them empty afterwards
    lines: [line('SOCK-39', 1), line('CAP-GR', 1), line('SCARF-RD', 2)],
    rest: { pick: true, places: true },
  },
  { number: 'D-114', lines: [line('SOCK-39', 2), line('SOCK-43', 1)], rest: { pick: true, places: true } },
  { number: 'D-115', lines: [line('SOCK-43', 2), line('CAP-GR', 1)], rest: { pick: true, places: true } },
  {
    number: 'D-116',
    lines: [line('SOCK-43', 1), line('CARD-GIFT', 1)],
    rest: {
      ...TERN,
      extras: ['gift-note', 'photo'],
      marks: ['gift', 'no-invoice'],
      message: 'For Ida.\nHappy birthday from all of us!',
    },
  },
  { number: 'D-117', lines: [line('CUP-2', 1)], rest: { ...TERN, problems: ['address'] } },
  { number: 'D-118', lines: [line('PEN-7', 1)], rest: CARRIER_LABEL }, // a label in ZPL
  { number: 'D-119', lines: [line('CUP-2', 2)], rest: CARRIER_LABEL }, // a label in PDF
  { number: 'D-120', lines: [line('SPOON-W', 2)], rest: CARRIER_LABEL }, // its label has not come yet
  { number: 'D-121', lines: [line('TEA-40', 1)], rest: CARRIER_LABEL }, // with a label to send it back
];

/** They come last: nobody gets one by NEXT while there is anything else to pack. */
const LAST = 9;
const SHIP_WITHIN_MS = 48 * 3_600_000;

/** The same every time but for `ship_by`, which starts from `nowMs`. `people` are who it goes to, in turn. */
export function benchOrders(nowMs: number, people: readonly SalesOrder['to'][]): SalesOrder[] {
  const latin = people.filter((person) => !/[^\x20-\xff]/.test(Object.values(person).join('')));
  return SHOWN.map(({ number, lines, rest }, index) => ({
    number,
    // The made-up carrier's labels are drawn with the plainest of fonts.
    to: (rest?.label === 'carrier' ? latin[index % latin.length] : people[index % people.length]) ?? {},
    lines: [...lines],
    ...HERON,
    limits: LIMITS,
    priority: LAST,
    ship_by: instantOf(Math.ceil(nowMs / 3_600_000) * 3_600_000 + SHIP_WITHIN_MS + index * 900_000),
    ...rest,
  }));
}

function setParts() {
  return [
    { sku: skuOf('CUP-2'), quantity: 2, bin: binOf('CUP-2') },
    { sku: skuOf('TEA-40'), quantity: 1, bin: binOf('TEA-40') },
    { sku: skuOf('SPOON-W'), quantity: 1, bin: binOf('SPOON-W') },
  ];
}

function line(sku: string, quantity: number, more: Partial<SalesLine> = {}): SalesLine {
  return { sku: skuOf(sku), quantity, bin: binOf(sku), ...more };
}

function skuOf(sku: string) {
  return found(sku).sku;
}

function binOf(sku: string): string {
  return found(sku).bin;
}

function found(sku: string) {
  const item = BENCH_ITEMS.find((each) => each.sku === sku);
  if (item === undefined) throw new Error(`The demo has no item ${sku}`);
  return item;
}
