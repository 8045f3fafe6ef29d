import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's assets folder, seen from the sources and from a bundle alike: the next one upwards. */
export function findAssets(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const assets = join(folder, 'assets');
    if (existsSync(join(assets, 'mappings'))) return assets;
    if (dirname(folder) === folder)
      throw new Error('The assets folder with the mappings is missing from this installation.');
  }
}
