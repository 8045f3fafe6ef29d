import * as z from 'zod';
import type { PersonId, StationId } from '../core/ids.ts';
import type { Person, Role } from '../core/order.ts';
import { WireConflictSchema } from './hub-conflict.ts';
import { ItemSchema } from './hub-item.ts';
import { OrderIdSchema, WireOrderSchema } from './hub-order.ts';
import { SiteSchema } from './hub-site.ts';
import { branded, Count, Instant, Positive, plainText } from './hub-text.ts';

/** Protocol versions that this program speaks; a station says its own in the `Pack-Protocol` header. */
export const PROTOCOL = { min: 1, max: 1 } as const;
export const PROTOCOL_HEADER = 'pack-protocol';
export const MAX_BATCH = 500;
export const MAX_BATCH_BYTES = 1_048_576;
export const MAX_WAIT_SECONDS = 25;

export const HelloSchema = z
  .object({
    hub_id: z.uuid(),
    feed_epoch: z.uuid(),
    protocol: z.object({ min: Positive, max: Positive }),
    hub_time: Instant,
    badge_salt: z.string().describe('base64url; the key of the HMAC-SHA256 that badges are stored under'),
    station: z.object({
      id: branded<StationId>(z.uuid()),
      no: Positive.describe('Small number, unique on this hub; part of every parcel code'),
      name: z.string(),
      epoch: Positive,
      last_seq: Count,
      offline_buffer: Count,
    }),
    limits: z.object({ max_batch: Positive, max_bytes: Positive }),
    recovering: z
      .boolean()
      .default(false)
      .describe(
        'The hub was restored from a backup: say your claims (POST /v1/claims/assert) before anything is lent again',
      ),
    site: SiteSchema.default(() => SiteSchema.parse({})).describe('How this warehouse wants it done'),
  })
  .meta({ id: 'Hello' });
export type Hello = z.infer<typeof HelloSchema>;

export const RoleSchema = z.enum(['packer', 'lead', 'supervisor']) satisfies z.ZodType<Role>;

export const WirePersonSchema = z
  .object({
    id: branded<PersonId>(z.uuid()),
    name: plainText(80).min(1),
    role: RoleSchema,
    badge_hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
    pin_hash: z.string().nullable().describe('scrypt$N$r$p$salt$hash, both parts base64'),
    active: z.boolean(),
  })
  .meta({ id: 'Person' });
export type WirePerson = z.infer<typeof WirePersonSchema>;

export function personOf(wire: WirePerson): Person {
  return { id: wire.id, name: wire.name, role: wire.role };
}

export const RemoveReasonSchema = z.enum(['shipped', 'cancelled', 'moved', 'on_hold']);
export type RemoveReason = z.infer<typeof RemoveReasonSchema>;

export const FeedItemSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('upsert'), pos: Positive, order: WireOrderSchema }),
  z.object({
    op: z.literal('remove'),
    pos: Positive,
    order_id: OrderIdSchema,
    rev: Positive,
    reason: RemoveReasonSchema,
  }),
  z.object({ op: z.literal('item'), pos: Positive, item: ItemSchema }),
  z.object({ op: z.literal('person'), pos: Positive, person: WirePersonSchema }),
]);
export type FeedItem = z.infer<typeof FeedItemSchema>;

export const FeedQuerySchema = z.object({
  cursor: z.string().max(400).optional().describe('From the last page; leave it out for a snapshot of live work'),
  limit: z.coerce.number().int().min(1).max(MAX_BATCH).optional(),
  wait: z.coerce.number().int().min(0).max(MAX_WAIT_SECONDS).optional().describe('Seconds to wait for news'),
});

export const FeedPageSchema = z
  .object({
    feed_epoch: z.uuid(),
    cursor: z.string(),
    up_to_date: z.boolean(),
    hub_time: Instant,
    items: z.array(FeedItemSchema),
    /** Beside the items and not one of them: a station that does not know it yet reads on. */
    site: SiteSchema.optional().describe('Given when it changed after the cursor'),
    conflicts: z
      .array(WireConflictSchema)
      .optional()
      .describe('Those that changed after the cursor and have a parcel of this station in them; `open` false: decided'),
  })
  .meta({ id: 'FeedPage' });
export type FeedPage = z.infer<typeof FeedPageSchema>;
