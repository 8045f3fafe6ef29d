import type { LineId, OrderId, PersonId, Sku } from './ids.ts';

/** Where the hub says an order stands. A station only ever packs `claimed` orders that are its own. */
export type OrderState =
  | 'ready'
  | 'claimed'
  | 'packing'
  | 'packed'
  | 'shipped'
  | 'on_hold'
  | 'cancel_pending'
  | 'cancelled'
  | 'review';

export interface Address {
  readonly name: string;
  readonly company?: string | undefined;
  readonly street: string;
  readonly extra?: string | undefined;
  readonly city: string;
  readonly region?: string | undefined;
  readonly postcode: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** Made up by an import that was told to; printed on the label as such. */
  readonly invented?: boolean | undefined;
}

/** Something a scanner may read that means this item. `gtin` values are always 14 digits. */
export interface Barcode {
  readonly kind: 'gtin' | 'text';
  readonly value: string;
  /** Units of the order line that one scan stands for, at least 1. */
  readonly factor: number;
}

export interface Item {
  readonly sku: Sku;
  readonly name: string;
  /** The word that tells it from its look-alikes: colour, size, lot. */
  readonly variant?: string | undefined;
  /** Weight of one unit in grams, when known. */
  readonly grams?: number | undefined;
  /** Name of a bundled drawing, when there is one. */
  readonly picture?: string | undefined;
  readonly barcodes: readonly Barcode[];
}

export interface OrderLine extends Item {
  readonly id: LineId;
  /** 1-based place on the order. */
  readonly no: number;
  /** Units ordered, at least 1. */
  readonly quantity: number;
  readonly bin?: string | undefined;
}

export type Mark = 'gift' | 'no-invoice' | 'fragile';

/** What the packer works from. Keys are single words so that it looks the same on the wire, on disk and in memory. */
export interface OrderDoc {
  readonly to: Address;
  readonly lines: readonly OrderLine[];
  readonly carrier: string;
  readonly service: string;
  /** Where the finished parcel is put down. */
  readonly lane: string;
  readonly tote?: string | undefined;
  readonly marks: readonly Mark[];
  readonly note?: string | undefined;
}

export interface Claim {
  readonly class: 'soft' | 'hard';
  readonly mine: boolean;
}

export interface Order {
  readonly id: OrderId;
  readonly number: string;
  /** Counts the hub's changes of this order. */
  readonly rev: number;
  readonly state: OrderState;
  /** 1 is most urgent, 9 least. */
  readonly priority: number;
  readonly shipByMs: number | null;
  /** Counts changes of owner; a fact carries the fence it was made under. */
  readonly fence: number;
  readonly claim: Claim | null;
  readonly doc: OrderDoc;
}

export type Role = 'packer' | 'supervisor';

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly role: Role;
}

export function unitsOf(doc: OrderDoc): number {
  return doc.lines.reduce((sum, line) => sum + line.quantity, 0);
}
