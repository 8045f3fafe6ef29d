import * as z from 'zod';
import { SkuSchema } from './hub-item.ts';
import { Count, Positive, plainText } from './hub-text.ts';

const units = Positive.max(10_000_000);
const bin = plainText(40).min(1);

/** What happened to goods on the shelves. The same id again changes nothing. */
export const StockMoveSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('receive'), id: z.uuid(), sku: SkuSchema, units, bin: bin.optional() }),
    /** From one bin to another; left out: no bin is known. */
    z.strictObject({
      kind: z.literal('move'),
      id: z.uuid(),
      sku: SkuSchema,
      units,
      bin: bin.optional(),
      to_bin: bin.optional(),
    }),
    /** How many lie there. Without a bin: all bins together, and the difference is booked where no bin is known. */
    z.strictObject({
      kind: z.literal('count'),
      id: z.uuid(),
      sku: SkuSchema,
      on_hand: Count.max(10_000_000),
      bin: bin.optional(),
    }),
    z.strictObject({
      kind: z.literal('write-off'),
      id: z.uuid(),
      sku: SkuSchema,
      units,
      bin: bin.optional(),
      reason: plainText(120).min(1),
    }),
  ])
  .meta({ id: 'StockMove' });
export type StockMove = z.infer<typeof StockMoveSchema>;

export const StockMovesSchema = z.strictObject({ moves: z.array(StockMoveSchema).min(1).max(1000) });
export const StockMovesAnswerSchema = z.object({
  booked: Count,
  known: Count.describe('Moves with an id that was there already'),
  released: Count.describe('Orders that became ready'),
});

export const StockQuerySchema = z.object({
  sku: plainText(80).min(1).optional(),
  limit: z.coerce.number().int().min(1).max(5000).optional(),
  after: plainText(80).optional().describe('The last SKU of the page before'),
});
export const StockAnswerSchema = z
  .object({
    stock: z.array(
      z.object({
        sku: z.string(),
        on_hand: z.int(),
        allocated: Count.describe('Reserved for orders that have not left'),
        free: z.int().describe('on_hand less allocated'),
        places: z.array(z.object({ bin: z.string().nullable(), on_hand: z.int() })),
      }),
    ),
    after: z.string().nullable().describe('Ask with this for the next page; null: that is all'),
  })
  .meta({ id: 'Stock' });
export type StockAnswer = z.infer<typeof StockAnswerSchema>;
