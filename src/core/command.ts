import type { Event, HoldReason, NotGranted, RefusalDetail } from './event.ts';
import type { JobId, OrderId } from './ids.ts';
import type { Item, Order, Person } from './order.ts';
import type { Action } from './phase.ts';
import type { PrintOutcome, PrintTrouble } from './print.ts';
import type { Scan } from './scan.ts';
import type { RefusalCode } from './verdict.ts';

/** What a code means to this station, looked up before the core is asked. */
export interface Found {
  readonly items: readonly { readonly item: Item; readonly factor: number }[];
  readonly orders: readonly FoundOrder[];
  readonly person: Person | null;
  /** Number of the order that a parcel code of ours belongs to. */
  readonly parcelOf: string | null;
}

/** An order as the replica has it, overlaid with what this station already did to it. */
export interface FoundOrder {
  readonly order: Order;
  readonly settled: { readonly by: 'shipped' | 'held' | 'put-back'; readonly atMs: number } | null;
}

export const NOTHING_FOUND: Found = { items: [], orders: [], person: null, parcelOf: null };

export type Command =
  | { readonly type: 'scan'; readonly scan: Scan; readonly found: Found }
  | { readonly type: 'do'; readonly action: Action; readonly reason?: HoldReason | undefined }
  | { readonly type: 'open-order'; readonly found: FoundOrder | null }
  | { readonly type: 'enter-pin'; readonly person: Person; readonly right: boolean }
  // outcomes of effects
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
      readonly printer: string;
    }
  | { readonly type: 'refuse-document'; readonly jobId: JobId; readonly detail: string }
  | { readonly type: 'note-trouble'; readonly jobId: JobId; readonly outcome: PrintTrouble }
  | { readonly type: 'end-print'; readonly jobId: JobId; readonly outcome: PrintOutcome }
  /** The printer became ready while a job that never left waits for it. */
  | { readonly type: 'printer-ready'; readonly jobId: JobId; readonly printer: string }
  /** First command of every start: what was under way when the program stopped is not known any more. */
  | { readonly type: 'recover' };

/** Time, ids and surroundings that a decision may use; the core itself has no clock and no dice. */
export interface Facts {
  readonly atMs: number;
  readonly jobIds: readonly [JobId, JobId];
  readonly station: { readonly no: number; readonly epoch: number };
  readonly online: boolean;
  /** What NEXT would open. */
  readonly next: FoundOrder | null;
  readonly hasSlipPrinter: boolean;
  readonly printers: { readonly label: string; readonly slip: string };
}

export type Decision =
  | { readonly ok: true; readonly events: readonly Event[] }
  /** `events` holds the evidence, when this refusal is one that is kept. */
  | {
      readonly ok: false;
      readonly code: RefusalCode;
      readonly detail: RefusalDetail;
      readonly events: readonly Event[];
    };

export function accept(...events: readonly Event[]): Decision {
  return { ok: true, events };
}

export function refuse(code: RefusalCode, detail: RefusalDetail = {}): Decision {
  return { ok: false, code, detail, events: [] };
}
