import { beginCard, type CardReport, finishCard, readCard, reportOf } from '../../src/core/scanner-card.ts';
import { CARD_CODES } from '../../src/core/scanner-card-codes.ts';
import type { CaptureView, LineView, LockedScreen, PickScreen, PickView } from '../../src/core/screen-view.ts';
import type { View } from '../../src/core/view.ts';
import {
  AT_MS,
  AWAY,
  BOTTLE,
  HONEY,
  keysOf,
  MUG,
  NOTEBOOK,
  PEOPLE,
  SOAP,
  STRIP,
  sampleLine,
  TROUBLED,
  view,
} from './sample-parts.ts';
import { band, READY, VERIFY, verify } from './sample-views.ts';

/** Picking, capturing, modes, kits, the scanner card, pauses, the self-test. */

const pickOf = (line: LineView, bin: string | null, slot: number, number: string, tote: string | null): PickView => ({
  number,
  slot,
  tote,
  bin,
  line: { ...line, packed: 0 },
});
const FIRST = pickOf(BOTTLE, 'A-04-2', 2, '10482', 'T-0412');
const TODO = [
  FIRST,
  pickOf(MUG, 'A-05-1', 1, '10483', 'T-0398'),
  pickOf(HONEY, 'B-11-3', 3, '10485', 'T-0407'),
  pickOf(SOAP, 'B-12-1', 4, '10490', null),
];
const PICK: PickScreen = {
  name: 'pick',
  units: { picked: 7, ordered: 16 },
  step: 'item',
  current: FIRST,
  next: TODO[1] ?? null,
  todo: TODO,
  totes: [
    { slot: 1, number: '10483', tote: 'T-0398', picked: 3, ordered: 5, current: false },
    { slot: 2, number: '10482', tote: 'T-0412', picked: 4, ordered: 8, current: true },
    { slot: 3, number: '10485', tote: 'T-0407', picked: 0, ordered: 1, current: false },
    { slot: 4, number: '10490', tote: null, picked: 0, ordered: 2, current: false },
  ],
};
const pick = (rest: Partial<PickScreen>, part: Partial<View> = {}) =>
  view({
    phase: 'picking',
    screen: { ...PICK, ...rest },
    band: band('shelf-right', { name: 'A-04-2', text: 'A-04-2', atMs: AT_MS }),
    keys: keysOf('picking'),
    ...part,
  });

const SERUM = sampleLine('VX-20', 'Vitamin serum 30 ml', {
  place: 'Tote 4, slot C',
  ordered: 3,
  asks: ['lot', 'expiry', 'serial'],
});
const CAPTURE: CaptureView = {
  line: SERUM,
  ask: 'lot',
  units: 1,
  facts: {},
  expected: ['A-1177', 'A-1178'],
};
const capture = (
  rest: Partial<CaptureView>,
  code: 'scan-lot' | 'scan-expiry' | 'scan-serial' | 'scan-weight' | 'scan-place',
) =>
  view({
    phase: 'capturing',
    screen: {
      ...VERIFY,
      current: SERUM,
      todo: [SERUM, BOTTLE, MUG],
      lookAlike: null,
      capture: { ...CAPTURE, ...rest },
    },
    band: band(code, { name: SERUM.name, raw: '4006381333986', atMs: AT_MS }),
    keys: keysOf('capturing', { undo: 'nothing-to-undo' }),
  });

const kit = { no: 1, name: 'Picnic set for four', complete: false };
const KIT = [
  { ...BOTTLE, kit },
  { ...MUG, kit },
  { ...HONEY, asks: ['lot' as const] },
];
const kitDone = sampleLine('K-SP', 'Wooden spoons', { packed: 4, ordered: 4, kit: { ...kit, no: 2, complete: true } });

const CHEESE = sampleLine('CH-GR', 'Mountain cheese, by weight', { asks: ['weight'], ordered: 1 });
const ROPE = sampleLine('RP-M', 'Rope, natural, by the metre', {
  ordered: 4,
  packed: 1,
  byHand: true,
  place: 'Tote 4',
});
const MISSING = { ...BOTTLE, packed: 1, short: 1 };

/** A card that was read with a scanner that sends no identifiers and leaves GS out. */
export function cardReport(reads: number, spoil: (text: string) => string, finished = false): CardReport {
  const state = CARD_CODES.slice(0, reads).reduce(
    (card, code, no) =>
      readCard(card, {
        source: 'sample',
        kind: 'serial',
        no,
        text: spoil(`]${code.aims[0]}${code.text}`),
        terminated: true,
        monoMs: no,
      }),
    beginCard(),
  );
  return reportOf(finished ? finishCard(state) : state);
}
const card = (report: CardReport) =>
  view({
    phase: 'checking-scanner',
    screen: { name: 'card', report },
    band: band('card', { raw: '9521101530018', atMs: AT_MS }),
  });

const LOCKED: LockedScreen = {
  name: 'locked',
  person: 'Mira K.',
  sinceMs: AT_MS - 12 * 60_000,
  work: { number: '10482', boxNo: 2 },
  people: PEOPLE,
};

