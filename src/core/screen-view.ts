import type { NotAllowed } from './carton.ts';
import type { ConflictKind } from './conflict.ts';
import type { LineId, OrderId, PersonId } from './ids.ts';
import type { Extra, Mark } from './order.ts';
import type { DocumentFault, JobState, PaperKind, PrinterCondition, PrintFaultCode } from './print.ts';
import type { CardReport } from './scanner-card.ts';
import type { Ask, UnitFacts } from './unit-facts.ts';
import type { ParkedRow } from './view.ts';
import type { ExpectedWeight, Mode } from './work-event.ts';

/** What stands in the middle of the window, one shape for each. */
export type Screen =
  | { readonly name: 'signed-out'; readonly people: readonly { readonly id: PersonId; readonly name: string }[] }
  | LockedScreen
  | CardScreen
  | ReadyScreen
  | PickScreen
  | VerifyScreen
  | BoxScreen
  | WeighScreen
  | PapersScreen
  | LabelScreen
  | ProveScreen
  | DoneScreen
  | LoadScreen;

/** Paused; the work waits for its packer's badge. */
export interface LockedScreen {
  readonly name: 'locked';
  readonly person: string;
  readonly sinceMs: number;
  readonly work: { readonly number: string; readonly boxNo: number } | null;
  readonly people: readonly { readonly id: PersonId; readonly name: string }[];
}

export interface CardScreen {
  readonly name: 'card';
  readonly report: CardReport;
}

export interface ReadyScreen {
  readonly name: 'ready';
  readonly counts: { readonly late: number; readonly today: number; readonly held: number; readonly open: number };
  /** The next orders, most urgent first, at most five. The first is what NEXT opens. */
  readonly queue: readonly QueueRow[];
  readonly packedToday: number;
  readonly last: { readonly number: string; readonly lane: string; readonly tookMs: number } | null;
  /** The hub was asked for this order and has not answered. */
  readonly asking: { readonly number: string; readonly sinceMs: number } | null;
  readonly lastPullAtMs: number | null;
  /** Orders that PICK would fetch in one round. */
  readonly picks: number;
  /** Parcels that wait for their carrier. */
  readonly waiting: number;
  /** Boxes whose labels come later; `printable`: the usual printer is well. */
  readonly parked: { readonly orders: readonly ParkedRow[]; readonly printable: boolean };
  /** Parcels of this bench that contradict what the hub knows, oldest first; the key CONFLICTS opens the first. */
  readonly conflicts: readonly { readonly kind: ConflictKind; readonly number: string; readonly askedLead: boolean }[];
  /** Picked here and not packed yet: their totes open them. */
  readonly picked: readonly { readonly number: string; readonly totes: readonly string[] }[];
}

export interface PickView {
  readonly number: string;
  /** 1-based place of the order's tote on the cart. */
  readonly slot: number;
  readonly tote: string | null;
  readonly bin: string | null;
  readonly line: LineView;
}

export interface PickScreen {
  readonly name: 'pick';
  readonly units: { readonly picked: number; readonly ordered: number };
  /** What is to be scanned now. */
  readonly step: 'tote' | 'shelf' | 'item' | 'into-tote';
  readonly current: PickView | null;
  readonly next: PickView | null;
  /** In the order of the walk, the current one first. */
  readonly todo: readonly PickView[];
  readonly totes: readonly {
    readonly slot: number;
    readonly number: string;
    readonly tote: string | null;
    readonly picked: number;
    readonly ordered: number;
    readonly current: boolean;
  }[];
}

export interface QueueRow {
  readonly orderId: OrderId;
  readonly number: string;
  readonly shipByMs: number | null;
  readonly units: number;
  readonly marks: readonly Mark[];
}

export interface Head {
  readonly number: string;
  readonly shipByMs: number | null;
  readonly carrier: string;
  readonly marks: readonly Mark[];
  readonly note: string | null;
  readonly box: { readonly no: number; readonly of: number };
  readonly units: { readonly packed: number; readonly ordered: number };
  /** The shop changed or cancelled the order after it was opened. */
  readonly changedAbove: boolean;
}

export interface LineView {
  readonly id: LineId;
  readonly sku: string;
  readonly name: string;
  readonly variant: string | null;
  readonly picture: string | null;
  readonly place: string | null;
  readonly packed: number;
  readonly ordered: number;
  /** Units that will not come. */
  readonly short: number;
  /** What every unit of it needs beside its code. */
  readonly asks: readonly Ask[];
  /** The kit it is a part of. */
  readonly kit: { readonly no: number; readonly name: string; readonly complete: boolean } | null;
  /** Counted by hand: it has no barcode. */
  readonly byHand: boolean;
}

