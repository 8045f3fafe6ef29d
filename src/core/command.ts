import type { Carton } from './carton.ts';
import type { Conflict } from './conflict.ts';
import type { Event, NotGranted, Offer, RefusalDetail } from './event.ts';
import type { JobId, OrderId } from './ids.ts';
import type { Item, Order, Person } from './order.ts';
import type { Action, Choice } from './phase.ts';
import type { DocumentFault, PrinterRole, PrintOutcome, PrintTrouble } from './print.ts';
import type { Frame, Scan } from './scan.ts';
import type { Site } from './site.ts';
import type { PointedParcel } from './state.ts';
import type { RefusalCode } from './verdict.ts';

/** What a code means to this station, looked up before the core is asked (scanning design, 11.2). */
export interface Found {
  readonly items: readonly FoundItem[];
  readonly orders: readonly FoundOrder[];
  readonly person: Person | null;
  /** Number of the order that a parcel code of ours belongs to. */
  readonly parcelOf: string | null;
  /** An order or parcel that has left this bench. */
  readonly shipped: (PointedParcel & { readonly atMs: number }) | null;
  /** A shelf, by our own code, a GLN, or the plain name of a bin that an order names. */
  readonly bin: string | null;
  readonly carton: Carton | null;
  /** A case (indicator digit 1-8) of this item, whose content nobody told. */
  readonly caseOf: Item | null;
  /** The order this serial left with before. */
  readonly serialShipped: { readonly number: string; readonly atMs: number } | null;
}

export interface FoundItem {
  readonly item: Item;
  /** Units of the order line that one scan stands for. */
  readonly factor: number;
}

/** An order as the replica has it, overlaid with what this station already did to it. */
export interface FoundOrder {
  readonly order: Order;
  readonly settled: {
    readonly by: 'shipped' | 'held' | 'put-back' | 'parked' | 'released' | 'lost';
    readonly atMs: number;
  } | null;
}

export const NOTHING_FOUND: Found = {
  items: [],
  orders: [],
  person: null,
  parcelOf: null,
  shipped: null,
  bin: null,
  carton: null,
  caseOf: null,
  serialShipped: null,
};

export type Command =
  | {
      readonly type: 'scan';
      readonly scan: Scan;
      readonly found: Found;
      /** As the device delivered it, for the scanner's test card. */
      readonly frame?: Pick<Frame, 'text' | 'terminated'> | undefined;
    }
  | { readonly type: 'do'; readonly action: Action }
  | { readonly type: 'choose'; readonly choice: Choice }
  | { readonly type: 'open-order'; readonly found: FoundOrder | null }
  | { readonly type: 'enter-pin'; readonly person: Person; readonly right: boolean }
  /** A weight for the box in hand: from the scale, or typed. */
  | {
      readonly type: 'take-weight';
      readonly grams: number;
      readonly stable: boolean;
      readonly by: 'scale' | 'typed';
    }
  /** The hub says something else about the open order than what was opened. */
  | { readonly type: 'order-changed'; readonly order: Order }
  /** The hub gave the open order to somebody else. */
  | { readonly type: 'lose-order'; readonly orderId: OrderId; readonly to: string | null }
  /** A claim that this bench does not need: the shop cancelled the order, or the buffer became smaller. */
  | { readonly type: 'release-order'; readonly found: FoundOrder; readonly reason: 'cancelled' | 'surplus' }
  /** The hub can be asked again for what is packed and waits for it. */
  | { readonly type: 'ask-hardening' }
  /** Somebody else decided what is asked here. */
  | { readonly type: 'close-conflict'; readonly conflictId: string }
  /** The time of the drill is over. */
  | { readonly type: 'end-drill' }
  // outcomes of effects
  /** What hardening the open order's lease brought: a fence, or why not. */
  | {
      readonly type: 'answer-hardening';
      readonly orderId: OrderId;
      readonly fence: number | null;
      readonly code: NotGranted | null;
      readonly to: string | null;
    }
  | {
      readonly type: 'suggest-cartons';
      readonly boxNo: number;
      readonly cartons: readonly string[];
      readonly split: number | null;
    }
  | {
      readonly type: 'answer-claim';
      readonly orderId: OrderId;
      readonly order: Order | null;
      readonly code: NotGranted | null;
    }
  | {
      readonly type: 'take-document';
      readonly jobId: JobId;
      readonly sha256: string;
      readonly decoded: readonly string[];
      readonly proof: readonly string[];
      readonly source: string | null;
      readonly printer: Pick<PrinterFact, 'id' | 'name'>;
    }
  | {
      readonly type: 'refuse-document';
      readonly jobId: JobId;
      readonly fault: DocumentFault;
      readonly detail: string;
    }
  /** Nobody waits for this paper any more; the packer says so. */
  | { readonly type: 'drop-job'; readonly jobId: JobId }
  /** What was missing for this job lies on the disk now. */
  | { readonly type: 'documents-here'; readonly jobId: JobId }
  | { readonly type: 'note-trouble'; readonly jobId: JobId; readonly outcome: PrintTrouble }
  | { readonly type: 'end-print'; readonly jobId: JobId; readonly outcome: PrintOutcome }
  /** The printer became ready while a job that never left waits for it. */
  | { readonly type: 'printer-ready'; readonly jobId: JobId; readonly printer: Pick<PrinterFact, 'id' | 'name'> }
  /** First command of every start: what was under way when the program stopped is not known any more. */
  | { readonly type: 'recover' };

/** Time, ids and surroundings that a decision may use; the core itself has no clock and no dice. */
export interface Facts {
  readonly atMs: number;
  /** The local calendar date, `YYYY-MM-DD`. */
  readonly today: string;
  readonly jobIds: readonly [JobId, JobId];
  readonly station: { readonly no: number; readonly epoch: number };
  readonly site: Site;
  readonly online: boolean;
  /** When the hub's word was last heard; null: never. */
  readonly lastPullAtMs: number | null;
  /** What NEXT would open. */
  readonly next: FoundOrder | null;
  /** What PICK would fetch: orders lent to this station whose goods are still on their shelves. */
  readonly picks: readonly FoundOrder[];
  /** Parcels of this bench that contradict what the hub knows, oldest first; those answered here are left out. */
  readonly conflicts: readonly Conflict[];
  /** Orders that could be finished without the hub. */
  readonly claimed: number;
  readonly hasScale: boolean;
  readonly hasCamera: boolean;
  readonly training: boolean;
  /** As they were set up: the first with a role is its usual one, the others are neighbours. */
  readonly printers: readonly PrinterFact[];
}

export interface PrinterFact {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly PrinterRole[];
  /** As it said of itself last; null: not known. */
  readonly ready: boolean | null;
}

export function usualPrinter(facts: Facts, role: PrinterRole): PrinterFact | null {
  return facts.printers.find(({ roles }) => roles.includes(role)) ?? null;
}

export type Decision =
  | { readonly ok: true; readonly events: readonly Event[] }
  /** `events` holds the evidence, when this refusal is one that is kept. */
  | {
      readonly ok: false;
      readonly code: RefusalCode;
      readonly detail: RefusalDetail;
      readonly offer: Offer | null;
      readonly events: readonly Event[];
    };

export function accept(...events: readonly Event[]): Decision {
  return { ok: true, events };
}

export function refuse(code: RefusalCode, detail: RefusalDetail = {}, offer: Offer | null = null): Decision {
  return { ok: false, code, detail, offer, events: [] };
}
