import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Found, NOTHING_FOUND } from '../../src/core/command.ts';
import { commandCodeOf } from '../../src/core/command-code.ts';
import type { ParcelCode } from '../../src/core/ids.ts';
import { parcelCodeOf } from '../../src/core/parcel-code.ts';
import { stationCodeOf } from '../../src/core/place-code.ts';
import { isKnown } from '../../src/runtime/resolve.ts';
import { FREE, opened, orderFor, product, shipped } from '../devices/store/store-fixture.ts';
import {
  BADGE,
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
} from './resolve-fixture.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.close());

const OPEN = linesOf(MUG);
const numbers = ({ orders }: Found) => orders.map(({ order }) => order.number);

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
