import type { Conflict } from './conflict.ts';
import type { RefusalDetail } from './event.ts';
import type { NoteCode } from './note.ts';
import type { Role } from './order.ts';
import type { Action, Choice, Phase } from './phase.ts';
import type { Acknowledgement, PaperKind, PrinterCondition, PrinterRole, Transport } from './print.ts';
import type { Approved, Change, DamageReason, Question, ShortReason } from './question.ts';
import type { JobView, LineView, Screen } from './screen-view.ts';
import type { Sheet } from './state.ts';
import type { DrillScore } from './sync-event.ts';
import type { RefusalCode, Sound, Stop, Tone } from './verdict.ts';

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
  /** Drawn over the screen, and over a stop: one of its answers goes on. */
  readonly question: QuestionView | null;
  readonly keys: readonly KeyView[];
  readonly strip: Strip;
  readonly sheet: Sheet | null;
  /** The self-test, part by part; shown when asked for and while nobody is signed in. */
  readonly status: readonly StatusRow[];
  /** Every paper on its way and every box that waits for one; null unless the printers' sheet is open. */
  readonly queue: QueueView | null;
  readonly mode: 'work' | 'demo' | 'training';
}

/** What the sheet of the printers shows beside their health, which stands in the strip. */
export interface QueueView {
  /** The open order's first, then what lies beside, then parked boxes; what is over last. */
  readonly jobs: readonly JobRow[];
  readonly parked: readonly ParkedRow[];
}

export interface JobRow extends JobView {
  readonly paper: PaperKind;
  readonly number: string;
  readonly parcelCode: string;
  readonly where: 'open' | 'parked' | 'aside';
  /** Somebody may say that nobody waits for it. */
  readonly droppable: boolean;
}

export interface ParkedRow {
  readonly number: string;
  readonly boxes: number;
  readonly sinceMs: number;
}

/** A question without what becomes true by its answer. */
export interface QuestionView {
  readonly kind: Question['kind'];
  readonly sinceMs: number;
  readonly choices: readonly { readonly choice: Choice; readonly code: string }[];
  /** A supervisor's badge answers it. */
  readonly badge: boolean;
  readonly action: Action | null;
  readonly about: Approved | null;
  readonly detail: RefusalDetail;
  readonly line: LineView | null;
  readonly units: number | null;
  readonly reason: ShortReason | DamageReason | null;
  readonly person: string | null;
  readonly bin: string | null;
  readonly changes: readonly Change[];
  readonly conflict: Conflict | null;
  readonly drill: DrillScore | null;
  /** What the choices are called, where they are things and not words: printers. */
  readonly names: readonly string[];
}

export interface StatusRow {
  readonly part: 'scanner' | 'label-printer' | 'slip-printer' | 'scale' | 'store' | 'clock' | 'hub';
  readonly level: 'well' | 'degraded' | 'lost' | 'unknown' | 'off';
  readonly name: string;
  readonly sinceMs: number;
  /** Why, when the part is not well. */
  readonly why:
    | 'denied'
    | 'busy'
    | 'gone'
    | 'twice' // two devices deliver one read
    | 'conditions'
    | 'full'
    | 'unwritable'
    | 'ahead'
    | 'behind'
    | 'never-heard'
    | 'offline'
    | 'refused' // the key is not known, or was ended
    | 'forked' // two copies of this station were in use
    | 'enrolled-elsewhere'
    | 'history-gone' // the hub lost more than is kept here
    | 'event-too-large'
    | null;
  readonly conditions: readonly PrinterCondition[];
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
  /** What lets it pass: the same scan again, or a supervisor's badge; `clears`: a badge takes the stop away and nothing passes. */
  readonly remedy: 'again' | 'supervisor' | 'clears' | null;
}

export interface KeyView {
  readonly action: Action;
  /** The command barcode, for example `XQUNDOM`. */
  readonly code: string;
  readonly enabled: boolean;
  /** Why it is not enabled, as a code for the catalogue. */
  readonly reason: RefusalCode | null;
}

export interface Strip {
  readonly person: { readonly name: string; readonly role: Role } | null;
  readonly station: string;
  readonly network: {
    readonly state: 'online' | 'offline' | 'refused' | 'starting';
    /** Why it is refused. */
    readonly why: StatusRow['why'];
    readonly sinceMs: number;
  };
  /** Journal entries that the hub has not acknowledged. */
  readonly unsent: number;
  /** Shipped orders among them. */
  readonly unsentOrders: number;
  /** Orders this station may finish without the hub. */
  readonly autonomyOrders: number;
  /** About how long that lasts at the pace of this bench; null: too few orders were packed here to say. */
  readonly autonomyMs: number | null;
  /** The network is cut on purpose until then. */
  readonly drill: { readonly endsAtMs: number } | null;
  /** Parcels of this bench that somebody has to decide about. */
  readonly conflicts: number;
  /** As they were set up; the first with a role is the usual one. */
  readonly printers: readonly PrinterView[];
  /** Boxes that wait for their label. */
  readonly parked: number;
  readonly scanner: DeviceView;
  readonly scale: DeviceView;
}

export interface DeviceView {
  readonly state: 'well' | 'degraded' | 'lost' | 'unknown' | 'off';
  readonly name: string;
  /** Why a cable cannot be used, when that is known. */
  readonly why?: 'denied' | 'busy' | 'gone' | undefined;
  readonly sinceMs: number;
  readonly conditions: readonly PrinterCondition[];
}

export interface PrinterView extends DeviceView {
  readonly id: string;
  readonly roles: readonly PrinterRole[];
  readonly transport: Transport;
  readonly acknowledgement: Acknowledgement;
}

/** A signal that is heard and not kept. */
export interface Notice {
  readonly sound: Sound;
  readonly viewNo: number;
}
