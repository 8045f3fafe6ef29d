import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { EXIT, Stop } from './exits.mjs';

/**
 * Refuses a file that is not, byte for byte, the one that was pinned. To be called before anything in it
 * is looked at.
 * @param {string} file
 * @param {string} integrity `<algorithm>-<base64>`, as in a package lock
 */
export async function requireIntegrity(file, integrity) {
  const cut = integrity.indexOf('-');
  const hash = createHash(integrity.slice(0, cut));
  await pipeline(createReadStream(file), hash);
  if (hash.digest('base64') === integrity.slice(cut + 1)) return;
  throw new Stop(
    EXIT.integrityMismatch,
    'The downloaded runtime is not the file that was pinned and has been deleted: do not use it, and report this.',
  );
}
