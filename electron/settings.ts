import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../src/wire/settings.ts';

export interface LoadedSettings {
  readonly settings: Settings;
  readonly path: string;
  /** A sentence for the person at the bench when the file had to be replaced. */
  readonly recovered: string | null;
}

/**
 * Reads `settings.json` and keeps a good copy beside it. A torn or wrong file is set aside, never overwritten, and the last good
 * copy takes its place: a station must come up in the morning whatever happened to its disk at night.
 */
export function loadSettings(folder: string): LoadedSettings {
  const path = join(folder, 'settings.json');
  const backup = join(folder, 'settings.backup.json');
  const problem = problemOf(path);
  let recovered: string | null = null;
  if (problem !== null) {
    const aside = join(folder, `settings.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.json`);
    renameSync(path, aside);
    const fromBackup = existsSync(backup) && problemOf(backup) === null;
    if (fromBackup) copyFileSync(backup, path);
    recovered = `The settings could not be read (${problem}). ${
      fromBackup ? 'The last good copy is in use' : 'They start anew'
    }; the damaged file is ${aside}.`;
  }
  const store = new Store<Settings>({
    cwd: folder,
    name: 'settings',
    defaults: DEFAULT_SETTINGS,
    // It may hold the hub's key.
    configFileMode: 0o600,
    clearInvalidConfig: false,
  });
  if (!existsSync(path)) store.store = DEFAULT_SETTINGS;
  const settings = settingsSchema.parse(store.store);
  copyFileSync(path, backup);
  return { settings, path, recovered };
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
