import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Found } from '../../src/core/command.ts';
import { INITIAL_STATE } from '../../src/core/state.ts';
import { momentOf } from '../../src/runtime/lookup.ts';
import { signedIn } from '../core/bench.ts';
import { FREE, opened, orderFor, product, shipped, THEIRS } from '../devices/store/store-fixture.ts';
import { CAMERA, type Desk, linesOf, MUG, MUG_GTIN, openDesk, STRANGE_GTIN } from './resolve-fixture.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.close());

const numbers = ({ orders }: Found) => orders.map(({ order }) => order.number);

describe('an item while nothing is open', () => {
  beforeEach(() => {
    desk.test.pull({
      orders: [
        orderFor('own-many', [MUG, CAMERA]),
        orderFor('free-single', [MUG], FREE),
        orderFor('theirs', [MUG], THEIRS),
      ],
    });
  });

  it('finds the order that wants it: one with nothing else first; a free one only while the hub can be asked', () => {
    expect(numbers(desk.find(MUG_GTIN, { online: true }))).toEqual(['free-single']);
    expect(numbers(desk.find(MUG_GTIN, { online: false }))).toEqual(['own-many']);
    expect(numbers(desk.find('SUPPLIER/7', { online: false }))).toEqual(['own-many']);
    expect(numbers(desk.find(`]C1010${MUG_GTIN}10LOT`, { online: false }))).toEqual(['own-many']);
  });

  it('finds none while something is open', () => {
    expect(desk.find(MUG_GTIN, { online: true, open: linesOf(MUG) }).orders).toEqual([]);
  });

  it('finds none for a code of two items: nobody may guess', () => {
    desk.test.pull({ items: [product('TWIN', { barcodes: [{ kind: 'text', value: 'SUPPLIER/7', factor: 1 }] })] });
    const found = desk.find('SUPPLIER/7', { online: true });
    expect(found.items).toHaveLength(2);
    expect(found.orders).toEqual([]);
  });

  it('comes after the order that the code itself names, and no order stands there twice', () => {
    const named = orderFor(MUG_GTIN, [CAMERA]);
    desk.test.pull({ orders: [named, orderFor('10482', [MUG], { priority: 1 })] });
    expect(numbers(desk.find(MUG_GTIN, { online: false }))).toEqual([MUG_GTIN, '10482']);
    const code = `]C1010${MUG_GTIN}400own-many`;
    expect(numbers(desk.find(code, { online: false }))).toEqual(['own-many', '10482']);
    expect(numbers(desk.find(`]C1010${MUG_GTIN}40010482`, { online: false }))).toEqual(['10482']);
  });
});

describe('a serial while nothing is open', () => {
  beforeEach(() => {
    desk.test.pull({
      orders: [
        orderFor('other', [CAMERA], { priority: 1 }),
        orderFor('aside', [{ ...CAMERA, serials: ['S-1', '4006381333931'] }]),
        orderFor('lens', [{ ...product('LENS'), serials: ['S-1'] }]),
      ],
    });
  });

  it('finds the order it is set aside for, before others that want such an item', () => {
    expect(numbers(desk.find(']C1010952000000004221S-1'))).toEqual(['aside', 'other']);
    expect(numbers(desk.find(']C1010952000000004221S-9'))).toEqual(['other']);
    expect(numbers(desk.find('4006381333931'))).toEqual(['aside']);
  });

  it('alone finds all orders with that serial: when items share it, nobody may guess', () => {
    expect(numbers(desk.find('S-1')).toSorted()).toEqual(['aside', 'lens']);
    expect(numbers(desk.find(']C121S-1')).toSorted()).toEqual(['aside', 'lens']);
  });

  it('of an item that nobody knows says nothing', () => {
    expect(desk.find(`]C101${STRANGE_GTIN}21S-1`).orders).toEqual([]);
  });

  it('finds none while something is open', () => {
    expect(desk.find('S-1', { open: linesOf(CAMERA) }).orders).toEqual([]);
  });

  it('gives way to an order of that number', () => {
    desk.test.pull({ orders: [orderFor('S-1', [MUG])] });
    expect(numbers(desk.find('S-1'))).toEqual(['S-1']);
  });

  it('that has left tells its order', async () => {
    const order = orderFor('aside', []);
    await desk.test.tell(opened(order), shipped(order));
    expect(desk.find('4006381333931').orders).toMatchObject([{ settled: { by: 'shipped' } }]);
  });
});

