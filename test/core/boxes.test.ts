import { describe, expect, it } from 'vitest';
import { expectedWeight, judgeWeight } from '../../src/core/box-weight.ts';
import { takeSuggestion } from '../../src/core/decide-box.ts';
import { boxOf, phaseOf } from '../../src/core/state.ts';
import { viewOf } from '../../src/core/view-of.ts';
import { around } from './around.ts';
import {
  labelOf,
  lineFor,
  opened,
  order,
  orderWith,
  parcelOf,
  proveLabel,
  type TestBench,
  THEA,
  types,
} from './bench.ts';
import { CARTONS, codeOf, GOODS, LAMP, LOOSE, SOAP } from './goods.ts';

const setup = { items: GOODS, cartons: CARTONS };

/** Three soaps, packed; the box is asked for. */
function boxing(units = 3): TestBench {
  const bench = opened(order('1', lineFor(1, SOAP, units)), setup);
  for (let unit = 0; unit < units; unit++) bench.scan(codeOf(SOAP));
  return bench;
}

function suggest(bench: TestBench, ...cartons: readonly string[]): void {
  bench.send({ type: 'suggest-cartons', boxNo: boxOf(bench.state.work as never).no, cartons, split: null });
}

describe('which box (S7)', () => {
  it('is asked when the last unit is in, and answered by CONFIRM or by the carton itself', () => {
    const bench = boxing();
    expect(phaseOf(bench.state)).toBe('boxing');
    expect(bench.act('confirm')).toMatchObject({ ok: false, code: 'box-unknown' });
    suggest(bench, 'CTN-S', 'CTN-M');
    expect(bench.act('confirm').events[0]).toMatchObject({ type: 'box-chosen', carton: 'CTN-S', grams: 80 });
    expect(phaseOf(bench.state)).toBe('labelling');
    const scanned = boxing();
    expect(scanned.scan('CTN-M').events.map(({ type }) => type)).toContain('box-chosen');
  });

  it('X23 goes on to the next bigger one, and says when there is none', () => {
    const bench = boxing();
    suggest(bench, 'CTN-S', 'CTN-M');
    bench.act('bigger-box');
    expect(boxOf(bench.state.work as never).suggested).toEqual(['CTN-M']);
    expect(bench.act('bigger-box')).toMatchObject({ ok: false, code: 'no-bigger-box' });
  });

  it('X23 splits: the last packing is taken out, the box is closed, and packed again in the next', () => {
    const bench = boxing(2);
    suggest(bench, 'CTN-S');
    expect(types(bench.act('new-box').events)).toEqual(['item-unpacked', 'box-closed', 'box-asked']);
    bench.scan('CTN-S');
    expect(phaseOf(bench.state)).toBe('packing');
    expect(bench.state.work?.boxNo).toBe(2);
    bench.scan(codeOf(SOAP));
    bench.scan('CTN-S');
    expect(bench.state.work?.boxes.map(({ parcelCode }) => parcelCode !== null)).toEqual([true, true]);
  });

  it('X24 refuses a carton that the carrier does not take, and names those it does', () => {
    const bench = boxing();
    expect(bench.scan('CTN-X')).toMatchObject({
      ok: false,
      code: 'box-not-allowed',
      detail: { notAllowed: 'carrier' },
    });
    expect(phaseOf(bench.state)).toBe('boxing');
  });

  it('refuses goods and strange codes while the box is asked for', () => {
    const bench = boxing();
    expect(bench.scan('nonsense')).toMatchObject({ ok: false, code: 'box-unknown' });
    expect(bench.scan(codeOf(LAMP))).toMatchObject({ ok: false, code: 'item-after-complete' });
  });

  it('says how many boxes it takes when no carton is enough', () => {
    const bench = boxing();
    bench.send({ type: 'suggest-cartons', boxNo: 1, cartons: [], split: 2 });
    const { screen } = viewOf(bench.state, around(bench.facts));
    expect(screen).toMatchObject({ name: 'box', cartons: [], split: 2 });
  });

  it('takes a late suggestion for nothing', () => {
    const bench = boxing();
    bench.scan('CTN-S');
    expect(takeSuggestion(bench.state, { boxNo: 1, cartons: ['CTN-M'], split: null })).toEqual({
      ok: true,
      events: [],
    });
  });

  it('opens the order again by UNDO, and asks anew', () => {
    const bench = boxing();
    expect(types(bench.act('undo').events)).toEqual(['item-unpacked']);
    expect(phaseOf(bench.state)).toBe('packing');
    bench.scan(codeOf(SOAP));
    expect(phaseOf(bench.state)).toBe('boxing');
  });
});

