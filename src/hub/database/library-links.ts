import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * An npm package cannot hold symbolic links, and without "libpq.so.5" beside "libpq.so.5.18" no program of it starts. The package makes them when it is
 * installed; we install without scripts, and may not write into a program's folder. So the links stand with the data, and the loader is told where.
 * @param native the package's folder `native`
 * @param folder made anew, because the program may have moved since
 * @returns what the programs' environment needs besides
 */
export function linkLibraries(native: string, folder: string): Readonly<Record<string, string>> {
  if (process.platform === 'win32') return {};
  const wanted = linksOf(native);
  if (process.platform === 'darwin') {
    // There the loader ignores such a hint behind a shell, through which PostgreSQL is started: in place or not at all.
    for (const { library, name } of wanted) linkInPlace(library, name);
    return {};
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o755 });
  for (const { library, name } of wanted) symlinkSync(library, join(folder, name));
  // The libraries that need no link lie beside those that do; a library that is found by its link looks for others beside the link.
  const before = process.env.LD_LIBRARY_PATH ?? '';
  return { LD_LIBRARY_PATH: [folder, join(native, 'lib'), ...(before === '' ? [] : [before])].join(':') };
}

function linksOf(native: string): readonly { readonly library: string; readonly name: string }[] {
  // Written by the package itself: paths below its own folder.
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  return links.map(({ source, target }) => ({ library: join(dirname(native), source), name: basename(target) }));
}

function linkInPlace(library: string, name: string): void {
  try {
    symlinkSync(basename(library), join(dirname(library), name));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
