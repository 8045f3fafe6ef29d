import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import yauzl from 'yauzl';

/**
 * Unpacks a zip. yauzl itself refuses entry names that would lead out of the folder.
 * @param {string} zip
 * @param {string} folder
 * @param {(name: string) => string | undefined} rename where an entry goes, relative to the folder;
 *   undefined leaves it out
 */
export async function unzip(zip, folder, rename) {
  /** @type {(path: string, options: yauzl.Options) => Promise<yauzl.ZipFile>} */
  const open = promisify(yauzl.open);
  const file = await open(zip, { lazyEntries: true });
  /** @type {(entry: yauzl.Entry) => Promise<import('node:stream').Readable>} */
  const read = promisify(file.openReadStream.bind(file));
  const extractEntry = async (/** @type {yauzl.Entry} */ entry) => {
    const target = entry.fileName.endsWith('/') ? undefined : rename(entry.fileName);
    if (target === undefined) return;
    const path = join(folder, target);
    await mkdir(dirname(path), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await read(entry), createWriteStream(path, { mode: mode || 0o644 }));
  };
  try {
    await new Promise((resolve, reject) => {
      file.once('error', reject);
      file.once('end', resolve);
      file.on('entry', (entry) => {
        extractEntry(entry).then(() => file.readEntry(), reject);
      });
      file.readEntry();
    });
  } finally {
    file.close();
  }
}
