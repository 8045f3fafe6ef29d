import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Found, NOTHING_FOUND } from '../../src/core/command.ts';
import { commandCodeOf } from '../../src/core/command-code.ts';
import type { ParcelCode, Sku } from '../../src/core/ids.ts';
import { parcelCodeOf } from '../../src/core/parcel-code.ts';
import { stationCodeOf } from '../../src/core/place-code.ts';
import { isKnown } from '../../src/runtime/resolve.ts';
import { FREE, opened, orderFor, product, shipped } from '../devices/store/store-fixture.ts';
import {
  BADGE,
  CAMERA,
  checked,
  type Desk,
  GARY,
  GSRN,
  LARGE,
  linesOf,
  MIRA,
  MUG,
  MUG_GTIN,
  openDesk,
  SMALL,
  STRANGE_GTIN,
} from './resolve-fixture.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.close());

const OPEN = linesOf(MUG);
const numbers = ({ orders }: Found) => orders.map(({ order }) => order.number);
const skus = ({ items }: Found) => items.map(({ item, factor }) => `${factor} ${item.sku}`);

/** GS1 data as a scanner with identifiers sends it; `^` is the separator. */
const gs1 = (data: string, aim = ']C1') => aim + data.replaceAll('^', '\x1d');

describe('K1 commands', () => {
  it('mean nothing but themselves, even when a stray item has that text', () => {
    const text = commandCodeOf('undo');
    desk.test.pull({ items: [product('X', { barcodes: [{ kind: 'text', value: text, factor: 1 }] })] });
    expect(desk.find(text)).toBe(NOTHING_FOUND);
  });

  it('and damaged codes are never looked up', () => {
    const text = `${commandCodeOf('undo').slice(0, -1)}0`;
    desk.test.pull({ orders: [orderFor('0109520000000036', [MUG])] });
    expect(desk.findDamaged(gs1('0109520000000036'))).toBe(NOTHING_FOUND);
    expect(desk.findDamaged(text)).toBe(NOTHING_FOUND);
    expect(desk.find(stationCodeOf(5))).toBe(NOTHING_FOUND);
  });
});

describe('K2 badges', () => {
  it('are ours, or a service number (GSRN) that the hub knows as one', () => {
    expect(desk.find(BADGE)).toEqual({ ...NOTHING_FOUND, person: MIRA });
    expect(desk.find(gs1(`8018${GSRN}`)).person).toEqual(GARY);
  });

  it('that nobody has, or before the hub was ever heard, are nobody’s', () => {
    expect(desk.find(gs1(`8018${checked(GSRN.slice(0, 15).padEnd(17, '7'))}`)).person).toBeNull();
    const { replica } = desk.test.store;
    const sources = { ...desk.sources, replica: { ...replica, identity: () => null } };
    expect(isKnown('BOX-S', sources)).toBe(false);
  });
});

describe('K3 parcels', () => {
  const code = parcelCodeOf({ no: 5, epoch: 1 }, 1);
  const sscc = checked('39520000000000001');

  it('are those whose label was made here, by our code or by an SSCC', async () => {
    const order = orderFor('10482', [MUG]);
    const parcels = [code, sscc as ParcelCode];
    await desk.test.tell(opened(order), { type: 'order-packed', orderId: order.id, parcelCode: code, parcels });
    expect(desk.find(code)).toEqual({ ...NOTHING_FOUND, parcelOf: '10482' });
    expect(desk.find(gs1(`00${sscc}`)).parcelOf).toBe('10482');
  });

  it('of another bench belong to no order here', () => {
    expect(desk.find(code)).toEqual(NOTHING_FOUND);
  });
});

