import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import { choiceCodeOf } from '../../src/core/command-code.ts';
import type { Conflict } from '../../src/core/conflict.ts';
import type { Event } from '../../src/core/event.ts';
import { evolve, fold } from '../../src/core/evolve.ts';
import { type Action, type Choice, type Phase, SATISFIES } from '../../src/core/phase.ts';
import { choicesOf } from '../../src/core/question.ts';
import { boxOf, packedOf, phaseOf, shortOf, todoOf } from '../../src/core/state.ts';
import { viewOf } from '../../src/core/view-of.ts';
import { around } from './around.ts';
import {
  BOTTLE_BLACK,
  BOTTLE_BLUE,
  createBench,
  JONAS,
  labelOf,
  line,
  lineFor,
  MIRA,
  MUG,
  MUG_CASE,
  opened,
  order,
  orderWith,
  PRINTERS,
  parcelOf,
  type TestBench,
  THEA,
} from './bench.ts';
import { ai01, CARTONS, codeOf, DRILL, GOODS, GS, LOTTED, RECALLED, SOAP, SOAP_SWAP } from './goods.ts';

const ACTIONS = [...new Set(Object.values(SATISFIES).flat())] as Action[];

/** One order of everything: plain goods, a lot, a serial, a substitute, and one that is fetched from its shelves first. */
const MIXED = orderWith(
  '10482',
  { extras: ['gift-note'] },
  line(1, 'B-17-BK', 2),
  line(2, 'M-02', 8),
  lineFor(3, LOTTED, 1, { lots: [{ lot: 'A1' }] }),
  lineFor(4, DRILL, 2),
  lineFor(5, SOAP, 2, { swaps: [SOAP_SWAP] }),
);
const PICKED = orderWith('20001', { pick: true }, lineFor(1, SOAP, 2, { bin: 'A-1' }), line(2, 'M-02', 1));
const UNLENT = { ...order('30001', line(1, 'M-02', 1)), state: 'ready' as const, claim: null };
const SOFT = { ...order('40001', line(1, 'M-02', 1)), claim: { class: 'soft', mine: true } as const };
const TAKEN = {
  ...order('50001', line(1, 'M-02', 1)),
  claim: { class: 'hard', mine: false, holder: { station: 'Station 9', person: 'Ana', sinceMs: 0 } } as const,
};
const ORDERS = [
  { order: MIXED, settled: null },
  { order: SOFT, settled: null },
  { order: TAKEN, settled: null },
  { order: PICKED, settled: null },
  { order: UNLENT, settled: null },
];

function twice(id: string): Conflict {
  const side = { person: 'Ana', atMs: 0, labels: ['PH1'] };
  const sides = [
    { ...side, station: 'Station 9', mine: false, accepted: true },
    { ...side, station: 'Station 5', mine: true, accepted: false },
  ];
  return { id, kind: 'double_ship', orderId: MIXED.id, number: '10482', openedAtMs: 0, askedLead: false, sides };
}

function newBench(): TestBench {
  const bench = createBench(ORDERS, { items: GOODS, cartons: CARTONS });
  bench.facts = { ...bench.facts, hasScale: true, claimed: 2 };
  bench.conflicts = [twice('conflict-1'), twice('conflict-2')];
  return bench;
}

type Step = (bench: TestBench) => void;

let serials = 0;

