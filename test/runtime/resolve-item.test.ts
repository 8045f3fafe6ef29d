import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Found, NOTHING_FOUND } from '../../src/core/command.ts';
import type { Sku } from '../../src/core/ids.ts';
import { opened, orderFor, product, shipped } from '../devices/store/store-fixture.ts';
import { CAMERA, checked, type Desk, linesOf, MUG, MUG_GTIN, openDesk, STRANGE_GTIN } from './resolve-fixture.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.close());

const OPEN = linesOf(MUG);
const skus = ({ items }: Found) => items.map(({ item, factor }) => `${factor} ${item.sku}`);

/** GS1 data as a scanner with identifiers sends it; `^` is the separator. */
const gs1 = (data: string, aim = ']C1') => aim + data.replaceAll('^', '\x1d');

describe('K6 content of a logistic unit', () => {
  it('is the single item of AI 02; the count is the core’s', () => {
    expect(skus(desk.find(gs1(`020${MUG_GTIN}3712`), { open: OPEN }))).toEqual(['1 MUG-02']);
  });

  it('is nothing when AI 02 names a case, or what nobody knows', () => {
    expect(desk.find(gs1('02195200000000323712'), { open: OPEN }).items).toEqual([]);
    expect(desk.find(gs1(`02${STRANGE_GTIN}3712`), { open: OPEN }).items).toEqual([]);
  });
});

describe('K7 items with lot, serial and date', () => {
  it('are found by their GTIN, with the factor of their code', () => {
    expect(skus(desk.find(gs1(`010${MUG_GTIN}10LOT^21S1`), { open: OPEN }))).toEqual(['1 MUG-02']);
    expect(skus(desk.find(gs1('011952000000003210LOT'), { open: OPEN }))).toEqual(['6 MUG-02']);
    expect(skus(desk.find(`https://example.com/01/${MUG_GTIN}/10/LOT`, { open: OPEN }))).toEqual(['1 MUG-02']);
  });

  it('with an unknown GTIN are unknown, unless the whole code was taught here', async () => {
    const text = `01${STRANGE_GTIN}10LOT`;
    expect(desk.find(gs1(text), { open: OPEN })).toEqual(NOTHING_FOUND);
    const barcode = { kind: 'text', value: text, factor: 1 } as const;
    await desk.test.tell({ type: 'barcode-learned', sku: MUG.sku, barcode, orderId: null });
    expect(skus(desk.find(gs1(text), { open: OPEN }))).toEqual(['1 MUG-02']);
  });

  it('tell the order that this very unit left with before', async () => {
    const order = orderFor('10400', [CAMERA]);
    const [line] = order.doc.lines;
    await desk.test.tell(opened(order), shipped(order, { lineId: line?.id ?? ('' as never), units: 1, serial: 'S-1' }));
    const open = linesOf(CAMERA);
    expect(desk.find(gs1('010952000000004221S-1'), { open }).serialShipped).toEqual({ number: '10400', atMs: 2000 });
    expect(desk.find(gs1('010952000000004221S-2'), { open }).serialShipped).toBeNull();
    expect(desk.find(gs1(`010${MUG_GTIN}21S-1`), { open }).serialShipped).toBeNull();
  });
});