export interface CaptureView {
  readonly line: LineView;
  readonly ask: Ask;
  readonly units: number;
  readonly facts: UnitFacts;
  /** What was set aside for the line, when that is known: lots, dates, serials, the shelf; at most six. */
  readonly expected: readonly string[];
}

export interface BoxView {
  readonly no: number;
  readonly carton: string | null;
  readonly contents: readonly { readonly name: string; readonly variant: string | null; readonly units: number }[];
}

export interface VerifyScreen {
  readonly name: 'verify';
  readonly head: Head;
  /** The one next thing. */
  readonly current: LineView | null;
  /** Another item on this order or in the catalogue with the same name and picture but another variant. */
  readonly lookAlike: { readonly variant: string; readonly picture: string | null } | null;
  /** Current first, then the rest in pick order. */
  readonly todo: readonly LineView[];
  readonly done: readonly LineView[];
  /** The unit in hand that still lacks something. */
  readonly capture: CaptureView | null;
  readonly mode: Mode | null;
  /** More than one only when the order is split. */
  readonly boxes: readonly BoxView[];
}

export interface CartonView {
  readonly code: string;
  readonly name: string;
  readonly millimetres: readonly [number, number, number];
  readonly fillPercent: number | null;
  /** False when some dimensions are not known. */
  readonly sure: boolean;
}

export interface BoxScreen {
  readonly name: 'box';
  readonly head: Head;
  readonly boxNo: number;
  /** The suggestion first, then at most four others. Empty: nothing known fits, any carton may be scanned. */
  readonly cartons: readonly CartonView[];
  /** So many boxes it takes, when no single carton is enough. */
  readonly split: number | null;
  /** Cartons that this carrier does not take, with why. */
  readonly barred: readonly { readonly name: string; readonly why: NotAllowed }[];
  readonly boxes: readonly BoxView[];
}

export interface WeighScreen {
  readonly name: 'weigh';
  readonly head: Head;
  readonly boxNo: number;
  readonly expected: ExpectedWeight;
  /** What lies on the scale now; null without a scale. */
  readonly live: { readonly grams: number; readonly stable: boolean } | null;
  readonly verdict: 'ok' | 'low' | 'high' | 'not-decisive' | null;
  /** What is likely missing or too many, when the difference is close to whole units of one item. */
  readonly likely: { readonly name: string; readonly variant: string | null; readonly units: number } | null;
}

export interface PapersScreen {
  readonly name: 'papers';
  readonly head: Head;
  readonly todo: readonly Extra[];
  readonly done: readonly Extra[];
  /** Those of them that this bench prints. */
  readonly papers: readonly PaperView[];
  readonly hasCamera: boolean;
}

export interface LoadScreen {
  readonly name: 'load';
  readonly carriers: readonly {
    readonly carrier: string;
    readonly lane: string;
    readonly loaded: number;
    /** Not on the vehicle yet, oldest first, at most twelve; `waiting` is how many there are. */
    readonly parcels: readonly { readonly parcelCode: string; readonly number: string }[];
    readonly waiting: number;
  }[];
}

export interface JobView {
  readonly jobId: string;
  readonly state: JobState;
  readonly printer: string;
  readonly code: PrintFaultCode | null;
  /** Why it could not be made; `no-carrier-label` while it is awaited. */
  readonly fault: DocumentFault | null;
  readonly conditions: readonly PrinterCondition[];
  readonly queuedAtMs: number;
  readonly sentAtMs: number | null;
  readonly changedAtMs: number;
  readonly copy: number;
  /** True once a picture of it can be asked for with `preview`. */
  readonly hasPreview: boolean;
  /** The support line under that. */
  readonly detail: string | null;
}

export interface PaperView extends JobView {
  readonly paper: PaperKind;
}

export interface LabelScreen {
  readonly name: 'label';
  readonly head: Head;
  readonly parcelCode: string;
  readonly label: JobView;
  readonly slip: JobView | null;
  /** What else is printed for this box: notes, contents, returns, customs. */
  readonly papers: readonly PaperView[];
  /** The carrier makes this label. */
  readonly carriers: boolean;
}

export interface ProveScreen {
  readonly name: 'prove';
  readonly head: Head;
  readonly parcelCode: string;
  /** The carrier's number, when the carrier made the label. */
  readonly tracking: string | null;
  readonly label: JobView;
  readonly slip: JobView | null;
  /** What else is printed for this box: notes, contents, returns, customs. */
  readonly papers: readonly PaperView[];
}

export interface DoneScreen {
  readonly name: 'done';
  readonly head: Head;
  /** `sending`: online and not yet answered; `saved`: kept on this station until the network is back. */
  readonly state: 'sending' | 'shipped' | 'saved';
  readonly lane: string;
  readonly slip: JobView | null;
  /** What else is printed for this box: notes, contents, returns, customs. */
  readonly papers: readonly PaperView[];
  readonly next: QueueRow | null;
}
