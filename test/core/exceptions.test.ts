import { describe, expect, it } from 'vitest';
import { changesOf } from '../../src/core/decide-change.ts';
import type { Order } from '../../src/core/order.ts';
import { stationCodeOf } from '../../src/core/place-code.ts';
import { phaseOf } from '../../src/core/state.ts';
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
  NIA,
  ORDER,
  opened,
  order,
  orderWith,
  packed,
  printLabel,
  proveLabel,
  signedIn,
  type TestBench,
  THEA,
  types,
} from './bench.ts';
import { BULB, codeOf, GOODS, KIT, LAMP, SOAP } from './goods.ts';

function short(bench: TestBench): void {
  bench.act('short');
  bench.choose('none-on-shelf');
}

describe('people (X5, X8, S15)', () => {
  it('X5 refuses an unknown badge and says when a PIN was wrong too often', () => {
    const bench = createBench();
    bench.extra = () => ({ person: null });
    expect(bench.badge(MIRA)).toMatchObject({ ok: false, code: 'badge-unknown' });
    for (let times = 0; times < 5; times++) bench.send({ type: 'enter-pin', person: MIRA, right: false });
    expect(bench.send({ type: 'enter-pin', person: MIRA, right: true })).toMatchObject({
      ok: false,
      code: 'pin-blocked',
    });
    bench.facts = { ...bench.facts, atMs: bench.facts.atMs + 60_000 };
    expect(bench.send({ type: 'enter-pin', person: MIRA, right: true }).ok).toBe(true);
  });

  it('S15 pauses in mid order and comes back to the very same screen by badge or PIN', () => {
    for (const back of [
      (bench: TestBench) => bench.badge(MIRA),
      (bench: TestBench) => bench.send({ type: 'enter-pin', person: MIRA, right: true }),
    ]) {
      const bench = opened();
      bench.scan(BOTTLE_BLACK);
      const { work } = bench.state;
      bench.act('lock');
      expect(phaseOf(bench.state)).toBe('locked');
      expect(bench.scan(BOTTLE_BLACK)).toMatchObject({ ok: false, code: 'locked' });
      back(bench);
      expect(phaseOf(bench.state)).toBe('packing');
      expect(bench.state.work).toEqual(work);
    }
  });

  it('X8 asks before another person goes on with it', () => {
    const bench = opened();
    bench.scan(BOTTLE_BLACK);
    bench.act('lock');
    bench.badge(JONAS);
    expect(bench.state.question).toMatchObject({ kind: 'take-over', from: MIRA.name });
    bench.choose('no');
    expect(phaseOf(bench.state)).toBe('locked');
    bench.badge(JONAS);
    bench.choose('take-over');
    expect(bench.state.packer?.id).toBe(JONAS.id);
    expect(phaseOf(bench.state)).toBe('packing');
    expect(bench.state.work?.packed).toEqual({ 'line-1': 1 });
  });

  it('lets a colleague sign in between two orders, and nobody in the middle of one', () => {
    const bench = signedIn();
    expect(types(bench.badge(JONAS).events)).toEqual(['scan-taken', 'packer-signed-out', 'packer-signed-in']);
    expect(opened().badge(JONAS)).toMatchObject({ ok: false, code: 'not-now' });
  });

  it('S16 begins and ends training only by a supervisor', () => {
    const bench = signedIn();
    expect(bench.act('train').events[0]).toMatchObject({ type: 'question-asked', question: { kind: 'approval' } });
    expect(bench.badge(NIA)).toMatchObject({ ok: false, code: 'not-a-supervisor' });
    expect(types(bench.badge(THEA).events)).toEqual(['scan-taken', 'approval-given', 'training-asked']);
    bench.facts = { ...bench.facts, training: true };
    bench.act('train');
    expect(types(bench.badge(THEA).events)).toEqual(['scan-taken', 'approval-given', 'training-left']);
  });

  it('keeps no badge in the journal', () => {
    const bench = createBench();
    bench.badge(MIRA);
    expect(JSON.stringify(bench.entries)).not.toMatch(/XB1001/);
  });
});

