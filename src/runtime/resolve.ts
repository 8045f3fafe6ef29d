import { type Found, type FoundItem, type FoundOrder, NOTHING_FOUND } from '../core/command.ts';
import { isGtin, toGtin14 } from '../core/gtin.ts';
import type { Person } from '../core/order.ts';
import type { Payload, Scan } from '../core/scan.ts';
import { IDLE_MOMENT, type Lookup, type Moment, type Sources } from './lookup.ts';
import { caseOf, itemsByContent, itemsByEnding, itemsByGtin, itemsByText } from './resolve-item.ts';
import { directOrders, ordersToOpen, uniqueOrders } from './resolve-order.ts';
import { meantPayload } from './resolve-percent.ts';

export type Resolvable = Pick<Scan, 'payload' | 'kind' | 'aim' | 'atMs'>;

/** Characters of a number that people type when a code cannot be read: the last ones, as they stand under it. */
const TYPED_ENDING = 4;

/**
 * Looks up everything that a code may mean on this station, rows K1 to K12 of the scanning design, 11.2. The core then decides
 * which meaning counts in its phase; what nothing is found for is unknown, or a lot or serial that the core was waiting for.
 */
export function resolve(scan: Resolvable, sources: Sources, moment: Moment): Found {
  const lookup = { ...sources, moment };
  const payload = meantPayload(scan, sources, moment);
  switch (payload.t) {
    case 'command':
    case 'station':
    case 'invalid':
      return NOTHING_FOUND;
    case 'badge':
      return { ...NOTHING_FOUND, person: personBy(payload.text, lookup) };
    case 'parcel':
      return { ...NOTHING_FOUND, ...papersOf(payload.text, lookup) };
    case 'place':
      return { ...withItems(payload, itemsByText(payload.text, lookup), lookup), bin: payload.bin };
    case 'gtin':
      return resolveGtin(payload, lookup);
    case 'gs1':
      return resolveGs1(payload, lookup);
    case 'text':
      return resolveText(payload, scan.kind === 'manual', lookup);
  }
}

/** True when a bare text is a code of this site as it is: then it is never taken apart as if it were GS1 or two codes in one. */
export function isKnown(text: string, sources: Sources, moment: Moment = IDLE_MOMENT): boolean {
  const lookup = { ...sources, moment };
  return (
    lookup.journal.orderNumberOf(text) !== null ||
    itemsByText(text, lookup).length > 0 ||
    directOrders([text], lookup).length > 0 ||
    cartonBy(text, lookup) !== null
  );
}

/** K8 and K9; K10 when a SKU or another plain code happens to be a valid GTIN. */
function resolveGtin(payload: Extract<Payload, { t: 'gtin' }>, lookup: Lookup): Found {
  const byGtin = itemsByGtin([payload.gtin14, ...payload.alt], lookup);
  const items = byGtin.length > 0 ? byGtin : itemsByText(payload.text, lookup);
  const found = withItems(payload, items, lookup);
  return { ...found, caseOf: items.length > 0 ? null : caseOf(payload.gtin14, lookup) };
}

/** K2 to K7: one code may name an item, an order, a shelf and a person's number at once. */
function resolveGs1(payload: Extract<Payload, { t: 'gs1' }>, lookup: Lookup): Found {
  const { facts, text } = payload;
  const { gtin14, content, sscc, place } = facts;
  const named =
    gtin14 !== undefined ? itemsByGtin([gtin14], lookup) : content !== undefined ? itemsByContent(content, lookup) : [];
  // A code whose GTIN nobody knew may have been taught at the bench as a whole.
  const items = named.length > 0 || content !== undefined ? named : itemsByText(text, lookup);
  return {
    ...withItems(payload, items, lookup),
    person: facts.gsrn === undefined ? null : personBy(facts.gsrn, lookup),
    ...papersOf(sscc ?? payload.text, lookup),
    bin: place === undefined ? null : (place.extension ?? place.gln),
    caseOf: items.length > 0 || gtin14 === undefined ? null : caseOf(gtin14, lookup),
  };
}

