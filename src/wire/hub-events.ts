import * as z from 'zod';
import type { Event, EventType, JournalEntry } from '../core/event.ts';
import { MAX_BATCH } from './hub-feed.ts';
import { Count, Instant, instantOf, Positive } from './hub-text.ts';

/**
 * What the hub does with a fact: keeps it, moves an order by it (then it names one), learns from it about stock or catalogue, or ends a conflict by it.
 * Every fact a bench can tell stands here; a new one in core does not compile until the hub has said what it does with it.
 */
export const EVENT_TYPES = {
  'packer-signed-in': 'stored',
  'packer-signed-out': 'stored',
  'station-locked': 'stored',
  'station-unlocked': 'stored',
  'station-taken-over': 'stored',
  'training-asked': 'stored',
  'training-left': 'stored',
  'scan-taken': 'stored',
  'scan-refused': 'stored',
  'stop-acknowledged': 'stored',
  'stop-confirmed': 'stored',
  'approval-given': 'stored',
  'question-asked': 'stored',
  'question-closed': 'stored',
  'barcode-learned': 'teaches',
  'help-asked': 'stored',
  'help-closed': 'stored',
  'status-asked': 'stored',
  'status-closed': 'stored',
  'printers-asked': 'stored',
  'printers-closed': 'stored',
  'card-begun': 'stored',
  'card-read': 'stored',
  'card-ended': 'stored',
  'card-finished': 'stored',
  'order-asked-for': 'stored',
  'order-not-granted': 'stored',
  'order-opened': 'moves-order',
  'order-held': 'moves-order',
  // A claim given back unopened: the shop cancelled it, or this bench has more than it can use.
  'order-released': 'moves-order',
  'order-take-over-asked': 'stored',
  'order-hardening-asked': 'stored',
  'order-hardened': 'stored',
  'order-lost': 'stored',
  'conflict-answered': 'settles-conflict',
  'drill-begun': 'stored',
  'drill-ended': 'stored',
  'drill-seen': 'stored',
  'order-put-back': 'moves-order',
  'order-parked': 'stored',
  'order-resumed': 'stored',
  // Only what is packed and where it goes must be agreed on; that a bench knows of a label changes nothing here.
  'documents-changed': 'stored',
  'parcel-pointed-at': 'stored',
  'round-begun': 'stored',
  'tote-given': 'stored',
  'tote-full': 'stored',
  'place-proved': 'stored',
  'item-picked': 'stored',
  'tote-proved': 'stored',
  'item-unpicked': 'stored',
  'pick-skipped': 'stored',
  'pick-chosen': 'stored',
  'pick-short': 'moves-order',
  'bin-looked-at': 'teaches',
  'round-ended': 'stored',
  'loading-begun': 'stored',
  'parcel-loaded': 'stored',
  'parcel-unloaded': 'stored',
  'loading-ended': 'stored',
  'item-packed': 'stored',
  'item-unpacked': 'stored',
  'item-removed': 'stored',
  'line-reset': 'stored',
  'line-skipped': 'stored',
  'line-chosen': 'stored',
  'line-short': 'moves-order',
  'short-taken-back': 'moves-order',
  'item-damaged': 'moves-order',
  'wrong-bin-told': 'teaches',
  'kit-broken': 'stored',
  'capture-begun': 'stored',
  'capture-filled': 'stored',
  'capture-dropped': 'stored',
  'mode-entered': 'stored',
  'mode-left': 'stored',
  'item-moved': 'stored',
  'box-closed': 'stored',
  'box-begun': 'stored',
  'box-asked': 'stored',
  'box-suggested': 'stored',
  'box-too-small': 'stored',
  'box-chosen': 'stored',
  'weight-asked': 'stored',
  'box-weighed': 'stored',
  'weight-skipped': 'stored',
  'weighing-repeated': 'stored',
  'papers-asked': 'stored',
  'extra-done': 'stored',
  'order-packed': 'moves-order',
  'order-changed-above': 'stored',
  'order-revised': 'moves-order',
  'order-dropped': 'moves-order',
  'print-wanted': 'stored',
  'document-made': 'stored',
  'document-failed': 'stored',
  'print-started': 'stored',
  'print-troubled': 'stored',
  'print-confirmed': 'stored',
  'print-not-confirmed': 'stored',
  'job-dropped': 'stored',
  'printer-clear-asked': 'stored',
  'label-proved': 'stored',
  'order-shipped': 'moves-order',
} as const satisfies Record<EventType, 'stored' | 'moves-order' | 'teaches' | 'settles-conflict'>;

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
/** What of a push is checked when it comes in: each event is read by itself then, and one that is not as it should be harms no other. */
export const PushEnvelopeSchema = z.object({
  epoch: Positive,
  events: z.array(UnreadableEventSchema).min(1).max(MAX_BATCH),
});
export type PushRequest = { readonly epoch: number; readonly events: readonly WireEvent[] };

export const EventOutcomeSchema = z.enum(['applied', 'duplicate', 'conflict', 'quarantined']);
export type EventOutcome = z.infer<typeof EventOutcomeSchema>;

export const PushAnswerSchema = z
  .object({
    ack_seq: Count.describe('Everything up to here is stored durably'),
    results: z.array(
      z.object({
        seq: Positive,
        id: z.uuid(),
        outcome: EventOutcomeSchema,
        code: z.string().optional(),
        conflict_id: z.uuid().optional(),
      }),
    ),
    hub_time: Instant,
  })
  .meta({ id: 'PushAnswer' });
export type PushAnswer = z.infer<typeof PushAnswerSchema>;

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
