// Electron's own default_app is what makes `electron .` read its path argument. The pinned runtime comes
// without one; this is ours, with the parts that we use: -r FILE, --app=PATH, --version, --abi, and a path.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);
process.defaultApp = true;

/** @param {readonly string[]} args */
function readArguments(args) {
  const preloads = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i];
    if (arg === '--version' || arg === '-v') return { print: `v${process.versions.electron}`, preloads };
    if (arg === '--abi' || arg === '-a') return { print: process.versions.modules, preloads };
    if (arg.startsWith('--app=')) return { path: arg.slice('--app='.length), preloads };
    if (arg === '-r' || arg === '--require') {
      i += 1;
      preloads.push(args[i]);
    } else if (!arg.startsWith('-')) return { path: arg, preloads };
  }
  return { preloads };
}

/** The app's name decides where it keeps its data, so it is set before any of its code runs. */
function introduce(folder) {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return;
  const { name, productName, version, desktopName } = JSON.parse(readFileSync(manifest, 'utf8'));
  if (version) app.setVersion(version);
  if (productName || name) app.setName(productName || name);
  app.setDesktopName(desktopName || `${app.getName()}.desktop`);
  app.setAppPath(folder);
}

// Read before the preloads run: Playwright's loader edits process.argv.
const { path, print, preloads } = readArguments(process.argv.slice(1));
if (print) {
  process.stdout.write(`${print}\n`);
  process.exit(0);
}
for (const file of preloads) require(resolve(file));
if (!path) {
  process.stderr.write('Say which app to run: electron PATH\n');
  process.exit(64);
}
const full = resolve(path);
try {
  introduce(full);
  // Resolving as require does takes a folder with "main", a folder with index.js, or a file.
  // Awaited, because Electron holds back `ready` until this module has finished.
  await import(pathToFileURL(require.resolve(full)).href);
} catch (error) {
  process.stderr.write(`The app could not be loaded: ${error?.stack ?? error}\n`);
  process.exit(1);
}
