// Every number of the app beside its budget. A row without a budget is there to be compared with the last time.
import { number, single, spread } from './rows.mjs';

const MATCHED = {
  ean: 'EAN-13',
  gs1: 'GS1, 4 elements',
  text: 'text',
  command: 'command',
  wrongItem: 'wrong item',
  unknown: 'unknown code',
  itemOpensOrder: 'item that opens an order',
};
const LOOKED_UP = {
  barcode: 'barcode',
  orderNumber: 'order number',
  tote: 'tote',
  itemToOrders: 'item to orders',
  bestsellerToOrders: 'item that 33,000 orders want',
  serial: 'serial to its order',
  nothing: 'nothing known',
};
const SCANS = {
  opening: 'opening an order',
  unit: 'unit',
  last: 'last unit of an order, which asks for the box',
  carton: 'carton, which begins the label',
  proof: 'label, which ships the order',
};

/** @returns {import('./rows.mjs').Row[]} */
export function rowsOf({ match, lookup, serial, station, label, print, pull, app }) {
  const { identical } = serial;
  const packed = identical.accepted === identical.sent && identical.packed === identical.sent;
  return [
    ...named(MATCHED, (kind, name) => spread(`decode, look up, decide: ${name}`, match[kind], { p99: 1 })),
    ...named(LOOKED_UP, (kind, name) => spread(`lookup: ${name}`, lookup[kind], { p99: 1 })),
    spread('scan to durable, serial port and app', app.latencyMsHubAway.scanToDurable, { p99: 10 }),
    spread('scan to paint, serial port and window', app.latencyMsHubAway.scanToPaint, { p99: 50 }),
    spread('scan to durable, the hub on the same machine', app.latencyMs.scanToDurable, { p99: 10 }),
    spread('scan to paint, the hub on the same machine', app.latencyMs.scanToPaint, { p99: 50 }),
    spread('scan to durable, serial port without the app', serial.writeToDurableMs, { p99: 10 }),
    ...named(SCANS, (kind, name) =>
      spread(`frame to durable, station alone: ${name}`, station.frameToDurableMs[kind], { p99: 10 }),
    ),
    {
      what: `${number(identical.sent)} identical scans, one each ${identical.gapMs} ms: accepted`,
      measured: number(identical.accepted),
      budget: number(identical.sent),
      within: packed,
    },
    single('start to first painted view, warm, few orders', app.startMs, { most: 1000 }),
    single('start to first painted view, warm, 50,000 orders', app.startMsWith50kOrders, { most: 1500 }),
    single('station open with 50,000 orders, without a window', station.startWith50kOrdersMs, { most: 1500 }),
    single('choosing among cartons for 8 units, longest', station.cartonSuggestionMaxMs, {}),
    spread('label 4×6, document to verified bytes, 203 dpi', label.documentToVerifiedMs203, { p50: 300 }),
    spread('label 4×6, document to verified bytes, 300 dpi', label.documentToVerifiedMs300, { p50: 300 }),
    single('main thread blocked by making labels, longest', label.mainThreadBlockedMs, { most: 20 }),
    single('memory growth from the 100th to the 500th label', label.labels500.memoryGrowthMb, { most: 20, unit: 'MB' }),
    spread('verified send beyond the printing itself, odometer', print['zebra-linkos'].verifiedSendMs, { p50: 10 }),
    spread('verified send beyond the printing itself, process id', print['epson-tm'].verifiedSendMs, { p50: 10 }),
    single(`pull of ${number(pull.orders)} orders over HTTP, hub and station in one process`, pull.pullMs, {}),
    single('memory of the main process, 50,000 orders', app.memoryMb.main, { most: 300, unit: 'MB' }),
    single('of that not shared with the other processes of Electron', app.memoryMb.own, { unit: 'MB' }),
  ];
}

function named(names, rowOf) {
  return Object.entries(names).map(([key, name]) => rowOf(key, name));
}
