import { describe, expect, test } from 'vitest';
import type { OrderDoc } from '../../src/core/order.ts';
import { DEFAULT_POLICY, DEFAULT_SITE } from '../../src/core/site.ts';
import { EVENT_TYPES } from '../../src/wire/hub-events.ts';
import { HelloSchema, RoleSchema } from '../../src/wire/hub-feed.ts';
import { ItemInputSchema, ItemSchema } from '../../src/wire/hub-item.ts';
import { OrderDocSchema } from '../../src/wire/hub-order.ts';
import { ShippedPayloadSchema, ShortPayloadSchema } from '../../src/wire/hub-payloads.ts';
import { OrderChangeSchema, SalesOrderSchema } from '../../src/wire/hub-sales.ts';
import { PutSiteSchema, SiteSchema } from '../../src/wire/hub-site.ts';

interface Parsed {
  readonly success: boolean;
  readonly error?: { readonly issues: readonly { readonly message: string }[] } | undefined;
}
const said = (parsed: Parsed) => parsed.error?.issues.map((issue) => issue.message).join('; ') ?? 'nothing';

const item = { sku: 'A', name: 'Thing', barcodes: [{ kind: 'text', value: 'A', factor: 1 }] };

describe('items', () => {
  test('every field of the catalogue comes through', () => {
    const whole = {
      ...item,
      variant: 'RED',
      grams: 82.5,
      spread: 2,
      millimetres: [62, 62, 48],
      picture: 'soap',
      track: { lot: true, serial: true, expiry: true, weight: false, days: 30, pattern: 'RL[0-9]{6}' },
      blocked: 'recall',
      hazard: true,
      uncoded: false,
      untyped: true,
    };
    expect(ItemInputSchema.parse(whole)).toEqual(whole);
    expect(ItemSchema.parse(whole)).toEqual(whole);
  });

  const wrong: readonly (readonly [object, string])[] = [
    [{ grams: 0 }, 'must be more than 0 grams'],
    [{ millimetres: [10, 0, 10] }, 'must be more than 0 millimetres'],
    [{ millimetres: [10, 10] }, 'expected array to have >=3 items'],
    [{ barcodes: [{ kind: 'text', value: 'A', factor: 0 }] }, '>0'],
    [{ track: { serial: true, pattern: 'RL[' } }, 'must be a regular expression'],
    [{ track: { serial: true, pattern: 'a'.repeat(201) } }, '200'],
    [{ track: { serial: true, pattern: '([A-Z]+)*' } }, 'must not repeat a group that has a repeat inside'],
    [{ track: { pattern: 'RL' } }, 'a pattern needs serial: true'],
    [{ track: { days: 30 } }, 'days need expiry: true'],
    [{ track: { lott: true } }, 'Unrecognized key'],
    [{ blocked: 'lost' }, 'recall'],
    [{ uncoded: true }, 'an item with barcodes is not uncoded'],
    [{ uncoded: true, untyped: true, barcodes: [] }, 'cannot be scanned'],
    [{ spread: 3 }, 'needs grams'],
    [{ hazardous: true }, 'Unrecognized key'],
  ];
  test.each(wrong)('%j is refused with words', (fields, words) => {
    expect(said(ItemInputSchema.safeParse({ ...item, ...fields }))).toContain(words);
  });
});

const address = { name: 'Zoë', street: 'S 1', city: 'Köln', postcode: '50667', country: 'DE' };
const line = { ...item, id: 'L1', no: 1, quantity: 2 };

