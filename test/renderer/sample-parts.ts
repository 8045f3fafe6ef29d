import { commandCodeOf } from '../../src/core/command-code.ts';
import type { LineId, OrderId, ParcelCode, PersonId } from '../../src/core/ids.ts';
import { type Action, type Phase, SATISFIES } from '../../src/core/phase.ts';
import type { Head, JobView, LineView, QueueRow } from '../../src/core/screen-view.ts';
import type { DeviceView, KeyView, PrinterView, StatusRow, Strip, View } from '../../src/core/view.ts';

/** Wednesday, 14:48:07 in the zone of whoever looks at it. */
export const AT_MS = new Date(2026, 2, 11, 14, 48, 7).getTime();
const MINUTE = 60_000;

export function sampleLine(sku: string, name: string, rest: Partial<LineView> = {}): LineView {
  return {
    id: `line-${sku}` as LineId,
    sku,
    name,
    variant: null,
    picture: null,
    place: null,
    packed: 0,
    ordered: 1,
    short: 0,
    asks: [],
    kit: null,
    byHand: false,
    ...rest,
  };
}

export const BOTTLE = sampleLine('B-17-BK', 'Steel bottle 0.5 l', {
  variant: 'BLACK',
  picture: 'bottle',
  place: 'Tote 4, slot B',
  packed: 2,
  ordered: 3,
});
export const MUG = sampleLine('M-02-GN', 'Enamel mug, green rim', {
  picture: 'mug',
  place: 'Tote 4, slot A',
  ordered: 2,
});
export const HONEY = sampleLine('H-250', 'Forest honey 250 g', { picture: 'honey', place: 'Tote 4, slot C' });
export const NOTEBOOK = sampleLine('N-A5', 'Notebook A5, dotted', { picture: 'notebook', packed: 2, ordered: 2 });
export const SOAP = sampleLine('S-LAV', 'Lavender soap', { picture: 'soap', packed: 1 });

export const WARM = sampleLine('22866', 'KNITTED UNION FLAG HOT WATER BOTTLE', {
  place: 'A-04-2',
  packed: 4,
  ordered: 12,
});

export const HEAD: Head = {
  number: '10482',
  shipByMs: new Date(2026, 2, 11, 15, 30).getTime(),
  carrier: 'Heron Parcel',
  marks: ['no-invoice'],
  note: null,
  box: { no: 1, of: 2 },
  units: { packed: 5, ordered: 8 },
  changedAbove: false,
};
export const FULL_HEAD: Head = { ...HEAD, units: { packed: 8, ordered: 8 } };

export function device(state: DeviceView['state'], rest: Partial<DeviceView> = {}): DeviceView {
  return { state, name: 'Printer 5', sinceMs: AT_MS - 5 * MINUTE, conditions: [], ...rest };
}

export function printer(id: string, state: DeviceView['state'], rest: Partial<PrinterView> = {}): PrinterView {
  return {
    ...device(state),
    id,
    roles: ['label'],
    transport: 'tcp',
    acknowledgement: 'odometer',
    ...rest,
  };
}
const SLIP_PRINTER = printer('slip', 'well', {
  name: 'Slip printer',
  roles: ['slip'],
  transport: 'device',
  acknowledgement: 'process-id',
});

/** The usual printer for labels as it is now, the one for slips, and neighbours. */
export function printers(label: PrinterView, ...others: readonly PrinterView[]): readonly PrinterView[] {
  return [label, SLIP_PRINTER, ...others];
}

export const STRIP: Strip = {
  person: { name: 'Mira K.', role: 'packer' },
  station: 'Station 5',
  network: { state: 'online', why: null, sinceMs: AT_MS - 400 * MINUTE },
  unsent: 0,
  unsentOrders: 0,
  autonomyOrders: 31,
  autonomyMs: 70 * MINUTE,
  drill: null,
  conflicts: 0,
  printers: printers(printer('label', 'well')),
  parked: 0,
  scanner: device('well', { name: 'Scanner' }),
  scale: device('well', { name: 'Scale' }),
};
export const AWAY: Strip = {
  ...STRIP,
  network: { state: 'offline', why: null, sinceMs: new Date(2026, 2, 11, 14, 31).getTime() },
  unsent: 96,
  unsentOrders: 14,
};

