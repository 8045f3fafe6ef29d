import type { RefusalDetail } from '../../src/core/event.ts';
import { NOTES, type NoteCode } from '../../src/core/note.ts';
import type { Action } from '../../src/core/phase.ts';
import type { JobState, PrinterCondition, PrintFaultCode } from '../../src/core/print.ts';
import type { DoneScreen, LabelScreen, ProveScreen, ReadyScreen, VerifyScreen } from '../../src/core/screen-view.ts';
import { REFUSALS, type RefusalCode } from '../../src/core/verdict.ts';
import type { Band, BandDetail, View } from '../../src/core/view.ts';
import {
  AT_MS,
  AWAY,
  BOTTLE,
  device,
  FULL_HEAD,
  HEAD,
  HONEY,
  job,
  keysOf,
  MUG,
  NOTEBOOK,
  PARCEL,
  PEOPLE,
  printer,
  printers,
  QUEUE,
  SOAP,
  STRIP,
  stoppedKeys,
  view,
} from './sample-parts.ts';

/** Views of every screen in every state that looks different. The gallery shows them; a test renders each. */

export function band(code: NoteCode | RefusalCode, detail: BandDetail = {}): Band {
  const rule = code in REFUSALS ? REFUSALS[code as RefusalCode] : NOTES[code as NoteCode];
  return { tone: rule.tone, code, detail };
}

export const VERIFY: VerifyScreen = {
  name: 'verify',
  head: HEAD,
  current: BOTTLE,
  lookAlike: { variant: 'BLUE', picture: 'bottle' },
  todo: [BOTTLE, MUG, HONEY],
  done: [NOTEBOOK, SOAP],
  capture: null,
  mode: null,
  boxes: [],
};
const ACCEPTED = band('accepted', {
  name: 'Steel bottle 0.5 l',
  variant: 'BLACK',
  n: 2,
  of: 3,
  raw: '4006381333931',
  atMs: AT_MS,
});
export const verify = (rest: Partial<View> = {}) =>
  view({ phase: 'packing', screen: VERIFY, band: ACCEPTED, keys: keysOf('packing'), ...rest });

export const READY: ReadyScreen = {
  name: 'ready',
  counts: { late: 3, today: 41, held: 5, open: 44 },
  queue: QUEUE,
  packedToday: 96,
  last: { number: '10481', lane: 'B', tookMs: 98_000 },
  asking: null,
  lastPullAtMs: AT_MS - 40_000,
  picks: 0,
  waiting: 0,
  conflicts: [],
  picked: [],
  parked: { orders: [], printable: true },
};

export function stopped(
  code: RefusalCode,
  detail: RefusalDetail,
  screen: View['screen'] = VERIFY,
  remedy: 'again' | 'supervisor' | null = null,
  offers: readonly Action[] = [],
): View {
  const { stop, tone } = REFUSALS[code];
  if (stop === 'band') throw new Error(`${code} does not stop`);
  return view({
    phase: 'stopped',
    screen,
    band: band(code, detail),
    keys: stoppedKeys('packing', offers),
    stop: { stop, tone, code, detail, sinceMs: AT_MS, remedy },
  });
}

export const BLACK = { name: BOTTLE.name, variant: 'BLACK', sku: 'B-17-BK', picture: 'bottle' };
export const BLUE = { ...BLACK, variant: 'BLUE', sku: 'B-17-BL' };
const LONG = { name: 'KNITTED UNION FLAG HOT WATER BOTTLE', sku: '84029G' };
const OTHER = { name: 'WHITE HANGING HEART T-LIGHT HOLDER', sku: '85123A' };

const LABEL: LabelScreen = {
  name: 'label',
  head: FULL_HEAD,
  parcelCode: PARCEL,
  label: job('sending'),
  slip: job('printed', { jobId: 'job-2' }),
  papers: [],
  carriers: false,
};
export const label = (rest: Partial<LabelScreen>, code: NoteCode = 'printing') => ({
  phase: 'labelling' as const,
  screen: { ...LABEL, ...rest },
  band: band(code, { number: '10482' }),
});
function trouble(state: JobState, conditions: readonly PrinterCondition[], code: PrintFaultCode | null): View {
  const keys = keysOf('labelling', {
    'other-printer': 'no-other-printer',
    ...(state === 'attention' ? {} : { 'clear-printer': 'not-now' }),
    ...(state === 'not_sent' || state === 'failed' ? {} : { retry: 'not-now' }),
    ...(state === 'unknown' ? {} : { 'no-label': 'not-now' }),
  });
  return view({
    ...label({ label: job(state, { conditions, code }) }, 'making-label'),
    keys,
    strip: {
      ...STRIP,
      printers: printers(printer('label', conditions.length > 0 ? 'degraded' : 'lost', { conditions })),
    },
  });
}

export const PROVE: ProveScreen = {
  name: 'prove',
  head: FULL_HEAD,
  parcelCode: PARCEL,
  tracking: null,
  label: job('printed'),
  slip: job('printed', { jobId: 'job-2' }),
  papers: [],
};
const DONE: DoneScreen = {
  name: 'done',
  head: FULL_HEAD,
  state: 'shipped',
  lane: 'B',
  slip: null,
  papers: [],
  next: QUEUE[0] ?? null,
};
const done = (state: DoneScreen['state'], rest: Partial<View> = {}, screen: Partial<DoneScreen> = {}) =>
  view({
    phase: 'done',
    screen: { ...DONE, state, ...screen },
    band: band(state, { number: '10482', atMs: AT_MS, n: 14 }),
    ...rest,
  });

