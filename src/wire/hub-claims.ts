import * as z from 'zod';
import type { NotGranted } from '../core/event.ts';
import { ClaimClassSchema, OrderIdSchema, OrderStateSchema } from './hub-order.ts';
import { Instant, Positive } from './hub-text.ts';

/** Give either `want` (the most urgent ready orders) or `order_ids` (these ones). */
export const ClaimRequestSchema = z
  .object({
    request_id: z.uuid().describe('Repeat the request with the same id after a lost answer'),
    class: ClaimClassSchema,
    want: z.int().min(1).max(200).optional(),
    order_ids: z.array(OrderIdSchema).min(1).max(200).optional(),
  })
  .refine((request) => (request.want === undefined) !== (request.order_ids === undefined), {
    message: 'give either "want" or "order_ids", not both',
    path: ['want'],
  });
export type ClaimRequest = z.infer<typeof ClaimRequestSchema>;

export const ClaimRefusalSchema = z.enum(['taken', 'not-ready', 'unknown-order', 'buffer-full']);
export type ClaimRefusal = z.infer<typeof ClaimRefusalSchema>;

export const ClaimAnswerSchema = z
  .object({
    granted: z.array(
      z.object({
        order_id: OrderIdSchema,
        fence: Positive,
        class: ClaimClassSchema,
        rev: Positive,
        expires_at: Instant.nullable(),
      }),
    ),
    refused: z.array(
      z.object({ order_id: OrderIdSchema, code: ClaimRefusalSchema, state: OrderStateSchema.nullable() }),
    ),
  })
  .meta({ id: 'ClaimAnswer' });
export type ClaimAnswer = z.infer<typeof ClaimAnswerSchema>;

/** The bench knows fewer reasons than the wire: a full buffer is one more way of "not now". */
export function notGrantedOf(code: ClaimRefusal): NotGranted {
  return code === 'buffer-full' ? 'not-ready' : code;
}
