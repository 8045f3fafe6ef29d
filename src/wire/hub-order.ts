import * as z from 'zod';
import type { LineId, OrderId, Sku } from '../core/ids.ts';
import type { Address, Barcode, Claim, Item, Mark, Order, OrderDoc, OrderLine, OrderState } from '../core/order.ts';
import { branded, Count, Instant, Positive, plainText } from './hub-text.ts';

export const ORDER_STATES = [
  'ready',
  'claimed',
  'packing',
  'packed',
  'shipped',
  'on_hold',
  'cancel_pending',
  'cancelled',
  'review',
] as const satisfies readonly OrderState[];
export const OrderStateSchema = z.enum(ORDER_STATES) satisfies z.ZodType<OrderState>;

export const MARKS = ['gift', 'no-invoice', 'fragile'] as const satisfies readonly Mark[];

export const OrderIdSchema = branded<OrderId>(z.uuid());
export const SkuSchema = branded<Sku>(plainText(80).min(1));

export const BarcodeSchema = z.object({
  kind: z.enum(['gtin', 'text']).describe('gtin: 14 digits, short forms filled with zeros on the left'),
  value: plainText(200).min(1),
  factor: Positive.describe('Units that one scan of this code stands for'),
}) satisfies z.ZodType<Barcode>;

const itemShape = {
  sku: SkuSchema,
  name: plainText(200).min(1),
  variant: plainText(80).optional().describe('The word that tells it from its look-alikes'),
  grams: z.number().positive().optional(),
  picture: plainText(40).optional(),
  barcodes: z.array(BarcodeSchema).max(40),
};

export const ItemSchema = z.object(itemShape).meta({ id: 'Item' }) satisfies z.ZodType<Item>;

export const OrderLineSchema = z.object({
  ...itemShape,
  id: branded<LineId>(z.string().min(1).max(80)),
  no: Positive,
  quantity: Positive,
  bin: plainText(40).optional(),
}) satisfies z.ZodType<OrderLine>;

export const AddressSchema = z
  .object({
    name: plainText(120).min(1),
    company: plainText(120).optional(),
    street: plainText(120).min(1),
    extra: plainText(120).optional(),
    city: plainText(80).min(1),
    region: plainText(80).optional(),
    postcode: plainText(20).min(1),
    country: z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters (ISO 3166-1)'),
    invented: z.boolean().optional().describe('Made up by an import that was told to'),
  })
  .meta({ id: 'Address' }) satisfies z.ZodType<Address>;

export const OrderDocSchema = z
  .object({
    to: AddressSchema,
    lines: z.array(OrderLineSchema).min(1),
    carrier: plainText(60).min(1),
    service: plainText(60).min(1),
    lane: plainText(20),
    tote: plainText(40).optional(),
    marks: z.array(z.enum(MARKS)),
    note: plainText(500).optional(),
  })
  .meta({ id: 'OrderDoc' }) satisfies z.ZodType<OrderDoc>;

export const ClaimClassSchema = z.enum(['soft', 'hard']) satisfies z.ZodType<Claim['class']>;

export const WireOrderSchema = z
  .object({
    id: OrderIdSchema,
    number: plainText(60).min(1),
    rev: Positive,
    state: OrderStateSchema,
    priority: z.int().min(1).max(9),
    ship_by: Instant.nullable(),
    fence: Count,
    claim: z
      .object({ mine: z.boolean(), class: ClaimClassSchema, expires_at: Instant.nullable() })
      .nullable()
      .describe('Null when no station holds the order; hard claims never expire'),
    doc: OrderDocSchema,
  })
  .meta({ id: 'Order' });
export type WireOrder = z.infer<typeof WireOrderSchema>;

export function orderOf(wire: WireOrder): Order {
  return {
    id: wire.id,
    number: wire.number,
    rev: wire.rev,
    state: wire.state,
    priority: wire.priority,
    shipByMs: wire.ship_by === null ? null : Date.parse(wire.ship_by),
    fence: wire.fence,
    claim: wire.claim === null ? null : { class: wire.claim.class, mine: wire.claim.mine },
    doc: wire.doc,
  };
}
