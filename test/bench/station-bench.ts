import { round, spreadOf } from '../../electron/demo/latencies.ts';
import { commandCodeOf } from '../../src/core/command-code.ts';
import type { OrderId } from '../../src/core/ids.ts';
import type { Order } from '../../src/core/order.ts';
import type { View } from '../../src/core/view.ts';
import { systemClock } from '../../src/devices/system-clock.ts';
import { createVirtualScanner } from '../../src/fakes/virtual-scanner.ts';
import { lineFor, orderWith } from '../core/bench.ts';
import { OBEDIENT, plainLabels } from '../runtime/paper-at-once.ts';
import { BADGE, openLonelyBench } from '../stories/lonely-bench.ts';
import { manyItem } from './many-orders.ts';
import { copyPeakStore } from './peak-store.ts';

/** The station alone, with 50,000 open orders on its disk: its start, and every kind of scan of whole orders until it is on the disk. */
const ORDERS = 300;
const UNITS = 8;
const LINES = 4;

function ownOrder(no: number): Order {
  const lines = Array.from({ length: LINES }, (_, index) =>
    lineFor(index + 1, manyItem(no * LINES + index), UNITS / LINES),
  );
  return { ...orderWith(`OWN-${no}`, {}, ...lines), id: `own-${no}` as OrderId, priority: 1, shipByMs: 3e12 + no };
}

const orders = Array.from({ length: ORDERS }, (_, index) => ownOrder(index + 1));
const peak = copyPeakStore(process.argv[2] ?? '', { orders, items: [] });
const begun = performance.now();
const store = peak.open();
const scanner = createVirtualScanner({ source: 'scanner', clock: systemClock });
const bench = await openLonelyBench(store, scanner, {
  printers: OBEDIENT,
  labels: plainLabels,
});
const startMs = round(performance.now() - begun);
const { station } = bench;

const kinds = ['opening', 'unit', 'last', 'carton', 'proof'] as const;
type Kind = (typeof kinds)[number];
const durable = new Map<Kind, number[]>(kinds.map((kind) => [kind, []]));
const shown = new Map<Kind, number[]>(kinds.map((kind) => [kind, []]));
let scanning: Kind | null = null;
station.onTrace(({ durableMonoMs, frameMonoMs, accepted }) => {
  if (scanning === null) return;
  if (!accepted) throw new Error(`A scan was refused (${scanning}): ${station.view().band.code}`);
  durable.get(scanning)?.push(durableMonoMs - frameMonoMs);
  // The trace comes right after the view went out.
  shown.get(scanning)?.push(performance.now() - frameMonoMs);
  scanning = null;
});

async function read(code: string, kind: Kind | null): Promise<void> {
  scanning = kind;
  scanner.scan(code);
  await station.idle();
}

function see(name: View['screen']['name'], is: (view: View) => boolean = () => true): Promise<View> {
  const fits = (view: View) => view.screen.name === name && is(view);
  if (fits(station.view())) return Promise.resolve(station.view());
  return new Promise((resolve, reject) => {
    const stop = station.onView((view) => {
      if (!fits(view)) return;
      clearTimeout(timer);
      stop();
      resolve(view);
    });
    const timer = setTimeout(() => reject(new Error(`never saw ${name}, but ${station.view().screen.name}`)), 20_000);
  });
}

let suggestionMs = 0;
await read(BADGE, null);
for (const { doc, number } of orders) {
  await read(commandCodeOf('next'), 'opening');
  const codes = doc.lines.flatMap(({ barcodes, quantity }) =>
    Array.from({ length: quantity }, () => barcodes[0]?.value.slice(1) ?? ''),
  );
  if (station.state().work?.order.number !== number) throw new Error(`${number} is not open`);
  for (const [index, code] of codes.entries()) await read(code, index + 1 === codes.length ? 'last' : 'unit');
  const asked = performance.now();
  const box = await see('box', ({ screen }) => screen.name === 'box' && screen.cartons.length > 0);
  suggestionMs = Math.max(suggestionMs, performance.now() - asked);
  await read(box.screen.name === 'box' ? (box.screen.cartons[0]?.code ?? '') : '', 'carton');
  const prove = await see('prove');
  await read(prove.screen.name === 'prove' ? prove.screen.parcelCode : '', 'proof');
}

const spreads = (times: ReadonlyMap<Kind, number[]>) =>
  Object.fromEntries(kinds.map((kind) => [kind, spreadOf(times.get(kind) ?? [])]));
process.stdout.write(
  JSON.stringify({
    startWith50kOrdersMs: startMs,
    frameToDurableMs: spreads(durable),
    frameToViewMs: spreads(shown),
    cartonSuggestionMaxMs: round(suggestionMs),
    orders: store.journal.shippedSince(0),
    rssMb: Math.round(process.memoryUsage().rss / 1e6),
  }),
);
await bench.close();
store.close();
peak.destroy();
