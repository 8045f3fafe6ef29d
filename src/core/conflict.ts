import type { OrderId } from './ids.ts';

/** What can be wrong with a parcel that left, or says that it left: a fact and the order it belongs to do not fit together. */
export const CONFLICT_KINDS = [
  'double_ship', // another station's parcel left first
  'shipped_after_cancel',
  'over_ship', // more units than ordered, or an unknown line
  'edited_after_claim', // packed from an older word of the shop
  'moved', // another warehouse has the order now
  'tracking_twice',
  'foreign_label',
  'label_voided',
] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** What a person decides about it. */
export const CONFLICT_ANSWERS = [
  'keep-first', // the parcel that was accepted leaves; the other box goes back to its shelf
  'keep-second', // the other one leaves instead
  'taken-back', // the box is here, and is unpacked
  'has-left', // the carrier has it: refund, recall or leave it
  'still-right', // what was packed is what the shop wants
  'ask-lead', // both boxes wait, somebody else decides
] as const;
export type ConflictAnswer = (typeof CONFLICT_ANSWERS)[number];

/** The answers to each kind, the usual one first. Both the card at the bench and the hub read this table. */
export const ANSWERS_TO = {
  double_ship: ['keep-first', 'keep-second', 'ask-lead'],
  moved: ['keep-first', 'keep-second', 'ask-lead'],
  shipped_after_cancel: ['taken-back', 'has-left', 'ask-lead'],
  over_ship: ['taken-back', 'has-left', 'ask-lead'],
  edited_after_claim: ['still-right', 'taken-back', 'ask-lead'],
  tracking_twice: ['taken-back', 'has-left', 'ask-lead'],
  foreign_label: ['taken-back', 'has-left', 'ask-lead'],
  label_voided: ['taken-back', 'has-left', 'ask-lead'],
} as const satisfies Record<ConflictKind, readonly ConflictAnswer[]>;

/** One parcel, or set of parcels, that claims to be the order's. */
export interface ConflictSide {
  readonly station: string;
  /** This is the station that asks. */
  readonly mine: boolean;
  readonly person: string | null;
  readonly atMs: number;
  /** Carrier's numbers, or parcel codes where there are none. */
  readonly labels: readonly string[];
  /** The parcel counts as the order's shipment. */
  readonly accepted: boolean;
}

export interface Conflict {
  readonly id: string;
  readonly kind: ConflictKind;
  readonly orderId: OrderId;
  readonly number: string;
  readonly openedAtMs: number;
  /** A packer wants somebody else to decide. */
  readonly askedLead: boolean;
  /** The one that was there first comes first; at most two. */
  readonly sides: readonly ConflictSide[];
}
