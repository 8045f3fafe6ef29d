import type * as z from 'zod';
import type { ConflictAnswer } from '../../core/conflict.ts';
import type { EventType, Shipment } from '../../core/event.ts';
import { EVENT_VERSION } from '../../core/event.ts';
import type { Barcode } from '../../core/order.ts';
import type { HoldReason } from '../../core/question.ts';
import { EVENT_TYPES, type WireEvent, WireEventSchema } from '../../wire/hub-events.ts';
import {
  BinLookedAtPayloadSchema,
  ConflictAnsweredPayloadSchema,
  DamagedPayloadSchema,
  HeldPayloadSchema,
  LearnedPayloadSchema,
  SeenOrderPayloadSchema,
  ShippedPayloadSchema,
  ShortBackPayloadSchema,
  ShortPayloadSchema,
  WrongBinPayloadSchema,
} from '../../wire/hub-payloads.ts';

/** An event whose content the hub understands and the database can hold. */
export type ReadEvent =
  | { readonly t: 'readable'; readonly event: WireEvent; readonly fact: Fact }
  | { readonly t: 'poison'; readonly error: string };

/** What an event means to the hub. */
export type Fact =
  | { readonly t: 'packed' | 'put-back' | 'dropped' | 'nothing' }
  /** A claim given back unopened. The fence is said twice, because no order is open then whose fence the entry could bear. */
  | { readonly t: 'released'; readonly fence: number | null }
  /** `rev` of the order as the bench has it; null from stations that do not say. */
  | { readonly t: 'opened'; readonly rev: number | null }
  | { readonly t: 'revised'; readonly rev: number }
  | { readonly t: 'held'; readonly reason: HoldReason }
  | { readonly t: 'shipped'; readonly shipment: Shipment }
  | { readonly t: 'goods'; readonly note: GoodsNote }
  | { readonly t: 'answered'; readonly conflictId: string; readonly answer: ConflictAnswer }
  | { readonly t: 'teaches'; readonly note: ShelfNote };

/** What a bench found out about the goods of an order. */
export type GoodsNote =
  | {
      readonly t: 'short';
      readonly lineId: string;
      readonly units: number;
      readonly reason: string;
      readonly bin: string | null;
    }
  | { readonly t: 'short-back'; readonly lineId: string; readonly units: number }
  | { readonly t: 'damaged'; readonly lineId: string; readonly units: number; readonly reason: string };

/** What a bench found out about shelves and codes. */
export type ShelfNote =
  | { readonly t: 'bin-not-empty'; readonly bin: string }
  | { readonly t: 'wrong-bin'; readonly sku: string; readonly bin: string | null }
  | { readonly t: 'learned'; readonly sku: string; readonly barcode: Barcode };

const MAX_DEPTH = 40;
/** The database counts units in 32 bits, and sums them; whoever packs more than this has mistyped. */
const MOST_UNITS = 1_000_000;
/** Texts that are found by an index; the database cannot index much longer ones, and would fail the whole batch. */
const MOST_INDEXED = 500;
const INDEXED = ['jobId', 'source', 'parcelCode'];
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(3000, 0, 1);

/** Never throws: what cannot be understood goes into quarantine, so that one bad event holds up none behind it. */
export function readEvent(raw: unknown): ReadEvent {
  const parsed = WireEventSchema.safeParse(raw);
  if (!parsed.success) return poison('bad_envelope');
  const event = parsed.data;
  if (!isStorable(event, MAX_DEPTH)) return poison('unstorable_text');
  const at = Date.parse(event.occurred_at);
  if (!(at >= EARLIEST && at < LATEST)) return poison('impossible_time');
  if (!isKnown(event.type)) return poison('unknown_type');
  if (event.schema_v > EVENT_VERSION) return poison('newer_version');
  if (INDEXED.some((key) => String(event.payload[key] ?? '').length > MOST_INDEXED)) return poison('bad_payload');
  const fact = factOf(event.type, event);
  return fact === null ? poison('bad_payload') : { t: 'readable', event, fact };
}

function factOf(type: EventType, event: WireEvent): Fact | null {
  if (EVENT_TYPES[type] === 'moves-order' && event.order_id === null) return null;
  const payload: unknown = event.payload;
  switch (type) {
    case 'order-opened':
      return { t: 'opened', rev: SeenOrderPayloadSchema.safeParse(payload).data?.order.rev ?? null };
    case 'order-revised':
      return read(SeenOrderPayloadSchema, payload, ({ order }) => ({ t: 'revised', rev: order.rev }));
    case 'order-packed':
      return { t: 'packed' };
    case 'order-released':
      return { t: 'released', fence: typeof event.payload.fence === 'number' ? event.payload.fence : null };
    case 'order-put-back':
      return { t: 'put-back' };
    case 'order-dropped':
      return { t: 'dropped' };
    case 'order-held':
      return read(HeldPayloadSchema, payload, ({ reason }) => ({ t: 'held', reason }));
    case 'order-shipped':
      return read(ShippedPayloadSchema, payload, ({ shipment }) => shippedFact(shipment));
    case 'line-short':
    case 'pick-short':
      return read(ShortPayloadSchema, payload, ({ told, ...short }) =>
        told === true ? { t: 'nothing' } : goods({ ...short, t: 'short', bin: short.bin ?? null }),
      );
    case 'short-taken-back':
      return read(ShortBackPayloadSchema, payload, (back) => goods({ ...back, t: 'short-back' }));
    case 'item-damaged':
      return read(DamagedPayloadSchema, payload, (damaged) => goods({ ...damaged, t: 'damaged' }));
    case 'wrong-bin-told':
      return read(WrongBinPayloadSchema, payload, (told) => ({ t: 'teaches', note: { ...told, t: 'wrong-bin' } }));
    case 'barcode-learned':
      return read(LearnedPayloadSchema, payload, (learned) => ({ t: 'teaches', note: { ...learned, t: 'learned' } }));
    case 'conflict-answered':
      return read(ConflictAnsweredPayloadSchema, payload, ({ conflictId, answer }) => ({
        t: 'answered',
        conflictId: conflictId.toLowerCase(),
        answer,
      }));
    case 'bin-looked-at':
      return read(BinLookedAtPayloadSchema, payload, ({ bin, empty }) =>
        // The stock said empty; only the other answer is news.
        empty ? { t: 'nothing' } : { t: 'teaches', note: { t: 'bin-not-empty', bin } },
      );
    default:
      return { t: 'nothing' };
  }
}

function read<Payload>(
  schema: z.ZodType<Payload>,
  payload: unknown,
  factFrom: (payload: Payload) => Fact | null,
): Fact | null {
  const parsed = schema.safeParse(payload);
  return parsed.success ? factFrom(parsed.data) : null;
}

function goods(note: GoodsNote): Fact | null {
  return note.units > MOST_UNITS ? null : { t: 'goods', note };
}

function shippedFact(shipment: Shipment): Fact | null {
  const lines = [...shipment.parcels.flatMap((parcel) => parcel.lines), ...(shipment.short ?? [])];
  return lines.reduce((sum, { units }) => sum + units, 0) > MOST_UNITS ? null : { t: 'shipped', shipment };
}

function poison(error: string): ReadEvent {
  return { t: 'poison', error };
}

function isKnown(type: string): type is EventType {
  return Object.hasOwn(EVENT_TYPES, type);
}

/** PostgreSQL's text can hold neither NUL nor half a surrogate pair, and one such text would fail the whole batch. */
export function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !/[\0\p{Cs}]/u.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  return Object.entries(value).every(([key, held]) => isStorable(key, 1) && isStorable(held, depth - 1));
}
