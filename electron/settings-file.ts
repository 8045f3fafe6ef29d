import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { settingsSchema } from '../src/wire/settings.ts';

/** `settings.json`, and the last good copy of it. */
export function settingsPaths(folder: string): { readonly path: string; readonly backup: string } {
  return { path: join(folder, 'settings.json'), backup: join(folder, 'settings.backup.json') };
}

/**
 * A torn or wrong file is set aside, never overwritten, and the last good copy takes its place: a station must come up in the
 * morning whatever happened to its disk at night. Gives back a sentence about what was done, or null when nothing had to be.
 */
export function mendSettings(folder: string): string | null {
  const { path, backup } = settingsPaths(folder);
  const problem = problemOf(path);
  if (problem === null) return null;
  const aside = join(folder, `settings.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.json`);
  renameSync(path, aside);
  const fromBackup = existsSync(backup) && problemOf(backup) === null;
  if (fromBackup) copyFileSync(backup, path);
  return `The settings could not be read (${problem}). ${
    fromBackup ? 'The last good copy is in use' : 'They start anew'
  }; the damaged file is ${aside}.`;
}

function problemOf(path: string): string | null {
  if (!existsSync(path)) return null;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return 'not whole';
  }
  const parsed = settingsSchema.safeParse(json);
  if (parsed.success) return null;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'does not fit'}`;
}
