import { parseArgs } from 'node:util';
import { UsageError } from './usage.ts';

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  engine: { type: 'string' },
  tls: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'public-url': { type: 'string' },
  'allow-plain-http': { type: 'boolean' },
  'offline-buffer': { type: 'string' },
  again: { type: 'boolean' },
  reason: { type: 'string' },
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

type Option = keyof typeof OPTIONS;

interface Takes {
  /** What its one operand is called; left out: it takes none. */
  readonly operand?: 'a NAME' | 'a FILE' | 'an ID';
  readonly options?: readonly Option[];
}

const EVERYWHERE: readonly string[] = ['data', 'engine'];
const NETWORK = ['port', 'host', 'tls', 'tls-cert', 'tls-key', 'public-url'] as const;

const COMMANDS = {
  serve: { options: [...NETWORK, 'allow-plain-http'] },
  'enrol-station': { operand: 'a NAME', options: [...NETWORK, 'offline-buffer', 'again'] },
  stations: {},
  'revoke-station': { operand: 'a NAME', options: ['reason'] },
  'add-station': { operand: 'a NAME', options: ['offline-buffer'] },
  'add-office-key': { operand: 'a NAME' },
  'add-connector-key': { operand: 'a NAME' },
  keys: {},
  'revoke-key': { operand: 'an ID' },
  'add-person': { operand: 'a NAME', options: ['role', 'badge', 'pin'] },
  import: { operand: 'a FILE', options: ['mapping', 'made-up-addresses', 'learn-catalogue', 'stock'] },
  demo: { options: ['orders'] },
  summary: {},
  quarantine: {},
  replay: {},
  backup: { operand: 'a FILE' },
  restore: { operand: 'a FILE' },
  'end-recovery': {},
} as const satisfies Record<string, Takes>;

export type Command = keyof typeof COMMANDS;

export interface Arguments {
  readonly command: Command | 'help';
  readonly operand: string;
  readonly values: Readonly<Partial<Record<Option, string | boolean>>>;
}

/** @throws UsageError with one sentence */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  const [command = 'serve', operand = '', ...rest] = positionals;
  if (values.help === true) return { command: 'help', operand, values };
  if (!isCommand(command)) throw new UsageError(`There is no command "${command}"; --help lists them.`);
  const takes: Takes = COMMANDS[command];
  if (rest.length > 0 || (takes.operand === undefined && operand !== ''))
    throw new UsageError(
      `"${rest[0] ?? operand}" is one argument too many for ${command}; put names with spaces in quotes.`,
    );
  if (takes.operand !== undefined && operand === '')
    throw new UsageError(`${command} needs ${takes.operand}; --help shows how.`);
  for (const option of Object.keys(values)) {
    if (!EVERYWHERE.includes(option) && !takes.options?.some((taken) => taken === option))
      throw new UsageError(`--${option} does not belong to ${command}; --help shows what does.`);
  }
  return { command, operand, values };
}

function isCommand(word: string): word is Command {
  return Object.hasOwn(COMMANDS, word);
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
  option: Option,
  bounds: { readonly min: number; readonly max: number },
): number | null {
  const text = args.values[option];
  if (text === undefined) return null;
  const value = Number(text);
  if (typeof text === 'string' && /^\d+$/.test(text) && value >= bounds.min && value <= bounds.max) return value;
  throw new UsageError(`--${option} must be a whole number from ${bounds.min} to ${bounds.max}, not "${text}".`);
}

export function text(args: Arguments, option: Option): string | undefined {
  const value = args.values[option];
  return typeof value === 'string' ? value : undefined;
}