describe('unknown codes (X6)', () => {
  it('learns one for the item in hand: at once by a lead, by a supervisor for a packer', () => {
    const bench = opened();
    bench.scan('NEW-CODE');
    expect(bench.act('learn').events[0]).toMatchObject({ question: { kind: 'approval', about: 'learn' } });
    bench.badge(THEA);
    const learned = {
      type: 'barcode-learned',
      sku: 'B-17-BK',
      barcode: { kind: 'text', value: 'NEW-CODE', factor: 1 },
    };
    expect(bench.choose('checked').events.at(-1)).toMatchObject(learned);
    const lead = opened();
    lead.tell({ type: 'station-taken-over', personId: NIA.id, name: NIA.name, role: NIA.role, from: MIRA.id });
    lead.scan('4006381333931');
    lead.act('learn');
    expect(lead.choose('yes').events.at(-1)).toMatchObject({
      type: 'barcode-learned',
      barcode: { kind: 'gtin', value: '04006381333931' },
    });
    expect(phaseOf(lead.state)).toBe('packing');
  });

  it('learns nothing from any other stop', () => {
    const bench = opened();
    bench.scan(BOTTLE_BLUE);
    expect(bench.act('learn')).toMatchObject({ ok: false });
  });
});

describe('opening (X7, X9, X11, X12)', () => {
  it('X7 leaves it to a second scan when a tote fits several orders', () => {
    const a = orderWith('1', { tote: 'T-1' }, line(1, 'M-02', 1));
    const b = orderWith('2', { tote: 'T-1' }, line(1, 'M-02', 1));
    const bench = signedIn([
      { order: a, settled: null },
      { order: b, settled: null },
    ]);
    expect(bench.scan('T-1')).toMatchObject({ ok: false, code: 'ambiguous-code' });
    expect(bench.scan('2').ok).toBe(true);
  });

  it('opens the first order that wants a scanned item', () => {
    const bench = signedIn();
    bench.extra = () => ({ orders: [{ order: ORDER, settled: null }] });
    expect(types(bench.scan(MUG).events)).toEqual(['scan-taken', 'order-opened']);
    const none = signedIn([]);
    expect(none.scan(MUG)).toMatchObject({ ok: false, code: 'no-order-open', detail: { scanned: { sku: 'M-02' } } });
  });

  it('X11 asks once more before it opens old data offline, or refuses where the site wants that', () => {
    const bench = signedIn();
    bench.facts = { ...bench.facts, online: false, lastPullAtMs: bench.facts.atMs - 5 * 3_600_000 };
    expect(bench.scan('10482')).toMatchObject({ ok: false, code: 'order-stale', offer: { by: 'again' } });
    expect(bench.act('confirm').events.at(-1)).toMatchObject({ type: 'order-opened', stale: true });
    const strict = signedIn(undefined, { policy: { stale: 'refuse' } });
    strict.facts = { ...strict.facts, online: false, lastPullAtMs: null };
    expect(strict.act('next')).toMatchObject({ ok: false, code: 'order-stale', offer: null });
  });

  it('X12 says what an order lacks', () => {
    const bad = orderWith('1', { problems: ['customs'] }, line(1, 'M-02', 1));
    const bench = signedIn([{ order: bad, settled: null }]);
    expect(bench.scan('1')).toMatchObject({ ok: false, code: 'order-problem', detail: { problem: 'customs' } });
  });

  it('tells a wrong station from the right one', () => {
    const bench = signedIn();
    expect(bench.scan(stationCodeOf(7))).toMatchObject({
      ok: false,
      code: 'wrong-station',
      detail: { expected: '5', got: '7' },
    });
    expect(bench.scan(stationCodeOf(5)).ok).toBe(true);
    expect(bench.state.band.code).toBe('station-right');
  });
});

