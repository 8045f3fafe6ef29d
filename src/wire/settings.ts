import * as z from 'zod';

const printer = z.strictObject({
  name: z.string().min(1).max(60),
  host: z.string().min(1).max(255),
  port: z.int().min(1).max(65_535),
});

/** What the person who sets the station up decides. Nothing about orders is ever kept here. */
export const settingsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  station: z.string().min(1).max(60),
  /** Without a hub the app opens as a demo. */
  hub: z.strictObject({ url: z.url({ protocol: /^https?$/ }), key: z.string().startsWith('psk_') }).nullable(),
  scanner: z.strictObject({ path: z.string().min(1).max(255), baudRate: z.int().min(300).max(921_600) }).nullable(),
  labelPrinter: printer
    .extend({ dpi: z.literal([203, 300]), acknowledgement: z.enum(['odometer', 'none']) })
    .nullable(),
  slipPrinter: printer
    .extend({ columns: z.int().min(24).max(64), acknowledgement: z.enum(['process-id', 'none']) })
    .nullable(),
  kiosk: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  schemaVersion: 1,
  station: 'Station 1',
  hub: null,
  scanner: null,
  labelPrinter: null,
  slipPrinter: null,
  kiosk: false,
};
