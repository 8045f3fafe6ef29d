import { safeStorage } from 'electron';
import type { HubSettings } from '../src/wire/settings.ts';
import type { LoadedSettings } from './settings.ts';

/**
 * Keeps the station's key where only this user of this machine can read it (Keychain, DPAPI, libsecret). A Linux without a
 * secret service has no such place: Electron's stand-in there is a fixed password, so the key then lies in the settings file itself,
 * which only its owner may read.
 */
export function sealKey(key: string): Pick<HubSettings, 'key' | 'sealedKey'> {
  return hasSafePlace() ? { sealedKey: safeStorage.encryptString(key).toString('base64') } : { key };
}

/** A key that somebody wrote into the settings by hand is sealed at the next start, where that is possible. */
export function sealOpenKey(settings: LoadedSettings): void {
  const { hub } = settings.current();
  if (hub?.key === undefined || !hasSafePlace()) return;
  const { key, ...rest } = hub;
  settings.save({ hub: { ...rest, ...sealKey(key) } });
}

/** @throws when the system cannot open it, for example because the file was copied from another machine */
export function openKey({ key, sealedKey }: HubSettings): string {
  if (key !== undefined) return key;
  if (sealedKey === undefined) throw new Error('The settings name a hub and no key.');
  return safeStorage.decryptString(Buffer.from(sealedKey, 'base64'));
}

function hasSafePlace(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}
