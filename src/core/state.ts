import type { Offer, RefusalDetail } from './event.ts';
import type { LineId, OrderId, ParcelCode, Sku } from './ids.ts';
import type { Job } from './job.ts';
import type { NoteCode } from './note.ts';
import type { Extra, Order, OrderLine, Person } from './order.ts';
import type { Phase } from './phase.ts';
import type { Question } from './question.ts';
import type { CardState } from './scanner-card.ts';
import { type Approval, INITIAL_SYNC_STATE, type SyncState } from './sync-state.ts';
import type { UnitFacts } from './unit-facts.ts';
import type { RefusalCode } from './verdict.ts';
import type { BandDetail } from './view.ts';
import type { Capture, ExpectedWeight, Mode } from './work-event.ts';

/** The bench, as the fold of the journal. Nothing in here comes from anywhere else. */
export interface State extends SyncState {
  readonly packer: Person | null;
  /** Paused: the work stays, a badge brings it back. */
  readonly lockedAtMs: number | null;
  readonly asking: Asking | null;
  readonly work: Work | null;
  /** Packed orders whose boxes wait on their shelf for a label, oldest first. */
  readonly parked: readonly Work[];
  /** Papers that are not of the open order: slips still under way, copies of labels that have left, jobs that a new one replaced. */
  readonly aside: readonly Job[];
  /** What REPRINT is about while nothing is open. */
  readonly pointed: PointedParcel | null;
  readonly round: Round | null;
  /** Parcels scanned onto the vehicle in this hand-over; null while none is under way. */
  readonly loading: { readonly loaded: readonly ParcelCode[] } | null;
  /** Parcels shipped here that no carrier has taken yet, oldest first. */
  readonly waiting: readonly WaitingParcel[];
  /** What picking rounds brought for orders that are not packed yet. */
  readonly picked: Readonly<Record<OrderId, PickedOrder>>;
  /** Only refusals that stop something stand here. */
  readonly stop: Stopped | null;
  readonly question: (Question & { readonly sinceMs: number }) | null;
  readonly band: { readonly code: NoteCode | RefusalCode; readonly detail: BandDetail };
  readonly sheet: Sheet | null;
  readonly card: CardState | null;
  /** The count in the last parcel code made here. */
  readonly parcels: number;
  /** The last SSCC given out here. */
  readonly lastSscc: string | null;
  readonly last: { readonly number: string; readonly lane: string; readonly tookMs: number } | null;
  /** Wrong PINs in a row and when the last was. */
  readonly wrongPins: { readonly count: number; readonly lastAtMs: number };
  /** Unreadable scans in a row. */
  readonly badReads: number;
  /** The last frame taken, to tell a second device that read the same code from a second scan. */
  readonly lastScan: {
    readonly id: string;
    readonly text: string;
    readonly source: string;
    readonly atMs: number;
  } | null;
  /** How often two devices delivered one read: a setup to be mended. */
  readonly doubles: number;
}

/** An order that the hub was asked for. */
export interface Asking {
  readonly orderId: OrderId;
  readonly number: string;
  readonly sinceMs: number;
  /** Away from the station that holds it; null: lent as usual. */
  readonly takeOver: Approval | null;
}

/** Drawn over the screen on request; a scan puts it away. */
export type Sheet = 'help' | 'status' | 'printers';

export interface Stopped {
  readonly code: RefusalCode;
  readonly detail: RefusalDetail;
  readonly sinceMs: number;
  readonly offer: Offer | null;
}

export interface Work {
  readonly order: Order;
  /** The order's lines as they are packed: kits may have been broken into parts. */
  readonly lines: readonly OrderLine[];
  readonly openedAtMs: number;
  readonly stage: 'packing' | 'boxing' | 'weighing' | 'papering' | 'labelling' | 'proving' | 'done';
  /** Units in boxes, by line. A line that is absent has none. */
  readonly packed: Readonly<Record<LineId, number>>;
  /** Units that will not come, by line. */
  readonly short: Readonly<Record<LineId, number>>;
  /** Accepted packings in order; their `no` never changes, taken back ones are gone. */
  readonly packs: readonly Pack[];
  /** What UNDO takes back, newest last. */
  readonly history: readonly Done[];
  readonly packCount: number;
  readonly boxes: readonly Box[];
  /** The box being filled, weighed, labelled or proved. */
  readonly boxNo: number;
  readonly skipped: readonly LineId[];
  /** The line last scanned stays the current one while it is open. */
  readonly focus: LineId | null;
  /** The shelf scanned last, for orders whose shelves are checked. */
  readonly place: string | null;
  readonly capture: Capture | null;
  readonly mode: Mode | null;
  readonly extras: { readonly todo: readonly Extra[]; readonly done: readonly Extra[] };
  readonly slip: Job | null;
  /** Whatever else is printed for its parcels: notes, contents, returns, customs. */
  readonly papers: readonly Job[];
  /** The hub's change of this order that was last looked at. */
  readonly seenRev: number;
  /** Packed under a soft lease: the hub was asked to lend it for good, or could not be; null otherwise. */
  readonly hardening: 'asked' | 'waiting' | null;
  /** Journal number of the shipment; acknowledged means shipped, before that it is only saved. */
  readonly shippedSeq: number | null;
}

export interface Pack extends UnitFacts {
  /** 1 for the first packing of this order. */
  readonly no: number;
  readonly lineId: LineId;
  readonly units: number;
  readonly boxNo: number;
  readonly swap?: Sku | undefined;
  readonly manual?: boolean | undefined;
}

export type Done =
  | { readonly t: 'pack'; readonly no: number }
  | { readonly t: 'short'; readonly lineId: LineId; readonly units: number };

