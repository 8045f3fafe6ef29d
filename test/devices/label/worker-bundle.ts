import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { NODE_BUNDLE } from '../../../scripts/node-bundle.mjs';

/** Bundles a worker the way the build does, so that the test runs a real thread from a single file. */
export async function bundleWorker(source: string): Promise<{ readonly url: URL; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'packhouse-worker-'));
  const outfile = join(folder, 'worker.mjs');
  const entry = fileURLToPath(new URL(source, import.meta.url));
  await build({ ...NODE_BUNDLE, entryPoints: [entry], outfile });
  return { url: pathToFileURL(outfile), remove: () => rm(folder, { recursive: true }) };
}
