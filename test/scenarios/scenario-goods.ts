import { mod3736 } from '../../src/core/check-character.ts';
import type { PersonId } from '../../src/core/ids.ts';
import type { Item, Order, OrderLine } from '../../src/core/order.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/site.ts';
import { nodeCredentials } from '../../src/devices/node-credentials.ts';
import type { Store } from '../../src/devices/store/open-store.ts';
import { item, lineFor, orderWith } from '../core/bench.ts';
import {
  BULB,
  CHEESE,
  DRILL,
  GOODS,
  KIT,
  LAMP,
  LOTTED,
  RECALLED,
  SOAP,
  SOAP_SWAP,
  TYPED_NEVER,
  VACCINE,
  YOGHURT,
} from '../core/goods.ts';

/** What stands on the shelves of the bench that every scenario is played on, and what is ordered from it. */

const BOTTLE_BLACK = item('B-17-BK', 'Steel bottle 0.5 l', 'BLACK', ['9520000000011', 1]);
const BOTTLE_BLUE = item('B-17-BL', 'Steel bottle 0.5 l', 'BLUE', ['9520000000028', 1]);
/** A case of six has its own number, and is read from ITF-14 as well as from GS1-128. */
const MUG = item('M-02', 'Enamel mug', undefined, ['9520000000035', 1], ['19520000000032', 6]);
/** EAN-8, with the range that GS1 keeps for such codes inside a company. */
const GUM = item('G-8', 'Chewing gum', undefined, ['20123451', 1]);
/** UPC-A 0 12345 00005 8, which is UPC-E 01234558. */
const PEN = item('U-E', 'Pen', undefined, ['012345000058', 1]);
/** Known by its SKU alone. */
const SHELF_CODE: Item = {
  ...item('S-9', 'Notebook', undefined),
  barcodes: [{ kind: 'text', value: 'NB-A5/lined', factor: 1 }],
};

const ITEMS: readonly Item[] = [BOTTLE_BLACK, BOTTLE_BLUE, MUG, GUM, PEN, SHELF_CODE, ...GOODS];

const PARTS = [lineFor(1, LAMP, 1), lineFor(2, BULB, 2)].map(
  (line): OrderLine => ({ ...line, kit: { no: 1, sku: KIT.sku, name: KIT.name } }),
);

/** By number; each is claimed by this station. */
const ORDERS: readonly Order[] = [
  orderWith('BOTTLES', { tote: 'T-7' }, lineFor(1, BOTTLE_BLACK, 2), lineFor(2, MUG, 1)),
  orderWith('BLUE', {}, lineFor(1, BOTTLE_BLUE, 1)),
  orderWith('PLENTY', {}, lineFor(1, BOTTLE_BLACK, 5000), lineFor(2, MUG, 5000)),
  orderWith('MUGS', {}, lineFor(1, MUG, 8)),
  orderWith('PAINT', {}, lineFor(1, LOTTED, 3, { lots: [{ lot: 'A1' }, { lot: 'B2', expiry: '2027-03-31' }] })),
  orderWith('VACCINE', {}, lineFor(1, VACCINE, 4, { lots: [{ lot: 'V7', expiry: '2027-02-28' }, { lot: 'V8' }] })),
  orderWith('YOGHURT', {}, lineFor(1, YOGHURT, 3)),
  orderWith('DRILL', {}, lineFor(1, DRILL, 1)),
  orderWith('DRILLS', {}, lineFor(1, DRILL, 3), lineFor(2, MUG, 1)),
  orderWith('SMALL', {}, lineFor(1, GUM, 2), lineFor(2, PEN, 3), lineFor(3, SHELF_CODE, 2)),
  orderWith('WATCH', {}, lineFor(1, TYPED_NEVER, 2)),
  orderWith('LAMPS', {}, ...PARTS),
  orderWith('SOAP', {}, lineFor(1, SOAP, 2, { swaps: [SOAP_SWAP] })),
  orderWith('CHEESE', {}, lineFor(1, CHEESE, 2)),
  orderWith('TOASTER', {}, lineFor(1, RECALLED, 1), lineFor(2, MUG, 1)),
  // First of the queue: what NEXT opens.
  { ...orderWith('URGENT', {}, lineFor(1, BOTTLE_BLACK, 2), lineFor(2, MUG, 2)), priority: 1 },
];

const PEOPLE = [
  { id: 'mira', name: 'Mira K.', role: 'packer' },
  { id: 'jonas', name: 'Jonas W.', role: 'packer' },
  { id: 'thea', name: 'Thea B.', role: 'supervisor' },
] as const;
const SALT = 'c2FsdA';

/** @param atMs when the hub was last heard */
export function stockScenarioBench(store: Store, policy: Partial<Policy>, atMs: number): void {
  store.replica.setIdentity({
    hubId: 'hub',
    feedEpoch: 'epoch',
    badgeSalt: SALT,
    station: { id: 'station', no: 5, name: 'Station 5', epoch: 1 },
    offlineBuffer: 30,
    site: { policy: { ...DEFAULT_POLICY, ...policy }, cartons: [] },
  });
  store.replica.apply({
    cursor: 'c',
    feedEpoch: 'epoch',
    orders: ORDERS,
    removed: [],
    conflicts: [],
    items: ITEMS,
    people: PEOPLE.map(({ id, name, role }) => ({
      id: id as PersonId,
      name,
      role,
      badgeHash: nodeCredentials.badgeHash(SALT, badgeOf(id)),
      pinHash: null,
      active: true,
    })),
    atMs,
  });
}

function badgeOf(id: string): string {
  const body = `XB1001${id.toUpperCase()}`;
  return body + mod3736(body);
}
