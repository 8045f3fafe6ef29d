import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderId, ParcelCode } from '../../src/core/ids.ts';
import { phaseOf, type WaitingParcel } from '../../src/core/state.ts';
import { loadScreenOf } from '../../src/core/view-pick.ts';
import { BOTTLE_BLACK, MUG, opened, proveLabel } from './bench.ts';
import { createPickBench, type PickBench, types } from './pick-bench.ts';

function parcel(no: number, carrier = 'Heron', lane = 'B'): WaitingParcel {
  const parcelCode = `PH${no}` as ParcelCode;
  return {
    parcelCode,
    orderId: `order-${no}` as OrderId,
    codes: [parcelCode],
    copies: 1,
    number: `${100 + no}`,
    carrier,
    lane,
    shippedAtMs: 0,
  };
}

function benchWith(waiting: readonly WaitingParcel[]): PickBench {
  const bench = createPickBench();
  bench.state = { ...bench.state, waiting };
  return bench;
}

function loading(waiting: readonly WaitingParcel[] = [parcel(1), parcel(2), parcel(3)]): PickBench {
  const bench = benchWith(waiting);
  bench.load('hand-over');
  return bench;
}

describe('beginning the hand-over', () => {
  it('begins when parcels wait', () => {
    const bench = benchWith([parcel(1)]);
    expect(types(bench.load('hand-over'))).toEqual(['loading-begun']);
    expect(phaseOf(bench.state)).toBe('loading');
    expect(bench.state.band).toMatchObject({ code: 'loading', detail: { n: 0, of: 1 } });
  });

  it('has nothing to load when none does, and begins once', () => {
    expect(benchWith([]).load('hand-over')).toMatchObject({ ok: false, code: 'nothing-to-load' });
    expect(loading().load('hand-over')).toMatchObject({ ok: false, code: 'not-now' });
    expect(benchWith([parcel(1)]).load('finish')).toMatchObject({ ok: false, code: 'not-now' });
  });
});

describe('loading', () => {
  it('takes a parcel that waits', () => {
    const bench = loading();
    expect(bench.loadScan('PH2').events).toMatchObject([
      { type: 'parcel-loaded', parcelCode: 'PH2', scan: { text: 'PH2' } },
    ]);
    expect(bench.state.loading).toEqual({ loaded: ['PH2'] });
    expect(bench.state.band).toMatchObject({ code: 'loaded', detail: { number: '102', n: 1, of: 3 } });
  });

  it('says when it is loaded already, and when it does not wait here', () => {
    const bench = loading();
    bench.loadScan('PH2');
    const before = bench.state;
    expect(bench.loadScan('PH2')).toMatchObject({
      ok: false,
      code: 'parcel-loaded-already',
      detail: { number: '102' },
    });
    expect(bench.loadScan('PH9')).toMatchObject({ ok: false, code: 'parcel-unknown', detail: { text: 'PH9' } });
    expect(bench.loadScan('EAN-MUG')).toMatchObject({ ok: false, code: 'parcel-unknown' });
    expect(bench.state).toBe(before);
    expect(benchWith([parcel(1)]).loadScan('PH1')).toMatchObject({ ok: false, code: 'not-now' });
  });

  it('takes the last one down again', () => {
    const bench = loading();
    expect(bench.load('undo')).toMatchObject({ ok: false, code: 'nothing-to-undo' });
    bench.loadScan('PH1');
    bench.loadScan('PH3');
    expect(bench.load('undo').events).toEqual([{ type: 'parcel-unloaded', parcelCode: 'PH3' }]);
    expect(bench.state).toMatchObject({
      loading: { loaded: ['PH1'] },
      band: { code: 'undone', detail: { number: '103' } },
    });
    expect(bench.loadScan('PH3').ok).toBe(true);
  });
});

