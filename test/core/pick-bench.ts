import { expect } from 'vitest';
import { type Decision, type Facts, type Found, type FoundOrder, NOTHING_FOUND } from '../../src/core/command.ts';
import { decideLoadAction, decideLoadScan } from '../../src/core/decide-load.ts';
import { decidePickAction, decidePickScan } from '../../src/core/decide-pick.ts';
import { decideChoice } from '../../src/core/decide-question.ts';
import type { Event } from '../../src/core/event.ts';
import { evolve } from '../../src/core/evolve.ts';
import type { JobId, LineId, OrderId, PersonId, Sku } from '../../src/core/ids.ts';
import type { Item, Order, OrderDoc, OrderLine } from '../../src/core/order.ts';
import { type Action, type Choice, satisfies } from '../../src/core/phase.ts';
import type { Gs1Facts, Payload, Scan, ScanKind } from '../../src/core/scan.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/site.ts';
import { INITIAL_STATE, phaseOf, type Round, type State } from '../../src/core/state.ts';
import { PRINTERS } from './bench.ts';

/** Codes that the replica of this bench knows, and what they mean. */
export const CODES: Readonly<Record<string, { readonly sku: string; readonly factor: number }>> = {
  'EAN-BLACK': { sku: 'B-17-BK', factor: 1 },
  'EAN-BLUE': { sku: 'B-17-BL', factor: 1 },
  'EAN-MUG': { sku: 'M-02', factor: 1 },
  'CASE-MUG': { sku: 'M-02', factor: 6 },
  'EAN-LAMP': { sku: 'L-9', factor: 1 },
};

const ITEMS: readonly Item[] = [
  { sku: 'B-17-BK' as Sku, name: 'Steel bottle 0.5 l', variant: 'BLACK', barcodes: [] },
  { sku: 'B-17-BL' as Sku, name: 'Steel bottle 0.5 l', variant: 'BLUE', barcodes: [] },
  { sku: 'M-02' as Sku, name: 'Enamel mug', barcodes: [] },
  { sku: 'L-9' as Sku, name: 'Lamp', barcodes: [] },
];

export function item(sku: string): Item {
  const found = ITEMS.find((each) => each.sku === sku);
  if (found === undefined) throw new Error(`no item ${sku}`);
  return found;
}

/** Line ids are `L1`, `L2` … in every order, as the hub gives them. */
export function line(
  no: number,
  sku: string,
  quantity: number,
  bin?: string,
  more: Partial<OrderLine> = {},
): OrderLine {
  return { ...item(sku), id: `L${no}` as LineId, no, quantity, ...(bin === undefined ? {} : { bin }), ...more };
}

export function order(number: string, lines: readonly OrderLine[], doc: Partial<OrderDoc> = {}): Order {
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
      pick: true,
      ...doc,
    },
  };
}

export function text(value: string): Payload {
  return { t: 'text', text: value };
}

export function place(bin: string): Payload {
  return { t: 'place', bin, text: `L-${bin}` };
}

export function gs1(facts: Gs1Facts, value = 'gs1'): Payload {
  return { t: 'gs1', via: 'element', elements: [], facts, confidence: 'sure', text: value };
}

export interface PickBench {
  state: State;
  facts: Facts;
  readonly events: Event[];
  /** What the replica makes of a code, beside `CODES`. */
  found: (payload: Payload) => Partial<Found>;
  act(action: Action): Decision;
  /** A plain code, or a payload. */
  scan(code: string | Payload, kind?: ScanKind): Decision;
  scanAll(...codes: readonly (string | Payload)[]): void;
  choose(choice: Choice): Decision;
  /** BY HAND, which is no key of the phase yet. */
  byHand(): Decision;
  load(action: Action): Decision;
  loadScan(code: string): Decision;
  tell(...events: readonly Event[]): void;
  round(): Round;
}

