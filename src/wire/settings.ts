import * as z from 'zod';

const printer = z.strictObject({
  name: z.string().min(1).max(60),
  host: z.string().min(1).max(255),
  port: z.int().min(1).max(65_535),
});

const port = z.union([
  z.strictObject({ path: z.string().min(1).max(255) }),
  /** Name under /dev/serial/by-id: stays the same whichever socket it is plugged into. */
  z.strictObject({ byId: z.string().min(1).max(255) }),
  z.strictObject({
    vendorId: z.string().regex(/^[0-9a-fA-F]{4}$/, 'four hexadecimal digits'),
    productId: z.string().regex(/^[0-9a-fA-F]{4}$/, 'four hexadecimal digits'),
    serialNumber: z.string().min(1).max(255).optional(),
  }),
]);

const baudRate = z.int().min(300).max(921_600);
const line = {
  dataBits: z.literal([7, 8]).optional(),
  parity: z.enum(['none', 'even', 'odd']).optional(),
  stopBits: z.literal([1, 2]).optional(),
  rtscts: z.boolean().optional(),
  xon: z.boolean().optional(),
  xoff: z.boolean().optional(),
};
const byte = z.int().min(0).max(255);
/** Acknowledge and refuse at the level of the line; a scanner that hears 0x15 sends its last code again. */
const signalBytes = z.array(
  byte.refine((value) => value !== 0x15, 'NAK (21) makes a scanner send its last code again'),
);

export const scannerSchema = z.strictObject({
  match: port,
  baudRate,
  ...line,
  framing: z
    .strictObject({
      terminators: z.array(byte).min(1).optional(),
      stx: byte.optional(),
      etx: byte.optional(),
      idleMs: z.int().min(10).max(10_000).optional(),
      idlePolicy: z.enum(['discard', 'emit']).optional(),
    })
    .optional(),
  vendor: z.enum(['generic', 'datalogic', 'honeywell', 'zebra']).optional(),
  signals: z
    .strictObject({
      good: signalBytes.optional(),
      bad: signalBytes.optional(),
      attention: signalBytes.optional(),
      enable: signalBytes.optional(),
      disable: signalBytes.optional(),
    })
    .optional(),
  /** Whether it is set to send AIM identifiers. `auto`: taken when they are there. */
  aim: z.enum(['on', 'off', 'auto']).default('auto'),
  stripPrefix: z.string().min(1).max(8).optional(),
  gsSubstitute: z.string().min(1).max(8).optional(),
});
export type ScannerSettings = z.infer<typeof scannerSchema>;

export const scaleSchema = z.strictObject({
  match: port,
  protocol: z.enum(['mt-sics', 'nci', 'cas', 'toledo-8217']),
  baudRate: baudRate.optional(),
  ...line,
  unit: z.enum(['kg', 'g', 'lb', 'oz']).optional(),
  commands: z
    .strictObject({
      ask: z.string().max(16).nullable().optional(),
      zero: z.string().max(16).nullable().optional(),
      tare: z.string().max(16).nullable().optional(),
    })
    .optional(),
});
export type ScaleSettings = z.infer<typeof scaleSchema>;

/** What the calibration of a keyboard scanner measured (core/wedge-calibration.ts). */
export const wedgeProfileSchema = z.strictObject({
  maxGapMs: z.number().min(1).max(1000),
  mode: z.enum(['us', 'key']),
  sendsGs: z.boolean(),
  gsSubstitute: z.string().max(8).nullable(),
  sendsAim: z.boolean(),
  suffix: z.enum(['enter', 'tab', 'none']),
  prefix: z.string().max(8).nullable(),
  needsPrefix: z.boolean(),
});

const current = z.strictObject({
  schemaVersion: z.literal(2),
  station: z.string().min(1).max(60),
  /** Without a hub the app opens as a demo. */
  hub: z.strictObject({ url: z.url({ protocol: /^https?$/ }), key: z.string().startsWith('psk_') }).nullable(),
  scanners: z.array(scannerSchema).max(8),
  scale: scaleSchema.nullable(),
  keyboard: wedgeProfileSchema.nullable(),
  labelPrinter: printer
    .extend({ dpi: z.literal([203, 300]), acknowledgement: z.enum(['odometer', 'none']) })
    .nullable(),
  slipPrinter: printer
    .extend({ columns: z.int().min(24).max(64), acknowledgement: z.enum(['process-id', 'none']) })
    .nullable(),
  kiosk: z.boolean(),
});

/** What the person who sets the station up decides. Nothing about orders is ever kept here. Files of version 1 are read as what they mean now. */
export const settingsSchema = z.preprocess(upgraded, current);
export type Settings = z.infer<typeof current>;

/** Version 1 knew one scanner by its path, and no scale. */
function upgraded(file: unknown): unknown {
  if (typeof file !== 'object' || file === null || !('schemaVersion' in file) || file.schemaVersion !== 1) return file;
  const { scanner, ...rest } = file as {
    readonly scanner?: { readonly path?: unknown; readonly baudRate?: unknown } | null;
  };
  const scanners = scanner ? [{ match: { path: scanner.path }, baudRate: scanner.baudRate }] : [];
  return { ...rest, schemaVersion: 2, scanners, scale: null, keyboard: null };
}

export const DEFAULT_SETTINGS: Settings = {
  schemaVersion: 2,
  station: 'Station 1',
  hub: null,
  scanners: [],
  scale: null,
  keyboard: null,
  labelPrinter: null,
  slipPrinter: null,
  kiosk: false,
};