/** What a packer does who makes no mistake. */
function rightStep(bench: TestBench): void {
  const { work, question, stop } = bench.state;
  const phase = phaseOf(bench.state);
  if (question !== null) return void rightAnswer(bench);
  if (stop !== null) return void (bench.act('acknowledge').ok || bench.badge(THEA));
  if (phase === 'signed-out' || phase === 'locked')
    return void bench.send({ type: 'enter-pin', person: MIRA, right: true });
  if (phase === 'ready' || phase === 'done') return void bench.act('next');
  if (phase === 'picking') return void (bench.scan(codeOf(SOAP)).ok || bench.act('acknowledge').ok || bench.scan(MUG));
  if (phase === 'packing') {
    const current = work === null ? undefined : todoOf(work)[0];
    if (current?.track?.serial === true)
      return void bench.scan(`${ai01(DRILL)}21SN${String(1000 + (serials++ % 9000))}`);
    if (current?.track?.lot === true) return void bench.scan(`${ai01(LOTTED)}10A1`);
    return void bench.scan(current?.barcodes[0]?.value ?? '');
  }
  if (phase === 'capturing')
    return void bench.scan(work?.capture?.ask === 'lot' ? 'A1' : `SN${1000 + (serials++ % 9000)}`);
  if (phase === 'boxing') return void bench.scan('CTN-L');
  if (phase === 'weighing') {
    const grams = work === null ? 1 : (boxOf(work).expected?.grams ?? 1);
    return void bench.send({ type: 'take-weight', grams, stable: true, by: 'scale' });
  }
  if (phase === 'papering') return void bench.act('confirm');
  if (phase === 'labelling' && work?.hardening != null) return void hub(bench, 'hardened');
  if (phase === 'labelling' && labelOf(bench)?.state === 'queued') return void paper(bench, 'made');
  if (phase === 'labelling' || phase === 'proving') return void bench.scan(parcelOf(bench));
  if (phase === 'asking')
    return void bench.send({ type: 'answer-claim', orderId: UNLENT.id, order: null, code: 'taken' });
  return void (bench.act('finish').ok || bench.act('cancel'));
}

function rightAnswer(bench: TestBench): void {
  const { question } = bench.state;
  if (question === null) return;
  const [first] = choicesOf(question);
  if (first === undefined) bench.badge(THEA);
  else bench.choose(first);
}

const HUB = ['lost', 'lost-parked', 'hardened', 'away', 'stale', 'again', 'on', 'off', 'end', 'decided', 'release'];

/** What the hub says, or does not say. */
function hub(bench: TestBench, what: string): void {
  const { work, parked, question } = bench.state;
  if (what === 'on' || what === 'off') bench.facts = { ...bench.facts, online: what === 'on' };
  if (what === 'again') bench.send({ type: 'ask-hardening' });
  if (what === 'end') bench.send({ type: 'end-drill' });
  if (what === 'release')
    bench.send({ type: 'release-order', found: { order: SOFT, settled: null }, reason: 'surplus' });
  if (what === 'decided') {
    bench.conflicts = bench.conflicts.slice(1);
    if (question?.kind === 'conflict') bench.send({ type: 'close-conflict', conflictId: question.conflict.id });
  }
  const orderId = (what === 'lost-parked' ? parked[0] : work)?.order.id;
  if (orderId === undefined) return;
  if (what === 'lost' || what === 'lost-parked') bench.send({ type: 'lose-order', orderId, to: 'Station 9' });
  const told = { type: 'answer-hardening', orderId, to: null } as const;
  if (what === 'hardened') bench.send({ ...told, fence: 2, code: null });
  if (what === 'away') bench.send({ ...told, fence: null, code: 'hub-unreachable' });
  if (what === 'stale') bench.send({ ...told, fence: null, code: 'taken' });
}

const PAPER = ['printed', 'not_sent', 'unknown', 'made', 'trouble', 'ready', 'failed', 'awaited', 'come'];