export const FIRST_SAMPLES = {
  'signed-out': view({
    phase: 'signed-out',
    screen: { name: 'signed-out', people: PEOPLE },
    band: band('signed-out-now'),
    strip: { ...STRIP, person: null },
  }),
  'pin-wrong': view({
    phase: 'signed-out',
    screen: { name: 'signed-out', people: [] },
    band: band('pin-wrong'),
    strip: { ...STRIP, person: null },
  }),
  welcome: view({ phase: 'ready', screen: READY, band: band('welcome', { name: 'Mira K.' }) }),
  ready: view({ phase: 'ready', screen: READY, band: band('ready') }),
  'ready-offline': view({ phase: 'ready', screen: READY, band: band('ready'), strip: AWAY }),
  'ready-empty': view({
    phase: 'ready',
    screen: { ...READY, queue: [], counts: { late: 0, today: 0, held: 1, open: 0 }, last: null, packedToday: 0 },
    band: band('nothing-to-do'),
    keys: keysOf('ready', { next: 'nothing-to-do' }),
  }),
  'ready-asking': view({
    phase: 'asking',
    screen: { ...READY, asking: { number: '10483', sinceMs: AT_MS - 3_000 } },
    band: band('asking-hub', { number: '10483' }),
    keys: keysOf('asking'),
  }),
  verify: verify(),
  'verify-demo': verify({ mode: 'demo' }),
  'verify-open': verify({
    band: band('order-open', { number: '10482', atMs: AT_MS }),
    keys: keysOf('packing', { undo: 'nothing-to-undo' }),
  }),
  'verify-last': verify({
    screen: { ...VERIFY, todo: [BOTTLE], lookAlike: null },
    keys: keysOf('packing', { skip: 'last-line' }),
    band: band('line-done', { name: 'Enamel mug, green rim', n: 2, of: 2, raw: '4006381333955', atMs: AT_MS }),
  }),
  'verify-refused': verify({ band: band('invalid-code', { raw: '4006381333930', atMs: AT_MS }) }),
  'verify-changed': verify({ screen: { ...VERIFY, head: { ...HEAD, changedAbove: true } }, strip: AWAY }),
  'verify-many': verify({
    screen: {
      ...VERIFY,
      current: { ...BOTTLE, packed: 5, ordered: 12 },
      todo: [{ ...BOTTLE, packed: 5, ordered: 12 }],
    },
  }),
  'verify-all-in': verify({
    screen: { ...VERIFY, current: null, todo: [], lookAlike: null },
    band: band('order-complete', { n: 1, of: 1, atMs: AT_MS }),
  }),
  'verify-troubles': verify({
    strip: {
      ...AWAY,
      network: { state: 'refused', why: 'refused', sinceMs: AT_MS },
      printers: [
        printer('label', 'degraded', { conditions: ['paper_low'] }),
        printer('slip', 'lost', { roles: ['slip'], conditions: ['no_reply'] }),
      ],
      scanner: device('lost'),
    },
  }),
  help: verify({ sheet: 'help' }),
  'stop-wrong-item': stopped('wrong-item', { text: '4006381333948', scanned: BLUE, wanted: BLACK }, VERIFY, null, [
    'wrong-bin',
  ]),
  'stop-wrong-item-long': stopped('wrong-item', { text: '85123A', scanned: OTHER, wanted: LONG }),
  'stop-unknown': stopped('unknown-code', { text: '04006381999999' }, VERIFY, null, ['learn']),
  'stop-unknown-ready': stopped('unknown-code', { text: 'https://example.org/01/04006381333931?17=260101' }, READY),
  'stop-wrong-label': stopped('wrong-label', { text: 'PH0005010002118', number: '10479', code: PARCEL }, PROVE),
  'stop-cancelled': stopped('order-cancelled', { number: '10482' }),
  'stop-too-many': stopped('too-many', {
    text: '4006381333931',
    scanned: BLACK,
    wanted: BLACK,
    ordered: 3,
    packed: 3,
    factor: 1,
  }),
  'stop-case': stopped('case-too-big', { scanned: BLACK, wanted: BLACK, ordered: 3, packed: 2, factor: 12 }),
  'stop-full': stopped('item-after-complete', { scanned: LONG }, PROVE),
  'label-queued': view(label({ label: job('queued'), slip: null }, 'order-complete')),
  'label-sending': view(label({})),
  'trouble-paper': trouble('attention', ['paper_out'], 'FAULT_AFTER_SEND'),
  'trouble-cover': trouble('not_sent', ['cover_open', 'paper_out'], 'NOT_READY'),
  'trouble-away': trouble('not_sent', [], 'UNREACHABLE'),
  'trouble-unknown': trouble('unknown', [], 'NO_ACK'),
  'trouble-failed': view({
    ...label({ label: job('failed', { detail: 'the barcode could not be read back' }) }, 'making-label'),
    keys: keysOf('labelling', { 'no-label': 'not-now', 'clear-printer': 'not-now' }),
  }),
  prove: view({ phase: 'proving', screen: PROVE, band: band('waiting-for-label-scan', { code: PARCEL }) }),
  'prove-slip-trouble': view({
    phase: 'proving',
    screen: { ...PROVE, label: job('unknown'), slip: job('not_sent', { jobId: 'job-2', conditions: ['paper_out'] }) },
    band: band('label-not-here', { raw: '4006381333931', atMs: AT_MS }),
  }),
  'done-shipped': done('shipped'),
  'done-sending': done('sending', {}, { lane: 'LANE 12' }),
  'done-saved': done('saved', { strip: AWAY }),
  'done-saved-online': done(
    'saved',
    { keys: keysOf('done', { next: 'nothing-to-do' }) },
    { next: null, lane: 'Dock north', slip: job('printed') },
  ),
} satisfies Record<string, View>;
