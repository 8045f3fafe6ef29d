import type { RefusalDetail } from './event.ts';
import type { LineId, OrderId, PersonId } from './ids.ts';
import type { Mark, Role } from './order.ts';
import type { Action, Phase } from './phase.ts';
import type { JobState, PrinterCondition, PrintFaultCode } from './print.ts';
import type { NoteCode, RefusalCode, Sound, Stop, Tone } from './verdict.ts';

/** Everything the screen shows, as data. The renderer is a function of this and keeps no truth of its own. */
export interface View {
  /** +1 with every view published. */
  readonly no: number;
  readonly atMs: number;
  readonly phase: Phase;
  readonly screen: Screen;
  readonly band: Band;
  /** What must be seen before anything else counts; drawn over the screen (soft 60 %, hard all of it). */
  readonly stop: StopView | null;
  readonly keys: readonly KeyView[];
  readonly strip: Strip;
  readonly helpOpen: boolean;
  readonly mode: 'work' | 'demo';
}

export type Screen =
  | { readonly name: 'signed-out'; readonly people: readonly { readonly id: PersonId; readonly name: string }[] }
  | ReadyScreen
  | VerifyScreen
  | LabelScreen
  | ProveScreen
  | DoneScreen;

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
}

export interface JobView {
  readonly jobId: string;
  readonly state: JobState;
  readonly printer: string;
  readonly code: PrintFaultCode | null;
  readonly conditions: readonly PrinterCondition[];
  readonly queuedAtMs: number;
  readonly sentAtMs: number | null;
  readonly changedAtMs: number;
  readonly copy: number;
  /** True once a picture of it can be asked for with `preview`. */
  readonly hasPreview: boolean;
  /** Why it could not be made, when `state` is `failed`. */
  readonly detail: string | null;
}

export interface LabelScreen {
  readonly name: 'label';
  readonly head: Head;
  readonly parcelCode: string;
  readonly label: JobView;
  readonly slip: JobView | null;
}

export interface ProveScreen {
  readonly name: 'prove';
  readonly head: Head;
  readonly parcelCode: string;
  readonly label: JobView;
  readonly slip: JobView | null;
}

export interface DoneScreen {
  readonly name: 'done';
  readonly head: Head;
  /** `sending`: online and not yet answered; `saved`: kept on this station until the network is back. */
  readonly state: 'sending' | 'shipped' | 'saved';
  readonly lane: string;
  readonly slip: JobView | null;
  readonly next: QueueRow | null;
}

export interface Band {
  readonly tone: Tone;
  readonly code: NoteCode | RefusalCode;
  readonly detail: BandDetail;
}

export interface BandDetail extends RefusalDetail {
  /** Name of the thing this is about: an item, a person. */
  readonly name?: string | undefined;
  readonly variant?: string | undefined;
  readonly raw?: string | undefined;
  readonly atMs?: number | undefined;
  readonly n?: number | undefined;
  readonly of?: number | undefined;
  readonly action?: Action | undefined;
}

export interface StopView {
  readonly stop: Exclude<Stop, 'band'>;
  readonly tone: Tone;
  readonly code: RefusalCode;
  readonly detail: RefusalDetail;
  readonly sinceMs: number;
}

export interface KeyView {
  readonly action: Action;
  /** The command barcode, for example `XQUNDOM`. */
  readonly code: string;
  readonly enabled: boolean;
  /** Why it is not enabled, as a code for the catalogue. */
  readonly reason: 'not-now' | 'nothing-to-undo' | 'nothing-to-do' | 'last-line' | null;
}

export interface Strip {
  readonly person: { readonly name: string; readonly role: Role } | null;
  readonly station: string;
  readonly network: { readonly state: 'online' | 'offline' | 'refused' | 'starting'; readonly sinceMs: number };
  /** Journal entries that the hub has not acknowledged. */
  readonly unsent: number;
  /** Shipped orders among them. */
  readonly unsentOrders: number;
  /** Orders this station may finish without the hub. */
  readonly autonomyOrders: number;
  readonly labelPrinter: DeviceView;
  readonly slipPrinter: DeviceView;
  readonly scanner: DeviceView;
}

export interface DeviceView {
  readonly state: 'well' | 'degraded' | 'lost' | 'unknown' | 'off';
  readonly name: string;
  readonly sinceMs: number;
  readonly conditions: readonly PrinterCondition[];
}

/** A signal that is heard and not kept. */
export interface Notice {
  readonly sound: Sound;
  readonly viewNo: number;
}
