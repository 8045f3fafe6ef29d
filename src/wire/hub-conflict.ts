import * as z from 'zod';
import { CONFLICT_ANSWERS, CONFLICT_KINDS, type Conflict } from '../core/conflict.ts';
import { OrderIdSchema } from './hub-order.ts';
import { Count, Instant, Positive, plainText } from './hub-text.ts';

export const ConflictKindSchema = z.enum(CONFLICT_KINDS);
export const ConflictAnswerSchema = z.enum(CONFLICT_ANSWERS);

const sideShape = {
  station: z.string(),
  person: z.string().nullable(),
  at: Instant,
  labels: z.array(z.string()).describe("Carrier's numbers, or parcel codes where there are none"),
  accepted: z.boolean().describe('Counts as the shipment of the order'),
};

const conflictShape = {
  id: z.uuid(),
  kind: ConflictKindSchema,
  order_id: OrderIdSchema,
  number: z.string(),
  opened_at: Instant,
  open: z.boolean(),
  asked_lead: z.boolean().describe('The packer wants somebody else to decide'),
};

/** As a station hears of it, on the feed. */
export const WireConflictSchema = z
  .object({
    ...conflictShape,
    sides: z
      .array(z.object({ ...sideShape, mine: z.boolean() }))
      .describe('At most two; the one that was there first comes first'),
  })
  .meta({ id: 'Conflict' });
export type WireConflict = z.infer<typeof WireConflictSchema>;

export function conflictOf(wire: WireConflict): Conflict {
  return {
    id: wire.id,
    kind: wire.kind,
    orderId: wire.order_id,
    number: wire.number,
    openedAtMs: Date.parse(wire.opened_at),
    askedLead: wire.asked_lead,
    sides: wire.sides.map(({ at, ...side }) => ({ ...side, atMs: Date.parse(at) })),
  };
}

/** As the office and supervisors see it. */
export const ConflictRowSchema = z
  .object({
    ...conflictShape,
    sides: z.array(z.object({ ...sideShape, station_id: z.uuid() })),
    answers: z.array(ConflictAnswerSchema).describe('What may be answered'),
    resolution: z
      .object({ answer: ConflictAnswerSchema, by: z.string(), note: z.string().nullable(), at: Instant })
      .nullable(),
  })
  .meta({ id: 'ConflictRow' });
export type ConflictRow = z.infer<typeof ConflictRowSchema>;

export const ConflictsQuerySchema = z.object({
  open: z.enum(['true', 'false']).optional().describe('Left out: the open ones'),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
});
export const ConflictsAnswerSchema = z.object({ conflicts: z.array(ConflictRowSchema) });
export const ResolveConflictSchema = z.strictObject({
  answer: ConflictAnswerSchema.exclude(['ask-lead']),
  note: plainText(500).optional(),
});

export const QuarantineRowSchema = z
  .object({
    id: z.uuid(),
    station: z.string(),
    station_id: z.uuid(),
    epoch: Positive,
    seq: Positive,
    error: z.string(),
    at: Instant,
    bytes: Count,
    preview: z.string().describe('The first 500 characters'),
  })
  .meta({ id: 'QuarantineRow' });
export const QuarantineQuerySchema = z.object({ limit: z.coerce.number().int().min(1).max(1000).optional() });
export const QuarantineAnswerSchema = z.object({ waiting: Count, rows: z.array(QuarantineRowSchema) });
export const ReplaySchema = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(500).optional().describe('Left out: all that wait, oldest first, at most 500'),
});
export const ReplayAnswerSchema = z
  .object({
    replayed: z.array(
      z.object({ id: z.uuid(), outcome: z.enum(['applied', 'conflict']), code: z.string().nullable() }),
    ),
    still: z.array(z.object({ id: z.uuid(), error: z.string() })).describe('These cannot be read by this hub either'),
  })
  .meta({ id: 'Replay' });
export type ReplayAnswer = z.infer<typeof ReplayAnswerSchema>;