const statusRow = (part: StatusRow['part'], name: string, rest: Partial<StatusRow> = {}): StatusRow => ({
  part,
  level: 'well',
  name,
  sinceMs: AT_MS - 400 * MINUTE,
  why: null,
  conditions: [],
  ...rest,
});
export const STATUS: readonly StatusRow[] = [
  statusRow('scanner', 'Hand scanner'),
  statusRow('label-printer', 'Printer 5'),
  statusRow('slip-printer', 'Slip printer'),
  statusRow('scale', 'Scale 5'),
  statusRow('store', ''),
  statusRow('clock', ''),
  statusRow('hub', ''),
];
export const TROUBLED: readonly StatusRow[] = [
  statusRow('scanner', 'usb-Datalogic_Gryphon_GD4500-if00', {
    level: 'lost',
    why: 'denied',
    sinceMs: AT_MS - 5 * MINUTE,
  }),
  statusRow('label-printer', 'Printer 5', { level: 'degraded', why: 'conditions', conditions: ['paper_low'] }),
  statusRow('slip-printer', 'Slip printer', { level: 'unknown', why: 'never-heard' }),
  statusRow('scale', '', { level: 'off' }),
  statusRow('store', ''),
  statusRow('clock', '', { level: 'degraded', why: 'behind' }),
  statusRow('hub', '', { level: 'lost', why: 'offline', sinceMs: AT_MS - 17 * MINUTE }),
];

export function keysOf(phase: Phase, off: Partial<Record<Action, KeyView['reason']>> = {}): KeyView[] {
  return SATISFIES[phase].map((action) => {
    const reason = off[action] ?? null;
    return { action, code: commandCodeOf(action), enabled: reason === null, reason };
  });
}

/** The rail of a stop, as core makes it: its own keys, of which a stop offers few, and what stands beneath, disabled. */
export function stoppedKeys(beneath: Phase, offers: readonly Action[] = []): KeyView[] {
  const own = keysOf('stopped').map((key) => {
    const offered = ['acknowledge', 'help', ...offers].includes(key.action);
    return offered ? key : { ...key, enabled: false, reason: 'not-now' as const };
  });
  const rest = keysOf(beneath).filter(({ action }) => own.every((key) => key.action !== action));
  return [...own, ...rest.map((key) => ({ ...key, enabled: false, reason: 'not-now' as const }))];
}

export const QUEUE: readonly QueueRow[] = [
  { orderId: 'o-1' as OrderId, number: '10483', shipByMs: AT_MS + 42 * MINUTE, units: 5, marks: ['gift'] },
  { orderId: 'o-2' as OrderId, number: '10479', shipByMs: AT_MS - 12 * MINUTE, units: 9, marks: [] },
  { orderId: 'o-3' as OrderId, number: '10485', shipByMs: AT_MS + 72 * MINUTE, units: 1, marks: [] },
  {
    orderId: 'o-4' as OrderId,
    number: '10486',
    shipByMs: AT_MS + 20 * 60 * MINUTE,
    units: 2,
    marks: ['fragile', 'no-invoice'],
  },
  { orderId: 'o-5' as OrderId, number: '10490', shipByMs: null, units: 112, marks: [] },
];

export const PARCEL = 'PH000501000212K' as ParcelCode;

export function job(state: JobView['state'], rest: Partial<JobView> = {}): JobView {
  return {
    jobId: 'job-1',
    state,
    printer: 'Printer 5',
    code: null,
    fault: null,
    conditions: [],
    queuedAtMs: AT_MS - 36_000,
    sentAtMs: state === 'queued' || state === 'failed' || state === 'awaited' ? null : AT_MS - 35_000,
    changedAtMs: AT_MS - 34_000,
    copy: 1,
    hasPreview: state !== 'queued' && state !== 'failed' && state !== 'awaited',
    detail: null,
    ...rest,
  };
}

export const PEOPLE = ['Mira K.', 'Tom R.', 'Ana Lopes', 'Jonas Brandt', 'Oksana Kovalenko', 'Ibrahim Y.'].map(
  (name, at) => ({
    id: `p-${at}` as PersonId,
    name,
  }),
);

export function view(part: Pick<View, 'phase' | 'screen' | 'band'> & Partial<View>): View {
  return {
    no: 1,
    atMs: AT_MS,
    stop: null,
    question: null,
    status: STATUS,
    sheet: null,
    queue: null,
    keys: keysOf(part.phase),
    strip: STRIP,
    mode: 'work',
    ...part,
  };
}
