import type { NotAllowed } from './carton.ts';
import type { JobId, LineId, OrderId, ParcelCode, PersonId, Sku } from './ids.ts';
import type { Barcode, Block, CarrierDocument, Order, Problem, Role } from './order.ts';
import type { PickEvent } from './pick-event.ts';
import type {
  DocumentFault,
  PaperKind,
  PrintEvidence,
  PrinterCondition,
  PrinterRole,
  PrintFaultCode,
} from './print.ts';
import type { ApprovalReason, Approved, HoldReason, Question } from './question.ts';
import type { DecodeFault } from './scan.ts';
import type { ScanEvidence } from './scan-evidence.ts';
import type { SyncEvent } from './sync-event.ts';
import type { UnitFacts } from './unit-facts.ts';
import type { RefusalCode } from './verdict.ts';
import type { WorkEvent } from './work-event.ts';

/** Facts, in the past tense. Once written they are never changed; a new meaning is a new version (`EVENT_VERSION`). */
export type Event =
  // people
  | {
      readonly type: 'packer-signed-in';
      readonly personId: PersonId;
      readonly name: string;
      readonly role: Role;
    }
  | { readonly type: 'packer-signed-out' }
  | { readonly type: 'station-locked' }
  | { readonly type: 'station-unlocked' }
  /** Another person went on with what was paused here. */
  | {
      readonly type: 'station-taken-over';
      readonly personId: PersonId;
      readonly name: string;
      readonly role: Role;
      readonly from: PersonId;
    }
  | { readonly type: 'training-asked'; readonly personId: PersonId }
  | { readonly type: 'training-left'; readonly personId: PersonId }
  // scans and their answers
  /** An accepted scan whose own events do not show it: a command, a badge, an order, a shelf. */
  | { readonly type: 'scan-taken'; readonly orderId: OrderId | null; readonly scan: ScanEvidence }
  | {
      readonly type: 'scan-refused';
      readonly orderId: OrderId | null;
      readonly code: RefusalCode;
      readonly detail: RefusalDetail;
      readonly scan: ScanEvidence;
      readonly offer?: Offer | undefined;
    }
  | { readonly type: 'stop-acknowledged' }
  /** The same scan came again on a soft stop: the same person meant it. */
  | { readonly type: 'stop-confirmed'; readonly code: RefusalCode; readonly scan: ScanEvidence }
  | {
      readonly type: 'approval-given';
      readonly about: Approved;
      readonly by: PersonId;
      readonly reason: ApprovalReason;
      readonly orderId: OrderId | null;
    }
  | { readonly type: 'question-asked'; readonly question: Question; readonly orderId: OrderId | null }
  | { readonly type: 'question-closed' }
  | {
      readonly type: 'barcode-learned';
      readonly sku: Sku;
      readonly barcode: Barcode;
      readonly orderId: OrderId | null;
    }
  // sheets over the screen
  | { readonly type: 'help-asked' }
  | { readonly type: 'help-closed' }
  | { readonly type: 'status-asked' }
  | { readonly type: 'status-closed' }
  | { readonly type: 'printers-asked' }
  | { readonly type: 'printers-closed' }
  | { readonly type: 'card-begun' }
  | {
      readonly type: 'card-read';
      readonly scan: ScanEvidence;
      /** With the AIM identifier and all that the scanner added: this is what the card is about. */
      readonly raw: string;
      readonly terminated: boolean;
    }
  /** Everything that can be read was: what is open now is what the scanner cannot do. */
  | { readonly type: 'card-finished' }
  | { readonly type: 'card-ended' }
  // taking work
  | { readonly type: 'order-asked-for'; readonly orderId: OrderId; readonly number: string }
  | {
      readonly type: 'order-not-granted';
      readonly orderId: OrderId;
      readonly number: string;
      readonly code: NotGranted;
    }
  | {
      readonly type: 'order-opened';
      readonly orderId: OrderId;
      readonly order: Order;
      readonly stale?: boolean | undefined;
    }
  | { readonly type: 'order-held'; readonly orderId: OrderId; readonly reason: HoldReason }
  | { readonly type: 'order-put-back'; readonly orderId: OrderId }
  /** Packed, and its label comes later: the box waits on its shelf and the bench goes on. */
  | { readonly type: 'order-parked'; readonly orderId: OrderId }
  | { readonly type: 'order-resumed'; readonly orderId: OrderId }
  /** The carrier's labels came, or were cancelled, after the order was opened. */
  | {
      readonly type: 'documents-changed';
      readonly orderId: OrderId;
      readonly rev: number;
      readonly documents: readonly CarrierDocument[];
    }
  /** A parcel that has left this bench was shown: what REPRINT is about. */
  | {
      readonly type: 'parcel-pointed-at';
      readonly orderId: OrderId;
      readonly number: string;
      readonly parcelCode: ParcelCode;
    }
  | PickEvent
  | WorkEvent
  | SyncEvent
  // paper
  | {
      readonly type: 'print-wanted';
      readonly orderId: OrderId;
      readonly jobId: JobId;
      readonly role: PrinterRole;
      /** Absent: the label or the slip, as the role says. */
      readonly paper?: PaperKind | undefined;
      readonly parcelCode: ParcelCode;
      readonly copy: number;
      readonly reason: PrintReason;
      /** Id of the printer it was sent to by hand; absent: the usual one. */
      readonly printerId?: string | undefined;
    }
  | {
      readonly type: 'document-made';
      readonly jobId: JobId;
      readonly sha256: string;
      readonly decoded: readonly string[];
      /** What a scan of it must say to prove it. Absent: the parcel code. */
      readonly proof?: readonly string[] | undefined;
      /** Hash of the carrier's document that this is. */
      readonly source?: string | undefined;
    }
  | {
      readonly type: 'document-failed';
      readonly jobId: JobId;
      readonly detail: string;
      readonly fault?: DocumentFault | undefined;
    }
  /** Written before the first byte goes to the printer, so a power cut can never forget that paper may exist. */
  | {
      readonly type: 'print-started';
      readonly jobId: JobId;
      readonly attempt: number;
      readonly printer: string;
      readonly printerId?: string | undefined;
    }
  | {
      readonly type: 'print-troubled';
      readonly jobId: JobId;
      readonly code: PrintFaultCode;
      readonly conditions: readonly PrinterCondition[];
    }
  | {
      readonly type: 'print-confirmed';
      readonly jobId: JobId;
      readonly by: 'device_ack' | 'odometer' | 'drain' | 'scan' | 'packer';
      readonly evidence?: PrintEvidence | undefined;
    }
  | {
      readonly type: 'print-not-confirmed';
      readonly jobId: JobId;
      readonly state: 'not_sent' | 'unknown';
      readonly code: PrintFaultCode;
      readonly conditions: readonly PrinterCondition[];
      readonly bytesWritten: number;
      readonly evidence?: PrintEvidence | undefined;
    }
  /** Nobody waits for this paper any more. */
  | { readonly type: 'job-dropped'; readonly jobId: JobId }
  /** Somebody wants thrown out what the printer still holds. */
  | { readonly type: 'printer-clear-asked'; readonly printerId: string }
  | {
      readonly type: 'label-proved';
      readonly orderId: OrderId;
      readonly jobId: JobId;
      readonly parcelCode: ParcelCode;
      readonly scan: ScanEvidence;
    }
  // the end
  | { readonly type: 'order-shipped'; readonly orderId: OrderId; readonly shipment: Shipment };

