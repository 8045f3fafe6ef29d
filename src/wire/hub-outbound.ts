import * as z from 'zod';
import { OrderIdSchema } from './hub-order.ts';
import { Count, Instant, Positive, plainText } from './hub-text.ts';

export const LeaseOutboundSchema = z.strictObject({
  connector: plainText(120).min(1).optional().describe('Only orders that came by this connector'),
  limit: z.int().min(1).max(50),
  lease_seconds: z.int().min(5).max(600).describe('After that somebody else may take the row'),
});

/** Tell the shop that this left. Read before you write: what stands there under this shipment id, or this number, was told already. */
export const OutboundRowSchema = z
  .object({
    id: z.uuid(),
    lock_token: Positive,
    tries: Positive,
    connector: z.string(),
    order_id: OrderIdSchema,
    external_id: z.string().describe("The shop's own id of the order"),
    number: z.string(),
    shipment_id: z.uuid(),
    carrier: z.string().nullable(),
    service: z.string().nullable(),
    parcels: z.array(
      z.object({
        parcel: z.string(),
        tracking: z.string().nullable(),
        lines: z.array(z.object({ line_id: z.string(), sku: z.string().nullable(), units: Count })),
      }),
    ),
    shipped_at: Instant,
    remote_ref: z.string().nullable().describe('What the shop called it, when a try got that far'),
  })
  .meta({ id: 'Outbound' });
export type OutboundRow = z.infer<typeof OutboundRowSchema>;
export const LeasedOutboundSchema = z.object({ rows: z.array(OutboundRowSchema) });

export const FinishOutboundSchema = z.strictObject({
  lock_token: Positive,
  outcome: z.enum(['done', 'retry', 'review']).describe('review: the shop refused, a person has to look'),
  remote_ref: plainText(200).min(1).optional(),
  error: plainText(500).optional(),
  retry_after_seconds: z.int().min(1).max(86_400).optional(),
});
export const OutboundStateSchema = z.enum(['todo', 'done', 'review']);
export const FinishedOutboundSchema = z.object({ id: z.uuid(), state: OutboundStateSchema });

export const OutboundQuerySchema = z.object({
  state: OutboundStateSchema.optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
});
export const OutboundListSchema = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      connector: z.string(),
      number: z.string(),
      shipment_id: z.uuid(),
      state: OutboundStateSchema,
      tries: Count,
      next_at: Instant,
      remote_ref: z.string().nullable(),
      last_error: z.string().nullable(),
    }),
  ),
});
