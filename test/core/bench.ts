import { mod3736 } from '../../src/core/check-character.ts';
import {
  type Command,
  type Decision,
  type Facts,
  type Found,
  type FoundOrder,
  NOTHING_FOUND,
} from '../../src/core/command.ts';
import { choiceCodeOf, commandCodeOf } from '../../src/core/command-code.ts';
import type { Conflict } from '../../src/core/conflict.ts';
import { decide } from '../../src/core/decide.ts';
import { conflictsHere } from '../../src/core/decide-conflict.ts';
import { decode } from '../../src/core/decode.ts';
import type { Event, JournalEntry } from '../../src/core/event.ts';
import { evolve } from '../../src/core/evolve.ts';
import type { JobId, LineId, OrderId, PersonId, Sku } from '../../src/core/ids.ts';
import type { Job } from '../../src/core/job.ts';
import type { Item, Order, OrderDoc, OrderLine, Person } from '../../src/core/order.ts';
import type { Choice } from '../../src/core/phase.ts';
import type { Payload, Scan, ScanKind } from '../../src/core/scan.ts';
import { DEFAULT_POLICY, type Policy, type Site } from '../../src/core/site.ts';
import { boxOf, INITIAL_STATE, type State } from '../../src/core/state.ts';

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

/** A line of an item that is not in the small catalogue. */
export function lineFor(no: number, of: Item, quantity: number, change: Partial<OrderLine> = {}): OrderLine {
  return { ...of, id: `line-${no}` as LineId, no, quantity, ...change };
}

export function order(number: string, ...lines: readonly OrderLine[]): Order {
  return orderWith(number, {}, ...lines);
}

export function orderWith(number: string, doc: Partial<OrderDoc>, ...lines: readonly OrderLine[]): Order {
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
      ...doc,
    },
  };
}

export const ORDER = order('10482', line(1, 'B-17-BK', 2), line(2, 'M-02', 1));
export const FOUND: FoundOrder = { order: ORDER, settled: null };
export const MIRA: Person = { id: 'mira' as PersonId, name: 'Mira K.', role: 'packer' };
export const JONAS: Person = { id: 'jonas' as PersonId, name: 'Jonas W.', role: 'packer' };
export const NIA: Person = { id: 'nia' as PersonId, name: 'Nia O.', role: 'lead' };
export const THEA: Person = { id: 'thea' as PersonId, name: 'Thea B.', role: 'supervisor' };
const PEOPLE = [MIRA, JONAS, NIA, THEA];

export function badgeOf(person: Person): string {
  const body = `XB1001${person.id.toUpperCase()}`;
  return body + mod3736(body);
}

/** The usual ones, and a neighbour. */
export const PRINTERS = [
  { id: 'label', name: 'Label printer', roles: ['label'], ready: true },
  { id: 'slip', name: 'Slip printer', roles: ['slip'], ready: true },
  { id: 'label-2', name: 'Neighbour', roles: ['label'], ready: true },
] as const satisfies Facts['printers'];

/** Today, as every test's bench has it. */
export const TODAY = '2026-11-23';
const NOON_MS = Date.parse('2026-11-23T12:00:00Z');

/** A bench in memory: commands go in, the journal and the state can be looked at. */
export interface TestBench {
  state: State;
  readonly entries: JournalEntry[];
  facts: Facts;
  /** As the hub says them. */
  conflicts: readonly Conflict[];
  /** What else a code would be found to mean. */
  extra: (payload: Payload) => Partial<Found>;
  send(command: Command): Decision;
  scan(text: string, source?: string, kind?: ScanKind): Decision;
  act(action: Extract<Command, { type: 'do' }>['action']): Decision;
  choose(choice: Choice): Decision;
  badge(person: Person): Decision;
  tell(...events: readonly Event[]): void;
}

export interface BenchSetup {
  readonly items?: readonly Item[];
  readonly policy?: Partial<Policy>;
  readonly cartons?: Site['cartons'];
}

