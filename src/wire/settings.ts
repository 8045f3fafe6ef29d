import * as z from 'zod';

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

const host = z.string().min(1).max(255);
const tcpPort = z.int().min(1).max(65_535);
const queue = z.string().regex(/^(?!-)[^\s/#"'`$&|;<>\\]{1,127}$/, 'a queue name as the system prints it');

/** Where the bytes go. `cups` and `windows` are the operating system's queues, which say nothing of the paper. */
export const connectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tcp'),
    host,
    port: tcpPort.default(9100),
    /** For print servers that drop what comes too fast. */
    paceBytesPerSecond: z.int().min(1000).max(10_000_000).optional(),
  }),
  z.strictObject({ kind: z.literal('device'), path: z.string().startsWith('/dev/').max(255) }),
  z.strictObject({ kind: z.literal('serial'), match: port, baudRate, ...line }),
  z.strictObject({ kind: z.literal('cups'), queue }),
  z.strictObject({ kind: z.literal('windows'), queue: z.string().min(1).max(220) }),
]);
export type PrinterConnection = z.infer<typeof connectionSchema>;

const dpi = z.literal([203, 300]);
const widthDots = z.int().min(200).max(2400);
const acknowledgement = z.enum(['odometer', 'process-id', 'status', 'none']);
const printerShape = {
  /** Stays the same when the name changes; jobs are kept under it. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'small letters, digits and hyphens'),
  name: z.string().min(1).max(60),
  /** The first printer with a role is the usual one; the others are its neighbours. */
  roles: z
    .array(z.enum(['label', 'slip']))
    .min(1)
    .max(2),
  connection: connectionSchema,
};

export const printerSchema = z.discriminatedUnion('language', [
  z.strictObject({
    ...printerShape,
    language: z.literal('zpl'),
    dpi,
    /** Of the print head: 832 at 203 dpi and 1280 at 300 for four inches. */
    widthDots: widthDots.optional(),
    acknowledgement: acknowledgement.exclude(['process-id']),
    graphics: z.enum(['run-length', 'z64', 'native']).default('run-length'),
  }),
  z.strictObject({
    ...printerShape,
    language: z.literal('escpos'),
    dpi: dpi.default(203),
    /** 576 on 80 mm paper. */
    widthDots: widthDots.default(576),
    /** Characters a line in font A: 48 on 80 mm paper. */
    columns: z.int().min(24).max(64).default(48),
    acknowledgement: acknowledgement.exclude(['odometer']),
  }),
  z.strictObject({
    ...printerShape,
    language: z.literal('pdf'),
    paper: z.enum(['a4', 'letter']),
  }),
]);
export type PrinterSettings = z.infer<typeof printerSchema>;

/** How the hub is reached. The key lies in the system's own safe place where it has one. */
const hubSchema = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }),
    key: z.string().startsWith('psk_').optional(),
    /** The same, sealed by the operating system for this user; base64. */
    sealedKey: z.string().min(1).max(4096).optional(),
    /** The hub's own certificate (PEM): the only one that is trusted. Null: the system's authorities vouch for it. */
    certificate: z.string().max(8192).nullable().default(null),
    /** Folder of this enrolment's journal beside the settings. A station that is enrolled anew counts from one and begins a new one. */
    store: z
      .string()
      .regex(/^work[a-z0-9-]{0,60}$/)
      .default('work'),
  })
  .refine(
    (hub) => (hub.key === undefined) !== (hub.sealedKey === undefined),
    'the key stands here once, sealed or not',
  );
export type HubSettings = z.infer<typeof hubSchema>;

const current = z.strictObject({
  schemaVersion: z.literal(4),
  station: z.string().min(1).max(60),
  /** Without a hub the app opens as a demo. */
  hub: hubSchema.nullable(),
  scanners: z.array(scannerSchema).max(8),
  scale: scaleSchema.nullable(),
  keyboard: wedgeProfileSchema.nullable(),
  printers: z
    .array(printerSchema)
    .max(8)
    .refine(
      (printers) => new Set(printers.map(({ id }) => id)).size === printers.length,
      'every id may stand here once',
    )
    .refine(
      (printers) => printers.every(({ language, roles }) => language !== 'pdf' || !roles.includes('label')),
      'a printer for pages prints no labels',
    ),
  kiosk: z.boolean(),
});

/** What the person who sets the station up decides. Nothing about orders is ever kept here. Older files are read as what they mean now. */
export const settingsSchema = z.preprocess((file) => upgraded4(upgraded3(upgraded2(file))), current);
export type Settings = z.infer<typeof current>;

/** Version 1 knew one scanner by its path, and no scale. */
function upgraded2(file: unknown): unknown {
  if (!isVersion(file, 1)) return file;
  const { scanner, ...rest } = file as {
    readonly scanner?: { readonly path?: unknown; readonly baudRate?: unknown } | null;
  };
  const scanners = scanner ? [{ match: { path: scanner.path }, baudRate: scanner.baudRate }] : [];
  return { ...rest, schemaVersion: 2, scanners, scale: null, keyboard: null };
}

/** Version 2 knew one printer for labels and one for slips, both at a network port. */
function upgraded3(file: unknown): unknown {
  if (!isVersion(file, 2)) return file;
  const { labelPrinter, slipPrinter, ...rest } = file as {
    readonly labelPrinter?: OldPrinter | null;
    readonly slipPrinter?: OldPrinter | null;
  };
  const printers = [
    ...(labelPrinter ? [{ id: 'label', roles: ['label'], language: 'zpl', ...moved(labelPrinter) }] : []),
    ...(slipPrinter ? [{ id: 'slip', roles: ['slip'], language: 'escpos', ...moved(slipPrinter) }] : []),
  ];
  return { ...rest, schemaVersion: 3, printers };
}

/** Version 3 knew no certificate of the hub's own. */
function upgraded4(file: unknown): unknown {
  if (!isVersion(file, 3)) return file;
  const { hub } = file as { readonly hub?: object | null };
  return { ...file, schemaVersion: 4, hub: hub ? { certificate: null, ...hub } : hub };
}

type OldPrinter = Readonly<Record<string, unknown>>;

function moved({ host: at, port: no, acknowledgement: ack, ...rest }: OldPrinter): object {
  return { ...rest, acknowledgement: ack, connection: { kind: 'tcp', host: at, port: no } };
}

function isVersion(file: unknown, version: number): file is object {
  return typeof file === 'object' && file !== null && 'schemaVersion' in file && file.schemaVersion === version;
}

export const DEFAULT_SETTINGS: Settings = {
  schemaVersion: 4,
  station: 'Station 1',
  hub: null,
  scanners: [],
  scale: null,
  keyboard: null,
  printers: [],
  kiosk: false,
};