export interface Box {
  readonly no: number;
  readonly closed: boolean;
  /** Codes of the suggested carton and its alternatives, the ones found too small left out; null while it is worked out. */
  readonly suggested: readonly string[] | null;
  /** So many boxes it takes, when no single carton is enough. */
  readonly split: number | null;
  readonly carton: { readonly code: string; readonly grams: number } | null;
  readonly expected: ExpectedWeight | null;
  readonly weight: { readonly grams: number; readonly by: 'scale' | 'typed' } | 'skipped' | null;
  readonly parcelCode: ParcelCode | null;
  readonly label: Job | null;
  readonly proved: boolean;
}

/** One walk along the shelves. */
export interface Round {
  readonly orders: readonly RoundOrder[];
  /** The shelf that was scanned last. */
  readonly place: string | null;
  readonly picked: Readonly<Record<LineId, number>>;
  readonly short: Readonly<Record<LineId, number>>;
  readonly history: readonly { readonly orderId: OrderId; readonly lineId: LineId; readonly units: number }[];
  readonly skipped: readonly LineId[];
  readonly focus: LineId | null;
  /** Picked and not yet laid into its tote. */
  readonly inHand: { readonly orderId: OrderId; readonly lineId: LineId; readonly units: number } | null;
  /** Shelves that were looked at already in this round. */
  readonly looked: readonly string[];
  readonly startedAtMs: number;
}

export interface RoundOrder {
  readonly order: Order;
  /** Totes in use, the last one is open; empty before the first scan. A single order may go without. */
  readonly totes: readonly string[];
  readonly toteFull: boolean;
}

export interface PickedOrder {
  readonly number: string;
  readonly totes: readonly string[];
  readonly short: Readonly<Record<LineId, number>>;
}

export interface PointedParcel {
  readonly orderId: OrderId;
  readonly number: string;
  readonly parcelCode: ParcelCode;
}

export interface WaitingParcel {
  readonly parcelCode: ParcelCode;
  readonly orderId: OrderId;
  /** What its label's code says: the carrier's number, or the parcel code. */
  readonly codes: readonly string[];
  /** Papers that were printed with this number. */
  readonly copies: number;
  readonly number: string;
  readonly carrier: string;
  readonly lane: string;
  readonly shippedAtMs: number;
}

export const INITIAL_STATE: State = {
  ...INITIAL_SYNC_STATE,
  packer: null,
  lockedAtMs: null,
  asking: null,
  work: null,
  parked: [],
  aside: [],
  pointed: null,
  round: null,
  loading: null,
  waiting: [],
  picked: {},
  stop: null,
  question: null,
  band: { code: 'signed-out-now', detail: {} },
  sheet: null,
  card: null,
  parcels: 0,
  lastSscc: null,
  last: null,
  wrongPins: { count: 0, lastAtMs: 0 },
  badReads: 0,
  lastScan: null,
  doubles: 0,
};

export function phaseOf(state: State): Phase {
  if (state.card !== null) return 'checking-scanner';
  if (state.packer === null) return 'signed-out';
  // A question may stand on a stop or on a paused bench: it is answered first.
  if (state.question !== null) return 'asked';
  if (state.lockedAtMs !== null) return 'locked';
  if (state.stop !== null) return 'stopped';
  if (state.asking !== null) return 'asking';
  if (state.loading !== null) return 'loading';
  if (state.round !== null) return 'picking';
  if (state.work === null) return 'ready';
  return state.work.capture === null ? state.work.stage : 'capturing';
}

/** The phase under a stop or a question. */
export function phaseBeneath(state: State): Phase {
  return phaseOf({ ...state, stop: null, question: null });
}

export function packedOf(work: Work, lineId: LineId): number {
  return work.packed[lineId] ?? 0;
}

export function shortOf(work: Work, lineId: LineId): number {
  return work.short[lineId] ?? 0;
}

/** Units that are still to come. */
export function openUnits(work: Work, line: OrderLine): number {
  return line.quantity - packedOf(work, line.id) - shortOf(work, line.id);
}

export function isOpen(work: Work, line: OrderLine): boolean {
  return openUnits(work, line) > 0;
}

export function lineOf(work: Work, lineId: LineId): OrderLine | undefined {
  return work.lines.find(({ id }) => id === lineId);
}

/** Open lines in the order they are to be done: the one in hand, then the rest, then what was skipped. */
export function todoOf(work: Work): readonly OrderLine[] {
  const rank = (line: OrderLine) =>
    line.id === work.focus ? -1 : work.skipped.includes(line.id) ? 1 + work.skipped.indexOf(line.id) : 0;
  return work.lines.filter((line) => isOpen(work, line)).toSorted((a, b) => rank(a) - rank(b) || a.no - b.no);
}

/** Nothing is to come any more: every unit is packed or will not come. */
export function isSettled(work: Work): boolean {
  return work.lines.every((line) => !isOpen(work, line));
}

export function totalPacked(work: Work): number {
  return work.lines.reduce((sum, line) => sum + packedOf(work, line.id), 0);
}

export function totalOrdered(work: Work): number {
  return work.lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** The box in hand; there is always one. */
export function boxOf(work: Work): Box {
  const box = work.boxes.find(({ no }) => no === work.boxNo);
  if (box === undefined) throw new Error(`Order ${work.order.number} has no box ${work.boxNo}`);
  return box;
}

/** A box that was closed before the one in hand: only a supervisor opens it again. */
export function isShut(work: Work, boxNo: number): boolean {
  return boxNo !== work.boxNo && work.boxes.some(({ no, closed }) => no === boxNo && closed);
}

export function packsIn(work: Work, boxNo: number): readonly Pack[] {
  return work.packs.filter((pack) => pack.boxNo === boxNo);
}
