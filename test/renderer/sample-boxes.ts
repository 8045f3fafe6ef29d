import type { BoxScreen, CartonView, LoadScreen, PapersScreen, WeighScreen } from '../../src/core/screen-view.ts';
import type { View } from '../../src/core/view.ts';
import { AT_MS, BOTTLE, device, FULL_HEAD, keysOf, SOAP, STRIP, view } from './sample-parts.ts';
import { band } from './sample-views.ts';

/** Boxes, weights, papers, and the hand-over. */

const carton = (
  code: string,
  name: string,
  millimetres: CartonView['millimetres'],
  fillPercent: number | null,
  sure = true,
): CartonView => ({ code, name, millimetres, fillPercent, sure });
const CARTONS = [
  carton('BX-M', 'Box M', [300, 200, 150], 72),
  carton('BX-L', 'Box L', [400, 300, 200], 27),
  carton('BX-FLAT', 'Flat box', [350, 250, 80], 92),
  carton('BX-TUBE', 'Long box', [600, 150, 150], 48, false),
  carton('BX-XL', 'Box XL', [600, 400, 400], null),
];
const BOX: BoxScreen = {
  name: 'box',
  head: FULL_HEAD,
  boxNo: 1,
  cartons: CARTONS,
  split: null,
  barred: [
    { name: 'Postal tube', why: 'carrier' },
    { name: 'Box XXL', why: 'girth' },
  ],
  boxes: [{ no: 1, carton: null, contents: [{ name: BOTTLE.name, variant: 'BLACK', units: 3 }] }],
};
const box = (rest: Partial<BoxScreen> = {}) =>
  view({ phase: 'boxing', screen: { ...BOX, ...rest }, band: band('choose-box'), keys: keysOf('boxing') });

const WEIGH: WeighScreen = {
  name: 'weigh',
  head: FULL_HEAD,
  boxNo: 2,
  expected: { grams: 1820, toleranceGrams: 40, decisive: true },
  live: { grams: 0, stable: true },
  verdict: null,
  likely: null,
};
export const weighScreen = (rest: Partial<WeighScreen> = {}): WeighScreen => ({ ...WEIGH, ...rest });
const weigh = (rest: Partial<WeighScreen> = {}, part: Partial<View> = {}) =>
  view({
    phase: 'weighing',
    screen: weighScreen(rest),
    band: band('weigh-box', { n: 2 }),
    keys: keysOf('weighing'),
    ...part,
  });

const PAPERS: PapersScreen = {
  name: 'papers',
  head: FULL_HEAD,
  todo: ['gift-note', 'customs'],
  done: ['insert'],
  papers: [],
  hasCamera: true,
};
const papers = (rest: Partial<PapersScreen> = {}) =>
  view({ phase: 'papering', screen: { ...PAPERS, ...rest }, band: band('add-papers'), keys: keysOf('papering') });

const parcels = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    parcelCode: `PH00050100${2100 + at}K`,
    number: String(from + at),
  }));
const LOAD: LoadScreen = {
  name: 'load',
  carriers: [
    { carrier: 'Heron Parcel', lane: 'B', loaded: 31, parcels: parcels(10461, 12), waiting: 14 },
    { carrier: 'Northline Freight', lane: 'Dock 2', loaded: 2, parcels: parcels(10440, 2), waiting: 2 },
    { carrier: 'City Bike', lane: 'C', loaded: 9, parcels: [], waiting: 0 },
  ],
};
const load = (rest: Partial<LoadScreen> = {}) =>
  view({
    phase: 'loading',
    screen: { ...LOAD, ...rest },
    band: band('loaded', { number: '10460', n: 42, of: 58, raw: 'PH000501000212K', atMs: AT_MS }),
    keys: keysOf('loading'),
  });

export const BOX_SAMPLES = {
  box: box(),
  'box-second': box({
    boxNo: 2,
    cartons: CARTONS.slice(0, 3),
    boxes: [
      { no: 1, carton: 'Box M', contents: [{ name: BOTTLE.name, variant: 'BLACK', units: 3 }] },
      { no: 2, carton: null, contents: [{ name: SOAP.name, variant: null, units: 12 }] },
    ],
  }),
  'box-none': box({ cartons: [], split: 2, barred: [] }),
  weigh: weigh(),
  'weigh-unsteady': weigh({ live: { grams: 1204, stable: false } }),
  'weigh-ok': weigh({ live: { grams: 1811, stable: true }, verdict: 'ok' }),
  'weigh-low': weigh({
    live: { grams: 1502, stable: true },
    verdict: 'low',
    likely: { name: 'Forest honey 250 g', variant: null, units: 1 },
  }),
  'weigh-high': weigh({
    live: { grams: 2460, stable: true },
    verdict: 'high',
    likely: { name: BOTTLE.name, variant: 'BLACK', units: 2 },
  }),
  'weigh-light-goods': weigh({
    expected: { grams: 120, toleranceGrams: 35, decisive: false },
    live: { grams: 131, stable: true },
    verdict: 'not-decisive',
  }),
  'weigh-no-scale': weigh({ live: null }, { strip: { ...STRIP, scale: device('lost', { name: 'Scale' }) } }),
  papers: papers(),
  'papers-photo': papers({
    todo: ['photo', 'dangerous-goods'],
    done: ['gift-note', 'insert'],
    papers: [],
    hasCamera: false,
  }),
  'papers-done': papers({ todo: [], done: ['insert', 'gift-note'] }),
  load: load(),
  'load-one': load({ carriers: LOAD.carriers.slice(2) }),
  'load-none': load({ carriers: [] }),
} satisfies Record<string, View>;
