import type { DocumentFault } from '../../src/core/print.ts';
import type { JobRow, ParkedRow, PrinterView, QueueView, StatusRow, View } from '../../src/core/view.ts';
import { AT_MS, AWAY, job, keysOf, PARCEL, PEOPLE, printer, printers, STATUS, STRIP, view } from './sample-parts.ts';
import { question } from './sample-questions.ts';
import { band, label, PROVE, READY, stopped } from './sample-views.ts';

/** Printers, papers on their way, labels that are awaited, parked boxes, reprints. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const WELL = printer('label', 'well');
const NEIGHBOUR = printer('near', 'well', { name: 'Printer 6' });
const OFFICE = printer('office', 'well', {
  name: 'HP-LaserJet-Office-2nd-floor',
  roles: ['slip'],
  transport: 'cups',
  acknowledgement: 'none',
});
const EMPTY = printer('label', 'degraded', { conditions: ['paper_out', 'cover_open'] });
const FAR: PrinterView = printer('far', 'lost', { name: 'Printer 9', conditions: ['no_reply'] });
const OLD = printer('old', 'unknown', { name: 'Old Zebra', transport: 'serial', acknowledgement: 'status' });

function row(number: string, state: JobRow['state'], rest: Partial<JobRow> = {}): JobRow {
  return {
    ...job(state, { jobId: `job-${number}-${rest.paper ?? 'label'}` }),
    paper: 'label',
    number,
    parcelCode: PARCEL,
    droppable: false,
    where: 'aside',
    ...rest,
  };
}
const JOBS: readonly JobRow[] = [
  row('10482', 'sending', { where: 'open', queuedAtMs: AT_MS - 4 * SECOND }),
  row('10482', 'printed', { where: 'open', paper: 'slip', printer: 'Slip printer' }),
  row('10479', 'unknown', { code: 'NO_ACK', queuedAtMs: AT_MS - 3 * MINUTE, copy: 2 }),
];
const TROUBLED_JOBS: readonly JobRow[] = [
  row('10482', 'attention', { where: 'open', code: 'FAULT_AFTER_SEND', conditions: ['paper_out'] }),
  row('10482', 'not_sent', { where: 'open', paper: 'slip', code: 'BUSY_ELSEWHERE', printer: OFFICE.name }),
  row('1000536365', 'unknown', { code: 'DISCONNECTED', queuedAtMs: AT_MS - 3 * MINUTE, copy: 2 }),
  row('10480', 'queued', { queuedAtMs: AT_MS - 2 * SECOND, printer: 'Printer 6' }),
  row('10484', 'awaited', { where: 'parked', fault: 'no-carrier-label', queuedAtMs: AT_MS - 71 * MINUTE, printer: '' }),
  row('10485', 'failed', { where: 'parked', fault: 'wrong-dpi', detail: '300 dpi, the printer has 203' }),
  row('10486', 'not_sent', { where: 'parked', code: 'UNREACHABLE', queuedAtMs: AT_MS - 12 * MINUTE }),
  row('10478', 'printed', {}),
  row('10477', 'printed', { paper: 'slip', printer: 'Slip printer' }),
  row('10476', 'printed', { queuedAtMs: AT_MS - 26 * 60 * MINUTE }),
];
const parkedRow = (number: string, boxes: number, minutes: number): ParkedRow => ({
  number,
  boxes,
  sinceMs: AT_MS - minutes * MINUTE,
});
const PARKED = [parkedRow('10484', 1, 71), parkedRow('10486', 2, 12)];
const MANY_PARKED = [...PARKED, parkedRow('1000536365', 1, 5), parkedRow('10490', 1, 4), parkedRow('10491', 3, 2)];

const sheet = (shown: readonly PrinterView[], queue: QueueView, part: Partial<View> = {}) =>
  view({
    phase: 'ready',
    screen: { ...READY, parked: { orders: queue.parked, printable: false } },
    band: band('ready'),
    strip: { ...STRIP, printers: shown, parked: queue.parked.length },
    sheet: 'printers',
    queue,
    ...part,
  });

const awaited = (seconds: number, part: Partial<View> = {}) =>
  view({
    ...label(
      { label: job('awaited', { printer: '', fault: 'no-carrier-label', changedAtMs: AT_MS - seconds * SECOND }) },
      'label-awaited',
    ),
    keys: keysOf('labelling', { 'no-label': 'not-now', 'clear-printer': 'not-now', 'slip-again': 'not-now' }),
    ...part,
  });

const unmade = (fault: DocumentFault, detail: string) =>
  view({
    ...label({ carriers: true, label: job('failed', { fault, detail }) }, 'making-label'),
    keys: keysOf('labelling', { 'no-label': 'not-now', 'clear-printer': 'not-now' }),
    strip: { ...STRIP, printers: printers(WELL, NEIGHBOUR) },
  });

const asked = (part: View['question'], rest: Partial<View> = {}) =>
  view({
    ...label({ label: job('not_sent', { conditions: ['paper_out'], code: 'NOT_READY' }) }, 'making-label'),
    phase: 'asked',
    keys: keysOf('asked'),
    question: part,
    band: band('question'),
    ...rest,
  });
const reprint = question('reprint', ['torn', 'smeared', 'lost', 'elsewhere-stuck'], {
  detail: { number: '10482', text: PARCEL, packed: 2 },
});
const three = [NEIGHBOUR, { ...OLD, state: 'well' as const }, { ...FAR, name: 'Zebra beside the north door' }];

const MANY_PRINTERS = [EMPTY, OFFICE, NEIGHBOUR, FAR, OLD].map((each): StatusRow => {
  const { name, state, sinceMs, conditions, roles } = each;
  const part = roles.includes('label') ? 'label-printer' : 'slip-printer';
  return {
    part,
    level: state,
    name,
    sinceMs,
    why: state === 'well' || state === 'unknown' ? null : 'conditions',
    conditions,
  };
});

export const PAPER_SAMPLES = {
  'awaited-new': awaited(2),
  'awaited-late': awaited(8),
  'prove-papers': view({
    phase: 'proving',
    screen: {
      ...PROVE,
      papers: [
        { ...job('printed', { jobId: 'job-3' }), paper: 'gift-note' },
        { ...job('queued', { jobId: 'job-4' }), paper: 'content' },
        { ...job('not_sent', { jobId: 'job-5', conditions: ['paper_out'] }), paper: 'return' },
      ],
    },
    band: band('waiting-for-label-scan', { code: PARCEL }),
  }),
  'label-checking': view(label({ carriers: true, label: job('queued'), slip: null }, 'order-complete')),
  'printers-well': sheet(printers(WELL, NEIGHBOUR), { jobs: JOBS, parked: [] }),
  'printers-none': sheet([], { jobs: [], parked: [] }),
  'printers-troubled': sheet(
    [EMPTY, OFFICE, FAR, NEIGHBOUR, OLD, printer('off', 'off', { name: 'Printer 2' })],
    { jobs: TROUBLED_JOBS, parked: MANY_PARKED },
    { strip: { ...AWAY, printers: [EMPTY, OFFICE, FAR, NEIGHBOUR, OLD], parked: MANY_PARKED.length } },
  ),
  'printers-many': sheet(
    [
      ...printers(WELL, NEIGHBOUR, OFFICE, OLD, FAR),
      ...[1, 2, 3].map((no) => printer(`x${no}`, 'well', { name: `Row ${no}` })),
    ],
    { jobs: [...TROUBLED_JOBS, ...JOBS.map((each) => ({ ...each, jobId: `${each.jobId}-b` }))], parked: PARKED },
  ),
  'question-reprint': view({
    phase: 'asked',
    screen: PROVE,
    band: band('question'),
    keys: keysOf('asked'),
    question: reprint,
  }),
  'question-which-printer': asked(
    question('which-printer', ['printer-1', 'printer-2', 'printer-3'], { names: three.map(({ name }) => name) }),
    { strip: { ...STRIP, printers: printers(EMPTY, ...three) } },
  ),
  'question-twice': asked(question('twice', ['yes', 'no'], { detail: { text: 'Printer 5' } })),
  'question-approval-reprint': asked(
    question('approval', [], { badge: true, about: 'reprint', detail: { number: '10482', packed: 3 } }),
    { screen: PROVE },
  ),
  'ready-parked': view({
    phase: 'ready',
    screen: { ...READY, parked: { orders: MANY_PARKED, printable: false } },
    band: band('parked', { number: '10486', atMs: AT_MS }),
    strip: { ...STRIP, printers: printers(EMPTY, NEIGHBOUR), parked: MANY_PARKED.length },
  }),
  'ready-parked-printable': view({
    phase: 'ready',
    screen: {
      ...READY,
      picks: 6,
      waiting: 12,
      picked: [{ number: '10471', totes: ['T-0398'] }],
      parked: { orders: PARKED, printable: true },
    },
    band: band('ready'),
    strip: { ...STRIP, parked: PARKED.length },
  }),
  'ready-shipped-reprint': view({
    phase: 'ready',
    screen: READY,
    band: band('order-shipped', { number: '10471', text: PARCEL, sinceMs: AT_MS - 97 * MINUTE, reprint: true }),
  }),
  'stop-label-voided': stopped('label-voided', { text: PARCEL, number: '10482' }, PROVE),
  'stop-label-copy': stopped(
    'label-copy',
    { text: PARCEL, number: '10482', packed: 2 },
    { name: 'load', carriers: [{ carrier: 'Heron Parcel', lane: 'B', loaded: 14, parcels: [], waiting: 3 }] },
  ),
  'trouble-neighbour': view({
    ...label({ label: job('not_sent', { conditions: ['paper_out'], code: 'NOT_READY' }) }, 'making-label'),
    keys: keysOf('labelling', { 'no-label': 'not-now', 'clear-printer': 'not-now' }),
    strip: { ...STRIP, printers: printers(EMPTY, NEIGHBOUR) },
  }),
  'trouble-busy-elsewhere': view({
    ...label({ label: job('not_sent', { code: 'BUSY_ELSEWHERE' }) }, 'making-label'),
    keys: keysOf('labelling', { 'no-label': 'not-now', 'clear-printer': 'not-now' }),
    strip: { ...STRIP, printers: printers(printer('label', 'lost'), NEIGHBOUR) },
  }),
  'trouble-clear': view({
    ...label({ label: job('attention', { conditions: ['jam'], code: 'FAULT_AFTER_SEND' }) }, 'making-label'),
    keys: keysOf('labelling', { 'no-label': 'not-now', retry: 'not-now' }),
    strip: { ...STRIP, printers: printers(printer('label', 'degraded', { conditions: ['jam'] }), NEIGHBOUR) },
  }),
  'trouble-wrong-dpi': unmade('wrong-dpi', '300 dpi, the printer has 203'),
  'trouble-unreadable': unmade('unreadable', 'code128 at 12.4 mm'),
  'prove-tracking': view({
    phase: 'proving',
    screen: { ...PROVE, tracking: '00340434161094022114' },
    band: band('waiting-for-label-scan', { code: PARCEL }),
  }),
  'status-printers': view({
    phase: 'ready',
    screen: READY,
    band: band('ready'),
    sheet: 'status',
    status: [...STATUS.slice(0, 1), ...MANY_PRINTERS, ...STATUS.slice(3)],
  }),
  'signed-out-printers': view({
    phase: 'signed-out',
    screen: { name: 'signed-out', people: PEOPLE },
    band: band('signed-out-now'),
    strip: { ...STRIP, person: null },
    status: [...STATUS.slice(0, 1), ...MANY_PRINTERS, ...STATUS.slice(3)],
  }),
  'strip-crowded': view({
    phase: 'ready',
    screen: { ...READY, parked: { orders: MANY_PARKED, printable: false } },
    band: band('ready'),
    strip: {
      ...AWAY,
      printers: [
        EMPTY,
        printer('slip', 'degraded', { roles: ['slip'], conditions: ['paper_low'] }),
        FAR,
        OLD,
        NEIGHBOUR,
      ],
      parked: 12,
      scanner: { ...STRIP.scanner, state: 'lost' },
    },
  }),
} satisfies Record<string, View>;
