import * as z from 'zod';
import { CONFLICT_ANSWERS } from '../core/conflict.ts';
import type { Shipment, ShippedLine } from '../core/event.ts';
import type { LineId, ParcelCode, Sku } from '../core/ids.ts';
import type { DamageReason, HoldReason, ShortReason } from '../core/question.ts';
import { BarcodeSchema, SkuSchema } from './hub-item.ts';
import { BENCH_HOLDS } from './hub-office.ts';
import { branded, Positive, plainText } from './hub-text.ts';

/**
 * What the hub reads of the facts that change something here; everything else of a payload is kept as it came. Texts that come
 * from scans are not judged again: a parcel has left whatever its lot looks like, and must never stay in quarantine for it.
 */
const LineIdSchema = branded<LineId>(z.string());

const ShippedLineSchema = z.object({
  lineId: LineIdSchema,
  units: Positive,
  swap: branded<Sku>(z.string()).optional().describe('The substitute that was packed'),
  lot: z.string().optional(),
  serial: z.string().optional(),
  expiry: z.string().optional(),
  grams: z.number().optional(),
  place: z.string().optional(),
}) satisfies z.ZodType<ShippedLine>;

export const ShippedPayloadSchema = z.object({
  shipment: z.object({
    carrier: plainText(60),
    service: plainText(60),
    parcels: z
      .array(
        z.object({
          parcelCode: branded<ParcelCode>(plainText(80).min(1)),
          lines: z.array(ShippedLineSchema),
          carton: z.string().optional(),
          grams: z.number().optional(),
          tracking: z.string().optional().describe("The carrier's number"),
        }),
      )
      .min(1),
    short: z.array(ShippedLineSchema).optional(),
  }) satisfies z.ZodType<Shipment>,
});

export const HeldPayloadSchema = z.object({ reason: z.enum(BENCH_HOLDS) satisfies z.ZodType<HoldReason> });

const SHORT_REASONS = ['none-on-shelf', 'misplaced', 'too-few', 'damaged'] as const satisfies readonly ShortReason[];
export const ShortPayloadSchema = z.object({
  lineId: LineIdSchema,
  units: Positive,
  reason: z.enum(SHORT_REASONS),
  bin: z.string().nullish(),
  told: z.boolean().optional().describe('The picker said so already; nothing new about the shelf'),
});

export const ShortBackPayloadSchema = z.object({ lineId: LineIdSchema, units: Positive });

const DAMAGE_REASONS = ['crushed', 'leaking', 'dirty', 'seal-broken'] as const satisfies readonly DamageReason[];
export const DamagedPayloadSchema = z.object({
  lineId: LineIdSchema,
  units: Positive,
  reason: z.enum(DAMAGE_REASONS),
});

export const WrongBinPayloadSchema = z.object({ sku: z.string().min(1), bin: z.string().nullable() });
export const BinLookedAtPayloadSchema = z.object({ bin: z.string().min(1), empty: z.boolean() });
export const LearnedPayloadSchema = z.object({ sku: SkuSchema, barcode: BarcodeSchema });

/** Opening and revising both carry the order as the bench has it from then on; only its rev matters here. */
export const SeenOrderPayloadSchema = z.object({ order: z.object({ rev: Positive }) });

export const ConflictAnsweredPayloadSchema = z.object({ conflictId: z.uuid(), answer: z.enum(CONFLICT_ANSWERS) });
