import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '../../../src/core/event.ts';
import type { LineId, OrderId, ParcelCode, Sku } from '../../../src/core/ids.ts';
import type { Item, Order, OrderDoc, OrderLine } from '../../../src/core/order.ts';
import { DEFAULT_SITE } from '../../../src/core/site.ts';
import { openStore, type Store } from '../../../src/devices/store/open-store.ts';
import type { Identity, JournalDraft, ReplicaPage } from '../../../src/runtime/stores.ts';

/** A store on a real disk, for one test. */
export interface TestStore {
  readonly folder: string;
  store: Store;
  tell(...events: readonly Event[]): Promise<void>;
  pull(page: Partial<ReplicaPage>): void;
  /** `between` may change the files while nobody has them open. */
  reopen(between?: () => void): void;
  destroy(): void;
}

export function openTestStore(): TestStore {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-store-'));
  let drafts = 0;
  const test: TestStore = {
    folder,
    store: openStore(folder),
    async tell(...events) {
      const written = await test.store.journal.append(
        events.map((event): JournalDraft => {
          drafts += 1;
          const orderId = 'orderId' in event ? event.orderId : null;
          const fence = orderId === null ? null : 1;
          const atMs = drafts * 1000;
          return {
            id: `id-${drafts}`,
            version: 1,
            atMs,
            bootId: 'b',
            monoMs: 0,
            personId: null,
            orderId,
            fence,
            event,
          };
        }),
      );
      if (!written.ok) throw new Error(written.error.detail);
    },
    pull(page) {
      test.store.replica.apply({
        cursor: 'c',
        feedEpoch: 'e',
        orders: [],
        removed: [],
        items: [],
        people: [],
        conflicts: [],
        atMs: 1,
        ...page,
      });
    },
    reopen(between = () => undefined) {
      test.store.close();
      between();
      test.store = openStore(folder);
    },
    destroy() {
      test.store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return test;
}

export const IDENTITY: Identity = {
  hubId: 'hub',
  feedEpoch: 'epoch',
  badgeSalt: 'c2FsdA',
  station: { id: 'station', no: 5, name: 'Station 5', epoch: 1 },
  offlineBuffer: 30,
  site: DEFAULT_SITE,
};

export function product(sku: string, change: Partial<Omit<Item, 'sku'>> = {}): Item {
  return { sku: sku as Sku, name: `Item ${sku}`, barcodes: [], ...change };
}

/** @param lines items, or items with what the line says beyond them */
export function orderFor(
  number: string,
  lines: readonly (Item & Partial<OrderLine>)[],
  change: Partial<Omit<Order, 'doc'>> & { readonly doc?: Partial<OrderDoc> } = {},
): Order {
  const { doc, ...rest } = change;
  return {
    id: `o-${number}` as OrderId,
    number,
    rev: 1,
    state: 'claimed',
    priority: 5,
    shipByMs: null,
    fence: 1,
    claim: { class: 'hard', mine: true },
    ...rest,
    doc: {
      to: { name: 'Jonas Larsen', street: 'Harbour Street 12', city: 'Northport', postcode: '4021', country: 'DE' },
      lines: lines.map((line, index) => ({ id: lineId(number, index + 1), no: index + 1, quantity: 1, ...line })),
      carrier: 'Heron Parcel',
      service: 'Standard',
      lane: 'B',
      marks: [],
      ...doc,
    },
  };
}

export function lineId(number: string, no: number): LineId {
  return `${number}-${no}` as LineId;
}

export const FREE = { state: 'ready', claim: null } as const;
export const THEIRS = { claim: { class: 'hard', mine: false } } as const;

export function opened(order: Order): Event {
  return { type: 'order-opened', orderId: order.id, order };
}

export function shipped(
  order: Order,
  ...lines: Extract<Event, { type: 'order-shipped' }>['shipment']['parcels'][number]['lines']
): Event {
  const parcels = [{ parcelCode: `PH-${order.number}` as ParcelCode, lines }];
  return { type: 'order-shipped', orderId: order.id, shipment: { carrier: 'c', service: 's', parcels } };
}
