import * as z from 'zod';
import type { NotGranted } from '../core/event.ts';
import { ClaimClassSchema, HolderSchema, OrderIdSchema, OrderStateSchema } from './hub-order.ts';
import { Count, Instant, Positive, plainText } from './hub-text.ts';

/** Give either `want` (the most urgent ready orders) or `order_ids` (these ones). */
export const ClaimRequestSchema = z
  .object({
    request_id: z.uuid().describe('Repeat the request with the same id after a lost answer'),
    class: ClaimClassSchema,
    want: z.int().min(1).max(200).optional(),
    order_ids: z.array(OrderIdSchema).min(1).max(200).optional(),
    filter: z
      .object({
        carrier: plainText(60).min(1).optional(),
        pick: z.boolean().optional().describe('Only orders whose goods are still on their shelves, or only others'),
      })
      .optional()
      .describe('With `want`: only orders like these'),
  })
  .refine((request) => (request.want === undefined) !== (request.order_ids === undefined), {
    message: 'give either "want" or "order_ids", not both',
    path: ['want'],
  });
export type ClaimRequest = z.infer<typeof ClaimRequestSchema>;

export const ClaimRefusalSchema = z.enum(['taken', 'not-ready', 'unknown-order', 'buffer-full', 'stale-fence']);
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
      z.object({
        order_id: OrderIdSchema,
        code: ClaimRefusalSchema,
        state: OrderStateSchema.nullable(),
        holder: HolderSchema.nullable().optional().describe('Who has it, when it is taken'),
      }),
    ),
  })
  .meta({ id: 'ClaimAnswer' });
export type ClaimAnswer = z.infer<typeof ClaimAnswerSchema>;

/** The bench knows fewer reasons than the wire: a full buffer is one more way of "not now", and whose fence is old has lost it. */
export function notGrantedOf(code: ClaimRefusal): NotGranted {
  if (code === 'buffer-full') return 'not-ready';
  return code === 'stale-fence' ? 'taken' : code;
}

const HeldClaimSchema = z.object({ order_id: OrderIdSchema, fence: Positive });
const heldClaims = z.array(HeldClaimSchema);

export const HardenRequestSchema = z.strictObject({ request_id: z.uuid(), items: heldClaims.min(1).max(200) });
export type HardenRequest = z.infer<typeof HardenRequestSchema>;

export const RenewRequestSchema = z.strictObject({ items: heldClaims.min(1).max(200) });
export type RenewRequest = z.infer<typeof RenewRequestSchema>;

export const TakeOverSchema = z.strictObject({
  request_id: z.uuid(),
  order_id: OrderIdSchema,
  by: z.uuid().describe('Person id of the supervisor whose badge was read at the bench'),
  reason: plainText(200).min(1),
});
export type TakeOver = z.infer<typeof TakeOverSchema>;

export const OverrideSchema = z.strictObject({ reason: plainText(200).min(1) });

export const AssertRequestSchema = z.strictObject({
  epoch: Positive,
  last_seq: Count.describe('Highest seq in the journal: everything up to there must have been sent before'),
  claims: heldClaims.max(2000),
});
export type AssertRequest = z.infer<typeof AssertRequestSchema>;

export const AssertAnswerSchema = z
  .object({
    kept: z.array(z.object({ order_id: OrderIdSchema, fence: Positive, rev: Positive })),
    lost: z.array(z.object({ order_id: OrderIdSchema, code: ClaimRefusalSchema })),
    recovering: z.boolean().describe('Other stations have not spoken yet'),
  })
  .meta({ id: 'AssertAnswer' });
export type AssertAnswer = z.infer<typeof AssertAnswerSchema>;
