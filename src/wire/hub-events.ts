import * as z from 'zod';
import type { Event, EventType, HoldReason, JournalEntry, Shipment } from '../core/event.ts';
import type { LineId, ParcelCode } from '../core/ids.ts';
import { MAX_BATCH } from './hub-feed.ts';
import { branded, Count, Instant, instantOf, Positive, plainText } from './hub-text.ts';

/** Every fact a bench can tell; a new one in core does not compile until the hub has said what it does with it. */
export const EVENT_TYPES = {
  'packer-signed-in': 'stored',
  'packer-signed-out': 'stored',
  'order-asked-for': 'stored',
  'order-not-granted': 'stored',
  'order-opened': 'moves-order',
  'item-packed': 'stored',
  'item-unpacked': 'stored',
  'line-skipped': 'stored',
  'scan-refused': 'stored',
  'stop-acknowledged': 'stored',
  'help-asked': 'stored',
  'help-closed': 'stored',
  'order-held': 'moves-order',
  'order-put-back': 'moves-order',
  'order-packed': 'moves-order',
  'print-wanted': 'stored',
  'document-made': 'stored',
  'document-failed': 'stored',
  'print-started': 'stored',
  'print-troubled': 'stored',
  'print-confirmed': 'stored',
  'print-not-confirmed': 'stored',
  'label-proved': 'stored',
  'order-shipped': 'moves-order',
} as const satisfies Record<EventType, 'stored' | 'moves-order'>;

export const WireEventSchema = z
  .object({
    seq: Positive.describe('Contiguous per station and epoch, from 1'),
    id: z.uuid(),
    type: z.string().min(1).max(60),
    schema_v: Positive,
    order_id: z.uuid().nullable(),
    fence: Count.nullable(),
    rev_seen: Count.nullable(),
    occurred_at: Instant,
    boot_id: z.string().max(80),
    mono_ms: z.number().nonnegative(),
    operator: z.string().max(80).nullable().describe('Person id'),
    payload: z.record(z.string(), z.unknown()).describe('The event without type and orderId'),
  })
  .meta({ id: 'Event' });
export type WireEvent = z.infer<typeof WireEventSchema>;

/** As long as `seq` and `id` can be read the event is kept: what else is wrong puts it into quarantine. */
export const UnreadableEventSchema = z.looseObject({ seq: Positive, id: z.uuid() });

export const PushRequestSchema = z.object({
  epoch: Positive,
  events: z
    .array(z.union([WireEventSchema, UnreadableEventSchema]))
    .min(1)
    .max(MAX_BATCH),
});
export type PushRequest = { readonly epoch: number; readonly events: readonly WireEvent[] };

export const EventOutcomeSchema = z.enum(['applied', 'duplicate', 'conflict', 'quarantined']);
export type EventOutcome = z.infer<typeof EventOutcomeSchema>;

export const PushAnswerSchema = z
  .object({
    ack_seq: Count.describe('Everything up to here is stored durably'),
    results: z.array(
      z.object({ seq: Positive, id: z.uuid(), outcome: EventOutcomeSchema, code: z.string().optional() }),
    ),
    hub_time: Instant,
  })
  .meta({ id: 'PushAnswer' });
export type PushAnswer = z.infer<typeof PushAnswerSchema>;

export const ShippedPayloadSchema = z.object({
  shipment: z.object({
    carrier: plainText(60),
    service: plainText(60),
    parcels: z
      .array(
        z.object({
          parcelCode: branded<ParcelCode>(plainText(80).min(1)),
          lines: z.array(z.object({ lineId: branded<LineId>(z.string()), units: Positive })),
        }),
      )
      .min(1),
  }) satisfies z.ZodType<Shipment>,
});
export const HeldPayloadSchema = z.object({ reason: z.enum(['packer']) satisfies z.ZodType<HoldReason> });

/** A journal entry as it goes to the hub. `revSeen` is the order's rev on the station's disk, when it knows one. */
export function wireEventOf(entry: JournalEntry, revSeen: number | null): WireEvent {
  return {
    seq: entry.seq,
    id: entry.id,
    type: entry.event.type,
    schema_v: entry.version,
    order_id: entry.orderId,
    fence: entry.fence,
    rev_seen: revSeen,
    occurred_at: instantOf(entry.atMs),
    boot_id: entry.bootId,
    mono_ms: entry.monoMs,
    operator: entry.personId,
    payload: payloadOf(entry.event),
  };
}

function payloadOf(event: Event): Record<string, unknown> {
  return Object.fromEntries(Object.entries(event).filter(([key]) => key !== 'type' && key !== 'orderId'));
}