describe('several boxes', () => {
  function twoBoxes(): TestBench {
    const bench = opened(order('1', lineFor(1, SOAP, 2), lineFor(2, LAMP, 1)), { items: GOODS });
    bench.scan(codeOf(SOAP));
    bench.act('new-box');
    bench.scan(codeOf(SOAP));
    return bench;
  }

  it('begins the next by NEW BOX, and refuses an empty one', () => {
    const bench = opened(order('1', lineFor(1, SOAP, 2)), { items: GOODS });
    expect(bench.act('new-box')).toMatchObject({ ok: false, code: 'box-empty' });
    bench.scan(codeOf(SOAP));
    expect(types(bench.act('new-box').events)).toEqual(['box-closed', 'box-begun']);
    expect(bench.act('new-box')).toMatchObject({ ok: false, code: 'box-empty' });
  });

  it('prints and proves one label after the other, and ships all parcels with what is in them', () => {
    const bench = twoBoxes();
    bench.scan(codeOf(LAMP));
    const first = parcelOf(bench);
    expect(types(proveLabel(bench).events)).toEqual(['label-proved', 'print-wanted']);
    expect(phaseOf(bench.state)).toBe('labelling');
    expect(parcelOf(bench)).not.toBe(first);
    expect(bench.scan(first)).toMatchObject({ ok: false, code: 'already-counted' });
    const shipped = proveLabel(bench);
    expect(shipped.events.at(-1)).toMatchObject({
      type: 'order-shipped',
      shipment: {
        parcels: [
          { parcelCode: first, lines: [{ lineId: 'line-1', units: 1 }] },
          {
            lines: [
              { lineId: 'line-1', units: 1 },
              { lineId: 'line-2', units: 1 },
            ],
          },
        ],
      },
    });
  });

  it('moves an item to another box', () => {
    const bench = twoBoxes();
    bench.act('move');
    bench.scan(codeOf(SOAP));
    expect(phaseOf(bench.state)).toBe('asked');
    expect(bench.choose('box-3')).toMatchObject({ ok: false, code: 'answer-first' });
    expect(bench.choose('box-1').ok).toBe(true);
    expect(bench.state.work?.packs.map(({ boxNo }) => boxNo)).toEqual([1, 1]);
    const one = opened(order('1', lineFor(1, SOAP, 2)), { items: GOODS });
    one.scan(codeOf(SOAP));
    expect(one.act('move')).toMatchObject({ ok: false, code: 'not-now' });
  });

  it('does not open a closed box without a supervisor', () => {
    const bench = opened(order('1', lineFor(1, SOAP, 2)), { items: GOODS });
    bench.scan(codeOf(SOAP));
    bench.act('new-box');
    expect(bench.act('undo').events[0]).toMatchObject({ type: 'question-asked', question: { kind: 'approval' } });
    bench.badge(THEA);
    expect(types(bench.choose('checked').events)).toEqual(['approval-given', 'item-unpacked']);
    expect(bench.state.work?.packs).toEqual([]);
  });

  it('goes back into the box that was opened again, and asks for it anew', () => {
    const bench = opened(order('1', lineFor(1, SOAP, 2)), setup);
    bench.scan(codeOf(SOAP));
    bench.act('new-box');
    bench.scan('CTN-S');
    expect(bench.state.work?.boxNo).toBe(2);
    bench.act('undo');
    bench.badge(THEA);
    bench.choose('checked');
    expect(bench.state.work).toMatchObject({ boxNo: 1, stage: 'packing' });
    bench.scan(codeOf(SOAP));
    bench.scan(codeOf(SOAP));
    expect(phaseOf(bench.state)).toBe('boxing');
    bench.scan('CTN-S');
    expect(bench.state.work?.boxes.map(({ no }) => no)).toEqual([1]);
    expect(phaseOf(bench.state)).toBe('labelling');
  });

  it('asks for both boxes again when something was moved between them', () => {
    const bench = opened(order('1', lineFor(1, SOAP, 3)), setup);
    bench.scan(codeOf(SOAP));
    bench.act('new-box');
    bench.scan('CTN-S');
    bench.scan(codeOf(SOAP));
    bench.act('move');
    bench.scan(codeOf(SOAP));
    bench.choose('box-1');
    expect(bench.state.work).toMatchObject({ stage: 'boxing', boxNo: 1 });
    bench.scan('CTN-M');
    expect(bench.state.work).toMatchObject({ stage: 'packing', boxNo: 2 });
    bench.scan(codeOf(SOAP));
    bench.scan('CTN-S');
    expect(bench.state.work?.boxes.map(({ carton }) => carton?.code)).toEqual(['CTN-M', 'CTN-S']);
  });

  it('takes nothing out of a closed box by REMOVE without a supervisor', () => {
    const bench = opened(order('1', lineFor(1, SOAP, 1), lineFor(2, LAMP, 2)), { items: GOODS });
    bench.scan(codeOf(SOAP));
    bench.act('new-box');
    bench.scan(codeOf(LAMP));
    bench.act('remove');
    expect(bench.scan(codeOf(SOAP)).events.at(-1)).toMatchObject({ question: { kind: 'approval' } });
    bench.badge(THEA);
    expect(types(bench.choose('checked').events)).toEqual(['approval-given', 'item-removed']);
    expect(bench.state.work?.boxNo).toBe(1);
  });

  it('makes no parcel of a box that stayed empty', () => {
    const bench = opened(order('1', lineFor(1, SOAP, 1), lineFor(2, LAMP, 1)), { items: GOODS });
    bench.scan(codeOf(SOAP));
    bench.act('new-box');
    bench.act('short');
    bench.choose('none-on-shelf');
    bench.choose('ship-rest');
    expect(bench.state.work?.boxes.length).toBe(1);
    expect(labelOf(bench)).not.toBeNull();
  });
});

