import { createReadStream, statSync } from 'node:fs';
import { PersonInputSchema } from '../../wire/hub-office.ts';
import { seedBench } from '../demo/seed-bench.ts';
import { seedDemo } from '../demo-data.ts';
import type { Hub } from '../open-hub.ts';
import { type Arguments, text, UsageError, wholeNumber } from './read-arguments.ts';

export class NoInput extends Error {
  override readonly name = 'NoInput';
}

/** Everything that can be refused without opening the database. @throws UsageError, NoInput */
export function checkCommand(args: Arguments): void {
  if (args.command === 'add-person') personOf(args);
  if (args.command === 'demo') wholeNumber(args, 'orders', { min: 0, max: 40 });
  if (args.command === 'add-station') wholeNumber(args, 'offline-buffer', { min: 0, max: 500 });
  if (args.command !== 'import') return;
  if (text(args, 'mapping') === undefined)
    throw new UsageError('import needs --mapping NAME, for example --mapping online-retail.');
  stockOf(args);
  try {
    if (!statSync(args.operand).isFile()) throw new Error('not a file');
  } catch {
    throw new NoInput(`The file ${args.operand} cannot be read.`);
  }
}

/** Runs one command on an open hub; what it returns is printed as one line of JSON. */
export async function runCommand(hub: Hub, args: Arguments): Promise<unknown> {
  switch (args.command) {
    case 'add-station': {
      const buffer = wholeNumber(args, 'offline-buffer', { min: 0, max: 500 });
      return hub.addStation({ name: args.operand, ...(buffer === null ? {} : { offline_buffer: buffer }) });
    }
    case 'add-office-key':
      return hub.addOfficeKey(args.operand);
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
    default:
      return hub.summary();
  }
}

function stockOf(args: Arguments): number | null {
  return wholeNumber(args, 'stock', { min: 0, max: 1_000_000 });
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
