import type { Found, FoundItem, FoundOrder } from '../core/command.ts';
import type { Conflict } from '../core/conflict.ts';
import type { JournalEntry } from '../core/event.ts';
import type { OrderId, PersonId } from '../core/ids.ts';
import type { Item, Order, Person } from '../core/order.ts';
import type { DecodedSymbol, PaperKind } from '../core/print.ts';
import type { Result } from '../core/result.ts';
import type { ReadyScreen } from '../core/screen-view.ts';
import type { Site } from '../core/site.ts';
import type { State } from '../core/state.ts';

export type JournalFault =
  | { readonly kind: 'disk-full'; readonly detail: string }
  | { readonly kind: 'journal-unwritable'; readonly detail: string };

/** What happened here: append-only, dense, durable before `append` answers. */
export interface Journal {
  append(drafts: readonly JournalDraft[]): Promise<Result<readonly JournalEntry[], JournalFault>>;
  /** Entries after `seq`, oldest first. */
  after(seq: number): Iterable<JournalEntry>;
  lastSeq(): number;
  /** The hub has everything up to here. Only `acknowledge` and `rewind` move it. */
  acknowledgedSeq(): number;
  acknowledge(seq: number): void;
  /** The hub was restored from an older backup: what it no longer has is sent again, under the same ids. */
  rewind(seq: number): void;
  unsent(): { readonly entries: number; readonly orders: number };
  shippedSince(atMs: number): number;
  /** Number of the order that a code on one of its papers was made for. */
  orderNumberOf(code: string): string | null;
  /** An order that left from here, by its number or by a code on its papers. */
  shippedParcel(text: string): Found['shipped'];
  /** The order that a unit with this serial left with from this bench, the last one if it came back in between. */
  serialShipped(sku: string, serial: string): { readonly number: string; readonly atMs: number } | null;
  /**
   * Deletes what nobody can ask for any more: acknowledged before `beforeMs` and of no order that is still under way here. Entries that
   * the fold needs stay. @returns how many entries and printed papers went
   */
  forget(beforeMs: number, state: State): { readonly entries: number; readonly papers: number };
  /** A fold saved to make the next start fast; ignored unless it was made by the same version of the fold. */
  saveSnapshot(seq: number, state: State): void;
  loadSnapshot(): { readonly seq: number; readonly state: State } | null;
}

export type JournalDraft = Omit<JournalEntry, 'seq'>;

/** The printed bytes, kept so that a reprint is the same bytes. */
export interface Artefacts {
  put(artefact: Artefact): void;
  /** `form`: as `formName` calls it. */
  get(parcelCode: string, paper: PaperKind, form: string): Artefact | null;
  /** The very bytes that a job was made of. */
  bySha(sha256: string): Artefact | null;
  /** The latest of a parcel in whatever form, to look at. */
  latest(parcelCode: string, paper: PaperKind): Artefact | null;
}

export interface Artefact {
  readonly parcelCode: string;
  readonly paper: PaperKind;
  readonly form: string;
  /** Of a carrier's document as the hub gave it; null: our own. */
  readonly source: string | null;
  readonly sha256: string;
  readonly decoded: readonly DecodedSymbol[];
  readonly bytes: Uint8Array;
  readonly png: Uint8Array | null;
  readonly atMs: number;
}

/** One page of the hub's feed, ready for the disk. */
export interface ReplicaPage {
  readonly cursor: string;
  readonly feedEpoch: string;
  readonly orders: readonly Order[];
  readonly removed: readonly OrderId[];
  readonly items: readonly Item[];
  readonly people: readonly StoredPerson[];
  /** Those that changed; `open` false: decided, and forgotten here. */
  readonly conflicts: readonly { readonly conflict: Conflict; readonly open: boolean }[];
  readonly atMs: number;
}

export interface StoredPerson extends Person {
  readonly badgeHash: string | null;
  readonly pinHash: string | null;
  readonly active: boolean;
}

/** What the hub last said. Disposable; written by a pull (page and cursor together) or by a claim's answer. */
export interface Replica {
  cursor(): string | null;
  lastPullAtMs(): number | null;
  apply(page: ReplicaPage): void;
  grant(claims: readonly Grant[]): void;
  /** The hub says that these are not this station's any more. */
  revoke(orderIds: readonly OrderId[]): void;
  /** Open conflicts that a parcel of this station is in, oldest first. */
  conflicts(): readonly Conflict[];
  /** Soft leases of this station: to be renewed while they are worked on. */
  leases(): readonly { readonly orderId: OrderId; readonly fence: number }[];
  /** Hard claims of this station that nothing was done with, least urgent first. */
  unopened(): readonly FoundOrder[];
  /** Every hard claim of this station that is not settled here, with its fence: what a restored hub has to know. */
  held(): readonly { readonly orderId: OrderId; readonly fence: number }[];
  /** Everything is fetched again after this. */
  clear(): void;
  /** Carriers' documents of this station's own orders that are not on the disk yet, most urgent order first. */
  missingDocuments(limit: number): readonly string[];
  /** Bytes by their SHA-256; refused, by throwing, when they do not match it. */
  putDocument(sha256: string, bytes: Uint8Array): void;
  document(sha256: string): Uint8Array | null;
  /** What the hub said of itself and of this station; null before the first word. */
  identity(): Identity | null;
  setIdentity(identity: Identity): void;

  /** What the hub's catalogue says of a code, and what was taught at this bench; exact, case and leading zeros count. */
  itemsByCode(kind: 'gtin' | 'text', value: string): readonly FoundItem[];
  item(sku: string): Item | null;
  /** Orders with this number or tote, overlaid with what this station did to them. */
  ordersByText(text: string): readonly FoundOrder[];
  /**
   * Orders that want this item and could be opened: those with nothing else first, this station's own before free ones, then by
   * urgency. Free ones can only be claimed from the hub, so they are left out when it is away.
   */
  ordersByItem(sku: string, limit: number, withUnclaimed: boolean): readonly FoundOrder[];
  /** Orders that this very unit is set aside for; `sku` null: of whatever item. */
  ordersBySerial(serial: string, sku: string | null): readonly FoundOrder[];
  order(id: OrderId): FoundOrder | null;
  personByBadge(badgeHash: string): Person | null;
  person(id: PersonId): StoredPerson | null;
  /** Those who may sign in by PIN, by name. */
  people(): readonly Person[];
  /** Orders that NEXT would open: this station's own first, most urgent first. */
  queue(limit: number, withUnclaimed: boolean): readonly FoundOrder[];
  /** This station's own orders whose goods are still on their shelves, most urgent first. */
  picks(limit: number): readonly FoundOrder[];
  counts(nowMs: number, endOfDayMs: number): ReadyScreen['counts'];
  /** Orders held by a hard claim and not settled here. */
  claimed(): number;
  /** Whether there is any order that could still be claimed. */
  hasUnclaimed(): boolean;
  /** An item with the same name and another variant. */
  lookAlike(sku: string): { readonly variant: string; readonly picture: string | null } | null;
}

export interface Grant {
  readonly orderId: OrderId;
  readonly fence: number;
  readonly rev: number;
  readonly class: 'soft' | 'hard';
}

export interface Identity {
  readonly hubId: string;
  readonly feedEpoch: string;
  readonly badgeSalt: string;
  readonly station: { readonly id: string; readonly no: number; readonly name: string; readonly epoch: number };
  readonly offlineBuffer: number;
  /** How this warehouse wants it done; the defaults until the hub has said it. */
  readonly site: Site;
}
