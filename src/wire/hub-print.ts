import * as z from 'zod';
import { Sha256Schema } from './hub-documents.ts';
import { OrderIdSchema } from './hub-order.ts';
import { Instant, Positive, plainText } from './hub-text.ts';

export const PrintAttemptsQuerySchema = z
  .object({
    order: plainText(60).min(1).optional().describe("The order's id or number"),
    tracking: plainText(80).min(1).optional().describe("The carrier's number, or our own parcel code"),
  })
  .refine((query) => (query.order === undefined) !== (query.tracking === undefined), {
    path: ['order'],
    message: 'give either "order" or "tracking", not both',
  });

/** How far a job has come, as the bench told. */
export const PrintStateSchema = z.enum([
  'wanted',
  'sending',
  'attention',
  'printed',
  'not_sent',
  'unknown',
  'failed',
  'dropped',
]);
export type PrintState = z.infer<typeof PrintStateSchema>;

/** One row per attempt; a job that never began has one row without. Whatever a bench did not tell is null. */
export const PrintAttemptSchema = z
  .object({
    order_id: OrderIdSchema.nullable(),
    number: z.string().nullable(),
    station: z.string(),
    job_id: z.string(),
    role: z.string().nullable().describe('label or slip'),
    parcel: z.string().nullable().describe('Our code of the parcel'),
    copy: Positive.nullable(),
    reason: z.string().nullable().describe('Why it was printed'),
    wanted_by: z.string().nullable().describe('Name of the person'),
    wanted_at: Instant.nullable(),
    sha256: z.string().nullable().describe('Of the bytes that went to the printer'),
    source: Sha256Schema.nullable().catch(null).describe("Of the carrier's document that they are"),
    attempt: Positive.nullable(),
    printer: z.string().nullable(),
    started_by: z.string().nullable(),
    started_at: Instant.nullable(),
    state: PrintStateSchema,
    by: z.string().nullable().describe('What confirmed it: the printer, its odometer, a scan, the packer'),
    code: z.string().nullable().describe('Why it is not known to be printed'),
    evidence: z.record(z.string(), z.unknown()).nullable().describe('What was measured, as the bench told it'),
    ended_by: z.string().nullable(),
    ended_at: Instant.nullable(),
    proved_at: Instant.nullable().describe('When the label was scanned on its box'),
  })
  .meta({ id: 'PrintAttempt' });
export type PrintAttempt = z.infer<typeof PrintAttemptSchema>;

export const PrintAttemptsSchema = z.object({ attempts: z.array(PrintAttemptSchema) });
