import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mod3736 } from '../core/check-character.ts';
import type { Item, Mark } from '../core/order.ts';
import type { SalesOrder } from '../wire/hub-sales.ts';
import { instantOf } from '../wire/hub-text.ts';
import { findAssets } from './import/find-assets.ts';
import type { Hub } from './open-hub.ts';

interface Catalogue {
  readonly items: readonly (Item & { readonly bin: string })[];
}
interface Customers {
  readonly people: readonly {
    readonly name: string;
    readonly street: string;
    readonly city: string;
    readonly postcode: string;
    readonly country: string;
    readonly company?: string;
  }[];
}

export const DEMO_PEOPLE = [
  { name: 'Mira K.', role: 'packer', badge: badge('XB1001'), pin: '2580' },
  { name: 'Jonas W.', role: 'packer', badge: badge('XB1002'), pin: '1470' },
  { name: 'Thea B.', role: 'supervisor', badge: badge('XB1003'), pin: '3690' },
  { name: 'Nia O.', role: 'lead', badge: badge('XB1004'), pin: '4820' },
] as const;

const CARRIERS = [
  { carrier: 'Heron Parcel', service: 'Standard', lane: 'A' },
  { carrier: 'Heron Parcel', service: 'Express', lane: 'B' },
  { carrier: 'Blue Tern Post', service: 'Tracked', lane: 'C' },
  { carrier: 'Crossfell Freight', service: 'Next Day', lane: 'D' },
] as const;

/**
 * A small made-up shop to look at: catalogue, stock, four people, and as many orders as are asked for, the same every time.
 * `from` is the number of the first one, counted from 0; a shop that was packed empty goes on where it stopped.
 */
export async function seedDemo(
  hub: Hub,
  { orders, from = 0 }: { readonly orders: number; readonly from?: number },
): Promise<void> {
  const { items } = readJson<Catalogue>('catalogue.json');
  await hub.putItems(items.map(({ bin: _, ...item }) => item));
  await hub.putPeople(DEMO_PEOPLE.map((person) => ({ ...person })));
  const stocked = await hub.context.db.selectFrom('stock').select('sku').execute();
  const known = new Set(stocked.map((row) => row.sku));
  const missing = items.filter((item) => !known.has(item.sku)).map((item) => ({ sku: item.sku, on_hand: 5000 }));
  if (missing.length > 0) await hub.putStock(missing);
  const there = await hub.context.db.selectFrom('orders').select('number').execute();
  const numbers = new Set(there.map((row) => row.number));
  for (const order of demoOrders(orders, hub.context.clock(), from)) {
    if (!numbers.has(order.number)) await hub.addOrder(order);
  }
}

/** Made-up orders, the same every time but for `ship_by`, which starts from `nowMs`. */
export function demoOrders(count: number, nowMs: number, from = 0): SalesOrder[] {
  const { items } = readJson<Catalogue>('catalogue.json');
  const people = demoPeople();
  return Array.from({ length: count }, (_, offset) => {
    const index = from + offset;
    const random = seeded(index + 1);
    const chosen = new Map<string, SalesOrder['lines'][number]>();
    const lines = 1 + Math.floor(random() * 4);
    while (chosen.size < lines) {
      const item = pick(items, random());
      chosen.set(item.sku, {
        sku: item.sku as SalesOrder['lines'][number]['sku'],
        quantity: quantityOf(random()),
        bin: item.bin,
      });
      // A look-alike on the same order is what a packer gets wrong most.
      const twin = items.find((other) => other.picture === item.picture && other.sku !== item.sku);
      if (twin !== undefined && random() < 0.35) {
        chosen.set(twin.sku, {
          sku: twin.sku as SalesOrder['lines'][number]['sku'],
          quantity: quantityOf(random()),
          bin: twin.bin,
        });
      }
    }
    const route = pick(CARRIERS, random());
    const marks = marksOf(random());
    const to = pick(people, (index % people.length) / people.length);
    return {
      number: `PK-${10_400 + index + 1}`,
      to,
      lines: [...chosen.values()],
      ...route,
      priority: route.service === 'Next Day' || route.service === 'Express' ? 3 : 5,
      ship_by: instantOf(shipBy(nowMs, offset)),
      marks,
      ...(marks.includes('gift') ? { note: 'Gift: enclose the card, no price list.' } : {}),
    };
  });
}

/** Whom made-up orders go to. */
export function demoPeople(): readonly SalesOrder['to'][] {
  return readJson<Customers>('customers.json').people.map(({ name, street, city, postcode, country, company }) => ({
    name,
    street,
    city,
    postcode,
    country,
    ...(company === undefined ? {} : { company }),
  }));
}

function quantityOf(random: number): number {
  if (random < 0.55) return 1;
  return random < 0.8 ? 2 : random < 0.93 ? 3 : 7;
}

function marksOf(random: number): Mark[] {
  if (random < 0.12) return ['gift', 'no-invoice'];
  return random < 0.22 ? ['fragile'] : [];
}

/** From the next full hour on, a quarter of an hour apart. */
function shipBy(nowMs: number, index: number): number {
  return Math.ceil(nowMs / 3_600_000) * 3_600_000 + (2 * 60 + index * 15) * 60_000;
}

/** mulberry32: small, and the same on every machine. */
function seeded(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<Value>(list: readonly Value[], random: number): Value {
  const value = list[Math.floor(random * list.length)];
  if (value === undefined) throw new Error('The demo data is empty');
  return value;
}

function badge(text: string): string {
  return text + mod3736(text);
}

function readJson<Content>(file: string): Content {
  return JSON.parse(readFileSync(join(findAssets(), 'demo', file), 'utf8')) as Content;
}
