import type { Event, JournalEntry, NotGranted } from './event.ts';
import { evolveJob } from './evolve-job.ts';
import type { LineId } from './ids.ts';
import { countIn } from './parcel-code.ts';
import { unreachable } from './result.ts';
import { INITIAL_STATE, isComplete, isOpen, packedOf, type State, type Work } from './state.ts';
import { REFUSALS, type RefusalCode } from './verdict.ts';

const NOT_GRANTED = {
  taken: 'order-taken',
  'not-ready': 'order-not-ready',
  'unknown-order': 'order-not-ready',
  'hub-unreachable': 'order-needs-hub',
} as const satisfies Record<NotGranted, RefusalCode>;

export function fold(entries: Iterable<JournalEntry>, from: State = INITIAL_STATE): State {
  let state = from;
  for (const entry of entries) state = evolve(state, entry);
  return state;
}

/** What one fact changes. Total: any event in any state folds, because history is never refused. */
export function evolve(state: State, entry: JournalEntry): State {
  const next = apply(state, entry.event, entry);
  return 'scan' in entry.event && entry.event.scan.text !== null
    ? { ...next, lastScan: { text: entry.event.scan.text, source: entry.event.scan.source, atMs: entry.atMs } }
    : next;
}

function apply(state: State, event: Event, entry: JournalEntry): State {
  const { atMs } = entry;
  switch (event.type) {
    case 'packer-signed-in':
      return {
        ...state,
        packer: { id: event.personId, name: event.name, role: event.role },
        wrongPins: { count: 0, lastAtMs: 0 },
        band: { code: 'welcome', detail: { name: event.name } },
        helpOpen: false,
      };
    case 'packer-signed-out':
      return {
        ...state,
        packer: null,
        work: null,
        stop: null,
        helpOpen: false,
        band: { code: 'signed-out-now', detail: {} },
      };
    case 'order-asked-for':
      return {
        ...state,
        asking: { orderId: event.orderId, number: event.number, sinceMs: atMs },
        band: { code: 'asking-hub', detail: { number: event.number } },
      };
    case 'order-not-granted':
      return {
        ...state,
        asking: null,
        band: { code: NOT_GRANTED[event.code], detail: { number: event.number, atMs } },
      };
    case 'order-opened':
      return {
        ...state,
        asking: null,
        stop: null,
        helpOpen: false,
        work: openedWork(event.order, atMs),
        band: { code: 'order-open', detail: { number: event.order.number, atMs } },
      };
    case 'item-packed':
      return withWork(state, (work) => packed(state, work, event.lineId, event.units, event.scan.text, atMs));
    case 'item-unpacked':
      return withWork(state, (work) => unpacked(state, work, event.lineId, event.units));
    case 'line-skipped':
      return withWork(state, (work) => ({
        ...state,
        work: { ...work, focus: null, skipped: [...work.skipped.filter((id) => id !== event.lineId), event.lineId] },
        band: { code: 'skipped', detail: lineDetail(work, event.lineId) },
        helpOpen: false,
      }));
    case 'scan-refused': {
      const wrongPins =
        event.code === 'pin-wrong' ? { count: state.wrongPins.count + 1, lastAtMs: atMs } : state.wrongPins;
      const band = { code: event.code, detail: { ...event.detail, raw: event.scan.text ?? undefined, atMs } };
      // A scan during a stop is answered by the stop that is already there.
      const stops = event.code !== 'stopped' && REFUSALS[event.code].stop !== 'band';
      const stop = stops ? { code: event.code, detail: event.detail, sinceMs: atMs } : state.stop;
      return { ...state, wrongPins, band, stop, helpOpen: false };
    }
    case 'stop-acknowledged':
      return { ...state, stop: null, band: { code: 'acknowledged', detail: {} } };
    case 'help-asked':
      return { ...state, helpOpen: true };
    case 'help-closed':
      return { ...state, helpOpen: false };
    case 'order-held':
    case 'order-put-back': {
      const code = event.type === 'order-held' ? 'held' : 'put-back';
      return withWork(state, (work) => ({
        ...state,
        work: null,
        stop: null,
        helpOpen: false,
        band: { code, detail: { number: work.order.number, atMs } },
      }));
    }
    case 'order-packed':
      return withWork(state, (work) => ({
        ...state,
        parcels: Math.max(state.parcels, countIn(event.parcelCode)),
        work: { ...work, stage: 'labelling', parcelCode: event.parcelCode },
        band: { code: 'order-complete', detail: { number: work.order.number, atMs, n: 1, of: 1 } },
      }));
    case 'print-wanted':
    case 'document-made':
    case 'document-failed':
    case 'print-started':
    case 'print-troubled':
    case 'print-confirmed':
    case 'print-not-confirmed':
      return withWork(state, (work) => evolveJob(state, work, event, atMs));
    case 'label-proved':
      return state;
    case 'order-shipped':
      return withWork(state, (work) => ({
        ...state,
        stop: null,
        helpOpen: false,
        work: { ...work, stage: 'done', shippedSeq: entry.seq },
        last: { number: work.order.number, lane: work.order.doc.lane, tookMs: atMs - work.openedAtMs },
        band: { code: 'saved', detail: { number: work.order.number, atMs } },
      }));
    default:
      return unreachable(event);
  }
}

function withWork(state: State, change: (work: Work) => State): State {
  return state.work === null ? state : change(state.work);
}

function openedWork(order: Work['order'], atMs: number): Work {
  return {
    order,
    openedAtMs: atMs,
    stage: 'packing',
    packed: {},
    accepted: [],
    skipped: [],
    focus: null,
    parcelCode: null,
    label: null,
    slip: null,
    shippedSeq: null,
  };
}

function packed(state: State, before: Work, lineId: LineId, units: number, raw: string | null, atMs: number): State {
  const work: Work = {
    ...before,
    packed: { ...before.packed, [lineId]: packedOf(before, lineId) + units },
    accepted: [...before.accepted, { lineId, units }],
    skipped: before.skipped.filter((id) => id !== lineId),
    focus: lineId,
  };
  const line = work.order.doc.lines.find(({ id }) => id === lineId);
  const lineDone = line !== undefined && !isOpen(work, line);
  const code = isComplete(work) ? 'order-complete' : lineDone ? 'line-done' : 'accepted';
  const detail = { ...lineDetail(work, lineId), raw: raw ?? undefined, atMs };
  return { ...state, work, stop: null, helpOpen: false, band: { code, detail } };
}

function unpacked(state: State, before: Work, lineId: LineId, units: number): State {
  const work: Work = {
    ...before,
    packed: { ...before.packed, [lineId]: Math.max(0, packedOf(before, lineId) - units) },
    accepted: before.accepted.slice(0, -1),
    focus: lineId,
  };
  return { ...state, work, helpOpen: false, band: { code: 'undone', detail: lineDetail(work, lineId) } };
}

function lineDetail(
  work: Work,
  lineId: LineId,
): { name?: string; variant?: string | undefined; n?: number; of?: number } {
  const line = work.order.doc.lines.find(({ id }) => id === lineId);
  if (line === undefined) return {};
  return { name: line.name, variant: line.variant, n: packedOf(work, lineId), of: line.quantity };
}
