import type { CarrierLimits } from './carton.ts';
import type { LineId, OrderId, PersonId, Sku } from './ids.ts';
import type { Dpi } from './print.ts';

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

/** What must be known of every unit before it may go into a box. */
export interface Tracking {
  readonly lot?: boolean | undefined;
  readonly serial?: boolean | undefined;
  readonly expiry?: boolean | undefined;
  /** Sold by weight: every unit brings its own. */
  readonly weight?: boolean | undefined;
  /** Days that must be left until expiry. */
  readonly days?: number | undefined;
  /** Regular expression that a serial must match as a whole. */
  readonly pattern?: string | undefined;
}

/** Why nothing of an item may leave the house. */
export type Block = 'recall' | 'hold';

export interface Item {
  readonly sku: Sku;
  readonly name: string;
  /** The word that tells it from its look-alikes: colour, size, lot. */
  readonly variant?: string | undefined;
  /** Weight of one unit in grams, when known. */
  readonly grams?: number | undefined;
  /** Standard deviation of one unit's weight, in grams. */
  readonly spread?: number | undefined;
  /** Length, width, height of one unit. */
  readonly millimetres?: readonly [number, number, number] | undefined;
  /** Name of a bundled drawing, when there is one. */
  readonly picture?: string | undefined;
  readonly barcodes: readonly Barcode[];
  readonly track?: Tracking | undefined;
  readonly blocked?: Block | undefined;
  /** Dangerous goods: only for people with that right. */
  readonly hazard?: boolean | undefined;
  /** Has no barcode at all: units are counted by hand, and flagged. */
  readonly uncoded?: boolean | undefined;
  /** Typed codes are not taken for this item; it must be scanned. */
  readonly untyped?: boolean | undefined;
}

/** A lot that was set aside for this line, with the date on it when the stock knows it. */
export interface AllocatedLot {
  readonly lot: string;
  /** `YYYY-MM-DD` */
  readonly expiry?: string | undefined;
}

/** The kit that a line is a part of; lines with the same `no` belong together. */
export interface KitGroup {
  readonly no: number;
  readonly sku: Sku;
  readonly name: string;
}

export interface OrderLine extends Item {
  readonly id: LineId;
  /** 1-based place on the order. */
  readonly no: number;
  /** Units ordered, at least 1. */
  readonly quantity: number;
  readonly bin?: string | undefined;
  /** The stock says that the shelf is empty once this line is picked: a person looks. */
  readonly empties?: boolean | undefined;
  readonly lots?: readonly AllocatedLot[] | undefined;
  readonly serials?: readonly string[] | undefined;
  readonly kit?: KitGroup | undefined;
  /** For a kit that is packed as built: the lines it becomes when it is broken. */
  readonly parts?: readonly OrderLine[] | undefined;
  /** What the customer takes instead, in order of liking. */
  readonly swaps?: readonly Item[] | undefined;
}

/** What goes into the box beside the goods, or is done before it is closed. */
export type Extra = 'gift-note' | 'insert' | 'customs' | 'dangerous-goods' | 'photo';

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
  /** Not picked yet: the goods are still on their shelves. */
  readonly pick?: boolean | undefined;
  /** The shelf must be scanned before a unit counts. */
  readonly places?: boolean | undefined;
  readonly extras?: readonly Extra[] | undefined;
  readonly limits?: CarrierLimits | undefined;
  /** Days of shelf life that this customer wants, on top of what the item asks for. */
  readonly days?: number | undefined;
  /** What is missing before this order may leave: shown in words, cleared by the hub. */
  readonly problems?: readonly Problem[] | undefined;
  /** `carrier`: the carrier makes the label, and the bench waits for it. Absent: the bench makes its own. */
  readonly label?: 'carrier' | undefined;
  readonly documents?: readonly CarrierDocument[] | undefined;
  /** What the giver wrote; it is printed as a note of its own. */
  readonly message?: string | undefined;
  /** A label for sending goods back lies in the first box: the carrier's, or ours to the site's sender. */
  readonly returns?: boolean | undefined;
}

/** A carrier's document for one parcel. Its bytes are fetched by their hash, kept, and printed unchanged. */
export interface CarrierDocument {
  /** Lower-case hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
  readonly kind: 'label' | 'return' | 'customs';
  /** 1-based parcel of the order that it is for. */
  readonly parcel: number;
  readonly format: 'zpl' | 'pdf' | 'png';
  /** What a ZPL or PNG label was made for; a PDF is drawn at the printer's own. */
  readonly dpi?: Dpi | undefined;
  /** The carrier's number; a barcode on a label must contain it. */
  readonly tracking: string;
  /** The carrier cancelled it: it must not leave, and is not printed again. */
  readonly voided?: boolean | undefined;
}

export type Problem = 'address' | 'customs' | 'hazard-papers';

export interface Claim {
  readonly class: 'soft' | 'hard';
  readonly mine: boolean;
  /** Who has it; absent when the hub did not say. */
  readonly holder?: Holder | undefined;
}

export interface Holder {
  readonly station: string;
  /** The packer's name; null: the order is only lent. */
  readonly person: string | null;
  readonly sinceMs: number;
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

export type Role = 'packer' | 'lead' | 'supervisor';

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly role: Role;
}

export function unitsOf(doc: OrderDoc): number {
  return doc.lines.reduce((sum, line) => sum + line.quantity, 0);
}
