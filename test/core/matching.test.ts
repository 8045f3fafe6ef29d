import { describe, expect, it } from 'vitest';
import { phaseOf } from '../../src/core/state.ts';
import { lineFor, MIRA, NIA, opened, order, orderWith, packed, type TestBench, THEA, types } from './bench.ts';
import {
  ACID,
  ai01,
  BULB,
  CHEESE,
  codeOf,
  DRILL,
  GOODS,
  GS,
  KIT,
  LAMP,
  LOTTED,
  RECALLED,
  SOAP,
  SOAP_SWAP,
  TYPED_NEVER,
  VACCINE,
  YOGHURT,
} from './goods.ts';

const setup = { items: GOODS };

function packing(...lines: Parameters<typeof order>[1][]): TestBench {
  return opened(order('1', ...lines), setup);
}

function units(bench: TestBench): Readonly<Record<string, number>> {
  return bench.state.work?.packed ?? {};
}

describe('matching an item: every row of the scanning design, 11.4', () => {
  it('M1 says what is wrong with a code, and stops after three in a row', () => {
    const bench = packing(lineFor(1, SOAP, 2));
    const bad = `${codeOf(SOAP).slice(0, -1)}${(Number(codeOf(SOAP).slice(-1)) + 1) % 10}`;
    expect(bench.scan(`]E0${bad}`)).toMatchObject({
      ok: false,
      code: 'invalid-code',
      detail: { fault: 'check-digit' },
    });
    expect(phaseOf(bench.state)).toBe('packing');
    bench.scan(`]E0${bad}`);
    expect(bench.scan(`]E0${bad}`)).toMatchObject({ ok: false, code: 'unreadable-code' });
    expect(phaseOf(bench.state)).toBe('stopped');
    bench.act('acknowledge');
    expect(bench.scan(`]E0${codeOf(SOAP)}`).ok).toBe(true);
    expect(bench.scan(`]E0${bad}`)).toMatchObject({ ok: false, code: 'invalid-code' });
  });

  it('M2 stops at an unknown code, or only sounds where the site wants that', () => {
    expect(packing(lineFor(1, SOAP, 1)).scan('4006381333931')).toMatchObject({ ok: false, code: 'unknown-code' });
    const quiet = opened(order('1', lineFor(1, SOAP, 1)), { items: GOODS, policy: { unknownStops: false } });
    expect(quiet.scan('4006381333931')).toMatchObject({ ok: false, code: 'unknown-quiet' });
    expect(phaseOf(quiet.state)).toBe('packing');
  });

  it('M2 does not take a case for a unit', () => {
    const bench = packing(lineFor(1, SOAP, 12));
    bench.extra = () => ({ caseOf: SOAP });
    expect(bench.scan('19521000000127')).toMatchObject({
      ok: false,
      code: 'case-unknown',
      detail: { scanned: { sku: SOAP.sku } },
    });
  });

  it('M3 shows what was scanned beside what is wanted', () => {
    const bench = packing(lineFor(1, SOAP, 1));
    expect(bench.scan(codeOf(LAMP))).toMatchObject({
      ok: false,
      code: 'wrong-item',
      detail: { scanned: { sku: LAMP.sku }, wanted: { sku: SOAP.sku } },
    });
    bench.act('acknowledge');
    expect(bench.scan(codeOf(SOAP)).ok).toBe(true);
  });

  it('M3 wants the parts of a kit, not the kit, where it is packed in parts; and the kit where it is packed as built', () => {
    const kit = { no: 1, sku: KIT.sku, name: KIT.name };
    const parts = packing(lineFor(1, LAMP, 1, { kit }), lineFor(2, BULB, 1, { kit }));
    expect(parts.scan(codeOf(KIT))).toMatchObject({ ok: false, code: 'kit-in-parts' });
    expect(parts.scan(codeOf(LAMP)).ok).toBe(true);
    expect(packing(lineFor(1, KIT, 1)).scan(codeOf(KIT)).ok).toBe(true);
  });

  it('M3 takes a substitute from the list of this order, when the item itself is gone, and only then', () => {
    const bench = packing(lineFor(1, SOAP, 2, { swaps: [SOAP_SWAP] }), lineFor(2, LAMP, 1));
    expect(bench.scan(codeOf(SOAP_SWAP)).events.at(-1)).toMatchObject({ type: 'item-packed', swap: SOAP_SWAP.sku });
    expect(bench.state.band.code).toBe('accepted-swap');
    expect(packing(lineFor(1, SOAP, 2)).scan(codeOf(SOAP_SWAP))).toMatchObject({ ok: false, code: 'wrong-item' });
  });

  it('M4 lets nothing of a recalled item pass; only a supervisor takes the stop away', () => {
    const bench = packing(lineFor(1, RECALLED, 1));
    expect(bench.scan(codeOf(RECALLED))).toMatchObject({
      ok: false,
      code: 'item-blocked',
      detail: { block: 'recall' },
    });
    expect(bench.act('acknowledge')).toMatchObject({ ok: false, code: 'no-right' });
    expect(bench.badge(MIRA)).toMatchObject({ ok: false, code: 'not-a-supervisor' });
    expect(bench.badge(THEA).ok).toBe(true);
    expect(types(bench.choose('checked').events)).toEqual(['approval-given']);
    expect(phaseOf(bench.state)).toBe('packing');
    expect(units(bench)).toEqual({});
  });

  it('M4 gives dangerous goods only to those with the right, or when a supervisor says so', () => {
    const bench = packing(lineFor(1, ACID, 2));
    expect(bench.scan(codeOf(ACID))).toMatchObject({ ok: false, code: 'hazard-right' });
    bench.badge(THEA);
    expect(types(bench.choose('checked').events)).toEqual(['approval-given', 'item-packed']);
    const counted = packing(lineFor(1, ACID, 3));
    expect(counted.scan(`${ai01(ACID)}303`)).toMatchObject({
      code: 'hazard-right',
      offer: { events: [{ type: 'item-packed', units: 3 }] },
    });
    const lead = packing(lineFor(1, ACID, 1));
    lead.tell({ type: 'station-taken-over', personId: NIA.id, name: NIA.name, role: NIA.role, from: MIRA.id });
    expect(lead.scan(codeOf(ACID)).ok).toBe(true);
  });

  it('M5 M6 never counts more than ordered: a unit, a case, and a count on the code', () => {
    const bench = packing(lineFor(1, SOAP, 1), lineFor(2, LAMP, 3));
    bench.scan(codeOf(SOAP));
    expect(bench.scan(codeOf(SOAP))).toMatchObject({ ok: false, code: 'too-many', detail: { ordered: 1, packed: 1 } });
    bench.act('acknowledge');
    expect(bench.scan(`${ai01(LAMP)}304`)).toMatchObject({ ok: false, code: 'case-too-big', detail: { factor: 4 } });
    bench.act('acknowledge');
    expect(bench.scan(`${ai01(LAMP)}303`).ok).toBe(true);
  });

  it('M7 takes typed codes and flags them, except for items that must be scanned', () => {
    const bench = packing(lineFor(1, SOAP, 1), lineFor(2, TYPED_NEVER, 1));
    expect(bench.scan(codeOf(SOAP), 'keyboard', 'manual').events[0]).toMatchObject({
      type: 'item-packed',
      manual: true,
    });
    expect(bench.scan(codeOf(TYPED_NEVER), 'keyboard', 'manual')).toMatchObject({ ok: false, code: 'scan-required' });
    expect(bench.scan(codeOf(TYPED_NEVER)).ok).toBe(true);
  });

  it('M8 asks for the lot and takes it from the next scan', () => {
    const bench = packing(lineFor(1, LOTTED, 1), lineFor(2, SOAP, 1));
    expect(types(bench.scan(codeOf(LOTTED)).events)).toEqual(['capture-begun']);
    expect(phaseOf(bench.state)).toBe('capturing');
    expect(bench.scan(codeOf(SOAP))).toMatchObject({ ok: false, code: 'finish-first' });
    expect(bench.scan('AB-77').events.at(-1)).toMatchObject({ type: 'item-packed', lot: 'AB-77' });
    expect(phaseOf(bench.state)).toBe('packing');
  });

  it('M9 asks twice before another lot than the one set aside goes out', () => {
    const bench = packing(lineFor(1, LOTTED, 1, { lots: [{ lot: 'A1' }] }), lineFor(2, SOAP, 1));
    expect(bench.scan(`${ai01(LOTTED)}10B2`)).toMatchObject({
      ok: false,
      code: 'wrong-lot',
      detail: { expected: 'A1', got: 'B2' },
      offer: { by: 'again' },
    });
    expect(types(bench.scan(`${ai01(LOTTED)}10B2`).events)).toEqual(['stop-confirmed', 'item-packed']);
    expect(packing(lineFor(1, LOTTED, 1, { lots: [{ lot: 'A1' }] })).scan(`${ai01(LOTTED)}10A1`).ok).toBe(true);
  });

  it('M9 sees that the scanner leaves out the separator', () => {
    const bench = packing(lineFor(1, LOTTED, 1, { lots: [{ lot: 'ABC123' }] }));
    expect(bench.scan(`${ai01(LOTTED)}10ABC12321SN1`)).toMatchObject({
      ok: false,
      code: 'gs-missing',
      detail: { expected: 'ABC123', got: 'ABC12321SN1' },
    });
    bench.act('acknowledge');
    expect(bench.scan(`${ai01(LOTTED)}10ABC123${GS}21SN1`).ok).toBe(true);
  });

  it('M10 asks for the expiry, or takes it from the lot', () => {
    const bench = packing(lineFor(1, VACCINE, 1), lineFor(2, SOAP, 1));
    expect(bench.scan(`${ai01(VACCINE)}10L1`).events.at(-1)).toMatchObject({
      type: 'capture-begun',
      capture: { ask: 'expiry' },
    });
    expect(bench.scan('2027-01-31').events.at(-1)).toMatchObject({
      type: 'item-packed',
      lot: 'L1',
      expiry: '2027-01-31',
    });
    const known = packing(lineFor(1, VACCINE, 1, { lots: [{ lot: 'L1', expiry: '2027-05-01' }] }), lineFor(2, SOAP, 1));
    expect(known.scan(`${ai01(VACCINE)}10L1`).events.at(-1)).toMatchObject({
      type: 'item-packed',
      expiry: '2027-05-01',
    });
  });

  it('M11 takes a unit through the end of its day, and never after it', () => {
    const bench = packing(lineFor(1, VACCINE, 2));
    expect(bench.scan(`${ai01(VACCINE)}1726112310L1`).ok).toBe(true);
    expect(bench.scan(`${ai01(VACCINE)}1726112210L1`)).toMatchObject({ ok: false, code: 'expired', offer: null });
    expect(units(bench)).toEqual({ 'line-1': 1 });
  });

  it('M11 reads day 00 as the last of the month', () => {
    expect(packing(lineFor(1, VACCINE, 1)).scan(`${ai01(VACCINE)}1726110010L1`).ok).toBe(true);
    expect(packing(lineFor(1, VACCINE, 1)).scan(`${ai01(VACCINE)}1726100010L1`)).toMatchObject({ code: 'expired' });
  });

  it('M11 lets too short a shelf life pass only by a supervisor', () => {
    const bench = packing(lineFor(1, YOGHURT, 1), lineFor(2, SOAP, 1));
    expect(bench.scan(`${ai01(YOGHURT)}17261206`)).toMatchObject({
      ok: false,
      code: 'shelf-life',
      offer: { by: 'supervisor' },
    });
    bench.badge(THEA);
    expect(types(bench.choose('customer-agrees').events)).toEqual(['approval-given', 'item-packed']);
    expect(packing(lineFor(1, YOGHURT, 1)).scan(`${ai01(YOGHURT)}17261207`).ok).toBe(true);
  });

  it('M11 adds what the customer wants', () => {
    const bench = opened(orderWith('1', { days: 90 }, lineFor(1, YOGHURT, 1)), setup);
    expect(bench.scan(`${ai01(YOGHURT)}17261230`)).toMatchObject({
      ok: false,
      code: 'shelf-life',
      detail: { ordered: 90 },
    });
  });

  it('M12 stops when the date on the unit is not the date of its lot', () => {
    const lots = [{ lot: 'L1', expiry: '2027-05-01' }];
    const bench = packing(lineFor(1, VACCINE, 2, { lots }));
    expect(bench.scan(`${ai01(VACCINE)}1727060110L1`)).toMatchObject({ ok: false, code: 'expiry-mismatch' });
    bench.act('acknowledge');
    expect(bench.scan(`${ai01(VACCINE)}1727050110L1`).ok).toBe(true);
  });

  it('M13 asks for the serial: two codes on one unit', () => {
    const bench = packing(lineFor(1, DRILL, 1), lineFor(2, SOAP, 1));
    expect(bench.scan(codeOf(DRILL)).events.at(-1)).toMatchObject({
      type: 'capture-begun',
      capture: { ask: 'serial' },
    });
    expect(bench.scan('SN0042').events.at(-1)).toMatchObject({ type: 'item-packed', serial: 'SN0042' });
  });

  it('M14 counts a serial once, knows one that left before, and its pattern and list', () => {
    const bench = packing(lineFor(1, DRILL, 5));
    expect(bench.scan(`${ai01(DRILL)}21SN0001`).ok).toBe(true);
    expect(bench.scan(`${ai01(DRILL)}21SN0001`)).toMatchObject({ ok: false, code: 'serial-counted' });
    expect(phaseOf(bench.state)).toBe('packing');
    const unlike = bench.scan(`${ai01(DRILL)}21X1`);
    expect(unlike).toMatchObject({ ok: false, code: 'wrong-serial', detail: { got: 'X1' } });
    expect(!unlike.ok && unlike.detail.expected).toBe(undefined);
    bench.act('acknowledge');
    bench.extra = () => ({ serialShipped: { number: '99', atMs: 1 } });
    expect(bench.scan(`${ai01(DRILL)}21SN0002`)).toMatchObject({
      ok: false,
      code: 'serial-shipped',
      detail: { number: '99' },
    });
    bench.badge(THEA);
    expect(types(bench.choose('checked').events)).toEqual(['approval-given', 'item-packed']);
    bench.extra = () => ({});
    expect(bench.scan(`${ai01(DRILL)}21SN0003`).ok).toBe(true);
    const listed = packing(lineFor(1, DRILL, 2, { serials: ['SN0007'] }));
    expect(listed.scan(`${ai01(DRILL)}21SN0008`)).toMatchObject({
      ok: false,
      code: 'wrong-serial',
      detail: { expected: 'SN0007' },
    });
  });

  it('M14 refuses a case of items that have a serial each', () => {
    expect(packing(lineFor(1, DRILL, 4)).scan(`${ai01(DRILL)}302`)).toMatchObject({ ok: false, code: 'serial-case' });
  });

  it('M15 counts what is inside only where the site says so', () => {
    const content = `]C102${SOAP.barcodes[0]?.value}3704`;
    expect(packing(lineFor(1, SOAP, 4)).scan(content)).toMatchObject({ ok: false, code: 'content-off' });
    const on = opened(order('1', lineFor(1, SOAP, 4), lineFor(2, LAMP, 1)), {
      items: GOODS,
      policy: { contentScans: true },
    });
    expect(on.scan(content).events.at(-1)).toMatchObject({ type: 'item-packed', units: 4 });
  });

  it('M16 takes a weight near what was ordered, asks for one that is missing, and stops at another', () => {
    const bench = packing(lineFor(1, CHEESE, 3));
    expect(bench.scan(`${ai01(CHEESE)}3103000520`).events.at(-1)).toMatchObject({ type: 'item-packed', grams: 520 });
    expect(bench.scan(`${ai01(CHEESE)}3103000600`)).toMatchObject({
      ok: false,
      code: 'weight-range',
      detail: { grams: 600 },
    });
    bench.act('acknowledge');
    bench.scan(codeOf(CHEESE));
    expect(phaseOf(bench.state)).toBe('capturing');
    expect(bench.send({ type: 'take-weight', grams: 480, stable: true, by: 'scale' }).events.at(-1)).toMatchObject({
      type: 'item-packed',
      grams: 480,
    });
  });

  it('M17 asks for the shelf where the order wants that, and takes it before or after the item', () => {
    const placed = orderWith('1', { places: true }, lineFor(1, SOAP, 3, { bin: 'A-1' }));
    const bench = opened(placed, setup);
    expect(bench.scan(codeOf(SOAP)).events.at(-1)).toMatchObject({ type: 'capture-begun', capture: { ask: 'place' } });
    expect(bench.scan('L-B-9')).toMatchObject({
      ok: false,
      code: 'wrong-place',
      detail: { expected: 'A-1', got: 'B-9' },
    });
    expect(bench.scan('L-A-1').events.at(-1)).toMatchObject({ type: 'item-packed' });
    expect(bench.scan(codeOf(SOAP)).events.at(-1)).toMatchObject({ type: 'item-packed' });
    const before = opened(placed, setup);
    expect(before.scan('L-A-1').events.at(-1)).toMatchObject({ type: 'place-proved' });
    expect(before.scan(codeOf(SOAP)).events.at(-1)).toMatchObject({ type: 'item-packed' });
  });

  it('M18 refuses goods once the box is closed, and takes them while it is open', () => {
    expect(packed().scan(codeOf(SOAP))).toMatchObject({ ok: false });
    expect(packing(lineFor(1, SOAP, 1), lineFor(2, LAMP, 1)).scan(codeOf(SOAP)).ok).toBe(true);
  });
});

