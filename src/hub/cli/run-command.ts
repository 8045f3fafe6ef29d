import { createReadStream, statSync } from 'node:fs';
import { MAX_BATCH } from '../../wire/hub-feed.ts';
import { PersonInputSchema } from '../../wire/hub-office.ts';
import { backupTo } from '../backup/backup.ts';
import { endRecovery } from '../claims/recovery.ts';
import { listQuarantine } from '../conflicts/list-quarantine.ts';
import { replayQuarantine } from '../conflicts/replay-quarantine.ts';
import { seedBench } from '../demo/seed-bench.ts';
import { seedDemo } from '../demo-data.ts';
import { addKey, listKeys, revokeKey } from '../office/office-keys.ts';
import type { Hub } from '../open-hub.ts';
import { type Arguments, text, wholeNumber } from './read-arguments.ts';
import { enrolStation, stationCommand } from './station-commands.ts';
import { NoInput, UsageError } from './usage.ts';

/** Everything that can be refused without opening the database. @throws UsageError, NoInput */
export function checkCommand(args: Arguments): void {
  if (args.command === 'add-person') personOf(args);
  if (args.command === 'demo') wholeNumber(args, 'orders', { min: 0, max: 40 });
  bufferOf(args);
  if (args.command === 'revoke-station' && text(args, 'reason') === undefined)
    throw new UsageError('revoke-station needs --reason TEXT, for example --reason "stolen".');
  if (args.command === 'restore') mustBeFile(args.operand);
  if (args.command !== 'import') return;
  if (text(args, 'mapping') === undefined)
    throw new UsageError('import needs --mapping NAME, for example --mapping online-retail.');
  stockOf(args);
  mustBeFile(args.operand);
}

/** Runs one command on an open hub; what it returns is printed as one line of JSON. */
export async function runCommand(hub: Hub, args: Arguments): Promise<unknown> {
  const { context } = hub;
  switch (args.command) {
    case 'add-station': {
      const buffer = bufferOf(args);
      return hub.addStation({ name: args.operand, ...(buffer === null ? {} : { offline_buffer: buffer }) });
    }
    case 'enrol-station':
      return enrolStation(context, { name: args.operand, again: args.values.again === true, buffer: bufferOf(args) });
    case 'stations':
    case 'revoke-station':
      return stationCommand(context, args);
    case 'add-office-key':
      return addKey(context, { name: args.operand, role: 'office' });
    case 'add-connector-key':
      return addKey(context, { name: args.operand, role: 'connector' });
    case 'keys':
      return { keys: await listKeys(context) };
    case 'revoke-key':
      await revokeKey(context, args.operand, null);
      return { keys: await listKeys(context) };
    case 'add-person':
      return hub.putPeople([personOf(args)]);
    case 'import':
      return hub.importOrders(createReadStream(args.operand), {
        mapping: text(args, 'mapping') ?? '',
        madeUpAddresses: args.values['made-up-addresses'] === true,
        learnCatalogue: args.values['learn-catalogue'] === true,
        stock: stockOf(args),
      });
    case 'demo':
      await seedDemo(hub, { orders: wholeNumber(args, 'orders', { min: 0, max: 40 }) ?? 40 });
      await seedBench(hub);
      return hub.summary();
    case 'quarantine':
      return listQuarantine(context, MAX_BATCH);
    case 'replay':
      return replayQuarantine(context, null, MAX_BATCH);
    case 'backup':
      return backupTo(context.db, args.operand);
    case 'end-recovery':
      return endRecovery(context);
    default:
      return hub.summary();
  }
}

function bufferOf(args: Arguments): number | null {
  return wholeNumber(args, 'offline-buffer', { min: 0, max: 500 });
}

function stockOf(args: Arguments): number | null {
  return wholeNumber(args, 'stock', { min: 0, max: 1_000_000 });
}

function mustBeFile(path: string): void {
  try {
    if (!statSync(path).isFile()) throw new Error('not a file');
  } catch {
    throw new NoInput(`The file ${path} cannot be read.`);
  }
}

function personOf(args: Arguments) {
  const badge = text(args, 'badge');
  const pin = text(args, 'pin');
  const person = PersonInputSchema.safeParse({
    name: args.operand,
    role: text(args, 'role') ?? 'packer',
    ...(badge === undefined ? {} : { badge }),
    ...(pin === undefined ? {} : { pin }),
  });
  if (person.success) return person.data;
  const issue = person.error.issues[0];
  throw new UsageError(`add-person: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'does not fit'}.`);
}