/** K4, K5, K10 and K11. */
function resolveText(payload: Extract<Payload, { t: 'text' }>, typed: boolean, lookup: Lookup): Found {
  const { text } = payload;
  const { open } = lookup.moment;
  const bin = open?.some((line) => line.bin === text) === true ? text : null;
  const found = { ...withItems(payload, itemsByText(text, lookup), lookup), bin };
  const meant = found.items.length > 0 || found.orders.length > 0 || found.carton !== null || bin !== null;
  if (meant || !typed || open === null || text.length !== TYPED_ENDING) return found;
  return { ...found, items: itemsByEnding(text, open, lookup) };
}

/** What holds for every code that may be an item: the carton, the orders and the serial that go with it. */
function withItems(
  payload: Extract<Payload, { t: 'gs1' | 'gtin' | 'place' | 'text' }>,
  items: readonly FoundItem[],
  lookup: Lookup,
): Found {
  const carton = cartonBy(payload.text, lookup);
  return {
    ...NOTHING_FOUND,
    ...papersOf(payload.text, lookup),
    items,
    carton,
    orders: ordersFor(payload, items, carton !== null, lookup),
    serialShipped: serialShipped(payload, items, lookup),
  };
}

/** The order whose paper bears this code; and, while nothing is open, the order of that number or code that has left. */
function papersOf(text: string, { journal, moment }: Lookup): Pick<Found, 'parcelOf' | 'shipped'> {
  return {
    parcelOf: journal.orderNumberOf(text),
    shipped: moment.open === null ? journal.shippedParcel(text) : null,
  };
}

/** Named by the code itself; and while nothing is open, the orders that wait for this item or this very unit. */
function ordersFor(
  payload: Extract<Payload, { t: 'gs1' | 'gtin' | 'place' | 'text' }>,
  items: readonly FoundItem[],
  isCarton: boolean,
  lookup: Lookup,
): readonly FoundOrder[] {
  const facts = payload.t === 'gs1' ? payload.facts : {};
  const direct = directOrders([facts.orderNumber, facts.asset, facts.sscc, payload.text], lookup);
  if (lookup.moment.open !== null || payload.t === 'place') return direct;
  const bare = payload.t === 'gs1' || items.length > 0 || direct.length > 0 || isCarton ? undefined : payload.text;
  // The serial of an item that nobody knows says nothing.
  const isStray = payload.t === 'gs1' && facts.gtin14 !== undefined && items.length === 0;
  const serial = isStray ? undefined : (facts.serial ?? bare);
  return uniqueOrders([...direct, ...ordersToOpen(items, serial, lookup)]);
}

function serialShipped(
  payload: Payload,
  items: readonly FoundItem[],
  { journal, moment: { expecting } }: Lookup,
): Found['serialShipped'] {
  const told = payload.t === 'gs1' ? payload.facts.serial : undefined;
  const serial = told ?? (expecting !== null && payload.t !== 'gs1' ? payload.text : undefined);
  if (serial === undefined) return null;
  const skus = items.length > 0 ? items.map(({ item }) => item.sku) : expecting === null ? [] : [expecting.sku];
  for (const sku of skus) {
    const shipped = journal.serialShipped(sku, serial);
    if (shipped !== null) return shipped;
  }
  return null;
}

/** A badge's text, or a service number (GSRN) that the hub stores like one. */
function personBy(text: string, { replica, credentials }: Lookup): Person | null {
  const identity = replica.identity();
  return identity === null ? null : replica.personByBadge(credentials.badgeHash(identity.badgeSalt, text));
}

/** A carton that is sold as an item too may carry a GTIN, which is printed in more than one length. */
function cartonBy(text: string, { replica }: Lookup): Found['carton'] {
  const gtin = isGtin(text) ? toGtin14(text) : null;
  const cartons = replica.identity()?.site.cartons ?? [];
  return (
    cartons.find(({ code }) => code === text || (gtin !== null && isGtin(code) && toGtin14(code) === gtin)) ?? null
  );
}