describe('the weight (S8)', () => {
  function weighing(units = 2): TestBench {
    const bench = opened(order('1', lineFor(1, SOAP, units)), setup);
    bench.facts = { ...bench.facts, hasScale: true };
    for (let unit = 0; unit < units; unit++) bench.scan(codeOf(SOAP));
    bench.scan('CTN-S');
    return bench;
  }
  const weight = (grams: number, stable = true, by: 'scale' | 'typed' = 'scale') =>
    ({ type: 'take-weight', grams, stable, by }) as const;

  it('goes on by itself when it is stable and in the band', () => {
    const bench = weighing();
    expect(phaseOf(bench.state)).toBe('weighing');
    expect(bench.send(weight(310, false))).toMatchObject({ ok: false, code: 'scale-unsteady' });
    // 80 carton + 200 goods + 30 filling
    expect(bench.send(weight(310)).events[0]).toMatchObject({ type: 'box-weighed', verdict: 'ok' });
    expect(phaseOf(bench.state)).toBe('labelling');
  });

  it('X25 stops outside the band, names what is likely missing, and passes by a supervisor with a reason', () => {
    const bench = weighing();
    expect(bench.send(weight(210))).toMatchObject({
      ok: false,
      code: 'weight-low',
      detail: { grams: 210, expectedGrams: 310, wanted: { sku: SOAP.sku }, factor: -1 },
    });
    expect(bench.send(weight(410))).toMatchObject({ ok: false });
    bench.badge(THEA);
    expect(types(bench.choose('scale-wrong').events)).toEqual(
      expect.arrayContaining(['approval-given', 'box-weighed']),
    );
    expect(weighing().send(weight(410))).toMatchObject({ ok: false, code: 'weight-high' });
  });

  it('X25 is weighed again after it was seen', () => {
    const bench = weighing();
    bench.send(weight(210));
    bench.act('acknowledge');
    expect(phaseOf(bench.state)).toBe('weighing');
    expect(types(bench.act('weigh').events)).toEqual(['weighing-repeated']);
    expect(bench.send(weight(310)).ok).toBe(true);
  });

  it('X26 takes a typed weight and marks it; a scale that went away may be skipped', () => {
    const bench = weighing();
    expect(bench.send(weight(310, true, 'typed')).events[0]).toMatchObject({ type: 'box-weighed', by: 'typed' });
    const gone = weighing();
    expect(gone.act('skip')).toMatchObject({ ok: false, code: 'not-now' });
    gone.facts = { ...gone.facts, hasScale: false };
    expect(gone.act('weigh')).toMatchObject({ ok: false, code: 'no-scale' });
    expect(types(gone.act('skip').events)[0]).toBe('weight-skipped');
    const must = opened(order('1', lineFor(1, SOAP, 1)), { items: GOODS, policy: { weigh: 'always' } });
    must.scan(codeOf(SOAP));
    expect(must.act('skip')).toMatchObject({ ok: false, code: 'not-now' });
  });

  it('decides nothing while a missing unit could hide in the tolerance, or a weight is not known', () => {
    const { policy } = weighing().facts.site;
    const bench = weighing(1);
    const work = bench.state.work as NonNullable<typeof bench.state.work>;
    expect(expectedWeight(work, 1, 80, policy)).toEqual({ grams: 210, toleranceGrams: 10, decisive: true });
    expect(expectedWeight(work, 1, 80, { ...policy, divisionGrams: 30 }).decisive).toBe(false);
    expect(judgeWeight({ grams: 210, toleranceGrams: 60, decisive: false }, 1)).toBe('not-decisive');
    const unknown = opened(order('2', lineFor(1, LAMP, 1)), setup);
    unknown.facts = { ...unknown.facts, hasScale: true };
    unknown.scan(codeOf(LAMP));
    unknown.scan('CTN-S');
    expect(unknown.send(weight(1)).events[0]).toMatchObject({ type: 'box-weighed', verdict: 'not-decisive' });
  });

  it('shows the live weight with what it would mean', () => {
    const bench = weighing();
    const view = viewOf(bench.state, around(bench.facts, { weight: { grams: 210, stable: true } }));
    expect(view.screen).toMatchObject({ name: 'weigh', verdict: 'low', likely: { name: SOAP.name, units: -1 } });
  });
});

