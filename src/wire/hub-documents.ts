import * as z from 'zod';
import type { CarrierDocument } from '../core/order.ts';
import type { Dpi } from '../core/print.ts';
import { Count, Instant, Positive, plainText } from './hub-text.ts';

/** Bytes of one carrier's document, before they are written as base64. */
export const MAX_DOCUMENT_BYTES = 2 * 1_048_576;
/** Parcels of one order that documents may name. */
const MOST_PARCELS = 999;

export const Sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 small hexadecimal digits');

const KindSchema = z.enum(['label', 'return', 'customs']) satisfies z.ZodType<CarrierDocument['kind']>;
const FormatSchema = z.enum(['zpl', 'pdf', 'png']) satisfies z.ZodType<CarrierDocument['format']>;
const DpiSchema = z.union([z.literal(203), z.literal(300)]) satisfies z.ZodType<Dpi>;
const ParcelNo = Positive.max(MOST_PARCELS).describe('1-based parcel of the order');
const TrackingNumber = plainText(80).min(4).describe("The carrier's number; a barcode on a label must contain it");

/** As it stands on the order. */
export const CarrierDocumentSchema = z
  .object({
    sha256: Sha256Schema,
    kind: KindSchema,
    parcel: ParcelNo,
    format: FormatSchema,
    dpi: DpiSchema.optional().describe('Print head that ZPL or PNG was made for'),
    tracking: TrackingNumber,
    voided: z.boolean().optional().describe('The carrier cancelled it'),
  })
  .meta({ id: 'CarrierDocument' }) satisfies z.ZodType<CarrierDocument>;

/** One run of a class each: a nested repeat over millions of characters would take the regular expression's whole stack. */
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

export const PutDocumentSchema = z
  .strictObject({
    kind: KindSchema,
    parcel: ParcelNo,
    format: FormatSchema,
    dpi: DpiSchema.optional(),
    tracking: TrackingNumber,
    bytes: z
      .string()
      .min(4)
      .refine((text) => text.length % 4 === 0 && BASE64.test(text), 'must be base64 with its padding')
      .describe('base64; at most 2 MiB before'),
  })
  .refine((ask) => ask.format === 'pdf' || ask.dpi !== undefined, {
    path: ['dpi'],
    message: 'must be given for ZPL and PNG: they are made for one print head',
  })
  .refine((ask) => ask.format !== 'pdf' || ask.dpi === undefined, {
    path: ['dpi'],
    message: 'must be left out for PDF: it is drawn for the printer that prints it',
  })
  .meta({ id: 'PutDocument' });
export type PutDocument = z.infer<typeof PutDocumentSchema>;

export const PutDocumentAnswerSchema = z.object({
  outcome: z.enum(['created', 'unchanged']),
  sha256: Sha256Schema,
  warnings: z
    .array(z.enum(['tracking-check-digit', 'tracking-other-carrier']))
    .describe(
      'What looks odd about the number. It stands all the same: carriers give out numbers that break their own rules',
    ),
});
export type PutDocumentAnswer = z.infer<typeof PutDocumentAnswerSchema>;

export const VoidDocumentSchema = z.strictObject({ reason: plainText(200).min(1) });

/** An order's document as the office sees it. */
export const DocumentRowSchema = CarrierDocumentSchema.extend({
  size: Count.describe('Bytes'),
  added_at: Instant,
  voided_at: Instant.nullable(),
  void_reason: z.string().nullable(),
}).meta({ id: 'DocumentRow' });
export type DocumentRow = z.infer<typeof DocumentRowSchema>;

export const DocumentsSchema = z.object({ documents: z.array(DocumentRowSchema) });
