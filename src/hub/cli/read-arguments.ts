import { parseArgs } from 'node:util';

/** Exit codes, after sysexits.h where it has one. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 64,
  badData: 65,
  noInput: 66,
  unavailable: 69,
  inUse: 73,
  newer: 76,
} as const;

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `The hub of Packhouse: the sync API between packing stations and the office.

  hub [--port 8321] [--host 127.0.0.1] [--allow-plain-http]     serve
  hub add-station NAME [--offline-buffer N]                     add a station, show its key once
  hub add-office-key NAME                                       make a key for the office, show it once
  hub add-person NAME [--role packer|lead|supervisor] [--badge TEXT] [--pin DIGITS]
  hub import FILE --mapping NAME [--made-up-addresses] [--learn-catalogue] [--stock N]
  hub demo [--orders N]                                         fill in the made-up demo shop
  hub summary                                                   numbers as JSON

Everywhere: --data DIR   folder of the embedded database (default ./hub-data); one hub at a time
            --help       this text
Environment: DATABASE_URL   a PostgreSQL 15+ server instead of the embedded database
`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  'allow-plain-http': { type: 'boolean' },
  'offline-buffer': { type: 'string' },
  role: { type: 'string' },
  badge: { type: 'string' },
  pin: { type: 'string' },
  mapping: { type: 'string' },
  'made-up-addresses': { type: 'boolean' },
  'learn-catalogue': { type: 'boolean' },
  stock: { type: 'string' },
  orders: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const TAKES: Readonly<Record<string, { readonly operands: number; readonly options: readonly string[] }>> = {
  serve: { operands: 0, options: ['port', 'host', 'allow-plain-http'] },
  'add-station': { operands: 1, options: ['offline-buffer'] },
  'add-office-key': { operands: 1, options: [] },
  'add-person': { operands: 1, options: ['role', 'badge', 'pin'] },
  import: { operands: 1, options: ['mapping', 'made-up-addresses', 'learn-catalogue', 'stock'] },
  demo: { operands: 0, options: ['orders'] },
  summary: { operands: 0, options: [] },
};

export interface Arguments {
  readonly command: string;
  readonly operand: string;
  readonly values: Readonly<Partial<Record<keyof typeof OPTIONS, string | boolean>>>;
}

/** @throws UsageError with one sentence */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  const [command = 'serve', operand = '', ...rest] = positionals;
  if (values.help === true) return { command: 'help', operand, values };
  const takes = TAKES[command];
  if (takes === undefined) throw new UsageError(`There is no command "${command}"; --help lists them.`);
  if (rest.length > 0 || (takes.operands === 0 && operand !== ''))
    throw new UsageError(
      `"${rest[0] ?? operand}" is one argument too many for ${command}; put names with spaces in quotes.`,
    );
  if (takes.operands === 1 && operand === '')
    throw new UsageError(`${command} needs ${command === 'import' ? 'a FILE' : 'a NAME'}; --help shows how.`);
  for (const option of Object.keys(values)) {
    if (option !== 'data' && !takes.options.includes(option))
      throw new UsageError(`--${option} does not belong to ${command}; --help shows what does.`);
  }
  return { command, operand, values };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(
      `${(error instanceof Error ? error.message : String(error)).split('. ')[0]}; --help shows what there is.`,
    );
  }
}

/** @throws UsageError */
export function wholeNumber(
  args: Arguments,
  option: keyof typeof OPTIONS,
  bounds: { readonly min: number; readonly max: number },
): number | null {
  const text = args.values[option];
  if (text === undefined) return null;
  const value = Number(text);
  if (typeof text === 'string' && /^\d+$/.test(text) && value >= bounds.min && value <= bounds.max) return value;
  throw new UsageError(`--${option} must be a whole number from ${bounds.min} to ${bounds.max}, not "${text}".`);
}

export function text(args: Arguments, option: keyof typeof OPTIONS): string | undefined {
  const value = args.values[option];
  return typeof value === 'string' ? value : undefined;
}
