import * as z from 'zod';
import type { CarrierLimits, Carton } from '../core/carton.ts';
import { DEFAULT_POLICY, type Policy, type Site, type SsccRange } from '../core/site.ts';
import { AddressSchema } from './hub-address.ts';
import { SidesSchema } from './hub-item.ts';
import { Count, Positive, plainText } from './hub-text.ts';

const policyShape = {
  boxes: z.boolean().describe('Ask which box, when there are cartons'),
  weigh: z.enum(['never', 'when-scale', 'always']),
  fillingGrams: z.number().nonnegative().max(10_000).describe('Paper and filling in a box'),
  divisionGrams: z.number().positive().max(1000).describe("The scale's division"),
  weightPercent: z.number().nonnegative().max(100).describe('How far a unit sold by weight may be off'),
  contentScans: z.boolean().describe('GS1 AI 02 and 37 count for what they say'),
  quantities: z.boolean().describe('QTY cards are taken'),
  autoClear: z.boolean().describe("A wrong item's stop also goes away by scanning the right one"),
  unknownStops: z.boolean().describe('An unknown code stops the bench'),
  bestBeforeIsExpiry: z.boolean(),
  missing: z.enum(['allow', 'approve', 'hold']).describe('What happens to an order with something missing'),
  shortUnits: Count.max(1_000_000).describe('More missing units than this need a supervisor'),
  staleMinutes: Positive.max(100_000).describe("How old the hub's word may be while the network is away"),
  stale: z.enum(['ask', 'refuse']),
  roundOrders: Positive.max(50).describe('Orders in one picking round'),
  zeroCheck: z.boolean().describe('Ask whether a shelf is empty when it should be'),
  photo: z.enum(['skip', 'stop']).describe('What to do without a camera'),
  presentationGuardMs: Count.max(60_000).describe(
    'For stands: the same code sooner than this is the same item; 0: off',
  ),
  reprints: Count.max(1000).describe('Copies of a label that a packer may print after the first; more need a lead'),
  contents: z.boolean().describe('Print what is in it for every box'),
};

const StrictPolicySchema = z.strictObject(policyShape) satisfies z.ZodType<Policy>;

type PolicyShape = typeof policyShape;
type Defaulted = { [Key in keyof PolicyShape]: z.ZodDefault<PolicyShape[Key]> };

/** A hub that is older than a rule does not name it: what holds then is the core's own default. */
export const PolicySchema = z
  .object(
    Object.fromEntries(
      Object.entries(policyShape).map(([key, rule]) => [
        key,
        (rule as z.ZodType<unknown, unknown>).default(DEFAULT_POLICY[key as keyof Policy]),
      ]),
    ) as unknown as Defaulted, // made key by key from the shape just above
  )
  .meta({ id: 'Policy' }) satisfies z.ZodType<Policy>;

export const CartonSchema = z
  .object({
    code: plainText(40).min(1).describe('Its barcode and id'),
    name: plainText(80).min(1),
    millimetres: SidesSchema.describe('Inner length, width and height'),
    grams: z.number().nonnegative().max(100_000).describe('Empty weight'),
    limitGrams: z.number().positive().max(10_000_000).optional().describe('Greatest weight of the content'),
    carriers: z.array(plainText(60).min(1)).min(1).max(50).optional().describe('Left out: any'),
  })
  .meta({ id: 'Carton' }) satisfies z.ZodType<Carton>;

export const CarrierLimitsSchema = z.object({
  grams: z.number().positive().max(10_000_000).optional().describe('Greatest weight of the whole parcel'),
  longest: z.number().positive().max(100_000).optional().describe('Longest side, in millimetres'),
  girth: z.number().positive().max(1_000_000).optional().describe('Length + 2 × width + 2 × height, in millimetres'),
}) satisfies z.ZodType<CarrierLimits>;

/** Longer ones leave a station too few numbers: at 10 digits there are 10 million, at 12 only 100,000. */
const CompanyPrefixSchema = z.string().regex(/^\d{7,10}$/, 'must be a GS1 company prefix of 7 to 10 digits');

const SsccRangeSchema = z
  .object({ companyPrefix: CompanyPrefixSchema, from: Count, to: Count })
  .meta({ id: 'SsccRange' }) satisfies z.ZodType<SsccRange>;

const siteShape = {
  policy: PolicySchema.default(() => ({ ...DEFAULT_POLICY })),
  cartons: z.array(CartonSchema).max(500).default([]),
  sender: AddressSchema.optional().describe('The sender on labels'),
};
const companyPrefix = CompanyPrefixSchema.optional().describe(
  'GS1 company prefix: parcels get an SSCC. Left out: they get codes of the house',
);

/** How this warehouse wants it done, as a station is told. */
export const SiteSchema = z
  .object({
    ...siteShape,
    sscc: SsccRangeSchema.optional().describe(
      'Serial references that this station alone may give out, both ends included; the first digit is the extension digit',
    ),
  })
  .meta({ id: 'Site' }) satisfies z.ZodType<Site>;
export type WireSite = z.infer<typeof SiteSchema>;

/** What the office sets; stations get numbers out of the prefix and not the prefix to number from. */
export interface OfficeSite extends Omit<Site, 'sscc'> {
  readonly companyPrefix?: string | undefined;
}

export const OfficeSiteSchema = z
  .object({ ...siteShape, companyPrefix })
  .meta({ id: 'OfficeSite' }) satisfies z.ZodType<OfficeSite>;

/** What the office sends: the whole document, so that nothing is left as it was by chance. */
export const PutSiteSchema = z.strictObject({
  policy: StrictPolicySchema,
  cartons: z
    .array(CartonSchema.strict())
    .max(500)
    .refine((cartons) => new Set(cartons.map(({ code }) => code)).size === cartons.length, {
      message: 'every carton needs a code of its own',
    }),
  sender: AddressSchema.strict().optional(),
  companyPrefix,
}) satisfies z.ZodType<OfficeSite>;
