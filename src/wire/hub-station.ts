import * as z from 'zod';
import type { StationId } from '../core/ids.ts';
import { RoleSchema } from './hub-feed.ts';
import { branded, Count, Instant, Positive, plainText } from './hub-text.ts';

/** Crockford's base 32 without I, L, O and U; ten characters are 50 bits. Read without regard to case, spaces and hyphens. */
export const ENROLMENT_CODE = /^[0-9A-HJKMNP-TV-Z]{10}$/;
export const ENROLMENT_MINUTES = 15;
export const ENROLMENT_TRIES = 5;

/** SHA-256 of the certificate (DER), lower-case hex. */
export const FingerprintSchema = z.string().regex(/^[0-9a-f]{64}$/);

export const NewEnrolmentSchema = z
  .strictObject({
    station_id: z
      .uuid()
      .optional()
      .describe('An existing station: its disk is new, or was copied. Its epoch goes up, its old keys end'),
    name: plainText(60).min(1).optional().describe('A new station'),
    offline_buffer: Count.max(500).optional(),
  })
  .refine((ask) => (ask.station_id === undefined) !== (ask.name === undefined), {
    message: 'give either "station_id" or "name"',
    path: ['name'],
  });
export type NewEnrolment = z.infer<typeof NewEnrolmentSchema>;

export const EnrolmentSchema = z
  .object({
    code: z.string().describe('Ten characters, as XXXXX-XXXXX; shown once'),
    text: z.string().describe('For a QR code: packhouse:enrol?hub=…&code=…&pin=…'),
    expires_at: Instant,
  })
  .meta({ id: 'Enrolment' });
export type Enrolment = z.infer<typeof EnrolmentSchema>;

export const EnrolSchema = z.strictObject({
  code: z.string().min(1).max(40),
  app_version: plainText(40).optional(),
});

export const EnrolledSchema = z
  .object({
    hub_id: z.uuid(),
    station_id: branded<StationId>(z.uuid()),
    no: Positive,
    name: z.string(),
    epoch: Positive,
    key: z.string().describe('Shown once, never again'),
    certificate: z
      .string()
      .nullable()
      .describe("The hub's own certificate (PEM) when no authority signed it: the only one to be trusted from now on"),
  })
  .meta({ id: 'Enrolled' });
export type Enrolled = z.infer<typeof EnrolledSchema>;

export const RotatedSchema = z
  .object({
    key: z.string(),
    old_until: Instant.describe('The old key works until then, or until the new one is used'),
  })
  .meta({ id: 'Rotated' });

export const StationRowSchema = z
  .object({
    id: z.uuid(),
    no: Positive,
    name: z.string(),
    status: z.enum(['active', 'revoked', 'forked']),
    epoch: Positive,
    last_seq: Count,
    offline_buffer: Count,
    app_version: z.string().nullable(),
    last_seen: Instant.nullable(),
    silent_minutes: Count.nullable().describe('Null: never heard of'),
    claims: z.object({ hard: Count, soft: Count }),
    /** Silent for more than 30 minutes and holding orders: somebody has to look. */
    needs_look: z.boolean(),
  })
  .meta({ id: 'Station' });
export type StationRow = z.infer<typeof StationRowSchema>;
export const StationsAnswerSchema = z.object({ stations: z.array(StationRowSchema) });
export const SILENT_MINUTES = 30;

export const ChangeStationSchema = z
  .strictObject({ name: plainText(60).min(1).optional(), offline_buffer: Count.max(500).optional() })
  .refine((change) => Object.keys(change).length > 0, 'name what changes');
export const RevokeSchema = z.strictObject({ reason: plainText(200).min(1) });

export const NewKeySchema = z.strictObject({ name: plainText(60).min(1), role: z.enum(['office', 'connector']) });
export const KeyRowSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(['office', 'connector']),
    created_at: Instant,
    revoked_at: Instant.nullable(),
  })
  .meta({ id: 'Key' });
export const NewKeyAnswerSchema = z.object({
  id: z.string(),
  name: z.string(),
  key: z.string().describe('Shown once, never again'),
});
export const KeysAnswerSchema = z.object({ keys: z.array(KeyRowSchema) });

export const NewSessionSchema = z.strictObject({
  badge: plainText(64).min(4),
  pin: z.string().regex(/^\d{4,12}$/, 'must be 4 to 12 digits'),
});
export const SessionSchema = z
  .object({
    key: z.string().describe('pps_…; shown once'),
    person: z.object({ id: z.uuid(), name: z.string(), role: RoleSchema }),
    role: z.enum(['packer', 'supervisor']).describe('What it may do at the hub; a lead is a packer here'),
    expires_at: Instant,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof SessionSchema>;
export const SESSION_HOURS = 12;

/** Bytes of one event that cannot be sent in a batch: kept as they are, under their own number. */
export const MAX_RAW_BYTES = 262_144;
export const RawEventQuerySchema = z.object({
  epoch: z.coerce.number().int().positive(),
  seq: z.coerce.number().int().positive(),
  id: z.uuid(),
});

/** First line of a file of unsent events; the events follow, a line each; the last line is `{"hmac":"…"}`. */
export const ExportHeadSchema = z.object({
  packhouse: z.literal('unsent-events'),
  version: z.literal(1),
  hub_id: z.uuid(),
  station_id: z.uuid(),
  key_id: z
    .string()
    .describe('Its secret signs: HMAC-SHA256 over all lines before the last, key = the SHA-256 of the secret'),
  epoch: Positive,
  from: Positive,
  to: Positive,
  made_at: Instant,
});
export const ImportedEventsSchema = z
  .object({ ack_seq: Count, stored: Count, known: Count, conflicts: Count, quarantined: Count })
  .meta({ id: 'ImportedEvents' });