/** A bench that picks: scans and keys go straight to the round's own decisions, events into the real fold. */
export function createPickBench(orders: readonly Order[] = [], policy: Partial<Policy> = {}): PickBench {
  let scans = 0;
  const scanOf = (payload: Payload, kind: ScanKind): Scan => {
    scans += 1;
    return { id: `gun:boot:${scans}`, source: 'gun', kind, atMs: bench.facts.atMs, aim: null, payload, warnings: [] };
  };
  const done = (decision: Decision): Decision => {
    bench.facts = { ...bench.facts, atMs: bench.facts.atMs + 1000 };
    bench.tell(...decision.events);
    return decision;
  };
  const bench: PickBench = {
    state: { ...INITIAL_STATE, packer: { id: 'mira' as PersonId, name: 'Mira K.', role: 'packer' } },
    events: [],
    facts: factsOf(
      orders.map((each) => ({ order: each, settled: null })),
      policy,
    ),
    found: () => ({}),
    act(action) {
      const phase = phaseOf(bench.state);
      if (!satisfies(phase, action)) throw new Error(`${action} is not offered while ${phase}`);
      return done(decidePickAction(bench.state, action, bench.facts));
    },
    scan(code, kind = 'serial') {
      const payload = typeof code === 'string' ? text(code) : code;
      const known = CODES[payload.text];
      const items = known === undefined ? [] : [{ item: item(known.sku), factor: known.factor }];
      const found = { ...NOTHING_FOUND, items, ...bench.found(payload) };
      return done(decidePickScan(bench.state, scanOf(payload, kind), found, bench.facts));
    },
    scanAll(...codes) {
      for (const code of codes) {
        const decision = bench.scan(code);
        if (!decision.ok) throw new Error(`${JSON.stringify(code)} was refused: ${decision.code}`);
      }
    },
    choose: (choice) => done(decideChoice(bench.state, choice, bench.facts)),
    byHand: () => done(decidePickAction(bench.state, 'by-hand', bench.facts)),
    load: (action) => done(decideLoadAction(bench.state, action, bench.facts)),
    loadScan: (code) => done(decideLoadScan(bench.state, scanOf(text(code), 'serial'))),
    tell(...events) {
      for (const event of events) {
        bench.events.push(event);
        bench.state = evolve(bench.state, {
          seq: bench.events.length,
          id: `entry-${bench.events.length}`,
          version: 1,
          atMs: bench.facts.atMs,
          bootId: 'boot',
          monoMs: bench.facts.atMs,
          personId: null,
          orderId: null,
          fence: null,
          event,
        });
      }
    },
    round() {
      if (bench.state.round === null) throw new Error('no round is under way');
      return bench.state.round;
    },
  };
  return bench;
}

/** A round of these orders; when there are several, each with its tote `T1`, `T2` … */
export function picking(orders: readonly Order[], policy: Partial<Policy> = {}): PickBench {
  const bench = createPickBench(orders, { roundOrders: 9, ...policy });
  bench.act('pick');
  if (orders.length > 1) for (const [index] of orders.entries()) bench.scanAll(`T${index + 1}`);
  return bench;
}

function factsOf(picks: readonly FoundOrder[], policy: Partial<Policy>): Facts {
  return {
    atMs: 1_000_000,
    today: '2026-03-02',
    jobIds: ['job-1' as JobId, 'job-2' as JobId],
    station: { no: 5, epoch: 1 },
    site: { policy: { ...DEFAULT_POLICY, ...policy }, cartons: [] },
    online: true,
    lastPullAtMs: null,
    next: null,
    picks,
    conflicts: [],
    claimed: 0,
    hasScale: false,
    hasCamera: false,
    training: false,
    printers: PRINTERS,
  };
}

export function types(decision: Decision): readonly string[] {
  return decision.events.map(({ type }) => type);
}

/** A refused command must leave everything as it was. */
export function unchanged(bench: PickBench, act: () => unknown): void {
  const before = bench.state;
  act();
  expect(bench.state).toBe(before);
}

export const ONE = order('10482', [line(1, 'B-17-BK', 2, 'A-2'), line(2, 'M-02', 1, 'A-10')]);
/** The same item in two orders, on one shelf. */
export const PAIR = [
  order('1', [line(1, 'M-02', 2, 'A-1')]),
  order('2', [line(1, 'M-02', 1, 'A-1'), line(2, 'L-9', 1, 'A-2')]),
];
/** Every shelf is to be proved. */
export const SHELVES = order('7', [line(1, 'B-17-BK', 1, 'A-2'), line(2, 'M-02', 1, 'A-10')], { places: true });