describe('changed above (X10)', () => {
  const revised = (change: Partial<Order['doc']>): Order => ({ ...ORDER, rev: 2, doc: { ...ORDER.doc, ...change } });

  it('shows the difference, takes back what is too many, and goes on', () => {
    const bench = opened();
    bench.scan(BOTTLE_BLACK);
    bench.scan(BOTTLE_BLACK);
    const [bottle] = ORDER.doc.lines;
    bench.send({
      type: 'order-changed',
      order: revised({ lines: [{ ...(bottle as never as typeof bottle & object), quantity: 1 }] }),
    });
    expect(bench.state.question).toMatchObject({
      kind: 'changed',
      changes: [
        { what: 'quantity', from: '2', to: '1' },
        { what: 'line-removed', from: '1' },
      ],
    });
    expect(bench.act('cancel')).toMatchObject({ ok: false, code: 'answer-first' });
    bench.act('confirm');
    expect(bench.state.work?.packed).toEqual({ 'line-1': 1 });
    expect(phaseOf(bench.state)).toBe('labelling');
  });

  it('packs anew where the shop put another item on the line', () => {
    const bench = opened();
    bench.scan(BOTTLE_BLACK);
    bench.scan(BOTTLE_BLACK);
    const [, mug] = ORDER.doc.lines;
    const other = { ...line(1, 'B-17-BL', 2) };
    bench.send({ type: 'order-changed', order: revised({ lines: mug === undefined ? [other] : [other, mug] }) });
    expect(bench.state.question).toMatchObject({
      kind: 'changed',
      changes: [
        { what: 'line-removed', variant: 'BLACK' },
        { what: 'line-added', variant: 'BLUE' },
      ],
    });
    bench.act('confirm');
    expect(bench.state.work?.packs).toEqual([]);
    expect(bench.scan(BOTTLE_BLUE).ok).toBe(true);
  });

  it('waits while a stop or another question is open, and is told again', () => {
    const bench = opened();
    bench.scan(BOTTLE_BLUE);
    const change = { type: 'order-changed', order: revised({ note: 'Ring twice' }) } as const;
    expect(bench.send(change).events).toEqual([]);
    bench.act('acknowledge');
    expect(types(bench.send(change).events)).toEqual(['question-asked']);
  });

  it('stops at a cancellation, at any stage before the end, and puts the goods aside', () => {
    for (const bench of [opened(), packed()]) {
      bench.send({ type: 'order-changed', order: { ...ORDER, rev: 3, state: 'cancelled' } });
      expect(bench.state.stop?.code).toBe('order-cancelled');
      expect(types(bench.act('acknowledge').events)).toEqual(['stop-acknowledged', 'order-dropped']);
      expect(phaseOf(bench.state)).toBe('ready');
    }
  });

  it('does not ask about what is none of the packer’s business', () => {
    const bench = opened();
    expect(bench.send({ type: 'order-changed', order: { ...ORDER, rev: 2, priority: 1 } }).events).toEqual([]);
    expect(changesOf(ORDER, revised({ to: { ...ORDER.doc.to, city: 'Southport' } }))).toMatchObject([
      { what: 'address' },
    ]);
    expect(changesOf(ORDER, revised({ carrier: 'Other' }))).toMatchObject([{ what: 'carrier' }]);
  });
});

describe('goods that are missing or broken (X13, X15, X16, X20)', () => {
  it('X13 reports the wrong bin from the stop', () => {
    const bench = opened();
    bench.scan(BOTTLE_BLUE);
    expect(types(bench.act('wrong-bin').events)).toEqual(['stop-acknowledged', 'wrong-bin-told']);
    const other = opened();
    other.scan('nonsense');
    expect(other.act('wrong-bin')).toMatchObject({ ok: false, code: 'stopped' });
  });

  it('X15 ships the rest, waits, or looks elsewhere', () => {
    const rest = opened();
    rest.scan(BOTTLE_BLACK);
    short(rest);
    expect(types(rest.choose('ship-rest').events)).toEqual(['question-closed', 'line-short']);
    expect(rest.scan(MUG).events.map(({ type }) => type)).toContain('order-packed');
    expect(proveLabel(rest).events.at(-1)).toMatchObject({
      type: 'order-shipped',
      shipment: { short: [{ lineId: 'line-1', units: 1 }] },
    });
    const waits = opened();
    short(waits);
    expect(waits.choose('wait').events.at(-1)).toMatchObject({ type: 'order-held', reason: 'missing' });
    const elsewhere = opened();
    short(elsewhere);
    expect(types(elsewhere.choose('elsewhere').events)).toEqual(['question-closed', 'line-skipped']);
  });

  it('X15 ships nothing at all never', () => {
    const bench = opened(order('1', line(1, 'M-02', 1)));
    short(bench);
    expect(bench.choose('ship-rest')).toMatchObject({ ok: false, code: 'nothing-to-ship' });
    expect(bench.choose('wait').ok).toBe(true);
  });

  it('X15 asks a supervisor where the site wants that, or for very many units', () => {
    const approve = opened(undefined, { policy: { missing: 'approve' } });
    approve.scan(MUG);
    short(approve);
    expect(approve.choose('ship-rest').events[0]).toMatchObject({ question: { kind: 'approval', about: 'short' } });
    approve.badge(THEA);
    expect(types(approve.choose('customer-agrees').events)).toContain('line-short');
    const many = opened(order('1', line(1, 'M-02', 50), line(2, 'B-17-BK', 1)));
    many.scan(BOTTLE_BLACK);
    short(many);
    expect(many.choose('ship-rest').events[0]).toMatchObject({ question: { kind: 'approval' } });
    const hold = opened(undefined, { policy: { missing: 'hold' } });
    hold.scan(MUG);
    short(hold);
    expect(hold.choose('ship-rest').events.at(-1)).toMatchObject({ type: 'order-held' });
  });

  it('PARTIAL ships what is packed, once it is meant', () => {
    const bench = opened();
    expect(bench.act('partial')).toMatchObject({ ok: false, code: 'nothing-to-ship' });
    bench.scan(MUG);
    bench.act('partial');
    expect(types(bench.act('confirm').events)).toEqual(expect.arrayContaining(['line-short', 'order-packed']));
  });

  it('X16 skips, and finds its way back', () => {
    const bench = opened();
    bench.act('skip');
    expect(bench.state.work?.skipped).toEqual(['line-1']);
    bench.act('previous');
    expect(bench.state.work?.focus).toBe('line-1');
    expect(opened(order('1', line(1, 'M-02', 1))).act('skip')).toMatchObject({ ok: false, code: 'last-line' });
  });

  it('X20 replaces a broken unit, leaves it out, or holds the order', () => {
    const damaged = (bench: TestBench) => {
      bench.act('damaged');
      bench.choose('leaking');
      return bench;
    };
    const replaced = damaged(opened());
    expect(types(replaced.choose('replace').events)).toEqual(['question-closed', 'item-damaged']);
    expect(replaced.state.work?.short).toEqual({});
    const out = damaged(opened());
    expect(types(out.choose('ship-rest').events)).toEqual(['question-closed', 'item-damaged', 'line-short']);
    expect(damaged(opened()).choose('wait').events.at(-1)).toMatchObject({ type: 'order-held', reason: 'goods' });
  });
});