describe('K8 and K9 items by GTIN', () => {
  it('are found however the number was printed, with the factor of that code', () => {
    expect(skus(desk.find(`]E0${MUG_GTIN}`, { open: OPEN }))).toEqual(['1 MUG-02']);
    expect(skus(desk.find(MUG_GTIN, { open: OPEN }))).toEqual(['1 MUG-02']);
    expect(skus(desk.find(']I119520000000032', { open: OPEN }))).toEqual(['6 MUG-02']);
    expect(desk.find(']E04006381333931', { open: OPEN })).toEqual(NOTHING_FOUND);
  });

  it('that can be read as EAN-8 and as UPC-E are the one that is known; both, when both are', () => {
    const ean8 = product('EAN8', { barcodes: [{ kind: 'gtin', value: '00000001234565', factor: 1 }] });
    const upcE = product('UPCE', { barcodes: [{ kind: 'gtin', value: '00012345000065', factor: 1 }] });
    expect(desk.find('01234565', { open: OPEN }).items).toEqual([]);
    desk.test.pull({ items: [upcE] });
    expect(skus(desk.find('01234565', { open: OPEN }))).toEqual(['1 UPCE']);
    desk.test.pull({ items: [ean8] });
    expect(skus(desk.find('01234565', { open: OPEN }))).toEqual(['1 EAN8', '1 UPCE']);
    // With an identifier there is only one reading.
    expect(skus(desk.find(']E001234565', { open: OPEN }))).toEqual(['1 UPCE']);
  });

  it('are one item when both readings are its own', () => {
    const barcodes = ['00000001234565', '00012345000065'].map((value) => ({ kind: 'gtin' as const, value, factor: 1 }));
    desk.test.pull({ items: [product('SAME', { barcodes })] });
    expect(skus(desk.find('01234565', { open: OPEN }))).toEqual(['1 SAME']);
  });

  it('an unknown case is told by the item inside, for indicators 1 to 8 only', () => {
    const caseGtin = (indicator: number) => checked(`${indicator}952000000003`);
    expect(desk.find(`]I1${caseGtin(5)}`, { open: OPEN })).toMatchObject({ items: [], caseOf: { sku: 'MUG-02' } });
    expect(desk.find(gs1(`01${caseGtin(5)}10LOT`), { open: OPEN }).caseOf?.sku).toBe('MUG-02');
    expect(desk.find(`]I1${caseGtin(1)}`, { open: OPEN })).toMatchObject({ items: [{ factor: 6 }], caseOf: null });
    expect(desk.find(`]I1${caseGtin(9)}`, { open: OPEN }).caseOf).toBeNull();
    expect(desk.find(`]I1${checked('5952000000099')}`, { open: OPEN }).caseOf).toBeNull();
  });
});

describe('K10 items by text', () => {
  it('are exact: supplier codes, SKUs that the catalogue lists, packs with their factor', () => {
    expect(skus(desk.find('SUPPLIER/7', { open: OPEN }))).toEqual(['1 MUG-02']);
    expect(skus(desk.find('MUG-CARTON', { open: OPEN }))).toEqual(['12 MUG-02']);
    expect(desk.find('supplier/7', { open: OPEN })).toEqual(NOTHING_FOUND);
    expect(desk.find('MUG-02', { open: OPEN })).toEqual(NOTHING_FOUND);
  });

  it('may look like a GTIN', () => {
    desk.test.pull({ items: [product('N', { barcodes: [{ kind: 'text', value: '4006381333931', factor: 1 }] })] });
    expect(skus(desk.find('4006381333931', { open: OPEN }))).toEqual(['1 N']);
  });

  it('may have been taught here', async () => {
    const barcode = { kind: 'gtin', value: '04006381333931', factor: 1 } as const;
    await desk.test.tell({ type: 'barcode-learned', sku: MUG.sku, barcode, orderId: null });
    expect(skus(desk.find(']E04006381333931', { open: OPEN }))).toEqual(['1 MUG-02']);
  });

  it('of the open order are known while the catalogue is on its way again', () => {
    desk.test.store.replica.clear();
    const plate = product('PLATE', { barcodes: [{ kind: 'text', value: 'PLATE', factor: 2 }] });
    const open = linesOf({ ...MUG, swaps: [plate] });
    expect(skus(desk.find(MUG_GTIN, { open }))).toEqual(['1 MUG-02']);
    expect(skus(desk.find('PLATE', { open }))).toEqual(['2 PLATE']);
    expect(desk.find(MUG_GTIN).items).toEqual([]);
    // The catalogue is there again, and this code is no longer the item's.
    desk.test.pull({ items: [{ ...MUG, barcodes: [] }] });
    expect(desk.find(MUG_GTIN, { open }).items).toEqual([]);
  });
});

