import * as fs from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The part of Emscripten's node file system that is patched; `nfd` is the real file descriptor. */
interface OpenStream {
  readonly nfd?: number;
  readonly node: unknown;
}
interface NodeFileSystem {
  readonly stream_ops: { fsync?: (stream: OpenStream) => number };
  realPath(node: unknown): string;
}

/**
 * PGlite as it comes cannot fsync at all: 0 calls for 300 commits (sync.md 2.1, electric-sql/pglite#1107).
 * This adds the missing callback. It touches internals, hence the exact version pin and the test that counts calls.
 */
export class DurableNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(...args);
    const { preRun } = result.emscriptenOpts;
    if (!Array.isArray(preRun)) throw new Error('PGlite changed: preRun is not a list any more');
    preRun.push((module) => {
      const system = (module as unknown as { FS: { filesystems: { NODEFS: NodeFileSystem } } }).FS.filesystems.NODEFS;
      system.stream_ops.fsync = (stream) => syncStream(system, stream);
    });
    return result;
  }
}

function syncStream(system: NodeFileSystem, stream: OpenStream): number {
  if (stream.nfd !== undefined) {
    fs.fsyncSync(stream.nfd);
  } else if (process.platform !== 'win32') {
    // A directory: Emscripten has no descriptor for it, and Windows cannot sync one.
    const descriptor = fs.openSync(system.realPath(stream.node), 'r');
    try {
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  }
  return 0;
}

/** `-F` switches fsync off and is PGlite's default. */
export const DURABLE_START = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
];
