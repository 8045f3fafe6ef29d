import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Item, Order } from '../../src/core/order.ts';
import { DEFAULT_POLICY } from '../../src/core/site.ts';
import { openStore, type Store } from '../../src/devices/store/open-store.ts';
import { BENCH_CARTONS } from '../../src/hub/demo/bench-items.ts';
import { stock } from '../stories/lonely-bench.ts';
import { MANY_ORDERS } from './many-orders.ts';

/** A station of its own with 50,000 open orders, cartons, one packer and what else a measurement packs. */
export interface PeakStore {
  readonly folder: string;
  open(): Store;
  destroy(): void;
}

/** @param filled folder that `prefill` has filled; it is copied and not touched */
export function copyPeakStore(filled: string, own: { readonly orders: Order[]; readonly items: Item[] }): PeakStore {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-bench-'));
  cpSync(filled, folder, { recursive: true });
  const store = openStore(folder);
  stock(store);
  const identity = store.replica.identity();
  if (identity === null) throw new Error('The store has no identity');
  store.replica.setIdentity({ ...identity, site: { policy: DEFAULT_POLICY, cartons: BENCH_CARTONS } });
  store.replica.apply({
    cursor: 'c',
    feedEpoch: 'epoch',
    ...own,
    removed: [],
    people: [],
    conflicts: [],
    atMs: Date.now(),
  });
  const { open } = store.replica.counts(0, 0);
  store.close();
  if (open < MANY_ORDERS) throw new Error(`only ${open} orders are open`);
  return { folder, open: () => openStore(folder), destroy: () => rmSync(folder, { recursive: true, force: true }) };
}