export const BENCH_SAMPLES = {
  'pick-tote': pick({ step: 'tote', current: { ...FIRST, tote: null } }, { band: band('round-begun', { n: 4 }) }),
  'pick-shelf': pick({ step: 'shelf' }, { band: band('tote-ready', { text: 'T-0412', number: '10482' }) }),
  'pick-item': pick({}),
  'pick-into-tote': pick({ step: 'into-tote' }, { band: band('into-tote', { name: BOTTLE.name, text: 'T-0412' }) }),
  'pick-long': pick({
    current: pickOf(
      sampleLine('22866', 'KNITTED UNION FLAG HOT WATER BOTTLE', { variant: 'STRAWBERRY', ordered: 144 }),
      'MEZZ-02-B-114',
      12,
      '1000536365',
      'TOTE-000412',
    ),
  }),
  'pick-done': pick({ step: 'item', current: null, next: null, todo: [] }, { band: band('round-done', { n: 4 }) }),
  'capture-lot': capture({}, 'scan-lot'),
  'capture-expiry': capture({ ask: 'expiry', facts: { lot: 'A-1177' }, expected: ['2027-03-31'] }, 'scan-expiry'),
  'capture-serial': capture(
    {
      ask: 'serial',
      units: 1,
      facts: { lot: 'A-1177', expiry: '2027-03-31' },
      expected: ['SN-88123', 'SN-88124', 'SN-88125', 'SN-88126', 'SN-88127', 'SN-88128'],
    },
    'scan-serial',
  ),
  'capture-weight': capture({ line: CHEESE, ask: 'weight', expected: [] }, 'scan-weight'),
  'capture-place': capture(
    { line: { ...BOTTLE, asks: ['place'] }, ask: 'place', units: 6, expected: ['A-04-2'] },
    'scan-place',
  ),
  'verify-remove': verify({ screen: { ...VERIFY, mode: { t: 'remove' } }, band: band('removing') }),
  'verify-move': verify({ screen: { ...VERIFY, mode: { t: 'move' } }, band: band('moving') }),
  'verify-quantity': verify({
    screen: { ...VERIFY, mode: { t: 'quantity', units: 5 } },
    band: band('quantity', { n: 5 }),
  }),
  'verify-kit': verify({
    screen: { ...VERIFY, current: KIT[0] ?? null, todo: KIT, done: [kitDone, SOAP], lookAlike: null },
  }),
  'verify-short': verify({
    screen: {
      ...VERIFY,
      current: { ...BOTTLE, packed: 1, ordered: 4, short: 2 },
      todo: [{ ...BOTTLE, packed: 1, ordered: 4, short: 2 }, MUG],
      done: [
        { ...NOTEBOOK, packed: 1, short: 1 },
        { ...SOAP, packed: 0, short: 1 },
      ],
      lookAlike: null,
    },
    band: band('short-noted', { name: NOTEBOOK.name, n: 1 }),
  }),
  'verify-by-hand': verify({ screen: { ...VERIFY, current: ROPE, todo: [ROPE, MUG, CHEESE], lookAlike: null } }),
  'verify-split': verify({
    screen: {
      ...VERIFY,
      todo: [BOTTLE, MUG, HONEY, MISSING],
      boxes: [
        { no: 1, carton: 'M', contents: [{ name: NOTEBOOK.name, variant: null, units: 2 }] },
        {
          no: 2,
          carton: null,
          contents: [
            { name: SOAP.name, variant: null, units: 1 },
            { name: BOTTLE.name, variant: 'BLACK', units: 2 },
            { name: MUG.name, variant: null, units: 1 },
          ],
        },
      ],
    },
  }),
  'ready-full': view({
    phase: 'ready',
    screen: {
      ...READY,
      picks: 6,
      waiting: 12,
      picked: [
        { number: '10471', totes: ['T-0398'] },
        { number: '10475', totes: ['T-0401', 'T-0402'] },
      ],
    },
    band: band('ready'),
  }),
  training: verify({ mode: 'training' }),
  'ready-conflicts': view({
    phase: 'ready',
    screen: {
      ...READY,
      conflicts: [
        { kind: 'double_ship', number: '10481', askedLead: false },
        { kind: 'edited_after_claim', number: '10466', askedLead: true },
      ],
    },
    strip: { ...AWAY, conflicts: 2 },
    band: band('ready'),
  }),
  'training-ready': view({ phase: 'ready', screen: READY, band: band('training'), mode: 'training' }),
  'card-open': card(cardReport(5, (text) => text)),
  'card-good': card(cardReport(12, (text) => text, true)),
  'card-usable': card(cardReport(12, (text) => text.slice(3), true)),
  'card-bad': card(cardReport(9, (text) => text.slice(3).replaceAll('\x1d', ''), true)),
  locked: view({ phase: 'locked', screen: LOCKED, band: band('paused', { name: 'Mira K.' }), strip: STRIP }),
  'locked-idle': view({
    phase: 'locked',
    screen: { ...LOCKED, work: null },
    band: band('paused', { name: 'Mira K.' }),
  }),
  'signed-out-troubled': view({
    phase: 'signed-out',
    screen: { name: 'signed-out', people: PEOPLE },
    band: band('signed-out-now'),
    strip: { ...AWAY, person: null },
    status: TROUBLED,
  }),
  'status-well': view({ phase: 'ready', screen: READY, band: band('ready'), sheet: 'status' }),
  'status-troubled': view({ phase: 'ready', screen: READY, band: band('ready'), sheet: 'status', status: TROUBLED }),
  'help-ready': view({ phase: 'ready', screen: READY, band: band('ready'), sheet: 'help' }),
} satisfies Record<string, View>;
