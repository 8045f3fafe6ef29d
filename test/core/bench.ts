import { type Command, type Decision, type Facts, type FoundOrder, NOTHING_FOUND } from '../../src/core/command.ts';
import { decide } from '../../src/core/decide.ts';
import { decode } from '../../src/core/decode.ts';
import type { Event, JournalEntry } from '../../src/core/event.ts';
import { evolve } from '../../src/core/evolve.ts';
import type { JobId, LineId, OrderId, PersonId, Sku } from '../../src/core/ids.ts';
import type { Item, Order, OrderLine } from '../../src/core/order.ts';
import { INITIAL_STATE, type State } from '../../src/core/state.ts';

export const BOTTLE_BLACK = '9520000000011';
export const BOTTLE_BLUE = '9520000000028';
export const MUG = '9520000000035';
export const MUG_CASE = '19520000000032';

export function item(
  sku: string,
  name: string,
  variant: string | undefined,
  ...codes: readonly (readonly [string, number])[]
): Item {
  const barcodes = codes.map(([value, factor]) => ({ kind: 'gtin' as const, value: value.padStart(14, '0'), factor }));
  return { sku: sku as Sku, name, variant, barcodes };
}

export const ITEMS = [
  item('B-17-BK', 'Steel bottle 0.5 l', 'BLACK', [BOTTLE_BLACK, 1]),
  item('B-17-BL', 'Steel bottle 0.5 l', 'BLUE', [BOTTLE_BLUE, 1]),
  item('M-02', 'Enamel mug', undefined, [MUG, 1], [MUG_CASE, 6]),
];

export function line(no: number, sku: string, quantity: number): OrderLine {
  const found = ITEMS.find((each) => each.sku === sku);
  if (found === undefined) throw new Error(`no item ${sku}`);
  return { ...found, id: `line-${no}` as LineId, no, quantity };
}

export function order(number: string, ...lines: readonly OrderLine[]): Order {
  return {
    id: `order-${number}` as OrderId,
    number,
    rev: 1,
    state: 'claimed',
    priority: 5,
    shipByMs: null,
    fence: 1,
    claim: { class: 'hard', mine: true },
    doc: {
      to: { name: 'Jonas Larsen', street: 'Harbour Street 12', city: 'Northport', postcode: '4021', country: 'DE' },
      lines,
      carrier: 'Heron Parcel',
      service: 'Standard',
      lane: 'B',
      marks: [],
    },
  };
}

export const ORDER = order('10482', line(1, 'B-17-BK', 2), line(2, 'M-02', 1));
export const FOUND: FoundOrder = { order: ORDER, settled: null };
export const MIRA = { id: 'mira' as PersonId, name: 'Mira K.', role: 'packer' as const };

/** A bench in memory: commands go in, the journal and the state can be looked at. */
export interface TestBench {
  state: State;
  readonly entries: JournalEntry[];
  facts: Facts;
  send(command: Command): Decision;
  scan(text: string, source?: string): Decision;
  act(action: Extract<Command, { type: 'do' }>['action']): Decision;
  tell(...events: readonly Event[]): void;
}

export function createBench(orders: readonly FoundOrder[] = [FOUND]): TestBench {
  let scans = 0;
  const bench: TestBench = {
    state: INITIAL_STATE,
    entries: [],
    facts: {
      atMs: 1_000_000,
      jobIds: ['job-1' as JobId, 'job-2' as JobId],
      station: { no: 5, epoch: 1 },
      online: true,
      next: orders[0] ?? null,
      hasSlipPrinter: true,
      printers: { label: 'Label printer', slip: 'Slip printer' },
    },
    send(command) {
      // Every command comes a second later and with ids of its own, as at a real bench.
      const no = bench.entries.length;
      bench.facts = {
        ...bench.facts,
        atMs: bench.facts.atMs + 1000,
        jobIds: [`label-${no}` as JobId, `slip-${no}` as JobId],
      };
      const decision = decide(bench.state, command, bench.facts);
      bench.tell(...decision.events);
      return decision;
    },
    scan(text, source = 'scanner') {
      scans += 1;
      const payload = decode(text);
      const found = {
        ...NOTHING_FOUND,
        items: ITEMS.flatMap((each) =>
          each.barcodes
            .filter(({ value }) => payload.t === 'gtin' && value === payload.gtin14)
            .map(({ factor }) => ({ item: each, factor })),
        ),
        orders: orders.filter((each) => each.order.number === text),
        person: text === 'XB1001MIRA4' || payload.t === 'badge' ? MIRA : null,
      };
      const scan = {
        id: `${source}:boot:${scans}`,
        source,
        kind: 'serial' as const,
        atMs: bench.facts.atMs + 1000,
        payload,
      };
      return bench.send({ type: 'scan', scan, found });
    },
    act: (action) => bench.send({ type: 'do', action }),
    tell(...events) {
      for (const event of events) {
        const entry: JournalEntry = {
          seq: bench.entries.length + 1,
          id: `entry-${bench.entries.length + 1}`,
          version: 1,
          atMs: bench.facts.atMs,
          bootId: 'boot',
          monoMs: bench.facts.atMs,
          personId: null,
          orderId: null,
          fence: null,
          event,
        };
        bench.entries.push(entry);
        bench.state = evolve(bench.state, entry);
      }
    },
  };
  return bench;
}

export function signedIn(orders?: readonly FoundOrder[]): TestBench {
  const bench = createBench(orders);
  bench.tell({ type: 'packer-signed-in', personId: MIRA.id, name: MIRA.name, role: MIRA.role });
  return bench;
}

export function opened(of: Order = ORDER): TestBench {
  const bench = signedIn([{ order: of, settled: null }]);
  bench.act('next');
  return bench;
}

/** Everything in the box, the label on its way. */
export function packed(): TestBench {
  const bench = opened();
  for (const code of [BOTTLE_BLACK, BOTTLE_BLACK, MUG]) bench.scan(code);
  return bench;
}

export function types(events: readonly Event[]): string[] {
  return events.map(({ type }) => type);
}
