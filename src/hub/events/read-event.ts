import type { EventType, Shipment } from '../../core/event.ts';
import { EVENT_VERSION } from '../../core/event.ts';
import {
  EVENT_TYPES,
  HeldPayloadSchema,
  ShippedPayloadSchema,
  type WireEvent,
  WireEventSchema,
} from '../../wire/hub-events.ts';

/** An event whose content the hub understands and the database can hold. */
export type ReadEvent =
  | { readonly t: 'readable'; readonly event: WireEvent; readonly fact: Fact }
  | { readonly t: 'poison'; readonly error: string };

/** What an event means to the hub. */
export type Fact =
  | { readonly t: 'opened' | 'packed' | 'put-back' | 'held' | 'nothing' }
  | { readonly t: 'shipped'; readonly shipment: Shipment };

const MAX_DEPTH = 40;
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
  const fact = factOf(event.type, event);
  return fact === null ? poison('bad_payload') : { t: 'readable', event, fact };
}

function factOf(type: EventType, event: WireEvent): Fact | null {
  if (EVENT_TYPES[type] === 'moves-order' && event.order_id === null) return null;
  switch (type) {
    case 'order-opened':
      return { t: 'opened' };
    case 'order-packed':
      return { t: 'packed' };
    case 'order-put-back':
      return { t: 'put-back' };
    case 'order-held':
      return HeldPayloadSchema.safeParse(event.payload).success ? { t: 'held' } : null;
    case 'order-shipped': {
      const shipped = ShippedPayloadSchema.safeParse(event.payload);
      return shipped.success ? { t: 'shipped', shipment: shipped.data.shipment } : null;
    }
    default:
      return { t: 'nothing' };
  }
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
