import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { NODE_BUNDLE } from '../scripts/node-bundle.mjs';

/** Bundles a TypeScript entry for a child process or worker. Inside the repository, so that native packages are still found. */
export async function bundleForNode(entry: string): Promise<string> {
  const root = join(import.meta.dirname, '..');
  mkdirSync(join(root, 'out'), { recursive: true });
  const folder = mkdtempSync(join(root, 'out', 'test-'));
  const outfile = join(folder, 'entry.mjs');
  await build({ ...NODE_BUNDLE, entryPoints: [entry], outfile });
  return outfile;
}
