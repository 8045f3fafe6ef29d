import * as z from 'zod';
import { AddressSchema } from './hub-address.ts';
import { SkuSchema } from './hub-item.ts';
import { AllocatedLotSchema, EXTRAS, lotsOf, MARKS, ORDER_PROBLEMS, SerialsSchema } from './hub-order.ts';
import { CarrierLimitsSchema } from './hub-site.ts';
import { Count, Instant, Positive, plainLines, plainText } from './hub-text.ts';

const LotsInput = lotsOf(AllocatedLotSchema.strict());

const PartSchema = z.strictObject(
  {
    sku: SkuSchema,
    quantity: Positive.max(1_000_000).describe('Units in one kit'),
    bin: plainText(40).optional(),
    lots: LotsInput.optional(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys' && issue.keys?.some((key) => key === 'kit' || key === 'parts') === true
        ? 'the parts of a kit have no parts themselves'
        : undefined,
  },
);

const SalesLineSchema = z
  .strictObject({
    sku: SkuSchema,
    name: plainText(200).optional(),
    quantity: z.int().min(-1_000_000).max(1_000_000),
    price: z
      .string()
      .regex(/^-?\d{1,9}(\.\d{1,4})?$/)
      .optional()
      .describe('Decimal text; money is never a float'),
    bin: plainText(40).optional(),
    charge: z.boolean().optional().describe('Postage, discount and the like: kept, never packed'),
    lots: LotsInput.optional().describe('Lots set aside for this line'),
    serials: SerialsSchema.optional().describe('Serials set aside for this line'),
    swaps: z.array(SkuSchema).min(1).max(20).optional().describe('SKUs that the customer takes instead'),
    kit: z
      .strictObject({
        built: z.boolean().optional().describe('Packed as one; left out: its parts are packed one by one'),
        parts: z.array(PartSchema).min(1).max(100),
      })
      .optional(),
  })
  .refine((line) => (line.serials?.length ?? 0) <= Math.max(0, line.quantity), {
    path: ['serials'],
    message: 'more serials than units',
  })
  .refine((line) => line.swaps?.includes(line.sku) !== true, {
    path: ['swaps'],
    message: 'an item is no substitute for itself',
  });

/** What a change may touch; the rest says which order it is. */
const contentShape = {
  to: AddressSchema.extend({ country: plainText(60) })
    .partial()
    .strict(),
  lines: z.array(SalesLineSchema).max(2000),
  carrier: plainText(60).min(1).optional(),
  service: plainText(60).min(1).optional(),
  lane: plainText(20).optional(),
  tote: plainText(40).optional(),
  priority: z.int().min(1).max(9).optional(),
  ship_by: Instant.optional(),
  marks: z.array(z.enum(MARKS)).optional(),
  note: plainText(500).optional(),
  message: plainLines(1000).optional().describe('What the giver wrote; printed as a note of its own'),
  returns: z.boolean().optional().describe('Put a label for sending goods back into the first box'),
  pick: z.boolean().optional().describe('The goods are still on their shelves'),
  places: z.boolean().optional().describe('The shelf must be scanned before a unit counts'),
  extras: z.array(z.enum(EXTRAS)).max(EXTRAS.length).optional(),
  limits: CarrierLimitsSchema.strict().optional().describe("The carrier's limits for this service"),
  days: Count.max(36_500).optional().describe('Days of shelf life that this customer wants'),
  problems: z.array(z.enum(ORDER_PROBLEMS)).optional().describe('What is still missing before it may leave'),
  label: z.literal('carrier').optional().describe('The carrier makes the label, and the bench waits for it'),
  rest: z.enum(['backorder', 'drop']).optional().describe('What becomes of units that were short; left out: backorder'),
};

/** What a shop tells: nothing here is trusted to be complete, that is what verification is for. */
export const SalesOrderSchema = z
  .strictObject({
    number: plainText(60).min(1),
    external_id: plainText(120).min(1).optional().describe("The shop's own id; the number when left out"),
    placed_at: Instant.optional(),
    customer: plainText(120).optional(),
    cancelled: z.boolean().optional(),
    ...contentShape,
  })
  .meta({ id: 'SalesOrder' });
export type SalesOrder = z.infer<typeof SalesOrderSchema>;
export type SalesLine = SalesOrder['lines'][number];

/** A change of an order from above: what is named is replaced whole, the rest stays. */
export const OrderChangeSchema = z
  .strictObject({
    ...contentShape,
    to: contentShape.to.optional(),
    lines: contentShape.lines.optional(),
    note: plainText(500).nullable().optional().describe('Null takes it away'),
    label: contentShape.label.unwrap().nullable().optional().describe('Null: the bench makes its own'),
  })
  .refine((change) => Object.keys(change).length > 0, 'name what changes')
  .meta({ id: 'OrderChange' });
export type OrderChange = z.infer<typeof OrderChangeSchema>;