describe('what a station packs from', () => {
  test('a document with everything in it comes through whole', () => {
    const kit = { no: 1, sku: 'KIT', name: 'Tea set' };
    const whole = {
      to: address,
      lines: [
        {
          ...line,
          bin: 'A-1',
          empties: true,
          lots: [{ lot: 'C24', expiry: '2027-01-31' }, { lot: 'C25' }],
          serials: ['RL000001'],
          swaps: [item],
        },
        { ...line, id: 'L2', no: 2, kit },
        { ...line, id: 'L3', no: 3, parts: [{ ...line, id: 'L3.1', no: 3, kit }] },
      ],
      carrier: 'Heron',
      service: 'Standard',
      lane: 'A',
      marks: ['gift'],
      pick: true,
      places: true,
      extras: ['gift-note', 'photo'],
      limits: { grams: 31_500, longest: 1200, girth: 3000 },
      days: 60,
      problems: ['address'],
    };
    expect(OrderDocSchema.parse(whole)).toEqual(whole as unknown as OrderDoc);
  });

  test('what a newer hub adds is left out, and parts of parts are refused', () => {
    const doc = { to: address, lines: [line], carrier: 'H', service: 'S', lane: 'A', marks: [] };
    expect(OrderDocSchema.parse({ ...doc, lines: [{ ...line, colour: 'blue' }] })).toEqual(doc);
    const deep = { ...line, parts: [{ ...line, parts: [line] }] };
    expect(said(OrderDocSchema.safeParse({ ...doc, lines: [deep] }))).toBe(
      'the parts of a kit have no parts themselves',
    );
  });
});

describe('orders from above', () => {
  const order = { number: '1', to: address, lines: [{ sku: 'A', quantity: 2 }] };

  const wrong: readonly (readonly [object, string])[] = [
    [{ lots: [{ lot: 'C', expiry: '31.01.2027' }] }, 'must be a date, YYYY-MM-DD'],
    [{ lots: [{ lot: 'C', expiry: '2027-02-30' }] }, 'must be a date, YYYY-MM-DD'],
    [{ lots: [{ lot: 'C' }, { lot: 'C' }] }, 'every lot may stand here once'],
    [{ lots: [{ lot: 'C', expires: '2027-01-31' }] }, 'Unrecognized key'],
    [{ serials: ['1', '2', '3'] }, 'more serials than units'],
    [{ serials: ['1', '1'] }, 'every serial may stand here once'],
    [{ swaps: ['A'] }, 'an item is no substitute for itself'],
    [{ kit: { parts: [] } }, '>=1'],
    [{ kit: { parts: [{ sku: 'B', quantity: 0 }] } }, '>0'],
    [
      { kit: { parts: [{ sku: 'B', quantity: 1, kit: { parts: [] } }] } },
      'the parts of a kit have no parts themselves',
    ],
    [{ kit: { parts: [{ sku: 'B', quantity: 1, colour: 'red' }] } }, 'Unrecognized key'],
  ];
  test.each(wrong)('a line with %j is refused with words', (fields, words) => {
    const lines = [{ sku: 'A', quantity: 2, ...fields }];
    expect(said(SalesOrderSchema.safeParse({ ...order, lines }))).toContain(words);
    expect(SalesOrderSchema.safeParse(order).success).toBe(true);
  });

  test.each([
    [{ extras: ['ribbon'] }, 'gift-note'],
    [{ limits: { grams: 0 } }, '>0'],
    [{ limits: { weight: 1 } }, 'Unrecognized key'],
    [{ days: -1 }, '>=0'],
    [{ problems: ['weather'] }, 'address'],
  ])('an order with %j is refused with words', (fields, words) => {
    expect(said(SalesOrderSchema.safeParse({ ...order, ...fields }))).toContain(words);
  });

  test('a change names something, and never which order it is', () => {
    expect(said(OrderChangeSchema.safeParse({}))).toContain('name what changes');
    expect(said(OrderChangeSchema.safeParse({ number: '2' }))).toContain('Unrecognized key');
    expect(OrderChangeSchema.parse({ note: null, lines: order.lines })).toEqual({ note: null, lines: order.lines });
  });
});

