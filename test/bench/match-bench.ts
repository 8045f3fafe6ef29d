import type { Decision, Facts } from '../../src/core/command.ts';
import { commandCodeOf } from '../../src/core/command-code.ts';
import { decide } from '../../src/core/decide.ts';
import { decode } from '../../src/core/decode.ts';
import type { Event } from '../../src/core/event.ts';
import type { JobId, OrderId } from '../../src/core/ids.ts';
import type { State } from '../../src/core/state.ts';
import { nodeCredentials } from '../../src/devices/node-credentials.ts';
import { systemClock } from '../../src/devices/system-clock.ts';
import { createVirtualScanner } from '../../src/fakes/virtual-scanner.ts';
import { localDateOf } from '../../src/runtime/local-date.ts';
import { momentOf, type Sources } from '../../src/runtime/lookup.ts';
import { isKnown, resolve } from '../../src/runtime/resolve.ts';
import { lineFor, orderWith, PRINTERS } from '../core/bench.ts';
import { BADGE, openLonelyBench } from '../stories/lonely-bench.ts';
import { eanOf, manyItem } from './many-orders.ts';
import { copyPeakStore } from './peak-store.ts';
import { timed } from './timings.ts';

/** From a frame to the decision, without the journal: decode, look up among 50,000 open orders, decide. */
const RUNS = 5000;
const LINES = 10;
const UNITS = 20;
const GS = '\x1d';
const tracked = { ...manyItem(9), track: { lot: true, expiry: true } };
const lines = Array.from({ length: LINES }, (_, index) =>
  index + 1 === LINES
    ? lineFor(LINES, tracked, UNITS, { lots: [{ lot: 'L-4711', expiry: '2029-12-31' }] })
    : lineFor(index + 1, manyItem(index), UNITS),
);
const open = { ...orderWith('OPEN', {}, ...lines), id: 'open' as OrderId };

const peak = copyPeakStore(process.argv[2] ?? '', { orders: [open], items: [tracked] });
const store = peak.open();
const scanner = createVirtualScanner({ source: 'scanner', clock: systemClock });
const bench = await openLonelyBench(store, scanner);
for (const code of [BADGE, 'OPEN', ...Array.from({ length: 90 }, (_, index) => eanOf(index % (LINES - 1)))]) {
  scanner.scan(code);
  await bench.station.idle();
}
const state = bench.station.state();
const sources: Sources = { ...store, credentials: nodeCredentials };
const site = store.replica.identity()?.site;
if (site === undefined) throw new Error('The store has no site');

/** As the station does it, from the frame on. */
function decideScan(before: State, text: string, no: number): Decision {
  const atMs = Date.now();
  const today = localDateOf(atMs);
  const moment = momentOf(before, true);
  const { aim, payload, warnings } = decode(
    { text, terminated: true },
    { aim: 'auto', today, isKnown: (plain) => isKnown(plain, sources, moment) },
  );
  const scan = { id: `scanner:bench:${no}`, source: 'scanner', kind: 'serial' as const, atMs, aim, payload, warnings };
  const facts: Facts = {
    atMs,
    today,
    jobIds: ['label' as JobId, 'slip' as JobId],
    station: { no: 5, epoch: 1 },
    site: site ?? never('site'),
    online: true,
    lastPullAtMs: atMs,
    next: null,
    picks: [],
    conflicts: [],
    claimed: 0,
    hasScale: false,
    hasCamera: false,
    training: false,
    printers: PRINTERS,
  };
  const found = resolve(scan, sources, moment);
  return decide(before, { type: 'scan', scan, found, frame: { text, terminated: true } }, facts);
}

function never(what: string): never {
  throw new Error(`no ${what}`);
}

const packs: Event['type'] = 'item-packed';
const idle: State = { ...state, work: null };
const kinds = {
  ean: { text: `]E0${eanOf(3)}`, from: state, gives: packs },
  gs1: { text: `]d2010${eanOf(9)}1729123110L-4711${GS}301`, from: state, gives: packs },
  text: { text: 'SUP/4', from: state, gives: packs },
  command: { text: commandCodeOf('undo'), from: state, gives: 'item-unpacked' },
  wrongItem: { text: `]E0${eanOf(777)}`, from: state, gives: 'scan-refused' },
  unknown: { text: 'XY-1', from: state, gives: 'scan-refused' },
  // Nothing is open: the item opens the order that waits longest for it.
  itemOpensOrder: { text: `]E0${eanOf(7919)}`, from: idle, gives: 'order-asked-for' },
} as const;

const report = Object.entries(kinds).map(([kind, { text, from, gives }]) => {
  const types = decideScan(from, text, 0).events.map(({ type }) => type);
  if (!types.includes(gives)) throw new Error(`${kind}: ${JSON.stringify(types)} has no ${gives}`);
  return [kind, timed(RUNS, (index) => decideScan(from, text, index + 1))];
});
process.stdout.write(JSON.stringify(Object.fromEntries(report)));
await bench.close();
store.close();
peak.destroy();