describe('which line a unit is for', () => {
  const lots = (lot: string, expiry: string) => ({ lots: [{ lot, expiry }] });

  it('prefers the exact lot, then a line begun, then the earliest date, then the lowest number', () => {
    const two = () =>
      packing(lineFor(1, VACCINE, 2, lots('L1', '2027-09-01')), lineFor(2, VACCINE, 2, lots('L2', '2027-02-01')));
    const exact = two();
    exact.scan(`${ai01(VACCINE)}10L1`);
    expect(units(exact)).toEqual({ 'line-1': 1 });
    const plain = packing(lineFor(1, SOAP, 2, lots('A', '2027-09-01')), lineFor(2, SOAP, 2, lots('B', '2027-02-01')));
    plain.scan(codeOf(SOAP));
    expect(units(plain)).toEqual({ 'line-2': 1 });
    const begun = packing(lineFor(1, SOAP, 2), lineFor(2, SOAP, 2));
    begun.scan(codeOf(SOAP));
    begun.scan(codeOf(SOAP));
    begun.scan(codeOf(SOAP));
    expect(units(begun)).toEqual({ 'line-1': 2, 'line-2': 1 });
  });

  it('spreads a case over lines of the same lot, never a unit', () => {
    const bench = packing(lineFor(1, SOAP, 2), lineFor(2, SOAP, 2));
    expect(types(bench.scan(`${ai01(SOAP)}304`).events).slice(0, 2)).toEqual(['item-packed', 'item-packed']);
    const apart = packing(lineFor(1, SOAP, 2, lots('A', '2027-09-01')), lineFor(2, SOAP, 2, lots('B', '2027-02-01')));
    expect(apart.scan(`${ai01(SOAP)}304`)).toMatchObject({ ok: false, code: 'case-too-big' });
  });
});
