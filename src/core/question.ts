import type { Event, RefusalDetail } from './event.ts';
import type { LineId, OrderId } from './ids.ts';
import type { Barcode, Item, Order, Person } from './order.ts';
import type { Action, Choice } from './phase.ts';
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
  /** Parcels stay behind when the carrier leaves. */
  | { readonly kind: 'left-behind'; readonly parcels: number; readonly events: readonly Event[] };

/** What a supervisor lets pass: a refusal, or a command beyond the packer's rights. */
export type Approved = RefusalCode | 'learn' | 'break-kit' | 'short' | 'train' | 'leave-training' | 'undo-label';

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
    case 'bin-empty':
      return ['yes', 'no'];
    case 'changed':
      return ['yes'];
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
    case 'which-box':
      return (['box-1', 'box-2', 'box-3', 'box-4', 'box-5', 'box-6'] as const).slice(0, question.boxes);
  }
}
