import { decode } from '../../src/core/decode.ts';
import { nodeCredentials } from '../../src/devices/node-credentials.ts';
import { IDLE_MOMENT, type Sources } from '../../src/runtime/lookup.ts';
import { resolve } from '../../src/runtime/resolve.ts';
import { eanOf, MANY_ITEMS, MANY_ORDERS, serialOf } from './many-orders.ts';
import { copyPeakStore } from './peak-store.ts';
import { timed } from './timings.ts';

/** What a code means, looked up among 50,000 open orders and 20,000 items; another code every time. */
const RUNS = 5000;
const peak = copyPeakStore(process.argv[2] ?? '', { orders: [], items: [] });
const store = peak.open();
const sources: Sources = { ...store, credentials: nodeCredentials };

function lookUp(text: string, whileOpen: boolean) {
  const { aim, payload } = decode({ text }, { aim: 'auto', today: '2026-11-23' });
  const scan = { payload, aim, kind: 'serial' as const, atMs: Date.now() };
  return resolve(scan, sources, { ...IDLE_MOMENT, open: whileOpen ? [] : null, online: true });
}

/** Spread far apart, so that no page of the disk is read twice in a row. */
const orderNo = (index: number) => (index * 7907) % MANY_ORDERS;
const itemNo = (index: number) => (index * 7907) % MANY_ITEMS;
const searches = {
  barcode: (index: number) => lookUp(eanOf(itemNo(index)), true).items.length === 1,
  orderNumber: (index: number) => lookUp(`MANY-${orderNo(index)}`, false).orders.length === 1,
  tote: (index: number) => lookUp(`TOTE-${orderNo(index)}`, false).orders.length === 1,
  // What is scanned while nothing is open asks for the orders that want it.
  itemToOrders: (index: number) => lookUp(eanOf(itemNo(index)), false).orders.length === 1,
  bestsellerToOrders: () => lookUp('9520000000035', false).orders.length === 1,
  serial: (index: number) => lookUp(serialOf(orderNo(index)), false).orders.length === 1,
  nothing: (index: number) => lookUp(`NOT-${index}`, false).orders.length === 0,
};

const report = Object.entries(searches).map(([name, search]) => {
  const spread = timed(RUNS, (index) => {
    if (!search(index)) throw new Error(`${name} ${index} was not found as it should be`);
  });
  return [name, spread];
});
process.stdout.write(JSON.stringify(Object.fromEntries(report)));
store.close();
peak.destroy();