describe('taking back (X21, X22)', () => {
  it('X21 undoes a shortage, a line, a mode and a unit in hand', () => {
    const bench = opened();
    bench.scan(MUG);
    short(bench);
    bench.choose('ship-rest');
    expect(phaseOf(bench.state)).toBe('labelling');
    const line2 = opened();
    line2.scan(BOTTLE_BLACK);
    line2.scan(BOTTLE_BLACK);
    expect(types(line2.act('undo-line').events)).toEqual(['line-reset']);
    expect(line2.state.work?.packed).toEqual({ 'line-1': 0 });
    expect(line2.act('undo-line')).toMatchObject({ ok: false, code: 'nothing-to-undo' });
    const mode = opened();
    mode.scan(MUG);
    mode.act('remove');
    expect(types(mode.act('undo').events)).toEqual(['mode-left']);
  });

  it('REMOVE, then the item, takes one out of what was packed before', () => {
    const bench = opened(order('1', line(1, 'B-17-BK', 2), line(2, 'M-02', 7)));
    bench.scan(BOTTLE_BLACK);
    expect(bench.act('remove').ok).toBe(true);
    expect(types(bench.act('remove').events)).toEqual(['mode-left']);
    bench.act('remove');
    expect(types(bench.scan(BOTTLE_BLACK).events)).toEqual(['item-removed']);
    expect(bench.state.work?.packed['line-1' as never]).toBe(0);
    expect(bench.act('remove')).toMatchObject({ ok: false, code: 'nothing-to-remove' });
    bench.scan(MUG);
    bench.act('remove');
    expect(bench.scan(BOTTLE_BLACK)).toMatchObject({ ok: false, code: 'nothing-to-remove' });
  });

  it('X22 breaks a kit into its parts by right or by a supervisor, before any of it is packed', () => {
    const parts = [lineFor(11, LAMP, 1), lineFor(12, BULB, 2)];
    const bench = opened(order('1', lineFor(1, KIT, 1, { parts }), lineFor(2, SOAP, 1)), { items: GOODS });
    expect(bench.act('break-kit').events[0]).toMatchObject({ question: { about: 'break-kit' } });
    bench.badge(THEA);
    bench.choose('no-choice');
    expect(bench.state.work?.lines.map(({ sku }) => sku)).toEqual([LAMP.sku, BULB.sku, SOAP.sku]);
    expect(bench.scan(codeOf(LAMP)).ok).toBe(true);
    expect(bench.act('break-kit')).toMatchObject({ ok: false, code: 'no-kit' });
  });
});