describe('a percent sign in a GS1 QR code', () => {
  const open = linesOf({ ...MUG, lots: [{ lot: 'A%B' }] }, { ...CAMERA, serials: ['S%1'] });
  const lotOf = (text: string, more: Parameters<Desk['payload']>[1]) => {
    const payload = desk.payload(text, more);
    return payload.t === 'gs1' ? payload.facts.lot : payload.t;
  };
  const code = (aim: string, lot: string) => `${aim}010${MUG_GTIN}10${lot}`;

  it('is taken as single when only that names something', () => {
    expect(lotOf(code(']Q3', 'A%%B'), { open })).toBe('A%B');
    expect(desk.payload(']Q3010952000000004221S%%1', { open })).toMatchObject({ facts: { serial: 'S%1' } });
    desk.test.pull({ orders: [orderFor('10%82', [MUG])] });
    expect(numbers(desk.find(']Q340010%%82'))).toEqual(['10%82']);
  });

  it('stays as read when that names something, when neither does, and from any other symbol', () => {
    const both = linesOf({ ...MUG, lots: [{ lot: 'A%B' }, { lot: 'A%%B' }] });
    expect(lotOf(code(']Q3', 'A%%B'), { open: both })).toBe('A%%B');
    expect(lotOf(code(']Q3', 'X%%B'), { open })).toBe('X%%B');
    expect(lotOf(code(']d2', 'A%%B'), { open })).toBe('A%%B');
    expect(lotOf(code(']Q3', 'A%B'), { open })).toBe('A%B');
  });
});

describe('the moment', () => {
  it('is open for whatever a scan may begin while no order is packed and no round is walked', () => {
    expect(momentOf(INITIAL_STATE, true)).toEqual({ open: null, picked: {}, expecting: null, online: true });
  });

  it('has the lines of the open order, and of every order of a round', () => {
    const bench = signedIn();
    const order = orderFor('1', [MUG]);
    const other = orderFor('2', [CAMERA, MUG]);
    bench.tell({ type: 'round-begun', orders: [order, other] });
    expect(momentOf(bench.state, false).open?.map(({ sku }) => sku)).toEqual(['MUG-02', 'CAM-1', 'MUG-02']);
    const packing = signedIn();
    packing.tell(opened(order));
    expect(momentOf(packing.state, false).open?.map(({ sku }) => sku)).toEqual(['MUG-02']);
    packing.tell(shipped(order));
    expect(momentOf(packing.state, false).open).toBeNull();
  });

  it('expects a serial while the unit in hand lacks one', () => {
    const bench = signedIn();
    const order = orderFor('1', [CAMERA]);
    const [line] = order.doc.lines;
    if (line === undefined) throw new Error('no line');
    const scan = { scanId: 's', source: 'scanner', text: '1' };
    const capture = { lineId: line.id, item: CAMERA, units: 1, swap: false, manual: false, facts: {}, waived: [] };
    bench.tell(opened(order), { type: 'capture-begun', orderId: order.id, capture: { ...capture, ask: 'lot' }, scan });
    expect(momentOf(bench.state, false).expecting).toBeNull();
    bench.tell({ type: 'capture-filled', orderId: order.id, facts: { lot: 'L' }, ask: 'serial', scan });
    expect(momentOf(bench.state, false).expecting).toEqual({ sku: 'CAM-1' });
  });
});