describe('papers (S9)', () => {
  it('asks for each, one after the other', () => {
    const bench = opened(orderWith('1', { extras: ['gift-note', 'customs'] }, lineFor(1, SOAP, 1)), { items: GOODS });
    expect(types(bench.scan(codeOf(SOAP)).events)).toEqual(['item-packed', 'papers-asked']);
    bench.act('confirm');
    expect(phaseOf(bench.state)).toBe('papering');
    expect(types(bench.act('confirm').events)).toContain('order-packed');
  });

  it('X27 leaves a photo out without a camera, flagged, or stops where the site wants that', () => {
    const photo = orderWith('1', { extras: ['photo'] }, lineFor(1, SOAP, 1));
    const bench = opened(photo, { items: GOODS });
    bench.scan(codeOf(SOAP));
    expect(bench.act('confirm').events[0]).toMatchObject({ type: 'extra-done', extra: 'photo', skipped: true });
    const strict = opened(photo, { items: GOODS, policy: { photo: 'stop' } });
    strict.scan(codeOf(SOAP));
    expect(strict.act('confirm')).toMatchObject({ ok: false, code: 'no-camera' });
    expect(strict.act('hold').ok).toBe(true);
  });
});

it('counts goods without a barcode by hand, one by one, and says so (X19)', () => {
  const bench = opened(order('1', lineFor(1, LOOSE, 2), lineFor(2, SOAP, 1)), { items: GOODS });
  expect(bench.act('by-hand').events[0]).toMatchObject({ type: 'item-packed', units: 1, manual: true });
  bench.act('by-hand');
  expect(bench.act('by-hand')).toMatchObject({ ok: false, code: 'not-by-hand' });
});
