import { copyFileSync, existsSync } from 'node:fs';
import Store from 'electron-store';
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../src/wire/settings.ts';
import { mendSettings, settingsPaths } from './settings-file.ts';

export interface LoadedSettings {
  readonly path: string;
  /** A sentence for the person at the bench when the file had to be replaced. */
  readonly recovered: string | null;
  /** As they stand now; what was read at the start may have been changed since. */
  current(): Settings;
  /** Changes some of it and writes the file. */
  save(change: Partial<Settings>): void;
}

/** Reads `settings.json`, mended first when it has to be, and keeps a good copy beside it. */
export function loadSettings(folder: string): LoadedSettings {
  const recovered = mendSettings(folder);
  const { path, backup } = settingsPaths(folder);
  const store = new Store<Settings>({
    cwd: folder,
    name: 'settings',
    defaults: DEFAULT_SETTINGS,
    // It may hold the hub's key.
    configFileMode: 0o600,
    clearInvalidConfig: false,
  });
  if (!existsSync(path)) store.store = DEFAULT_SETTINGS;
  let settings = settingsSchema.parse(store.store);
  // A file of an older version is written as what it means now.
  if (JSON.stringify(store.store) !== JSON.stringify(settings)) store.store = settings;
  copyFileSync(path, backup);
  return {
    path,
    recovered,
    current: () => settings,
    save(change) {
      settings = settingsSchema.parse({ ...settings, ...change });
      store.store = settings;
      copyFileSync(path, backup);
    },
  };
}
