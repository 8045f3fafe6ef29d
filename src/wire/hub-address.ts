import * as z from 'zod';
import type { Address } from '../core/order.ts';
import { plainText } from './hub-text.ts';

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
