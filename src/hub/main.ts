import { BackupRefused } from './backup/backup-format.ts';
import { restoreFrom } from './backup/restore.ts';
import { chooseDatabase } from './cli/choose-database.ts';
import { drawQr, onTerminal } from './cli/draw-qr.ts';
import { openTls, planNetwork, planServe } from './cli/plan-network.ts';
import { type Arguments, readArguments } from './cli/read-arguments.ts';
import { checkCommand, runCommand } from './cli/run-command.ts';
import { parentPort, serve } from './cli/serve.ts';
import { EXIT, NoInput, USAGE, UsageError } from './cli/usage.ts';
import { FolderInUse } from './database/folder-lock.ts';
import { NewerDatabase } from './database/migrate.ts';
import { OtherEngine } from './database/open-database.ts';
import { EngineMissing } from './database/postgres-programs.ts';
import { BadCertificate } from './http/tls.ts';
import type { LogEntry } from './hub-context.ts';
import { HubRefusal } from './hub-refusal.ts';
import { openHub } from './open-hub.ts';

async function main(argv: readonly string[]): Promise<void> {
  const args = readArguments(argv);
  if (args.command === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  const database = chooseDatabase(args, process.env.DATABASE_URL);
  const serves = args.command === 'serve';
  const plan = serves ? planServe(args) : planNetwork(args);
  checkCommand(args);
  if (args.command === 'restore') {
    print(await restoreFrom(database, args.operand));
    return;
  }
  const { tls, warnings } = await openTls(plan);
  for (const warning of [...plan.warnings, ...warnings]) process.stderr.write(`hub: WARNING: ${warning}\n`);
  const hub = await openHub({
    database,
    log: serves ? logLine : () => undefined,
    ...(tls === null ? {} : { tls }),
    ...(plan.publicUrl === null ? {} : { publicUrl: plan.publicUrl }),
  });
  try {
    if (serves) await serve(hub, plan);
    else print(await runCommand(hub, args), args);
  } finally {
    await hub.close();
  }
}

function print(answer: unknown, args?: Arguments): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  if (args?.command !== 'enrol-station') return;
  // To stderr: stdout is for programs, this is for the camera of a phone or the scanner of the bench.
  const { code, text } = answer as { readonly code: string; readonly text: string }; // an Enrolment, of this command
  const picture = drawQr(text);
  const drawn = process.stderr.isTTY ? onTerminal(picture) : `${picture.join('\n')}\n`;
  process.stderr.write(`${drawn}Code ${code}, for 15 minutes, once.\n${text}\n`);
}

/** To stderr: stdout belongs to the ready line and to answers. */
function logLine(entry: LogEntry): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
}

/** What was asked for, or what was given, is not to be had like that; the sentence says why. */
const REFUSED = [HubRefusal, BadCertificate, BackupRefused, OtherEngine];

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof NoInput) return EXIT.noInput;
  if (error instanceof FolderInUse) return EXIT.inUse;
  if (error instanceof NewerDatabase) return EXIT.newer;
  if (error instanceof EngineMissing) return EXIT.unavailable;
  if (REFUSED.some((kind) => error instanceof kind)) return EXIT.badData;
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
