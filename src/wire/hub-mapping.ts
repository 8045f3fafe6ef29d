import * as z from 'zod';
import { plainText } from './hub-text.ts';

const column = z.string().min(1).max(120);

/** How a CSV file of a shop is read: which column means what. Files of this shape stand in assets/mappings. */
export const MappingSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,60}$/),
  about: z.string().optional(),
  delimiter: z.string().length(1).default(','),
  encoding: z.enum(['utf-8', 'windows-1252']).default('utf-8'),
  columns: z.strictObject({
    order: column,
    sku: column,
    quantity: column,
    name: column.optional(),
    placed: column.optional(),
    price: column.optional(),
    customer: column.optional(),
    recipient: column.optional(),
    company: column.optional(),
    street: column.optional(),
    extra: column.optional(),
    city: column.optional(),
    region: column.optional(),
    postcode: column.optional(),
    country: column.optional(),
    carrier: column.optional(),
    service: column.optional(),
    lane: column.optional(),
    bin: column.optional(),
    note: column.optional(),
  }),
  /** `iso`, or month/day/two-digit year as spreadsheets of the United States write it; both without a zone mean UTC. */
  placedFormat: z.enum(['iso', 'm/d/yy h:mm']).default('iso'),
  cancelledOrder: z.strictObject({ prefix: z.string().min(1) }).optional(),
  chargeSkus: z.array(z.string()).default([]),
  /** What the file writes instead of ISO 3166 codes. */
  countries: z.record(z.string(), z.string().regex(/^[A-Z]{2}$/)).default({}),
  /** Whether `--made-up-addresses` may complete this file: only for files that have no addresses at all. */
  mayInventAddresses: z.boolean().default(false),
  defaults: z.strictObject({ carrier: plainText(60).min(1), service: plainText(60).min(1), lane: plainText(20) }),
  /** Counted from the import, because the dates in a test file are long gone. */
  shipWithinHours: z.number().positive().max(8760).default(24),
});
export type Mapping = z.infer<typeof MappingSchema>;
export type MappedColumn = keyof Mapping['columns'];