describe('the site', () => {
  const carton = { code: 'BX-S', name: 'Box S', millimetres: [250, 175, 100], grams: 118 };

  test('a hub or a document that does not know a rule yet leaves the default', () => {
    expect(SiteSchema.parse({})).toEqual(DEFAULT_SITE);
    expect(SiteSchema.parse({ policy: { boxes: false, newer: 1 }, cartons: [carton] })).toEqual({
      policy: { ...DEFAULT_POLICY, boxes: false },
      cartons: [carton],
    });
    const id = '0190a1b2-0000-7000-8000-000000000001';
    const hello = {
      hub_id: id,
      feed_epoch: id,
      protocol: { min: 1, max: 1 },
      hub_time: '2026-11-23T12:00:00.000Z',
      badge_salt: 's',
      station: { id, no: 5, name: 'Station 5', epoch: 1, last_seq: 0, offline_buffer: 30 },
      limits: { max_batch: 500, max_bytes: 1000 },
    };
    expect(HelloSchema.parse(hello).site).toEqual(DEFAULT_SITE);
    expect(Object.keys(SiteSchema.parse({}).policy).sort()).toEqual(Object.keys(DEFAULT_POLICY).sort());
  });

  const whole = { policy: DEFAULT_POLICY, cartons: [carton] };
  test.each([
    [{ policy: { ...DEFAULT_POLICY, weightPercent: 101 } }, '<=100'],
    [{ policy: { ...DEFAULT_POLICY, divisionGrams: 0 } }, '>0'],
    [{ policy: { ...DEFAULT_POLICY, roundOrders: 0 } }, '>0'],
    [{ policy: { ...DEFAULT_POLICY, missing: 'drop' } }, 'allow'],
    [{ policy: { ...DEFAULT_POLICY, colour: 1 } }, 'Unrecognized key'],
    [{ policy: { boxes: true } }, 'expected'],
    [{ cartons: [carton, carton] }, 'every carton needs a code of its own'],
    [{ cartons: [{ ...carton, millimetres: [0, 1, 1] }] }, 'must be more than 0 millimetres'],
    [{ cartons: [{ ...carton, grams: -1 }] }, '>=0'],
    [{ cartons: [{ ...carton, carriers: [] }] }, '>=1'],
  ])('putting %j is refused with words', (fields, words) => {
    expect(said(PutSiteSchema.safeParse({ ...whole, ...fields }))).toContain(words);
    expect(PutSiteSchema.safeParse(whole).success).toBe(true);
  });
});

describe('facts', () => {
  test('those that change something here name their order, or teach without one', () => {
    const moving = Object.entries(EVENT_TYPES).filter(([, what]) => what !== 'stored');
    expect(Object.fromEntries(moving)).toEqual({
      'barcode-learned': 'teaches',
      'bin-looked-at': 'teaches',
      'wrong-bin-told': 'teaches',
      'order-opened': 'moves-order',
      'order-held': 'moves-order',
      'order-released': 'moves-order',
      'conflict-answered': 'settles-conflict',
      'order-put-back': 'moves-order',
      'pick-short': 'moves-order',
      'line-short': 'moves-order',
      'short-taken-back': 'moves-order',
      'item-damaged': 'moves-order',
      'order-packed': 'moves-order',
      'order-revised': 'moves-order',
      'order-dropped': 'moves-order',
      'order-shipped': 'moves-order',
    });
  });

  test('a shipment is read whatever its lots look like', () => {
    const lines = [{ lineId: 'L1', units: 1, lot: '', serial: 'a\u001db', expiry: 'soon', grams: 1012.5, swap: 'B' }];
    const shipment = { carrier: 'H', service: 'S', parcels: [{ parcelCode: 'P', lines, carton: 'BX-S', grams: 1 }] };
    expect(ShippedPayloadSchema.parse({ shipment })).toEqual({ shipment });
    expect(ShortPayloadSchema.safeParse({ lineId: 'L1', units: 0, reason: 'too-few' }).success).toBe(false);
  });

  test('a lead is a person like others', () => {
    expect(RoleSchema.options).toEqual(['packer', 'lead', 'supervisor']);
  });
});
