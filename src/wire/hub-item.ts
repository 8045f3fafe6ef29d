import * as z from 'zod';
import type { Sku } from '../core/ids.ts';
import type { Barcode, Block, Item, Tracking } from '../core/order.ts';
import { branded, Count, Positive, plainText } from './hub-text.ts';

export const SkuSchema = branded<Sku>(plainText(80).min(1));

export const BarcodeSchema = z.object({
  kind: z.enum(['gtin', 'text']).describe('gtin: 14 digits, short forms filled with zeros on the left'),
  value: plainText(200).min(1),
  factor: Positive.describe('Units that one scan of this code stands for'),
}) satisfies z.ZodType<Barcode>;

const MAX_PATTERN = 200;
/** A group that repeats and has a repeat inside can take for ever on a serial that does not fit; the bench would stand still. */
const NESTED_REPEAT = /\([^()]*[+*}][^()]*\)[+*{]/;

const PatternSchema = z
  .string()
  .min(1)
  .max(MAX_PATTERN)
  .refine(canCompile, 'must be a regular expression (JavaScript, flag u)')
  .refine((pattern) => !NESTED_REPEAT.test(pattern), 'must not repeat a group that has a repeat inside')
  .describe('A serial must match it as a whole');

export const TrackingSchema = z.object({
  lot: z.boolean().optional(),
  serial: z.boolean().optional(),
  expiry: z.boolean().optional(),
  weight: z.boolean().optional().describe('Sold by weight: every unit brings its own'),
  days: Count.max(36_500).optional().describe('Days that must be left until expiry'),
  pattern: PatternSchema.optional(),
}) satisfies z.ZodType<Tracking>;

const Grams = z.number().positive('must be more than 0 grams').max(10_000_000);
const Side = z.number().positive('must be more than 0 millimetres').max(100_000);
/** Length, width, height. */
export const SidesSchema = z.tuple([Side, Side, Side]);

export const itemShape = {
  sku: SkuSchema,
  name: plainText(200).min(1),
  variant: plainText(80).optional().describe('The word that tells it from its look-alikes'),
  grams: Grams.optional().describe('Weight of one unit'),
  spread: z.number().nonnegative().max(10_000_000).optional().describe('Standard deviation of the weight, in grams'),
  millimetres: SidesSchema.optional().describe('Length, width and height of one unit'),
  picture: plainText(40).optional(),
  barcodes: z.array(BarcodeSchema).max(40),
  track: TrackingSchema.optional().describe('What must be known of every unit'),
  blocked: (z.enum(['recall', 'hold']) satisfies z.ZodType<Block>).optional().describe('Nothing of it may leave'),
  hazard: z.boolean().optional().describe('Dangerous goods'),
  uncoded: z.boolean().optional().describe('Has no barcode at all; counted by hand, and flagged'),
  untyped: z.boolean().optional().describe('Typed codes are not taken; it must be scanned'),
};

export const ItemSchema = z.object(itemShape).meta({ id: 'Item' }) satisfies z.ZodType<Item>;
export type WireItem = z.infer<typeof ItemSchema>;

/** What the office sends: a key that is spelled wrong is refused, not dropped. */
export const ItemInputSchema = z
  .strictObject({
    ...itemShape,
    barcodes: z.array(BarcodeSchema.strict()).max(40),
    track: TrackingSchema.strict().optional(),
  })
  .superRefine((item, { addIssue }) => {
    const wrong = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
    if (item.uncoded === true && item.barcodes.length > 0) wrong('uncoded', 'an item with barcodes is not uncoded');
    if (item.uncoded === true && item.untyped === true) wrong('untyped', 'an item without a barcode cannot be scanned');
    if (item.spread !== undefined && item.grams === undefined) wrong('spread', 'needs grams');
    if (item.track?.pattern !== undefined && item.track.serial !== true) wrong('track', 'a pattern needs serial: true');
    if (item.track?.days !== undefined && item.track.expiry !== true) wrong('track', 'days need expiry: true');
  }) satisfies z.ZodType<Item>;

function canCompile(pattern: string): boolean {
  try {
    new RegExp(`^(?:${pattern})$`, 'u');
    return true;
  } catch {
    return false;
  }
}
