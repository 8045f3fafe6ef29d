import * as z from 'zod';
import { AddressSchema } from './hub-address.ts';
import { OrderIdSchema } from './hub-order.ts';
import { Count, Instant, Positive, plainText } from './hub-text.ts';

export const CountCauseSchema = z.enum(['short', 'bin-not-empty', 'wrong-bin']);
export type CountCause = z.infer<typeof CountCauseSchema>;

/** What benches told that a person has to look at. */
export const TasksSchema = z
  .object({
    counts: z
      .array(
        z.object({
          id: z.uuid(),
          cause: CountCauseSchema,
          sku: z.string().nullable(),
          bin: z.string().nullable(),
          units: Count.describe('Units that were missing; 0 when nobody said'),
          detail: z.string(),
          station: z.string(),
          at: Instant,
        }),
      )
      .describe('Shelves to be counted; setting the stock of the SKU closes them'),
    damages: z.array(
      z.object({
        id: z.uuid(),
        sku: z.string(),
        units: Positive,
        reason: z.string(),
        number: z.string().describe('Of the order it was meant for'),
        station: z.string(),
        at: Instant,
      }),
    ),
    barcodes: z
      .array(
        z.object({
          id: z.uuid(),
          sku: z.string(),
          kind: z.string(),
          value: z.string(),
          factor: Positive,
          why: z.enum(['other-item', 'other-factor', 'unknown-sku', 'bad-gtin', 'too-many']),
          other: z.string().nullable().describe('SKU that has the code already'),
          station: z.string(),
          at: Instant,
        }),
      )
      .describe('Codes that a bench tied to an item and the catalogue did not take'),
  })
  .meta({ id: 'Tasks' });
export type Tasks = z.infer<typeof TasksSchema>;

export const ShippedUnitsQuerySchema = z.object({
  sku: plainText(80).min(1),
  lot: plainText(80).min(1).optional(),
  serial: plainText(80).min(1).optional(),
  limit: z.coerce.number().int().min(1).max(5000).optional(),
});

/** Where goods went: the answer that a recall needs. */
export const ShippedUnitsSchema = z
  .object({
    sku: z.string(),
    units: Count.describe('Units found, all parcels together, also beyond the limit'),
    shipped: z.array(
      z.object({
        order_id: OrderIdSchema,
        number: z.string(),
        parcel: z.string().describe('Code on the label'),
        units: Positive,
        lot: z.string().nullable(),
        serial: z.string().nullable(),
        expiry: z.string().nullable(),
        grams: z.number().nullable(),
        carrier: z.string().nullable(),
        service: z.string().nullable(),
        shipped_at: Instant,
        accepted: z.boolean().describe('False: the parcel left although the order had left already, or was cancelled'),
        to: AddressSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'ShippedUnits' });
export type ShippedUnits = z.infer<typeof ShippedUnitsSchema>;
