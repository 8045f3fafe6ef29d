import { ANSWERS_TO, type Conflict } from './conflict.ts';
import type { Event, RefusalDetail, ReprintReason } from './event.ts';
import type { LineId, OrderId, ParcelCode } from './ids.ts';
import type { Barcode, Item, Order, Person } from './order.ts';
import type { Action, Choice } from './phase.ts';
import type { DrillScore } from './sync-event.ts';
import type { RefusalCode } from './verdict.ts';

/** A sheet that waits for one of its answers; nothing else counts meanwhile. `events` are what becomes true when it is answered well. */
export type Question =
  /** A command that cannot be taken back: CONFIRM within ten seconds. */
  | { readonly kind: 'sure'; readonly action: Action; readonly events: readonly Event[] }
  | { readonly kind: 'short'; readonly orderId: OrderId; readonly lineId: LineId; readonly units: number }
  | {
      readonly kind: 'after-short';
      readonly orderId: OrderId;
      readonly lineId: LineId;
      readonly units: number;
      readonly reason: ShortReason;
    }
  | { readonly kind: 'damaged'; readonly orderId: OrderId; readonly lineId: LineId }
  | {
      readonly kind: 'after-damage';
      readonly orderId: OrderId;
      readonly lineId: LineId;
      readonly reason: DamageReason;
    }
  | { readonly kind: 'hold'; readonly orderId: OrderId }
  /** A supervisor's badge is wanted for what was refused or asked for. */
  | {
      readonly kind: 'approval';
      readonly about: Approved;
      readonly detail: RefusalDetail;
      readonly events: readonly Event[];
    }
  | {
      readonly kind: 'approval-reason';
      readonly about: Approved;
      readonly detail: RefusalDetail;
      readonly events: readonly Event[];
      readonly by: Person;
    }
  /** Another person's badge on a paused bench. */
  | { readonly kind: 'take-over'; readonly person: Person; readonly from: string }
  | {
      readonly kind: 'learn';
      readonly barcode: Barcode;
      readonly item: Pick<Item, 'sku' | 'name' | 'variant' | 'picture'>;
      readonly events: readonly Event[];
    }
  | { readonly kind: 'which-box'; readonly orderId: OrderId; readonly packNo: number; readonly boxes: number }
  | { readonly kind: 'bin-empty'; readonly bin: string }
  /** The shop changed the order while it was open here. */
  | { readonly kind: 'changed'; readonly orderId: OrderId; readonly order: Order; readonly changes: readonly Change[] }
  /** Why the label is printed once more; the one before must be destroyed. */
  | {
      readonly kind: 'reprint';
      readonly orderId: OrderId;
      readonly number: string;
      readonly parcelCode: ParcelCode;
      /** Copies there are already. */
      readonly copies: number;
    }
  | {
      readonly kind: 'which-printer';
      readonly orderId: OrderId;
      readonly printers: readonly { readonly id: string; readonly name: string }[];
    }
  /** The printer before may still print it: then there are two. */
  | { readonly kind: 'twice'; readonly printer: string; readonly events: readonly Event[] }
  /** A parcel of ours contradicts what the hub knows: who, where, when, and what happens now. */
  | { readonly kind: 'conflict'; readonly conflict: Conflict }
  /** For how long the network is to be cut. */
  | { readonly kind: 'drill' }
  | { readonly kind: 'drill-over'; readonly score: DrillScore }
  /** Parcels stay behind when the carrier leaves. */
  | { readonly kind: 'left-behind'; readonly parcels: number; readonly events: readonly Event[] };

/** What a supervisor lets pass: a refusal, or a command beyond the packer's rights. */
export type Approved =
  | RefusalCode
  | 'learn'
  | 'break-kit'
  | 'short'
  | 'train'
  | 'leave-training'
  | 'undo-label'
  | 'reprint'
  | 'take-over-order'
  | 'settle-conflict'
  | 'drill';

export type ShortReason = 'none-on-shelf' | 'misplaced' | 'too-few' | 'damaged';
export type DamageReason = 'crushed' | 'leaking' | 'dirty' | 'seal-broken';
export type HoldReason = 'packer' | 'address' | 'goods' | 'papers' | 'customer' | 'other' | 'missing';
export type ApprovalReason = 'checked' | 'customer-agrees' | 'scale-wrong' | 'no-choice';

/** One readable difference between what was opened and what the shop wants now. */
export interface Change {
  readonly what: 'quantity' | 'line-added' | 'line-removed' | 'address' | 'carrier' | 'note';
  readonly name?: string | undefined;
  readonly variant?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const SURE_MS = 10_000;

/** The answers, at most six, in the order of the keys. None: the answer is a badge. */
export function choicesOf(question: Question): readonly Choice[] {
  switch (question.kind) {
    case 'sure':
    case 'learn':
    case 'left-behind':
    case 'twice':
    case 'bin-empty':
      return ['yes', 'no'];
    case 'changed':
    case 'drill-over':
      return ['yes'];
    case 'conflict':
      return ANSWERS_TO[question.conflict.kind];
    case 'drill':
      return Object.keys(DRILL_MINUTES) as (keyof typeof DRILL_MINUTES)[]; // Object.keys forgets the key type
    case 'short':
      return ['none-on-shelf', 'too-few', 'misplaced'];
    case 'after-short':
      return ['elsewhere', 'ship-rest', 'wait'];
    case 'damaged':
      return ['crushed', 'leaking', 'dirty', 'seal-broken'];
    case 'after-damage':
      return ['replace', 'ship-rest', 'wait'];
    case 'hold':
      return ['address', 'goods', 'papers', 'customer', 'other'];
    case 'approval':
      return [];
    case 'approval-reason':
      // Only a weight can be blamed on a scale.
      return question.about.startsWith('weight')
        ? ['checked', 'customer-agrees', 'scale-wrong', 'no-choice']
        : ['checked', 'customer-agrees', 'no-choice'];
    case 'take-over':
      return ['take-over', 'no'];
    case 'reprint':
      return Object.keys(REPRINT_REASONS) as (keyof typeof REPRINT_REASONS)[]; // Object.keys forgets the key type
    case 'which-printer':
      return PRINTER_CHOICES.slice(0, question.printers.length);
    case 'which-box':
      return (['box-1', 'box-2', 'box-3', 'box-4', 'box-5', 'box-6'] as const).slice(0, question.boxes);
  }
}

/** How long a drill may last, in minutes. */
export const DRILL_MINUTES = { 'minutes-5': 5, 'minutes-15': 15, 'minutes-30': 30 } as const satisfies Partial<
  Record<Choice, number>
>;

/** The answers to "why once more", and what they are called on the record. */
export const REPRINT_REASONS = {
  torn: 'label-torn',
  smeared: 'label-smeared',
  lost: 'label-lost',
  'elsewhere-stuck': 'label-elsewhere',
} as const satisfies Partial<Record<Choice, ReprintReason>>;

export const PRINTER_CHOICES = [
  'printer-1',
  'printer-2',
  'printer-3',
  'printer-4',
  'printer-5',
  'printer-6',
] as const satisfies readonly Choice[];