const CODES = [
  BOTTLE_BLACK,
  MUG,
  MUG_CASE,
  BOTTLE_BLUE,
  codeOf(SOAP),
  codeOf(SOAP_SWAP),
  codeOf(DRILL),
  codeOf(LOTTED),
  codeOf(RECALLED),
  `${ai01(LOTTED)}10A1`,
  `${ai01(LOTTED)}10B2`,
  `${ai01(LOTTED)}10A121X`,
  `${ai01(DRILL)}21SN0001`,
  `${ai01(DRILL)}21SN0002${GS}10L`,
  '10482',
  '20001',
  '30001',
  '40001',
  '50001',
  'A1',
  'SN0003',
  'L-A-1',
  'CTN-S',
  'CTN-X',
  'nonsense',
  ']E09520000000012',
  'XQNEXTB',
  'XQQTY5R',
];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 24, arbitrary: fc.constant<Step>(rightStep) },
  {
    weight: 8,
    arbitrary: fc.constantFrom(...CODES).map(
      (text): Step =>
        (bench) =>
          void bench.scan(text),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>((bench) => void bench.scan(parcelOf(bench))) },
  // Parcels wait for their carrier only now and then, and it is one action of many.
  { weight: 1, arbitrary: fc.constant<Step>((bench) => void bench.act('hand-over')) },
  {
    weight: 8,
    arbitrary: fc.constantFrom(...ACTIONS).map(
      (action): Step =>
        (bench) =>
          void bench.act(action),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.nat(5).map(
      (no): Step =>
        ({ state, choose }) =>
          void (state.question && choose(choicesOf(state.question)[no] ?? 'yes')),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(MIRA, JONAS, THEA).map(
      (who): Step =>
        (bench) =>
          void bench.badge(who),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('yes', 'box-1').map(
      (choice): Step =>
        (bench) =>
          void bench.scan(choiceCodeOf(choice as Choice)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(1, 300, 5000).map(
      (grams): Step =>
        (bench) =>
          void bench.send({ type: 'take-weight', grams, stable: true, by: 'typed' }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('cancelled', 'fewer', 'note').map(
      (what): Step =>
        (bench) =>
          changeAbove(bench, what),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...PAPER).map(
      (what): Step =>
        (bench) =>
          paper(bench, what),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...HUB).map(
      (what): Step =>
        (bench) =>
          hub(bench, what),
    ),
  },
  // An order of another kind than NEXT would open, and the keys that are one of many.
  {
    weight: 2,
    arbitrary: fc.constantFrom('40001', '50001').map(
      (text): Step =>
        (bench) =>
          void bench.scan(text),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('conflicts', 'drill').map(
      (action): Step =>
        (bench) =>
          void bench.act(action as Action),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>((bench) => void bench.send({ type: 'recover' })) },
  {
    weight: 1,
    arbitrary: fc.constant<Step>(
      (bench) => void bench.send({ type: 'suggest-cartons', boxNo: 1, cartons: ['CTN-S', 'CTN-M'], split: null }),
    ),
  },
);

function changeAbove(bench: TestBench, what: string): void {
  const open = bench.state.work?.order;
  if (open === undefined) return;
  const [first, ...rest] = open.doc.lines;
  if (first === undefined) return;
  const rev = open.rev + 1;
  if (what === 'cancelled') bench.send({ type: 'order-changed', order: { ...open, rev, state: 'cancelled' } });
  else if (what === 'note')
    bench.send({ type: 'order-changed', order: { ...open, rev, doc: { ...open.doc, note: `${rev}` } } });
  else
    bench.send({
      type: 'order-changed',
      order: { ...open, rev, doc: { ...open.doc, lines: [{ ...first, quantity: 1 }, ...rest] } },
    });
}

function paper(bench: TestBench, what: string): void {
  const jobId = labelOf(bench)?.jobId;
  if (jobId === undefined) return;
  const fault = { code: 'NO_ACK', bytesWritten: 1, conditions: [] } as const;
  const commands: Record<string, Command> = {
    made: {
      type: 'take-document',
      jobId,
      sha256: 'ab',
      decoded: [],
      proof: [parcelOf(bench)],
      source: null,
      printer: PRINTERS[0],
    },
    failed: { type: 'refuse-document', jobId, fault: 'does-not-fit', detail: 'too wide' },
    awaited: { type: 'refuse-document', jobId, fault: 'no-carrier-label', detail: 'not here' },
    come: { type: 'documents-here', jobId },
    trouble: { type: 'note-trouble', jobId, outcome: { state: 'attention', ...fault } },
    printed: { type: 'end-print', jobId, outcome: { state: 'printed', by: 'odometer' } },
    not_sent: { type: 'end-print', jobId, outcome: { state: 'not_sent', ...fault } },
    unknown: { type: 'end-print', jobId, outcome: { state: 'unknown', ...fault } },
    ready: { type: 'printer-ready', jobId, printer: PRINTERS[0] },
  };
  const command = commands[what];
  if (command !== undefined) bench.send(command);
}

describe('whatever happens at the bench', () => {
  it('packs and misses never more than ordered, folds to the same state, and offers no key that the core refuses', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const bench = newBench();
        for (const each of steps) {
          each(bench);
          const { work } = bench.state;
          if (work === null) continue;
          for (const { id, quantity } of work.lines) {
            expect(packedOf(work, id) + shortOf(work, id)).toBeLessThanOrEqual(quantity);
            const inBoxes = work.packs.reduce((sum, pack) => sum + (pack.lineId === id ? pack.units : 0), 0);
            expect(inBoxes).toBe(packedOf(work, id));
          }
        }
        expect(fold(bench.entries)).toEqual(bench.state);
        for (const key of viewOf(bench.state, around(bench.facts)).keys) {
          const again = newBench();
          again.conflicts = bench.conflicts;
          again.facts = bench.facts;
          again.tell(...bench.entries.map(({ event }) => event));
          expect([key.action, key.enabled]).toEqual([key.action, again.act(key.action).ok]);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('sends one paper once: again only when nothing left, or when a person asked for another', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 90 }), (steps) => {
        const bench = newBench();
        for (const each of steps) each(bench);
        const last = new Map<string, string>();
        for (const { event } of bench.entries) {
          if (event.type === 'print-wanted') last.set(event.jobId, 'wanted');
          else if (event.type === 'print-started') {
            expect([event.jobId, last.get(event.jobId)]).not.toEqual([event.jobId, 'out']);
            last.set(event.jobId, 'out');
          } else if (event.type === 'print-not-confirmed' && event.state === 'not_sent') {
            last.set(event.jobId, 'not sent');
          }
        }
        // A first print that follows another one of the same box came only because that one was never sent.
        const wanted = bench.entries.flatMap(({ event }) =>
          event.type === 'print-wanted' && event.role === 'label' && event.reason === 'first' ? [event] : [],
        );
        for (const [at, event] of wanted.entries()) {
          const before = wanted.slice(0, at).filter(({ parcelCode }) => parcelCode === event.parcelCode);
          expect(before.filter(({ jobId }) => last.get(jobId) === 'out')).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('prints a label only under a claim that the hub lent for good, and nothing of an order that was lost', () => {
    let hardened = 0;
    let lost = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 90 }), (steps) => {
        const bench = newBench();
        for (const each of steps) each(bench);
        const held = new Map<string, string>();
        for (const { event } of bench.entries) {
          if (event.type === 'order-opened') held.set(event.orderId, event.order.claim?.class ?? 'none');
          if (event.type === 'order-hardened') {
            held.set(event.orderId, 'hard');
            hardened += 1;
          }
          if (event.type === 'order-lost') {
            held.set(event.orderId, 'lost');
            lost += 1;
          }
          const isNumbered = event.type === 'print-wanted' && event.paper !== 'gift-note' && event.paper !== 'customs';
          if (isNumbered || event.type === 'order-shipped') {
            // A copy of what had left before may follow; nothing else.
            const isCopy = event.type === 'print-wanted' && event.copy > 1;
            expect([event.type, isCopy || held.get(event.orderId)]).toEqual([event.type, isCopy || 'hard']);
          }
        }
      }),
      { numRuns: 500, seed: 11 },
    );
    expect(hardened).toBeGreaterThan(10);
    expect(lost).toBeGreaterThan(10);
  });

  it('keeps every scan, accepted or refused, as an event', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.constantFrom(...CODES), (steps, text) => {
        const bench = newBench();
        for (const each of steps) each(bench);
        const before = bench.entries.length;
        bench.scan(text);
        const told = bench.entries
          .slice(before)
          .filter(({ event }) => 'scan' in event && event.scan.source === 'scanner');
        expect(told.length).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  });

  it('always leaves a next step: an action, a choice, a badge or a scan that is taken', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const bench = newBench();
        for (const each of steps) each(bench);
        const { keys, question } = viewOf(bench.state, around(bench.facts));
        const ways = keys.filter(({ enabled, action }) => enabled && action !== 'help' && action !== 'repeat');
        const phase = phaseOf(bench.state);
        const byBadge =
          phase === 'signed-out' || phase === 'locked' || question?.badge === true || bench.state.stop !== null;
        expect([phase, ways.length > 0 || (question?.choices.length ?? 0) > 0 || byBadge]).toEqual([phase, true]);
      }),
      { numRuns: 400 },
    );
  });

  it('reaches every phase, and leaves every one again', () => {
    const seen = new Set<Phase>();
    const left = new Set<Phase>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 30, maxLength: 120 }), (steps) => {
        const bench = newBench();
        for (const each of steps) {
          const before = phaseOf(bench.state);
          seen.add(before);
          each(bench);
          if (phaseOf(bench.state) !== before) left.add(before);
        }
      }),
      { numRuns: 600, seed: 7 },
    );
    const expected = Object.keys(SATISFIES).sort();
    expect([...seen].sort()).toEqual(expected);
    expect([...left].sort()).toEqual(expected);
  });

  it('folds any events in any order', () => {
    const bench = newBench();
    const events: Event[] = [];
    const random = fc.sample(fc.array(step, { minLength: 60, maxLength: 60 }), { numRuns: 30, seed: 3 });
    for (const steps of random) {
      const each = newBench();
      for (const one of steps) one(each);
      events.push(...each.entries.map(({ event }) => event));
    }
    expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThan(40);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { maxLength: 80 }), (some) => {
        let { state } = bench;
        for (const [index, event] of some.entries()) {
          const entry = { seq: index + 1, id: `${index}`, version: 1, atMs: index, bootId: 'b', monoMs: 0 };
          state = evolve(state, { ...entry, personId: null, orderId: null, fence: null, event });
          viewOf(state, around(bench.facts));
        }
      }),
      { numRuns: 1500 },
    );
  });
});

