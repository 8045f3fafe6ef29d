import * as z from 'zod';
import type { LineId, OrderId } from '../core/ids.ts';
import type {
  AllocatedLot,
  Claim,
  Extra,
  Holder,
  KitGroup,
  Mark,
  Order,
  OrderDoc,
  OrderLine,
  OrderState,
  Problem,
} from '../core/order.ts';
import { AddressSchema } from './hub-address.ts';
import { CarrierDocumentSchema } from './hub-documents.ts';
import { ItemSchema, itemShape, SkuSchema } from './hub-item.ts';
import { CarrierLimitsSchema } from './hub-site.ts';
import { branded, Count, Instant, Positive, plainLines, plainText } from './hub-text.ts';

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
/** Dates are calendar dates without a zone, as they stand on the goods. */
const DateSchema = z.iso.date('must be a date, YYYY-MM-DD');

export const EXTRAS = [
  'gift-note',
  'insert',
  'customs',
  'dangerous-goods',
  'photo',
] as const satisfies readonly Extra[];
export const ORDER_PROBLEMS = ['address', 'customs', 'hazard-papers'] as const satisfies readonly Problem[];

export const AllocatedLotSchema = z.object({
  lot: plainText(40).min(1),
  expiry: DateSchema.optional(),
}) satisfies z.ZodType<AllocatedLot>;

export const LotsSchema = lotsOf(AllocatedLotSchema);
export const SerialsSchema = z
  .array(plainText(80).min(1))
  .max(2000)
  .refine((serials) => new Set(serials).size === serials.length, 'every serial may stand here once');

export function lotsOf<Lot extends z.ZodType<AllocatedLot>>(lot: Lot) {
  return z
    .array(lot)
    .max(100)
    .refine((lots) => new Set(lots.map((each) => each.lot)).size === lots.length, 'every lot may stand here once');
}

const KitGroupSchema = z.object({
  no: Positive.describe('Lines with the same number belong together'),
  sku: SkuSchema,
  name: plainText(200).min(1),
}) satisfies z.ZodType<KitGroup>;

const lineShape = {
  ...itemShape,
  id: branded<LineId>(z.string().min(1).max(80)),
  no: Positive,
  quantity: Positive,
  bin: plainText(40).optional(),
  empties: z.boolean().optional().describe('The stock says that the shelf is empty once this line is picked'),
  lots: LotsSchema.optional().describe('Set aside for this line'),
  serials: SerialsSchema.optional().describe('Set aside for this line'),
  kit: KitGroupSchema.optional().describe('The kit that this line is a part of'),
  swaps: z.array(ItemSchema).max(20).optional().describe('What the customer takes instead, in order of liking'),
};

const PartSchema = z.object({
  ...lineShape,
  parts: z.never('the parts of a kit have no parts themselves').optional(),
});

export const OrderLineSchema = z.object({
  ...lineShape,
  parts: z
    .array(PartSchema)
    .min(1)
    .max(100)
    .optional()
    .describe('For a kit that is packed as built: the lines it becomes when it is broken'),
}) satisfies z.ZodType<OrderLine>;

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
    pick: z.boolean().optional().describe('The goods are still on their shelves'),
    places: z.boolean().optional().describe('The shelf must be scanned before a unit counts'),
    extras: z.array(z.enum(EXTRAS)).max(EXTRAS.length).optional(),
    limits: CarrierLimitsSchema.optional(),
    days: Count.max(36_500).optional().describe('Days of shelf life that this customer wants'),
    problems: z.array(z.enum(ORDER_PROBLEMS)).optional().describe('What is missing before this order may leave'),
    message: plainLines(1000).optional().describe('What the giver wrote; printed as a note of its own'),
    returns: z.boolean().optional().describe('A label for sending goods back lies in the first box'),
    label: z.literal('carrier').optional().describe('The carrier makes the label; left out: the bench makes its own'),
    documents: z
      .array(CarrierDocumentSchema)
      .optional()
      .describe("Carriers' documents; their bytes: GET /v1/documents/{sha256}"),
  })
  .meta({ id: 'OrderDoc' }) satisfies z.ZodType<OrderDoc>;

export const ClaimClassSchema = z.enum(['soft', 'hard']) satisfies z.ZodType<Claim['class']>;

/** Who has an order: what another bench is told, "being packed by Ana, station 3, 4 min". */
export const HolderSchema = z
  .object({
    station: z.string(),
    person: z.string().nullable().describe('Name of the packer who opened it; null: nobody has yet'),
    since: Instant.describe('When it was opened, or lent'),
  })
  .meta({ id: 'Holder' });
export type WireHolder = z.infer<typeof HolderSchema>;

export function holderOf({ station, person, since }: WireHolder): Holder {
  return { station, person, sinceMs: Date.parse(since) };
}

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
      .object({
        mine: z.boolean(),
        class: ClaimClassSchema,
        expires_at: Instant.nullable(),
        holder: HolderSchema.optional().describe('Left out: the hub is older than this word'),
      })
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
    claim: wire.claim === null ? null : claimOf(wire.claim),
    doc: wire.doc,
  };
}

function claimOf({ class: held, mine, holder }: NonNullable<WireOrder['claim']>): Claim {
  return { class: held, mine, ...(holder === undefined ? {} : { holder: holderOf(holder) }) };
}
