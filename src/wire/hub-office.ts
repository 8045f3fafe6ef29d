import * as z from 'zod';
import type { HoldReason } from '../core/question.ts';
import { RoleSchema } from './hub-feed.ts';
import { ItemInputSchema, SkuSchema } from './hub-item.ts';
import { OrderIdSchema, OrderStateSchema } from './hub-order.ts';
import { Count, Instant, Positive, plainText } from './hub-text.ts';

/** Reasons that a bench gives for a hold; verification never sets or lifts these. */
export const BENCH_HOLDS = [
  'packer',
  'address',
  'goods',
  'papers',
  'customer',
  'other',
  'missing',
] as const satisfies readonly HoldReason[];

/** Why an order is not pickable work. */
export const HoldCodeSchema = z.enum([
  'cancelled-by-shop',
  'nothing-to-pack',
  'bad-quantity',
  'unknown-sku',
  'no-barcode',
  'incomplete-address',
  'short-stock',
  'unreadable-rows',
  'backorder',
  ...BENCH_HOLDS,
]);
export const HoldReasonSchema = z.object({ code: HoldCodeSchema, detail: z.string() }).meta({ id: 'HoldReason' });
export type HoldCode = z.infer<typeof HoldCodeSchema>;
export type HoldReasonEntry = z.infer<typeof HoldReasonSchema>;

export const OrderRowSchema = z
  .object({
    id: OrderIdSchema,
    number: z.string(),
    state: OrderStateSchema,
    rev: Positive,
    priority: z.int(),
    ship_by: Instant.nullable(),
    station: z.string().nullable().describe('Name of the station that holds it'),
    reasons: z.array(HoldReasonSchema),
    lines: Count,
    units: Count,
  })
  .meta({ id: 'OrderRow' });
export type OrderRow = z.infer<typeof OrderRowSchema>;

export const OrderAnswerSchema = z.object({
  outcome: z.enum(['created', 'updated', 'unchanged', 'changed-too-late']),
  order: OrderRowSchema,
});
export type OrderAnswer = z.infer<typeof OrderAnswerSchema>;

export const OrdersQuerySchema = z.object({
  state: OrderStateSchema.optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
});
export const OrdersAnswerSchema = z.object({ orders: z.array(OrderRowSchema) });

export const ImportQuerySchema = z.object({
  mapping: z.string().regex(/^[a-z0-9-]{1,60}$/),
  made_up_addresses: z.enum(['true', 'false']).optional(),
  learn_catalogue: z.enum(['true', 'false']).optional(),
  stock: z.coerce.number().int().min(0).max(1_000_000).optional().describe('Units on hand given to SKUs without stock'),
});

export const RowProblemSchema = z.object({ line: Positive, code: z.string(), detail: z.string() });
export type RowProblem = z.infer<typeof RowProblemSchema>;

export const ImportReportSchema = z
  .object({
    rows: Count,
    orders: Count,
    imported: Count.describe('Orders that are new'),
    updated: Count,
    unchanged: Count,
    changed_too_late: z.array(z.string()).describe('Numbers of orders that a station already has'),
    ready: Count,
    on_hold: z.array(z.object({ number: z.string(), reasons: z.array(HoldReasonSchema) })),
    cancelled: z.array(z.string()),
    rejected: Count,
    rejected_rows: z.array(RowProblemSchema).describe('The first 500'),
    skipped_lines: Count.describe('Charge lines: kept in the sales order, not packed'),
    learned_items: Count,
  })
  .meta({ id: 'ImportReport' });
export type ImportReport = z.infer<typeof ImportReportSchema>;

export const PutItemsSchema = z.strictObject({ items: z.array(ItemInputSchema).min(1).max(1000) });
export const PutItemsAnswerSchema = z.object({ changed: Count, released: Count.describe('Orders that became ready') });
export const PutStockSchema = z.strictObject({
  stock: z
    .array(z.strictObject({ sku: SkuSchema, on_hand: z.int().min(-1_000_000).max(10_000_000) }))
    .min(1)
    .max(1000),
});

export const PersonInputSchema = z.strictObject({
  id: z.uuid().optional().describe('Left out: the person with this badge, or a new one'),
  name: plainText(80).min(1),
  role: RoleSchema,
  badge: plainText(64).min(4).optional().describe('In clear; stored as HMAC'),
  pin: z
    .string()
    .regex(/^\d{4,12}$/, 'must be 4 to 12 digits')
    .optional()
    .describe('In clear; stored as scrypt'),
  active: z.boolean().optional(),
});
export type PersonInput = z.infer<typeof PersonInputSchema>;
export const PutPeopleSchema = z.strictObject({ people: z.array(PersonInputSchema).min(1).max(200) });
export const PutPeopleAnswerSchema = z.object({ people: z.array(z.object({ id: z.uuid(), name: z.string() })) });

export const NewStationSchema = z.strictObject({
  name: plainText(60).min(1),
  offline_buffer: z.int().min(0).max(500).optional(),
});
export const NewStationAnswerSchema = z
  .object({ id: z.uuid(), no: Positive, name: z.string(), key: z.string().describe('Shown once, never again') })
  .meta({ id: 'NewStation' });
export type NewStation = z.infer<typeof NewStationAnswerSchema>;

export const SummarySchema = z
  .object({
    orders: z.partialRecord(OrderStateSchema, Count),
    shipped: Count.describe('Accepted shipments'),
    duplicates: Count.describe('Shipments that were not accepted because the order had already left'),
    events: Count,
    quarantined: Count,
    hub_time: Instant,
  })
  .meta({ id: 'Summary' });
export type Summary = z.infer<typeof SummarySchema>;