export type EventType = Event['type'];

/** Every event's payload carries this; readers of older versions go through an upcaster. */
export const EVENT_VERSION = 1;

export type NotGranted = 'taken' | 'not-ready' | 'unknown-order' | 'hub-unreachable' | 'given-up';
export type PrintReason =
  | 'first'
  | 'no-output' // the packer says that nothing came out
  | 'slip-again'
  | 'moved' // to another printer
  | 'voided' // the carrier cancelled the label before
  | ReprintReason;
/** Why a label is printed once more, though it came out. */
export type ReprintReason = 'label-torn' | 'label-smeared' | 'label-lost' | 'label-elsewhere';

/** What would be accepted after a second look: by scanning the same again, or by a supervisor's badge. */
export interface Offer {
  readonly by: 'again' | 'supervisor';
  readonly events: readonly Event[];
}

/** What the packer is told about a refused scan, as data. */
export interface RefusalDetail {
  /** Name of the station that has the order. */
  readonly station?: string | undefined;
  readonly scanned?: Named | undefined;
  readonly wanted?: Named | undefined;
  readonly ordered?: number | undefined;
  readonly packed?: number | undefined;
  readonly factor?: number | undefined;
  readonly number?: string | undefined;
  readonly text?: string | undefined;
  /** The number in the code, when it has one: what a learned barcode is kept as. */
  readonly gtin14?: string | undefined;
  readonly code?: string | undefined;
  readonly fault?: DecodeFault | undefined;
  readonly ai?: string | undefined;
  /** What was wanted and what came, for lots, serials, dates, shelves, totes and boxes. */
  readonly expected?: string | undefined;
  readonly got?: string | undefined;
  readonly grams?: number | undefined;
  readonly expectedGrams?: number | undefined;
  readonly toleranceGrams?: number | undefined;
  readonly sinceMs?: number | undefined;
  readonly person?: string | undefined;
  readonly block?: Block | 'hazard' | undefined;
  readonly problem?: Problem | undefined;
  readonly notAllowed?: NotAllowed | undefined;
  readonly choices?: readonly string[] | undefined;
  /** Whether this bench can print the label of what was scanned once more. */
  readonly reprint?: boolean | undefined;
}

export interface Named {
  readonly name: string;
  readonly variant?: string | undefined;
  readonly sku: string;
  readonly picture?: string | undefined;
}

export interface Shipment {
  readonly carrier: string;
  readonly service: string;
  readonly parcels: readonly ShippedParcel[];
  /** Units that were ordered and are not in any parcel. */
  readonly short?: readonly ShippedLine[] | undefined;
}

export interface ShippedParcel {
  readonly parcelCode: ParcelCode;
  readonly lines: readonly ShippedLine[];
  readonly carton?: string | undefined;
  readonly grams?: number | undefined;
  /** The carrier's number, when the carrier made the label. */
  readonly tracking?: string | undefined;
}

export interface ShippedLine extends UnitFacts {
  readonly lineId: LineId;
  readonly units: number;
  readonly swap?: Sku | undefined;
}

/** An event as it stands in the journal. `seq` starts at 1 and has no gaps. */
export interface JournalEntry {
  readonly seq: number;
  readonly id: string;
  readonly version: number;
  readonly atMs: number;
  readonly bootId: string;
  /** Milliseconds since this start of the program, from a clock that never jumps. */
  readonly monoMs: number;
  readonly personId: PersonId | null;
  readonly orderId: OrderId | null;
  readonly fence: number | null;
  readonly event: Event;
}