it('undo, as often as there were scans, gives the start', () => {
  const codes = [MUG, MUG_CASE, BOTTLE_BLACK, codeOf(SOAP), `${ai01(DRILL)}21SN0001`, `${ai01(DRILL)}21SN0002`];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...codes), { maxLength: 14 }), (scans) => {
      const many = order('7', line(1, 'M-02', 90), line(2, 'B-17-BK', 40), lineFor(3, SOAP, 40), lineFor(4, DRILL, 9));
      const bench = opened(many, { items: GOODS });
      for (const code of scans) bench.scan(code);
      for (const _ of scans) bench.act('undo');
      const { work } = bench.state;
      expect(work?.packs).toEqual([]);
      expect(work?.history).toEqual([]);
      expect(Object.values(work?.packed ?? {}).every((units) => units === 0)).toBe(true);
    }),
  );
});

it('the order of scans of different items does not change what is in the box', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray([MUG, MUG, MUG, BOTTLE_BLACK, BOTTLE_BLACK, MUG_CASE, codeOf(SOAP)], { minLength: 7 }),
      (codes) => {
        const bench = opened(order('7', line(1, 'M-02', 50), line(2, 'B-17-BK', 40), lineFor(3, SOAP, 2)), {
          items: GOODS,
        });
        for (const code of codes) bench.scan(code);
        expect(bench.state.work?.packed).toEqual({ 'line-1': 9, 'line-2': 2, 'line-3': 1 });
      },
    ),
  );
});
