import type { RefusalDetail } from './event.ts';
import type { JobId, LineId, OrderId, ParcelCode } from './ids.ts';
import type { Order, OrderLine, Person } from './order.ts';
import type { Phase } from './phase.ts';
import type { JobState, PrinterCondition, PrinterRole, PrintFaultCode } from './print.ts';
import type { NoteCode, RefusalCode } from './verdict.ts';
import type { BandDetail } from './view.ts';

/** The bench, as the fold of the journal. Nothing in here comes from anywhere else. */
export interface State {
  readonly packer: Person | null;
  readonly asking: { readonly orderId: OrderId; readonly number: string; readonly sinceMs: number } | null;
  readonly work: Work | null;
  /** Only refusals that stop something stand here. */
  readonly stop: { readonly code: RefusalCode; readonly detail: RefusalDetail; readonly sinceMs: number } | null;
  readonly band: { readonly code: NoteCode | RefusalCode; readonly detail: BandDetail };
  readonly helpOpen: boolean;
  /** The count in the last parcel code made here. */
  readonly parcels: number;
  readonly last: { readonly number: string; readonly lane: string; readonly tookMs: number } | null;
  /** Wrong PINs in a row and when the last was. */
  readonly wrongPins: { readonly count: number; readonly lastAtMs: number };
  /** The last frame taken, to tell a second device that read the same code from a second scan. */
  readonly lastScan: { readonly text: string; readonly source: string; readonly atMs: number } | null;
}

export interface Work {
  readonly order: Order;
  readonly openedAtMs: number;
  readonly stage: 'packing' | 'labelling' | 'proving' | 'done';
  /** Units in the box, by line. A line that is absent has none. */
  readonly packed: Readonly<Record<LineId, number>>;
  /** Accepted scans, oldest first; undo takes from the end. */
  readonly accepted: readonly { readonly lineId: LineId; readonly units: number }[];
  readonly skipped: readonly LineId[];
  /** The line last scanned stays the current one while it is open. */
  readonly focus: LineId | null;
  readonly parcelCode: ParcelCode | null;
  readonly label: Job | null;
  readonly slip: Job | null;
  /** Journal number of the shipment; acknowledged means shipped, before that it is only saved. */
  readonly shippedSeq: number | null;
}

export interface Job {
  readonly jobId: JobId;
  readonly role: PrinterRole;
  readonly state: JobState;
  readonly attempt: number;
  readonly copy: number;
  readonly printer: string | null;
  readonly code: PrintFaultCode | null;
  readonly conditions: readonly PrinterCondition[];
  readonly made: boolean;
  readonly detail: string | null;
  readonly queuedAtMs: number;
  readonly sentAtMs: number | null;
  readonly changedAtMs: number;
}

export const INITIAL_STATE: State = {
  packer: null,
  asking: null,
  work: null,
  stop: null,
  band: { code: 'signed-out-now', detail: {} },
  helpOpen: false,
  parcels: 0,
  last: null,
  wrongPins: { count: 0, lastAtMs: 0 },
  lastScan: null,
};

export function phaseOf(state: State): Phase {
  if (state.packer === null) return 'signed-out';
  if (state.stop !== null) return 'stopped';
  if (state.asking !== null) return 'asking';
  return state.work === null ? 'ready' : state.work.stage;
}

export function packedOf(work: Work, lineId: LineId): number {
  return work.packed[lineId] ?? 0;
}

export function isOpen(work: Work, line: OrderLine): boolean {
  return packedOf(work, line.id) < line.quantity;
}

/** Open lines in the order they are to be done: the one in hand, then the rest, then what was skipped. */
export function todoOf(work: Work): readonly OrderLine[] {
  const rank = (line: OrderLine) =>
    line.id === work.focus ? -1 : work.skipped.includes(line.id) ? 1 + work.skipped.indexOf(line.id) : 0;
  return work.order.doc.lines.filter((line) => isOpen(work, line)).toSorted((a, b) => rank(a) - rank(b) || a.no - b.no);
}

export function isComplete(work: Work): boolean {
  return work.order.doc.lines.every((line) => !isOpen(work, line));
}

export function totalPacked(work: Work): number {
  return work.order.doc.lines.reduce((sum, line) => sum + packedOf(work, line.id), 0);
}

export function jobOf(work: Work | null, jobId: JobId): Job | null {
  if (work?.label?.jobId === jobId) return work.label;
  if (work?.slip?.jobId === jobId) return work.slip;
  return null;
}