describe('closing the hand-over', () => {
  it('ends when everything is loaded', () => {
    const bench = loading([parcel(1), parcel(2)]);
    bench.loadScan('PH2');
    bench.loadScan('PH1');
    expect(bench.load('finish').events).toEqual([{ type: 'loading-ended', loaded: ['PH2', 'PH1'], left: [] }]);
    expect(bench.state).toMatchObject({
      loading: null,
      waiting: [],
      band: { code: 'hand-over-done', detail: { n: 2, of: 2 } },
    });
  });

  it('asks when parcels stay behind; they wait for the next time', () => {
    const bench = loading();
    bench.loadScan('PH2');
    expect(bench.load('finish').events).toMatchObject([
      { type: 'question-asked', question: { kind: 'left-behind', parcels: 2 } },
    ]);
    const no = bench.state;
    expect(types(bench.choose('no'))).toEqual(['question-closed']);
    expect(bench.state.loading).toEqual({ loaded: ['PH2'] });
    bench.state = no;
    bench.choose('yes');
    expect(bench.events.at(-1)).toEqual({ type: 'loading-ended', loaded: ['PH2'], left: ['PH1', 'PH3'] });
    expect(bench.state.waiting.map(({ parcelCode }) => parcelCode)).toEqual(['PH1', 'PH3']);
    expect(phaseOf(bench.state)).toBe('ready');
  });

  it('has nothing to close before the first parcel, but can be left', () => {
    const bench = loading();
    expect(bench.load('finish')).toMatchObject({ ok: false, code: 'nothing-to-load' });
    expect(bench.load('cancel').events).toEqual([{ type: 'loading-ended', loaded: [], left: ['PH1', 'PH2', 'PH3'] }]);
    expect(bench.state.band.code).toBe('ready');
    expect(bench.state.waiting).toHaveLength(3);
  });

  it('cannot be left with parcels on the vehicle', () => {
    const bench = loading();
    bench.loadScan('PH1');
    expect(bench.load('cancel')).toMatchObject({ ok: false, code: 'not-now' });
    expect(bench.load('skip')).toMatchObject({ ok: false, code: 'not-now' });
  });
});

describe('the screen of the hand-over', () => {
  it('counts by carrier and lane', () => {
    const bench = loading([parcel(1), parcel(2, 'Swift', 'C'), parcel(3), parcel(4, 'Heron', 'D')]);
    bench.loadScan('PH3');
    expect(loadScreenOf(bench.state)).toEqual({
      name: 'load',
      carriers: [
        { carrier: 'Heron', lane: 'B', loaded: 1, parcels: [{ parcelCode: 'PH1', number: '101' }], waiting: 1 },
        { carrier: 'Swift', lane: 'C', loaded: 0, parcels: [{ parcelCode: 'PH2', number: '102' }], waiting: 1 },
        { carrier: 'Heron', lane: 'D', loaded: 0, parcels: [{ parcelCode: 'PH4', number: '104' }], waiting: 1 },
      ],
    });
  });

  it('lists the twelve oldest and counts the rest', () => {
    const bench = loading(Array.from({ length: 15 }, (_, index) => parcel(index + 1)));
    const [carrier] = loadScreenOf(bench.state).carriers;
    expect(carrier).toMatchObject({ waiting: 15, loaded: 0 });
    expect(carrier?.parcels.map(({ parcelCode }) => parcelCode)).toEqual(
      Array.from({ length: 12 }, (_, no) => `PH${no + 1}`),
    );
  });
});

it('loads nothing twice and nothing that does not wait, whatever is scanned', () => {
  const step = fc.oneof(
    fc.constantFrom('PH1', 'PH2', 'PH3', 'PH4').map((code) => (bench: PickBench) => bench.loadScan(code)),
    fc.constantFrom('undo' as const, 'finish' as const).map((action) => (bench: PickBench) => bench.load(action)),
    fc.constantFrom('yes' as const, 'no' as const).map((choice) => (bench: PickBench) => bench.choose(choice)),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const bench = loading();
      for (const take of steps) take(bench);
      const gone = bench.events.flatMap((event) => (event.type === 'loading-ended' ? event.loaded : []));
      const kept = bench.state.waiting.map(({ parcelCode }) => parcelCode);
      expect([...gone, ...kept].toSorted()).toEqual(['PH1', 'PH2', 'PH3']);
      const loaded = bench.state.loading?.loaded ?? [];
      expect(new Set(loaded).size).toBe(loaded.length);
      expect(loaded.every((code) => kept.includes(code))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('lets parcels go that nobody handed over for a week, so that they do not pile up', () => {
  const old = { ...parcel(1), shippedAtMs: 0 };
  const bench = opened();
  bench.state = { ...bench.state, waiting: [old] };
  for (const code of [BOTTLE_BLACK, BOTTLE_BLACK, MUG]) bench.scan(code);
  proveLabel(bench);
  expect(bench.state.waiting.map(({ number }) => number)).toEqual(['10482']);
});