export function createBench(orders: readonly FoundOrder[] = [FOUND], setup: BenchSetup = {}): TestBench {
  let scans = 0;
  const items = [...ITEMS, ...(setup.items ?? [])];
  const bench: TestBench = {
    state: INITIAL_STATE,
    entries: [],
    conflicts: [],
    extra: () => ({}),
    facts: {
      atMs: NOON_MS,
      today: TODAY,
      jobIds: ['job-1' as JobId, 'job-2' as JobId],
      station: { no: 5, epoch: 1 },
      site: { policy: { ...DEFAULT_POLICY, ...setup.policy }, cartons: setup.cartons ?? [] },
      online: true,
      lastPullAtMs: NOON_MS,
      next: orders[0] ?? null,
      picks: orders.filter(({ order: { doc } }) => doc.pick === true),
      conflicts: [],
      claimed: 0,
      hasScale: false,
      hasCamera: false,
      training: false,
      printers: PRINTERS,
    },
    send(command) {
      // Every command comes a second later and with ids of its own, as at a real bench.
      const no = bench.entries.length;
      bench.facts = {
        ...bench.facts,
        conflicts: conflictsHere(bench.state, bench.conflicts),
        atMs: bench.facts.atMs + 1000,
        jobIds: [`label-${no}` as JobId, `slip-${no}` as JobId],
      };
      const decision = decide(bench.state, command, bench.facts);
      bench.tell(...decision.events);
      return decision;
    },
    scan(text, source = 'scanner', kind = 'serial') {
      scans += 1;
      const { aim, payload, warnings } = decode({ text }, { aim: 'auto', today: TODAY });
      const found = { ...foundBy(payload, items, orders, bench), ...bench.extra(payload) };
      const id = `${source}:boot:${scans}`;
      const scan: Scan = { id, source, kind, atMs: bench.facts.atMs + 1000, aim, payload, warnings };
      return bench.send({ type: 'scan', scan, found, frame: { text, terminated: true } });
    },
    act: (action) => bench.send({ type: 'do', action }),
    choose: (choice) => bench.send({ type: 'choose', choice }),
    badge: (person) => bench.scan(badgeOf(person)),
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
      bench.facts = { ...bench.facts, conflicts: conflictsHere(bench.state, bench.conflicts) };
    },
  };
  return bench;
}

/** A small resolver: what the real one finds in its stores, this one finds in the test's lists. */
function foundBy(payload: Payload, items: readonly Item[], orders: readonly FoundOrder[], bench: TestBench): Found {
  const gtin =
    payload.t === 'gtin'
      ? payload.gtin14
      : payload.t === 'gs1'
        ? (payload.facts.gtin14 ?? payload.facts.content?.gtin14)
        : undefined;
  const hits = items.flatMap((each) =>
    each.barcodes
      .filter(({ value }) => value === gtin || value === payload.text)
      .map(({ factor }) => ({ item: each, factor })),
  );
  return {
    ...NOTHING_FOUND,
    items: hits,
    orders: orders.filter(({ order: { number, doc } }) => number === payload.text || doc.tote === payload.text),
    person: PEOPLE.find((person) => badgeOf(person) === payload.text) ?? null,
    bin: payload.t === 'place' ? payload.bin : null,
    carton: bench.facts.site.cartons.find(({ code }) => code === payload.text) ?? null,
  };
}

export function signedIn(orders?: readonly FoundOrder[], setup?: BenchSetup): TestBench {
  const bench = createBench(orders, setup);
  bench.tell({ type: 'packer-signed-in', personId: MIRA.id, name: MIRA.name, role: MIRA.role });
  return bench;
}

export function opened(of: Order = ORDER, setup?: BenchSetup): TestBench {
  const bench = signedIn([{ order: of, settled: null }], setup);
  bench.act('next');
  return bench;
}

/** Everything in the box, the label on its way. */
export function packed(): TestBench {
  const bench = opened();
  for (const code of [BOTTLE_BLACK, BOTTLE_BLACK, MUG]) bench.scan(code);
  return bench;
}

export function labelOf(bench: TestBench): Job | null {
  return bench.state.work && boxOf(bench.state.work).label;
}

export function parcelOf(bench: TestBench): string {
  return (bench.state.work && boxOf(bench.state.work).parcelCode) ?? '';
}

/** The label in hand is made, and goes to its printer. */
export function makeLabel(bench: TestBench): Job {
  const job = labelOf(bench);
  if (job === null) throw new Error('there is no label to print');
  const { jobId, parcelCode, printerId } = job;
  const printer = PRINTERS.find(({ id }) => id === printerId) ?? PRINTERS[0];
  const proof = [parcelCode];
  bench.send({ type: 'take-document', jobId, sha256: 'ab', decoded: proof, proof, source: null, printer });
  return job;
}

/** The label in hand is made and printed. */
export function printLabel(bench: TestBench): void {
  const { jobId } = makeLabel(bench);
  bench.send({ type: 'end-print', jobId, outcome: { state: 'printed', by: 'odometer' } });
}

/** The last label is scanned off its box. */
export function proveLabel(bench: TestBench): Decision {
  printLabel(bench);
  return bench.scan(parcelOf(bench));
}

export function command(action: Parameters<typeof commandCodeOf>[0]): string {
  return commandCodeOf(action);
}

export function choice(of: Choice): string {
  return choiceCodeOf(of);
}

export function types(events: readonly Event[]): string[] {
  return events.map(({ type }) => type);
}
