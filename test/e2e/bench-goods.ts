import { BENCH_ITEMS } from '../../src/hub/demo/bench-items.ts';

/** The separator between elements of variable length. */
const GS = '\x1d';

/** What a scanner reads off a unit of the demo's bench, or off a case of it. */
export function codeOf(sku: string, factor = 1): string {
  const gtin14 = gtin14Of(sku, factor);
  return gtin14.startsWith('0') ? gtin14.slice(1) : gtin14;
}

/** The same unit with a GS1 DataMatrix: its GTIN and these elements. */
export function gs1(sku: string, elements: Readonly<Record<string, string>>): string {
  const rest = Object.entries(elements).map(([ai, value]) => ai + value);
  return `]d201${gtin14Of(sku, 1)}${rest.join(GS)}`;
}

export function binOf(sku: string): string {
  return itemOf(sku).bin;
}

/** Days from today as GS1 writes a date. */
export function dateIn(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  const two = (part: number) => String(part % 100).padStart(2, '0');
  return two(day.getFullYear()) + two(day.getMonth() + 1) + two(day.getDate());
}

function gtin14Of(sku: string, factor: number): string {
  const code = itemOf(sku).barcodes.find((each) => each.factor === factor);
  if (code === undefined) throw new Error(`${sku} has no code for ${factor}`);
  return code.value;
}

function itemOf(sku: string) {
  const item = BENCH_ITEMS.find((each) => each.sku === sku);
  if (item === undefined) throw new Error(`The demo's bench has no ${sku}`);
  return item;
}