describe('repeats (scanning design, 10)', () => {
  it('D1 counts two identical scans of one device two, at once or later', () => {
    const bench = opened();
    expect(bench.scan(BOTTLE_BLACK).ok).toBe(true);
    bench.facts = { ...bench.facts, atMs: bench.facts.atMs - 1000 };
    expect(bench.scan(BOTTLE_BLACK).ok).toBe(true);
    expect(bench.state.work?.packed).toEqual({ 'line-1': 2 });
  });

  it('D4 drops the same read from a second device, and tells of it after the third', () => {
    const bench = opened(order('1', line(1, 'M-02', 9)));
    for (let times = 0; times < 3; times++) {
      bench.scan(MUG, 'serial');
      bench.facts = { ...bench.facts, atMs: bench.facts.atMs - 1000 };
      expect(bench.scan(MUG, 'wedge')).toMatchObject({ ok: false, code: 'already-counted' });
    }
    expect(bench.state.doubles).toBe(3);
    bench.facts = { ...bench.facts, atMs: bench.facts.atMs - 1000 };
    expect(bench.scan(MUG, 'serial').ok).toBe(true);
    expect(bench.state.work?.packed).toEqual({ 'line-1': 4 });
  });

  it('D4 knows that typing and a scanner that types are one keyboard', () => {
    const bench = opened(order('1', line(1, 'M-02', 9)));
    bench.scan(MUG, 'manual', 'manual');
    bench.facts = { ...bench.facts, atMs: bench.facts.atMs - 1000 };
    expect(bench.scan(MUG, 'wedge', 'wedge').ok).toBe(true);
  });

  it('D7 takes NEXT twice in a moment for one, UNDO never', () => {
    const bench = signedIn();
    bench.scan('XQNEXTB');
    bench.facts = { ...bench.facts, atMs: bench.facts.atMs - 1000 };
    expect(bench.scan('XQNEXTB')).toMatchObject({ ok: false, code: 'already-done' });
    bench.scan(BOTTLE_BLACK);
    bench.scan(BOTTLE_BLACK);
    bench.scan('XQUNDOM');
    bench.facts = { ...bench.facts, atMs: bench.facts.atMs - 1000 };
    expect(bench.scan('XQUNDOM').ok).toBe(true);
    expect(bench.state.work?.packed).toEqual({ 'line-1': 0 });
  });

  it('D8 waits for the item to be lifted, where a stand is set up for it', () => {
    const bench = opened(undefined, { policy: { presentationGuardMs: 400 } });
    bench.scan(BOTTLE_BLACK);
    bench.facts = { ...bench.facts, atMs: bench.facts.atMs - 700 };
    expect(bench.scan(BOTTLE_BLACK)).toMatchObject({ ok: false, code: 'same-item' });
    expect(bench.scan(BOTTLE_BLACK).ok).toBe(true);
  });
});

describe('questions', () => {
  it('a "really?" gives way to any other scan, and is too late after ten seconds', () => {
    const bench = opened();
    bench.act('put-back');
    expect(types(bench.scan(BOTTLE_BLACK).events)).toEqual(['question-closed', 'item-packed']);
    bench.act('put-back');
    bench.facts = { ...bench.facts, atMs: bench.facts.atMs + 11_000 };
    expect(bench.act('confirm')).toMatchObject({ ok: false, code: 'sure-late' });
    expect(phaseOf(bench.state)).toBe('packing');
  });

  it('any other question waits for its answer', () => {
    const bench = opened();
    bench.act('hold');
    expect(bench.scan(BOTTLE_BLACK)).toMatchObject({ ok: false, code: 'answer-first' });
    expect(bench.act('undo')).toMatchObject({ ok: false, code: 'not-now' });
    expect(bench.act('cancel').ok).toBe(true);
    expect(phaseOf(bench.state)).toBe('packing');
  });

  it('QTY cards are refused unless the site takes them, and count for the next scan only', () => {
    expect(opened().scan('XQQTY5R')).toMatchObject({ ok: false, code: 'quantity-off' });
    const bench = opened(order('1', line(1, 'M-02', 9), line(2, 'B-17-BK', 1)), { policy: { quantities: true } });
    bench.scan('XQQTY5R');
    bench.scan(MUG);
    bench.scan(MUG);
    expect(bench.state.work?.packed).toEqual({ 'line-1': 6 });
  });

  it('clears a wrong item by the right one, where the site wants that', () => {
    const bench = opened(undefined, { policy: { autoClear: true } });
    bench.scan(BOTTLE_BLUE);
    expect(types(bench.scan(BOTTLE_BLACK).events)).toEqual(['stop-acknowledged', 'item-packed']);
  });

  it('the test card takes every code but our own commands', () => {
    const bench = createBench();
    bench.act('check-scanner');
    expect(phaseOf(bench.state)).toBe('checking-scanner');
    expect(types(bench.scan('9521101530011').events)).toEqual(['card-read']);
    expect(types(bench.act('finish').events)).toEqual(['card-finished']);
    expect(types(bench.act('finish').events)).toEqual(['card-ended']);
    expect(phaseOf(bench.state)).toBe('signed-out');
  });
});

it('X32 X33 keeps a reprint the same parcel, and a strange label out', () => {
  const bench = packed();
  printLabel(bench);
  bench.act('reprint');
  bench.choose('torn');
  expect(labelOf(bench)).toMatchObject({ copy: 2, state: 'queued' });
});
