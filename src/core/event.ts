import type { JobId, LineId, OrderId, ParcelCode, PersonId } from './ids.ts';
import type { Order, Role } from './order.ts';
import type { PrinterCondition, PrinterRole, PrintFaultCode } from './print.ts';
import type { RefusalCode } from './verdict.ts';

/** Facts, in the past tense. Once written they are never changed; a new meaning is a new version (`EVENT_VERSION`). */
export type Event =
  // people
  | { readonly type: 'packer-signed-in'; readonly personId: PersonId; readonly name: string; readonly role: Role }
  | { readonly type: 'packer-signed-out' }
  // taking work
  | { readonly type: 'order-asked-for'; readonly orderId: OrderId; readonly number: string }
  | {
      readonly type: 'order-not-granted';
      readonly orderId: OrderId;
      readonly number: string;
      readonly code: NotGranted;
    }
  | { readonly type: 'order-opened'; readonly orderId: OrderId; readonly order: Order }
  // packing
  | {
      readonly type: 'item-packed';
      readonly orderId: OrderId;
      readonly lineId: LineId;
      readonly units: number;
      readonly scan: ScanEvidence;
    }
  | {
      readonly type: 'item-unpacked';
      readonly orderId: OrderId;
      readonly lineId: LineId;
      readonly units: number;
    }
  | { readonly type: 'line-skipped'; readonly orderId: OrderId; readonly lineId: LineId }
  | {
      readonly type: 'scan-refused';
      readonly orderId: OrderId | null;
      readonly code: RefusalCode;
      readonly detail: RefusalDetail;
      readonly scan: ScanEvidence;
    }
  | { readonly type: 'stop-acknowledged' }
  | { readonly type: 'help-asked' }
  | { readonly type: 'help-closed' }
  | { readonly type: 'order-held'; readonly orderId: OrderId; readonly reason: HoldReason }
  | { readonly type: 'order-put-back'; readonly orderId: OrderId }
  | { readonly type: 'order-packed'; readonly orderId: OrderId; readonly parcelCode: ParcelCode }
  // paper
  | {
      readonly type: 'print-wanted';
      readonly orderId: OrderId;
      readonly jobId: JobId;
      readonly role: PrinterRole;
      readonly parcelCode: ParcelCode;
      readonly copy: number;
      readonly reason: PrintReason;
    }
  | {
      readonly type: 'document-made';
      readonly jobId: JobId;
      readonly sha256: string;
      readonly decoded: readonly string[];
    }
  | { readonly type: 'document-failed'; readonly jobId: JobId; readonly detail: string }
  /** Written before the first byte goes to the printer, so a power cut can never forget that paper may exist. */
  | { readonly type: 'print-started'; readonly jobId: JobId; readonly attempt: number; readonly printer: string }
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
    }
  | {
      readonly type: 'print-not-confirmed';
      readonly jobId: JobId;
      readonly state: 'not_sent' | 'unknown';
      readonly code: PrintFaultCode;
      readonly conditions: readonly PrinterCondition[];
      readonly bytesWritten: number;
    }
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

export type NotGranted = 'taken' | 'not-ready' | 'unknown-order' | 'hub-unreachable';
export type HoldReason = 'packer';
export type PrintReason = 'first' | 'label-torn' | 'no-output' | 'slip-again';

export interface ScanEvidence {
  readonly scanId: string;
  readonly source: string;
  /** What was read, without the AIM identifier; null where it must not be kept (badges). */
  readonly text: string | null;
}

/** What the packer is told about a refused scan, as data. */
export interface RefusalDetail {
  readonly scanned?:
    | {
        readonly name: string;
        readonly variant?: string | undefined;
        readonly sku: string;
        readonly picture?: string | undefined;
      }
    | undefined;
  readonly wanted?:
    | {
        readonly name: string;
        readonly variant?: string | undefined;
        readonly sku: string;
        readonly picture?: string | undefined;
      }
    | undefined;
  readonly ordered?: number | undefined;
  readonly packed?: number | undefined;
  readonly factor?: number | undefined;
  readonly number?: string | undefined;
  readonly text?: string | undefined;
  readonly code?: string | undefined;
}

export interface Shipment {
  readonly carrier: string;
  readonly service: string;
  readonly parcels: readonly {
    readonly parcelCode: ParcelCode;
    readonly lines: readonly { readonly lineId: LineId; readonly units: number }[];
  }[];
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
