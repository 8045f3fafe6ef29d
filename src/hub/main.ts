import { EXIT, readArguments, USAGE, UsageError } from './cli/read-arguments.ts';
import { checkCommand, NoInput, runCommand } from './cli/run-command.ts';
import { parentPort, planServe, serve } from './cli/serve.ts';
import { FolderInUse } from './database/folder-lock.ts';
import { NewerDatabase } from './database/migrate.ts';
import type { DatabaseChoice } from './database/open-database.ts';
import type { LogEntry } from './hub-context.ts';
import { HubRefusal } from './hub-refusal.ts';
import { openHub } from './open-hub.ts';

async function main(argv: readonly string[]): Promise<void> {
  const args = readArguments(argv);
  if (args.command === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  const plan = args.command === 'serve' ? planServe(args) : null;
  checkCommand(args);
  const hub = await openHub({ database: databaseOf(args.values.data), log: plan === null ? () => undefined : logLine });
  try {
    if (plan === null) process.stdout.write(`${JSON.stringify(await runCommand(hub, args))}\n`);
    else await serve(hub, plan);
  } finally {
    await hub.close();
  }
}

function databaseOf(data: string | boolean | undefined): DatabaseChoice {
  const url = process.env.DATABASE_URL;
  if (url !== undefined && url !== '') return { kind: 'url', url };
  return { kind: 'pglite', dir: typeof data === 'string' ? data : 'hub-data' };
}

/** To stderr: stdout belongs to the ready line and to answers. */
function logLine(entry: LogEntry): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof NoInput) return EXIT.noInput;
  if (error instanceof FolderInUse) return EXIT.inUse;
  if (error instanceof NewerDatabase) return EXIT.newer;
  if (error instanceof HubRefusal) return EXIT.badData;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(ECONN|ENOTFOUND|EADDR|EACCES|ETIMEDOUT|08|28|3D|57)/.test(code) ? EXIT.unavailable : EXIT.failed;
}

function sentenceOf(error: unknown): string {
  if (error instanceof HubRefusal) return error.problem.detail;
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0].message;
  return error instanceof Error ? error.message : String(error);
}

try {
  await main(process.argv.slice(2));
  // The embedded database leaves an exit code of its own behind; ours is the one that counts.
  process.exitCode = EXIT.ok;
} catch (error) {
  process.stderr.write(`hub: ${sentenceOf(error)}\n`);
  process.exitCode = exitCodeOf(error);
}
// A listener on Electron's port keeps the process alive; elsewhere the last output is left to drain by itself.
if (parentPort() !== undefined) process.exit();