describe('K4 orders and totes', () => {
  beforeEach(() => {
    desk.test.pull({
      orders: [orderFor('10482', [MUG], { doc: { tote: 'T-1' } }), orderFor('10483', [MUG], { doc: { tote: 'T-2' } })],
    });
  });

  it('are found by number and by tote, whatever is open', () => {
    expect(numbers(desk.find('10482'))).toEqual(['10482']);
    expect(numbers(desk.find('T-2'))).toEqual(['10483']);
    expect(numbers(desk.find('T-2', { open: OPEN }))).toEqual(['10483']);
    expect(desk.find('T-3').orders).toEqual([]);
  });

  it('are found by the customer’s order number (AI 400), an asset (AI 8003) and an SSCC on the tote', () => {
    const asset = checked('095200000000');
    const sscc = checked('39520000000000002');
    desk.test.pull({
      orders: [orderFor('A', [MUG], { doc: { tote: `0${asset}77` } }), orderFor('B', [MUG], { doc: { tote: sscc } })],
    });
    expect(numbers(desk.find(gs1('40010482')))).toEqual(['10482']);
    expect(numbers(desk.find(gs1(`80030${asset}77`)))).toEqual(['A']);
    expect(numbers(desk.find(gs1(`00${sscc}`)))).toEqual(['B']);
    expect(numbers(desk.find(gs1('40010499')))).toEqual([]);
  });

  it('a tote filled here goes before what the hub says of it', () => {
    const { id } = orderFor('10483', []);
    const picked = { [id]: { number: '10483', totes: ['T-1', 'T-9'], short: {} } };
    expect(numbers(desk.find('T-1', { picked }))).toEqual(['10483']);
    expect(numbers(desk.find('T-9', { picked }))).toEqual(['10483']);
    expect(numbers(desk.find('T-1'))).toEqual(['10482']);
    const gone = { nowhere: { number: '1', totes: ['T-1'], short: {} } };
    expect(numbers(desk.find('T-1', { picked: gone }))).toEqual(['10482']);
  });

  it('a tote that is used again means what is in it now; one that is done is still told', async () => {
    const done = orderFor('10482', []);
    await desk.test.tell(opened(done), shipped(done));
    expect(desk.find('T-1').orders).toMatchObject([{ settled: { by: 'shipped' } }]);
    desk.test.pull({ orders: [orderFor('10490', [MUG], { doc: { tote: 'T-1' } })] });
    expect(numbers(desk.find('T-1'))).toEqual(['10490']);
  });

  it('two open orders in one tote are both found: nobody may guess', () => {
    desk.test.pull({ orders: [orderFor('10490', [MUG], { doc: { tote: 'T-1' } })] });
    expect(numbers(desk.find('T-1')).toSorted()).toEqual(['10482', '10490']);
  });

  it('an order number that looks like a GTIN or a shelf is an order', () => {
    desk.test.pull({ orders: [orderFor('4006381333931', [MUG]), orderFor('L-7', [MUG])] });
    expect(numbers(desk.find(']E04006381333931'))).toEqual(['4006381333931']);
    expect(numbers(desk.find('L-7'))).toEqual(['L-7']);
  });
});

describe('K5 shelves', () => {
  it('are named by our own code, by a GLN, by its extension, or as an open line names them', () => {
    const gln = checked('952000000000');
    expect(desk.find('L-A.01/02').bin).toBe('A.01/02');
    expect(desk.find(gs1(`414${gln}`)).bin).toBe(gln);
    expect(desk.find(gs1(`414${gln}254A-7`)).bin).toBe('A-7');
    const open = linesOf({ ...MUG, bin: 'A-01-3' });
    expect(desk.find('A-01-3', { open }).bin).toBe('A-01-3');
    expect(desk.find('A-01-4', { open }).bin).toBeNull();
    expect(desk.find('A-01-3').bin).toBeNull();
  });

  it('and an item whose plain code looks like one is both', () => {
    desk.test.pull({ items: [product('P', { barcodes: [{ kind: 'text', value: 'L-55', factor: 1 }] })] });
    expect(desk.find('L-55')).toMatchObject({ bin: '55', items: [{ item: { sku: 'P' } }] });
  });
});

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

describe('K12', () => {
  it('what nothing is found for is unknown', () => {
    expect(desk.find('NO SUCH THING')).toEqual(NOTHING_FOUND);
    expect(desk.find('NO SUCH THING', { open: OPEN })).toEqual(NOTHING_FOUND);
  });
});

describe('cartons', () => {
  it('are found by their code, and by a GTIN in whatever length', () => {
    expect(desk.find('BOX-S').carton).toEqual(SMALL);
    expect(desk.find(`]E0${LARGE.code}`, { open: OPEN }).carton).toEqual(LARGE);
    expect(desk.find(`]I10${LARGE.code}`, { open: OPEN }).carton).toEqual(LARGE);
    expect(desk.find('BOX-XL').carton).toBeNull();
  });
});

describe('a known text', () => {
  it('is a barcode, an order, a tote or a carton of this site as it stands', () => {
    desk.test.pull({ orders: [orderFor('10482', [MUG], { ...FREE, doc: { tote: 'T-1' } })] });
    for (const text of ['SUPPLIER/7', '10482', 'T-1', 'BOX-S'])
      expect([text, isKnown(text, desk.sources)]).toEqual([text, true]);
    for (const text of ['supplier/7', '10483', MUG_GTIN, ''])
      expect([text, isKnown(text, desk.sources)]).toEqual([text, false]);
  });
});