describe('typed endings', () => {
  const lines = linesOf(MUG, CAMERA, product('ODD-1035'));

  it('are the last four of a SKU or a barcode of the open order; the unit’s code goes before the case’s', () => {
    const kind = 'manual';
    expect(skus(desk.find('G-02', { open: lines, kind }))).toEqual(['1 MUG-02']);
    expect(skus(desk.find('g-02', { open: lines, kind }))).toEqual(['1 MUG-02']);
    expect(skus(desk.find('0042', { open: lines, kind }))).toEqual(['1 CAM-1']);
    expect(skus(desk.find('0032', { open: lines, kind }))).toEqual(['6 MUG-02']);
    expect(skus(desk.find('0035', { open: lines, kind }))).toEqual(['1 MUG-02']);
    expect(skus(desk.find('1035', { open: lines, kind }))).toEqual(['1 ODD-1035']);
  });

  it('that fit two items give both, and substitutes are among them', () => {
    const twin = product('TWIN-0042');
    const open = linesOf(CAMERA, { ...MUG, swaps: [twin] });
    expect(skus(desk.find('0042', { open, kind: 'manual' }))).toEqual(['1 CAM-1', '1 TWIN-0042']);
  });

  it('are never taken from a scan, from another length, or while nothing is open', () => {
    expect(desk.find('0042', { open: lines }).items).toEqual([]);
    expect(desk.find('042', { open: lines, kind: 'manual' }).items).toEqual([]);
    expect(desk.find('00042', { open: lines, kind: 'manual' }).items).toEqual([]);
    expect(desk.find('0042', { kind: 'manual' }).items).toEqual([]);
    expect(desk.find('9999', { open: lines, kind: 'manual' })).toEqual(NOTHING_FOUND);
  });

  it('give way to what the text means as a whole', () => {
    desk.test.pull({ orders: [orderFor('0042', [MUG])] });
    expect(desk.find('0042', { open: lines, kind: 'manual' })).toMatchObject({ items: [], orders: [{}] });
  });
});

describe('K11 bare serials and lots', () => {
  it('are looked up as shipped serials of the item that waits for one, and only then', async () => {
    const order = orderFor('10400', [CAMERA]);
    const [line] = order.doc.lines;
    const units = ['S-1', '4006381333931'].map((serial) => ({ lineId: line?.id ?? ('' as never), units: 1, serial }));
    await desk.test.tell(opened(order), shipped(order, ...units));
    const open = linesOf(CAMERA);
    const expecting = { sku: 'CAM-1' as Sku };
    const before = { number: '10400', atMs: 2000 };
    expect(desk.find('S-1', { open, expecting })).toEqual({ ...NOTHING_FOUND, serialShipped: before });
    expect(desk.find(gs1('21S-1'), { open, expecting }).serialShipped).toEqual(before);
    expect(desk.find('4006381333931', { open, expecting }).serialShipped).toEqual(before);
    expect(desk.find('S-2', { open, expecting })).toEqual(NOTHING_FOUND);
    expect(desk.find('S-1', { open, expecting: { sku: 'MUG-02' as Sku } })).toEqual(NOTHING_FOUND);
    expect(desk.find('S-1', { open })).toEqual(NOTHING_FOUND);
  });

  it('of the open order stay what they are: the core compares them', () => {
    const open = linesOf({ ...CAMERA, serials: ['S-1'], lots: [{ lot: 'LOT-7' }] });
    desk.test.pull({ orders: [orderFor('10482', [{ ...CAMERA, serials: ['S-1'] }])] });
    expect(desk.find('S-1', { open })).toEqual(NOTHING_FOUND);
    expect(desk.find('LOT-7', { open })).toEqual(NOTHING_FOUND);
  });
});
